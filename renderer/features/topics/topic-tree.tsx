import { type KeyboardEvent, type MouseEvent, useCallback, useRef } from 'react';
import type { TopicRow } from '../../../electron/contract/topics.ts';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { TopicLine } from './topic-line.tsx';
import styles from './topic-tree.module.css';
import { withExpanded, withSelected } from './topics-state.ts';
import { isMenuKey, stepFor } from './tree-keys.ts';
import { useActiveRow } from './use-active-row.ts';
import { ROW_HEIGHT, useRowWindow } from './use-row-window.ts';
import type { OpenMenu } from './use-topic-menu.tsx';
import { useTopicsWatch } from './use-topics-watch.ts';
import { useViewPace } from './use-view-pace.ts';

/**
 * The visible rows of the topic tree. The hub flattens the tree and sends only the window that is on screen,
 * so any number of topics costs the same here.
 */
export function TopicTree({ openMenu }: { openMenu: OpenMenu }) {
  const store = useAppStore();
  const rows = useApp((state) => state.topics.rows);
  const first = useApp((state) => state.topics.first);
  const total = useApp((state) => state.topics.total);
  const selected = useApp((state) => state.topics.selected);
  const isPaused = useApp((state) => state.topics.paused !== null);
  const isSearch = useApp((state) => state.topics.search !== null);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useRowWindow(scroller);
  const { active, setActive, goTo, seek, letGo } = useActiveRow(scroller);
  useTopicsWatch(view.first, view.count);
  useViewPace();

  const select = useCallback((row: TopicRow) => store.setState(({ topics }) => ({ topics: withSelected(topics, row.path) })), [store]);
  // What a level holds is not known while the view stands still.
  const expand = useCallback(
    (row: TopicRow, isOpen: boolean) =>
      store.setState(({ topics }) => ({ topics: topics.paused ? topics : withExpanded(topics, row.path, isOpen) })),
    [store],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isMenuKey(event)) {
      const row = rows[active.index - first];
      const place = document.getElementById(`topic-row-${active.index}`)?.getBoundingClientRect();
      if (!row || !place) return;
      event.preventDefault();
      return openMenu(row, place);
    }
    const step = stepFor(event.key, { ...store.getState().topics, active: active.index, pageRows: view.pageRows });
    if (!step) return;
    event.preventDefault();
    letGo();
    if (step.do === 'move') goTo(step.to);
    else if (step.do === 'seek') seek(step.path, step.near);
    else if (step.do === 'select') {
      select(step.row);
      if (step.row.preview === null && step.row.children > 0) expand(step.row, !step.row.expanded);
    } else expand(step.row, step.do === 'expand');
  };

  const rowOf = (event: MouseEvent): { row: TopicRow; index: number; target: Element } | null => {
    if (!(event.target instanceof Element)) return null;
    const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset.index ?? Number.NaN);
    const row = rows[index - first];
    return row ? { row, index, target: event.target } : null;
  };

  const onClick = (event: MouseEvent) => {
    const hit = rowOf(event);
    // Text that was just marked is there to be copied.
    if (!hit || getSelection()?.type === 'Range') return;
    const { row, index, target } = hit;
    letGo();
    setActive({ index, path: row.path });
    if (target.closest('[data-menu]')) return openMenu(row, { left: event.clientX, bottom: event.clientY });
    const isTwist = target.closest('[data-twist]') !== null;
    if (!isTwist) select(row);
    if (row.children > 0 && (isTwist || row.preview === null)) expand(row, !row.expanded);
  };

  const onContextMenu = (event: MouseEvent) => {
    const hit = rowOf(event);
    if (!hit) return;
    event.preventDefault();
    setActive({ index: hit.index, path: hit.row.path });
    openMenu(hit.row, { left: event.clientX, bottom: event.clientY });
  };

  const hasActive = active.index >= first && active.index < first + rows.length;
  return (
    <div ref={scroller} className={styles.scroll} onScroll={view.onScroll} onWheel={letGo}>
      {isPaused && total > 0 && view.misses(first, rows.length) && <p className={styles.missing}>{strings.topics.pause.notLoaded}</p>}
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
        onContextMenu={onContextMenu}
      >
        {rows.map((row, offset) => (
          <TopicLine
            key={row.path}
            row={row}
            index={first + offset}
            isActive={active.index === first + offset}
            isSelected={row.path === selected}
            isFound={isSearch}
          />
        ))}
      </div>
    </div>
  );
}
