import type { QueueRow, QueueShape } from '../../../electron/contract/queues.ts';
import { byteSize, wholeNumber } from '../../format.ts';
import { strings } from '../../strings/index.ts';

/** Which of its two counts a shape is looked at by. */
export type ShapeBy = keyof QueueShape;

export const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** A count as it is shown. */
export const inWords = (count: number, by: ShapeBy): string => (by === 'bytes' ? byteSize(count) : wholeNumber(count));

/** "312 messages (1.2 MB)". */
export const amountOf = ({ messages, bytes }: { messages: number; bytes: number }): string =>
  strings.queues.amount(messages, byteSize(bytes));

export const totalOf = ({ messages, bytes }: QueueShape) => ({ messages: sum(messages), bytes: sum(bytes) });

/** A topic as people can see it, also the one with no letters. */
export const shownTopic = (topic: string): string => topic || strings.queues.topics.empty;

const emptied = (row: QueueRow): QueueRow => ({
  ...row,
  messages: row.messages.map(() => 0),
  bytes: row.bytes.map(() => 0),
  inFlight: 0,
  oldestAt: null,
});

/**
 * Rows with fresh numbers. While they are `held`, those that were shown stay where they are, also those that are empty
 * now, and new ones come last: nothing moves away from under a pointer. Else the order is the fresh one.
 */
export function steadyRows(shown: readonly QueueRow[], fresh: readonly QueueRow[], held: boolean): readonly QueueRow[] {
  if (!held) return fresh;
  const news = new Map(fresh.map((row) => [row.clientId, row]));
  const kept = shown.map((row) => {
    const now = news.get(row.clientId);
    news.delete(row.clientId);
    return now ?? emptied(row);
  });
  return [...kept, ...news.values()];
}
