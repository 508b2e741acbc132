import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TopicRow } from '../../../electron/contract/topics.ts';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { TopicLine } from './topic-line.tsx';
import styles from './topic-tree.module.css';
import { withExpanded, withSelected } from './topics-state.ts';
import { stepFor } from './tree-keys.ts';
import { ROW_HEIGHT, useRowWindow } from './use-row-window.ts';
import { useTopicsWatch } from './use-topics-watch.ts';

/** Where the keyboard stands. The path is unknown until the row has arrived. */
interface Active {
  index: number;
  path: string | null;
}

/**
 * The visible rows of the topic tree. The hub flattens the tree and sends only the window that is on screen,
 * so any number of topics costs the same here.
 */
export function TopicTree() {
  const store = useAppStore();
  const { total, first, rows, selected } = useApp((state) => state.topics);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useRowWindow(scroller);
  const [active, setActive] = useState<Active>({ index: 0, path: null });
  const seeking = useRef<string | null>(null);
  // A topic that was chosen elsewhere, or before the page was left, is brought into sight once.
  const revealing = useRef(selected);
  useTopicsWatch(view.first, view.count);

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
    [store],
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

  const select = useCallback((row: TopicRow) => store.setState(({ topics }) => ({ topics: withSelected(topics, row.path) })), [store]);
  const expand = useCallback(
    (row: TopicRow, isOpen: boolean) => store.setState(({ topics }) => ({ topics: withExpanded(topics, row.path, isOpen) })),
    [store],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepFor(event.key, { ...store.getState().topics, active: active.index, pageRows: view.pageRows });
    if (!step) return;
    event.preventDefault();
    seeking.current = null;
    revealing.current = null;
    if (step.do === 'move') goTo(step.to);
    else if (step.do === 'seek') {
      goTo(step.near);
      seeking.current = step.path;
    } else if (step.do === 'select') {
      select(step.row);
      if (step.row.preview === null && step.row.children > 0) expand(step.row, !step.row.expanded);
    } else expand(step.row, step.do === 'expand');
  };

  const onClick = (event: MouseEvent) => {
    // Text that was just marked is there to be copied.
    if (!(event.target instanceof Element) || getSelection()?.type === 'Range') return;
    const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset.index ?? Number.NaN);
    const row = rows[index - first];
    if (!row) return;
    revealing.current = null;
    const isTwist = event.target.closest('[data-twist]') !== null;
    setActive({ index, path: row.path });
    if (!isTwist) select(row);
    if (row.children > 0 && (isTwist || row.preview === null)) expand(row, !row.expanded);
  };

  const hasActive = active.index >= first && active.index < first + rows.length;
  return (
    <div
      ref={scroller}
      className={styles.scroll}
      onScroll={view.onScroll}
      onWheel={() => {
        revealing.current = null;
      }}
    >
      <div
        role="tree"
        tabIndex={0}
        hidden={total === 0}
        aria-label={strings.topics.tree}
        aria-activedescendant={hasActive ? `topic-row-${active.index}` : undefined}
        className={styles.tree}
        style={{ height: total * ROW_HEIGHT }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {rows.map((row, offset) => (
          <TopicLine
            key={row.path}
            row={row}
            index={first + offset}
            isActive={active.index === first + offset}
            isSelected={row.path === selected}
          />
        ))}
      </div>
    </div>
  );
}
