import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActivityEntry } from '../../../electron/contract/model.ts';
import { useClient } from '../../context.tsx';
import { problemText } from '../../use-action.ts';
import { type ActivityFilter, mergeActivity } from './activity-merge.ts';

interface Loaded {
  entries: ActivityEntry[];
  more: boolean;
}

/** The log under a filter: its newest page, kept up to date, and older pages on demand. */
export function useActivity(filter: ActivityFilter) {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const key = JSON.stringify(filter);
  const current = useRef(key);

  useEffect(() => {
    const wanted: ActivityFilter = JSON.parse(key);
    current.current = key;
    let early: ActivityEntry[] | null = [];
    const stop = client.onUpdate((update) => {
      if (update.kind !== 'activity') return;
      if (early) early.push(...update.entries);
      else setLoaded((now) => now && { ...now, entries: mergeActivity(now.entries, update.entries, wanted) });
    });
    client.call('activity.list', { ...wanted, before: null }).then(
      (page) => {
        if (current.current !== key) return;
        setProblem(null);
        setLoaded({ ...page, entries: mergeActivity(page.entries, early ?? [], wanted) });
        early = null;
      },
      (error: unknown) => {
        if (current.current === key) setProblem(problemText(error));
      },
    );
    return () => {
      stop();
      current.current = '';
    };
  }, [client, key]);

  const last = loaded?.entries.at(-1)?.id ?? null;
  const loadMore = useCallback(async () => {
    const page = await client.call('activity.list', { ...(JSON.parse(key) as ActivityFilter), before: last });
    if (current.current !== key) return;
    setLoaded(
      (now) => now && { more: page.more, entries: [...now.entries, ...page.entries.filter((entry) => last === null || entry.id < last)] },
    );
  }, [client, key, last]);

  return { entries: loaded?.entries ?? [], more: loaded?.more ?? false, isLoaded: loaded !== null, problem, loadMore };
}
