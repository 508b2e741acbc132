import { publishPacket, subscribePacket } from '../../hub/broker/raw-mqtt.ts';
import { Seeded } from '../support/seeded.ts';
import { closed, first, join, type Target, write } from '../support/wire.ts';

export interface Deep extends Target {
  ms: number;
  seed: number;
  levels: number;
  subscriptions: number;
}

const AT_ONCE = 8;

/**
 * Topics past the limit, in messages and filters; and, just within it, as many filters as a client may have, all of which match
 * one topic of as many levels, to which messages come as fast as they are taken.
 */
export async function deep({ ms, seed, levels, subscriptions, ...target }: Deep) {
  const counts = { tooDeep: 0, closed: 0, matched: 0 };
  const end = Date.now() + ms;
  const seeded = new Seeded(seed);
  const past = async (number: number) => {
    for (let round = 0; Date.now() < end; round++) {
      const socket = await join(target, `deep-${number}-${round}-${end}`);
      if (!socket) continue;
      const topic = Array(levels + 1 + seeded.below(30_000))
        .fill('')
        .join('/');
      const gone = closed(socket);
      await write(socket, seeded.below(2) === 0 ? publishPacket(topic, 'x') : subscribePacket(1, [topic, 0]));
      counts.tooDeep++;
      await gone;
      counts.closed++;
    }
  };
  const within = async () => {
    const subscriber = await join(target, `deep-subscriber-${end}`);
    const publisher = await join(target, `deep-publisher-${end}`);
    if (!subscriber || !publisher) throw new Error('it was not let in');
    const filters = Array.from({ length: subscriptions }, () => [
      'deep',
      ...Array.from({ length: levels - 1 }, () => seeded.of(['+', 'a'])),
    ]);
    for (let at = 0; at < filters.length; at += 100) {
      const answer = first(subscriber, 'data', 'close');
      await write(subscriber, subscribePacket(1, ...filters.slice(at, at + 100).map((filter) => [filter.join('/'), 0] as const)));
      await answer;
    }
    subscriber.on('data', (data: Buffer) => {
      counts.matched += data.length;
    });
    const message = publishPacket(['deep', ...Array(levels - 1).fill('a')].join('/'), 'x');
    const many = Buffer.concat(Array(20).fill(message));
    // A reset also takes back what the hub did not read yet: seconds of work for it, which are no part of the attack.
    const stop = setTimeout(() => publisher.resetAndDestroy(), Math.max(0, end - Date.now()));
    while (!publisher.destroyed) await write(publisher, many);
    clearTimeout(stop);
    subscriber.destroy();
    counts.matched = Math.round(counts.matched / message.length);
  };
  await Promise.all([within(), ...Array.from({ length: AT_ONCE }, (_, number) => past(number))]);
  return counts;
}
