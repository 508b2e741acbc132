import { mutant } from '../support/mutants.ts';
import { Seeded } from '../support/seeded.ts';
import { closed, first, join, open, type Target, write } from '../support/wire.ts';

export interface Malformed extends Target {
  packets: number;
  seed: number;
}

const AT_ONCE = 24;

/** Sends wrong packets, each on a connection of its own: half as a stranger, half after it was let in; then ends as if the line was cut. */
export async function malformed({ packets, seed, ...target }: Malformed) {
  const counts = { sent: 0, letIn: 0, refused: 0 };
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < packets; at = next++) {
      // A seed for each, so that what is sent does not depend on who comes first.
      const seeded = new Seeded(seed + at);
      const isStranger = at % 2 === 0;
      const socket = isStranger ? await open(target.port) : await join(target, `mutant-${seed}-${at}`);
      if (!socket) {
        counts.refused++;
        continue;
      }
      if (!isStranger) counts.letIn++;
      await write(socket, mutant(seeded, isStranger && seeded.below(4) > 0 ? 'connect' : 'other'));
      counts.sent++;
      // Its end comes behind the packet, so that is read before.
      socket.end();
      socket.resume();
      if (!socket.readableEnded && !socket.destroyed) await first(socket, 'end', 'close');
      socket.destroy();
      await closed(socket);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return counts;
}
