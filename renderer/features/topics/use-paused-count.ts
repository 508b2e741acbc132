import { useEffect } from 'react';
import type { TopicsQuery } from '../../../electron/contract/topics.ts';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { useHidden } from '../../use-hidden.ts';

/** How often a paused window asks how many messages there are by now. */
const COUNT_EVERY_MILLISECONDS = 1_000;
/** Asks for the totals and nothing else. */
const COUNT_ONLY: TopicsQuery = {
  sort: 'name',
  search: '',
  expanded: [],
  first: 0,
  count: 0,
  selected: null,
  pinned: [],
  charted: [],
};

/** Keeps the count of messages true while the view is paused, with one short question a second. */
export function usePausedCount(): void {
  const client = useClient();
  const store = useAppStore();
  const isPaused = useApp((state) => state.topics.paused !== null);
  const hidden = useHidden();

  useEffect(() => {
    if (!isPaused || hidden) return;
    const watch = (query: TopicsQuery | null) => void client.call('topics.watch', { query }).catch(() => undefined);
    const timer = setInterval(() => watch(COUNT_ONLY), COUNT_EVERY_MILLISECONDS);
    const stop = store.subscribe((state, old) => {
      if (state.topics.paused && state.topics.totals !== old.topics.totals) watch(null);
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [client, store, isPaused, hidden]);
}
