import { useCallback } from 'react';
import type { QueueShape } from '../../../electron/contract/queues.ts';
import { useClient } from '../../context.tsx';
import { usePoll } from '../../use-poll.ts';

/** How often what waits is asked for while somebody looks. */
export const QUEUES_EVERY_MILLISECONDS = 2_000;

/** What waits for whom, worst first by messages or by bytes, kept up to date. */
export function useQueues(by: keyof QueueShape) {
  const client = useClient();
  return usePoll(
    useCallback(() => client.call('queues.list', { by }), [client, by]),
    QUEUES_EVERY_MILLISECONDS,
  );
}
