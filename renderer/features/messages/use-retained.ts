import { useCallback, useEffect, useRef, useState } from 'react';
import type { Publishers, RetainedRow } from '../../../electron/contract/messages.ts';
import { useClient } from '../../context.tsx';
import { problemText } from '../../use-action.ts';

/** Rows of one answer of the hub. */
export const PAGE_ROWS = 100;
/** Pages kept on either side of those in sight: a scroll back shows rows at once, and memory stays small. */
const PAGES_AROUND = 3;

interface Loaded {
  /** Which reading of which filter this is. */
  key: string;
  of: number;
  bytes: number;
  pages: ReadonlyMap<number, RetainedRow[]>;
}

export interface RetainedWindow {
  /** How many match, and their bytes; `null` before the first answer. */
  totals: { of: number; bytes: number } | null;
  /** All this is what was asked for last; false while it is still what was there before. */
  isCurrent: boolean;
  /** The message at a place in the list, from 0; `undefined` until it has arrived. */
  rowAt: (index: number) => RetainedRow | undefined;
  problem: string | null;
  /** Reads the list anew. */
  refresh: () => void;
}

/**
 * The retained messages of some publishers under a filter, page by page as far as they are in sight. It is read once and again on demand: rows that
 * moved by themselves would move away from under a click on Remove. One question at a time, the last wish first.
 */
export function useRetained(filter: string | null, publishers: Publishers, first: number, count: number): RetainedWindow {
  const client = useClient();
  const [readings, setReadings] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [answers, setAnswers] = useState(0);
  const isAsking = useRef(false);
  const key = `${readings} ${publishers} ${filter}`;
  const wanted = useRef(key);
  wanted.current = key;

  const page = filter === null || problem !== null ? null : missingPage(loaded?.key === key ? loaded : null, first, count);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer makes room for the next question
  useEffect(() => {
    if (page === null || filter === null || isAsking.current) return;
    isAsking.current = true;
    client
      .call('retained.list', { filter, publishers, offset: page * PAGE_ROWS })
      .then(
        ({ rows, of, bytes }) => {
          if (wanted.current !== key) return;
          setLoaded((old) => ({ key, of, bytes, pages: withPage(old?.key === key ? old.pages : new Map(), page, rows) }));
        },
        (error: unknown) => {
          if (wanted.current === key) setProblem(problemText(error));
        },
      )
      .finally(() => {
        isAsking.current = false;
        setAnswers((before) => before + 1);
      });
  }, [client, filter, publishers, key, page, answers]);

  // Another filter is another question, whatever came of the last.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what changes
  useEffect(() => setProblem(null), [key]);

  const refresh = useCallback(() => setReadings((before) => before + 1), []);
  const rowAt = (index: number) => loaded?.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  return { totals: loaded && { of: loaded.of, bytes: loaded.bytes }, isCurrent: loaded?.key === key, rowAt, problem, refresh };
}

/** The first page in sight that is not there yet; `null` if all are. */
function missingPage(loaded: Loaded | null, first: number, count: number): number | null {
  const from = Math.floor(first / PAGE_ROWS);
  if (!loaded) return from;
  const last = Math.floor((Math.min(first + count, loaded.of) - 1) / PAGE_ROWS);
  for (let page = from; page <= last; page += 1) if (!loaded.pages.has(page)) return page;
  return null;
}

function withPage(pages: Loaded['pages'], page: number, rows: RetainedRow[]): Loaded['pages'] {
  const near = [...pages].filter(([each]) => Math.abs(each - page) <= PAGES_AROUND);
  return new Map([...near, [page, rows]]);
}
