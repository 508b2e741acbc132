import type { QueueWish } from '../../../contract/queues.ts';

/** Messages that wait for clients, and were removed by a person. `whose`: a client id, or `null` for all. */
export const enQueues = {
  gone: 'This client has no queue any more.',
  removed: (what: QueueWish['what']['kind'], count: number, whose: string | null, topic: string) => {
    const messages = count === 1 ? '1 waiting message' : `${count} waiting messages`;
    const ends = {
      all: '',
      topic: ` at and below "${topic}"`,
      older: ' that had waited too long',
      keep: ' and kept the newest',
    };
    return `You removed ${messages} ${whose === null ? 'of all clients' : `of "${whose}"`}${ends[what]}.`;
  },
};
