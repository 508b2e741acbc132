import { setTimeout as wait } from 'node:timers/promises';
import { closed, join, open, type Target, write } from '../support/wire.ts';

export interface Announced extends Target {
  clients: number;
  ms: number;
}

/** The longest that the protocol knows: 256 MB. */
const ALL = [0xff, 0xff, 0xff, 0x7f];
const CHUNK = Buffer.alloc(65_536, 'x');
const PAUSE_MS = 50;

/** Clients that announce a packet of 256 MB and begin to send it, over and over: half as strangers, half after they were let in. */
export async function announced({ clients, ms, ...target }: Announced) {
  const counts = { announced: 0, longest: 0 };
  const end = Date.now() + ms;
  const client = async (number: number) => {
    const isStranger = number % 2 === 0;
    for (let round = 0; Date.now() < end; round++) {
      const socket = isStranger ? await open(target.port) : await join(target, `announcer-${number}-${round}-${end}`);
      if (socket) {
        counts.announced++;
        await write(socket, Buffer.from([isStranger ? 0x10 : 0x30, ...ALL]));
        let sent = 0;
        while (!socket.destroyed && sent < 268_435_455) {
          await write(socket, CHUNK);
          sent += CHUNK.length;
        }
        counts.longest = Math.max(counts.longest, sent);
        socket.destroy();
        await closed(socket);
      }
      await wait(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return counts;
}
