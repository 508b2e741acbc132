import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../../contract/errors.ts';
import type { Retained } from '../broker/retained.ts';
import type { RetainedMessage } from '../broker/store/retained-messages.ts';
import { compileFilters, filterFault } from '../devices/topic-filter.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';

/**
 * The retained messages that match a filter or, where it holds no wildcard, that lie at and below that topic; all for an empty
 * one; of these, those that are `meant`. They are looked through in slices, between which messages go on. Rejects with a
 * {@link UserError} if it is no filter.
 */
export async function findRetained(
  retained: Pick<Retained, 'all'>,
  filter: string,
  meant: (message: RetainedMessage) => boolean,
): Promise<RetainedMessage[]> {
  const matches = matcher(filter);
  const all = retained.all();
  const found: RetainedMessage[] = [];
  for (let from = 0; from < all.length; from += LIMITS.retainedLook) {
    if (from > 0) await nextTurn();
    for (const message of all.slice(from, from + LIMITS.retainedLook)) if (matches(message.topic) && meant(message)) found.push(message);
  }
  return found;
}

/** One page of these, the oldest first: quick for a million of them, because only their times are sorted. */
export function oldestFirst(messages: readonly RetainedMessage[], offset: number, most: number): RetainedMessage[] {
  const times = Float64Array.from(messages, ({ at }) => at).sort();
  const first = times[offset];
  const last = times[Math.min(offset + most, times.length) - 1];
  if (first === undefined || last === undefined) return [];
  const near = messages.filter(({ at }) => at >= first && at <= last).sort((a, b) => a.at - b.at);
  const start = offset - times.indexOf(first);
  return near.slice(start, start + most);
}

function matcher(filter: string): (topic: string) => boolean {
  if (filter === '') return () => true;
  if (!/[+#]/.test(filter)) return isAtOrBelow(filter);
  const fault = filterFault(filter);
  if (fault !== null) throw new UserError(words.messages.noFilter(fault));
  return compileFilters([filter]).matches;
}

function isAtOrBelow(topic: string): (other: string) => boolean {
  const start = `${topic}/`;
  return (other) => other === topic || other.startsWith(start);
}
