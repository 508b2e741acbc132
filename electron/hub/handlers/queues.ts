import { UserError } from '../../contract/errors.ts';
import type { QueueWish } from '../../contract/queues.ts';
import type { Handlers } from '../clients.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `queues.${string}`>;

/** Calls about messages that wait for clients. */
export function queueHandlers({ queues, report }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'queues.list': ({ by }) => queues.list(by),
    'queues.topics': ({ clientId, below }) => queues.topics(clientId, below),
    'queues.count': (wish) => queues.count(wish),
    'queues.remove': async (wish) => {
      if (wish.clientId !== null && !queues.has(wish.clientId)) throw new UserError(words.queues.gone);
      const removed = await queues.remove(wish);
      if (removed.messages > 0) report({ kind: 'change', text: told(wish, removed.messages), deviceId: queues.deviceOf(wish) });
      return removed;
    },
  };
}

const told = ({ clientId, what }: QueueWish, count: number): string =>
  words.queues.removed(
    what.kind,
    count,
    clientId === null ? null : cleanText(clientId, 64),
    what.kind === 'topic' ? cleanText(what.topic, 100) : '',
  );
