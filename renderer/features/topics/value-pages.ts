import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { useApp, useClient } from '../../context.tsx';
import { useAction } from '../../use-action.ts';

/** Values of one topic that the panel holds. */
export const PANEL_VALUES = 5_000;

/** The values of a topic that are in the window, newest first, and the way to those before them. */
export interface ValuePages {
  values: TopicValue[];
  /** The hub has older ones, and there is room for them here. */
  more: boolean;
  busy: boolean;
  problem: string | null;
  loadOlder: () => void;
}

interface Older {
  values: TopicValue[];
  more: boolean;
}

/** Follows the newest values, and keeps the older pages that the person asked for. */
export function useValuePages(topic: string): ValuePages {
  const client = useClient();
  const newest = useApp((state) => state.topics.values);
  const moreAtFirst = useApp((state) => state.topics.more);
  const [older, setOlder] = useState<Older | null>(null);
  const { busy, problem, run } = useAction();

  // The newest values make room for newer ones: those that go are kept here, so that no gap opens before the older pages.
  useEffect(() => setOlder((old) => old && withNewest(old, newest)), [newest]);

  const values = useMemo(() => merged(newest, older?.values ?? []), [newest, older]);
  const before = values.at(-1)?.seq;
  // Read when it is called, so that new values do not make another function of it.
  const latest = useRef({ busy, before, newest });
  latest.current = { busy, before, newest };
  const loadOlder = useCallback(() => {
    const { busy, before, newest } = latest.current;
    if (busy || before === undefined) return;
    void run(async () => {
      const page = await client.call('topics.values', { topic, before });
      setOlder((old) => ({ values: merged(old?.values ?? newest, page.values), more: page.more }));
    });
  }, [client, run, topic]);

  const hasRoom = values.length < PANEL_VALUES;
  return { values, more: hasRoom && (older ? older.more : moreAtFirst), busy, problem, loadOlder };
}

/** Numbers that begin anew are another life of the topic. */
function withNewest(old: Older, newest: TopicValue[]): Older | null {
  const [first] = newest;
  const last = old.values[0];
  if (!first || !last || first.seq < last.seq || (newest.at(-1)?.seq ?? 0) > last.seq + 1) return null;
  return { ...old, values: merged(newest, old.values) };
}

function merged(newer: TopicValue[], older: TopicValue[]): TopicValue[] {
  if (older.length === 0) return newer;
  const oldest = newer.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  return [...newer, ...older.filter(({ seq }) => seq < oldest)].slice(0, PANEL_VALUES);
}
