import { UserError } from '../../contract/errors.ts';
import type { QueueWish } from '../../contract/queues.ts';
import type { Handlers } from '../clients.ts';
import { cleanText } from '../text.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `queues.${string}`>;

/** Calls about messages that wait for clients. */
export function queueHandlers({ queues, report }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'queues.list': ({ by }) => queues.list(by),
    'queues.topics': ({ clientId, below }) => queues.topics(clientId, below),
    'queues.count': (wish) => queues.count(wish),
    'queues.remove': async (wish) => {
      if (wish.clientId !== null && !queues.has(wish.clientId)) throw new UserError('This client has no queue any more.');
      const removed = await queues.remove(wish);
      if (removed.messages > 0) report({ kind: 'change', text: `You ${words(wish, removed.messages)}.`, deviceId: queues.deviceOf(wish) });
      return removed;
    },
  };
}

function words({ clientId, what }: QueueWish, count: number): string {
  const messages = count === 1 ? '1 waiting message' : `${count} waiting messages`;
  const whose = clientId === null ? 'of all clients' : `of "${cleanText(clientId, 64)}"`;
  switch (what.kind) {
    case 'all':
      return `removed ${messages} ${whose}`;
    case 'topic':
      return `removed ${messages} ${whose} at and below "${cleanText(what.topic, 100)}"`;
    case 'older':
      return `removed ${messages} ${whose} that had waited too long`;
    case 'keep':
      return `removed ${messages} ${whose} and kept the newest`;
  }
}
