import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { subscribePacket } from '../../hub/broker/raw-mqtt.ts';
import { closed, join, type Target, write } from '../support/wire.ts';

export interface Subscriptions extends Target {
  subscriptions: number;
  perClient: number;
  ms: number;
}

const IN_ONE = 250;

/** As many subscriptions as clients may have, spread over some; and one client that asks for all of them. */
export async function subscriptions({ subscriptions: all, perClient, ms, ...target }: Subscriptions) {
  const counts = { granted: 0, refused: 0 };
  const end = Date.now() + ms;
  const sockets: Socket[] = [];
  const ask = async (clientId: string, count: number) => {
    const socket = await join(target, `${clientId}-${end}`);
    if (!socket) throw new Error(`${clientId} was not let in`);
    sockets.push(socket);
    for (let at = 0; at < count; at += IN_ONE) {
      const answer = suback(socket);
      const filters = Array.from({ length: Math.min(IN_ONE, count - at) }, (_, index) => [`${clientId}/${at + index}/+/#`, 1] as const);
      await write(socket, subscribePacket(1, ...filters));
      for (const code of await answer) counts[code === 128 ? 'refused' : 'granted']++;
    }
  };
  await Promise.all(Array.from({ length: all / perClient }, (_, number) => ask(`many-${number}`, perClient)));
  await ask('greedy', all);
  await wait(Math.max(0, end - Date.now()));
  for (const socket of sockets) socket.destroy();
  await Promise.all(sockets.map(closed));
  return counts;
}

/** The codes of the next SUBACK; none if the connection ends. */
function suback(socket: Socket): Promise<readonly number[]> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const done = (codes: readonly number[]) => {
      socket.off('data', take);
      socket.off('close', end);
      resolve(codes);
    };
    const end = () => done([]);
    const take = (data: Buffer) => {
      bytes = Buffer.concat([bytes, data]);
      const second = bytes[2] ?? 0;
      const long = (bytes[1] ?? 0) > 127;
      const length = long ? ((bytes[1] as number) & 127) + second * 128 : (bytes[1] ?? Number.POSITIVE_INFINITY);
      const start = long ? 3 : 2;
      if (bytes.length >= start + length) done([...bytes.subarray(start + 2, start + length)]);
    };
    socket.on('data', take);
    socket.once('close', end);
  });
}
