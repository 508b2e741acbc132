import type { TopicValue } from '../../../electron/contract/topics.ts';

/** The most recent values of one topic that the window holds. */
export const VALUES_KEPT = 1_000;

/** Values of one topic with new ones added, newest first, each once, a bounded number. */
export function mergeValues(before: TopicValue[], incoming: TopicValue[]): TopicValue[] {
  if (incoming.length === 0) return before;
  const fresh = [...incoming].sort((a, b) => b.seq - a.seq);
  const newest = before[0]?.seq ?? Number.NEGATIVE_INFINITY;
  // Most of the time all of them are newer than all that are there.
  if (fresh.every((value) => value.seq > newest) && isUnique(fresh)) return [...fresh, ...before].slice(0, VALUES_KEPT);
  const bySeq = new Map([...before, ...fresh].map((value) => [value.seq, value]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, VALUES_KEPT);
}

const isUnique = (sorted: TopicValue[]): boolean => sorted.every((value, index) => value.seq !== sorted[index + 1]?.seq);
