import { useEffect, useMemo, useRef } from 'react';
import type { TopicsQuery } from '../../../electron/contract/topics.ts';
import { useApp, useClient } from '../../context.tsx';
import { useHidden } from '../../use-hidden.ts';
import { chartTopics } from './chart-state.ts';

/** A scroll asks for many windows; the hub is asked for one each time this has passed. */
const ASK_EVERY_MILLISECONDS = 50;

/** Tells the hub which rows are on screen, and that none are when the page is left, the window hidden or the view paused. */
export function useTopicsWatch(first: number, count: number): void {
  const client = useClient();
  const query = useQuery(first, count);
  const isPaused = useApp((state) => state.topics.paused !== null);
  const hidden = useHidden();
  const lastAsked = useRef(0);
  const wanted = hidden || isPaused ? null : query;

  useEffect(() => {
    // A hub that cannot answer now gets the next question; there is nothing to show for it.
    const ask = () => {
      lastAsked.current = Date.now();
      client.call('topics.watch', { query: wanted }).catch(() => undefined);
    };
    const wait = lastAsked.current + ASK_EVERY_MILLISECONDS - Date.now();
    if (wait <= 0) {
      ask();
      return;
    }
    const timer = setTimeout(ask, wait);
    return () => clearTimeout(timer);
  }, [client, wanted]);

  useEffect(
    () => () => {
      client.call('topics.watch', { query: null }).catch(() => undefined);
    },
    [client],
  );
}

function useQuery(first: number, count: number): TopicsQuery {
  const sort = useApp((state) => state.topics.sort);
  const search = useApp((state) => state.topics.wanted);
  const expanded = useApp((state) => state.topics.expanded);
  const selected = useApp((state) => state.topics.selected);
  const lines = useApp((state) => state.topics.chart.lines);
  const pinned = useApp((state) => state.preferences.pinnedTopics);
  // Another number of the same topics asks for nothing.
  const charted = useMemo(() => chartTopics({ lines, values: {} }), [lines]);
  return useMemo(
    () => ({ sort, search, expanded, first, count, selected, pinned, charted }),
    [sort, search, expanded, first, count, selected, pinned, charted],
  );
}
