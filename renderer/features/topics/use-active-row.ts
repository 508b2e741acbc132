import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useApp, useAppStore } from '../../context.tsx';
import { ROW_HEIGHT } from './use-row-window.ts';

/** Where the keyboard stands. The path is unknown until the row has arrived. */
interface Active {
  index: number;
  path: string | null;
}

/** Where the keyboard stands in the tree, kept on its topic while rows come and go, and in sight when it moves. */
export function useActiveRow(scroller: RefObject<HTMLElement | null>) {
  const store = useAppStore();
  const rows = useApp((state) => state.topics.rows);
  const first = useApp((state) => state.topics.first);
  const total = useApp((state) => state.topics.total);
  const [active, setActive] = useState<Active>({ index: 0, path: null });
  /** A parent that is not loaded, and is looked for upwards. */
  const seeking = useRef<string | null>(null);
  // A topic that was chosen elsewhere, or before the page was left, is brought into sight once.
  const revealing = useRef(store.getState().topics.selected);

  const goTo = useCallback(
    (index: number) => {
      const topics = store.getState().topics;
      setActive({ index, path: topics.rows[index - topics.first]?.path ?? null });
      const element = scroller.current;
      if (!element) return;
      const top = index * ROW_HEIGHT;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + ROW_HEIGHT > element.scrollTop + element.clientHeight) element.scrollTop = top + ROW_HEIGHT - element.clientHeight;
    },
    [store, scroller],
  );

  // Rows that come and go above must not move the keyboard to another topic.
  useLayoutEffect(() => {
    setActive((old) => {
      if (old.path === null) {
        const path = rows[old.index - first]?.path ?? null;
        return path === null ? old : { ...old, path };
      }
      const found = rows.findIndex((row) => row.path === old.path);
      if (found >= 0) return found + first === old.index ? old : { ...old, index: found + first };
      if (old.index >= total) return { index: Math.max(0, total - 1), path: null };
      return old.index >= first && old.index < first + rows.length ? { ...old, path: rows[old.index - first]?.path ?? null } : old;
    });
  }, [rows, first, total]);

  useEffect(() => {
    if (seeking.current === null || rows.length === 0) return;
    const found = rows.findIndex((row) => row.path === seeking.current);
    if (found < 0 && first > 0 && first <= active.index) return goTo(first - 1);
    seeking.current = null;
    if (found >= 0) goTo(first + found);
  }, [rows, first, active.index, goTo]);

  useLayoutEffect(() => {
    const found = revealing.current === null ? -1 : rows.findIndex((row) => row.path === revealing.current);
    if (found < 0) return;
    revealing.current = null;
    goTo(first + found);
  }, [rows, first, goTo]);

  /** The person moves by hand: nothing else brings a row into sight now. */
  const letGo = useCallback(() => {
    seeking.current = null;
    revealing.current = null;
  }, []);
  /** Goes to where a parent must be, and on upwards until it is found. */
  const seek = useCallback(
    (path: string, near: number) => {
      goTo(near);
      seeking.current = path;
    },
    [goTo],
  );

  return { active, setActive, goTo, seek, letGo };
}
