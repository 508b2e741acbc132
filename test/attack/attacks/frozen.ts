import { setTimeout as wait } from 'node:timers/promises';
import { publishPacket, subscribePacket } from '../../hub/broker/raw-mqtt.ts';
import { closed, join, type Target, write } from '../support/wire.ts';

export interface Frozen extends Target {
  ms: number;
}

const PER_SECOND = 2_000;
const TICK_MS = 10;

/** Subscribers to everything that read no more, while messages of 1 KiB come at a steady pace. */
export async function frozen({ ms, ...target }: Frozen) {
  const counts = { sent: 0 };
  const end = Date.now() + ms;
  const freeze = async (qos: number) => {
    const socket = await join(target, `frozen-${qos}-${end}`);
    if (!socket) throw new Error('it was not let in');
    socket.pause();
    await write(socket, subscribePacket(1, ['#', qos]));
    return socket;
  };
  const sleepers = [await freeze(0), await freeze(1)];
  const publisher = await join(target, `flood-${end}`);
  if (!publisher) throw new Error('it was not let in');
  publisher.resume();
  const message = publishPacket('flood/t', Buffer.alloc(1_024, 'x'));
  const confirmed = publishPacket('flood/t', Buffer.alloc(1_024, 'x'), { qos: 1 });
  const start = Date.now();
  while (Date.now() < end && !publisher.destroyed) {
    const due = ((Date.now() - start) * PER_SECOND) / 1_000 - counts.sent;
    for (let count = 0; count < due; count++) await write(publisher, counts.sent++ % 2 === 0 ? message : confirmed);
    await wait(TICK_MS);
  }
  for (const socket of [...sleepers, publisher]) socket.destroy();
  await Promise.all([...sleepers, publisher].map(closed));
  return counts;
}
