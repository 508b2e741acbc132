import { useEffect } from 'react';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { withFrozenValues } from './topics-state.ts';

/** A topic that is chosen while the view is paused shows its values up to the pause. */
export function useFrozenValues(): void {
  const client = useClient();
  const store = useAppStore();
  const isPaused = useApp((state) => state.topics.paused !== null);
  const row = useApp((state) => state.topics.selectedRow);

  useEffect(() => {
    if (!isPaused || !row || row.preview === null || store.getState().topics.values.length > 0) return;
    const { path: topic, seq } = row;
    client
      .call('topics.values', { topic, before: seq + 1 })
      .then((page) => store.setState(({ topics }) => ({ topics: withFrozenValues(topics, topic, page) })))
      // The panel then shows the row's own value alone.
      .catch(() => undefined);
  }, [client, store, isPaused, row]);
}
