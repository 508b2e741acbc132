import { setTimeout as wait } from 'node:timers/promises';
import { connectPacket } from '../../hub/broker/raw-mqtt.ts';
import { closed, open } from '../support/wire.ts';

export interface Slow {
  port: number;
  connections: number;
  ms: number;
}

const DRIBBLE_MS = 250;
const AGAIN_MS = 1_000;

/** Half-open connections: one half says nothing, the other sends a CONNECT byte by byte. Who is dropped comes again. */
export async function slow({ port, connections, ms }: Slow) {
  const counts = { opened: 0, dropped: 0 };
  const end = Date.now() + ms;
  const bytes = connectPacket({ clientId: 'slow', userName: 'slow'.repeat(100) });
  const hold = async (at: number) => {
    // Not all in the same moment, as they would have it too.
    await wait((at * Math.min(1_000, ms / 4)) / connections);
    while (Date.now() < end) {
      const socket = await open(port);
      if (!socket) {
        counts.dropped++;
        await wait(AGAIN_MS);
        continue;
      }
      counts.opened++;
      let sent = 0;
      const dribble = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), DRIBBLE_MS);
      if (at % 2 === 0) clearInterval(dribble);
      const cut = setTimeout(() => socket.destroy(), Math.max(0, end - Date.now()));
      await closed(socket);
      if (Date.now() < end) counts.dropped++;
      clearTimeout(cut);
      clearInterval(dribble);
      await wait(Math.min(AGAIN_MS, Math.max(0, end - Date.now())));
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, at) => hold(at)));
  return counts;
}
