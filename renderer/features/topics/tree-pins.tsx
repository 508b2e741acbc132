import { Pin, PinOff } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import type { TopicRow } from '../../../electron/contract/topics.ts';
import { IconButton } from '../../components/button.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { CountCells, ValueCell } from './topic-cells.tsx';
import row from './topic-row.module.css';
import { withSelected } from './topics-state.ts';
import { isMenuKey } from './tree-keys.ts';
import styles from './tree-pins.module.css';
import { useTopicActions } from './use-topic-actions.ts';
import type { OpenMenu } from './use-topic-menu.tsx';

/** The topics that a person wants to see always, in the order in which they were pinned. */
export function TreePins({ openMenu }: { openMenu: OpenMenu }) {
  const paths = useApp((state) => state.preferences.pinnedTopics);
  const rows = useApp((state) => state.topics.pinned);
  const selected = useApp((state) => state.topics.selected);
  if (paths.length === 0) return null;
  return (
    <ul className={styles.pins} aria-label={strings.topics.pins.list}>
      {paths.map((path) => (
        <PinLine
          key={path}
          path={path}
          row={rows.find((each) => each.path === path) ?? null}
          isSelected={path === selected}
          openMenu={openMenu}
        />
      ))}
    </ul>
  );
}

interface PinLineProps {
  path: string;
  /** `null`: nothing was published to it since the hub started, or it found no room. */
  row: TopicRow | null;
  isSelected: boolean;
  openMenu: OpenMenu;
}

const PinLine = memo(function PinLine({ path, row: topic, isSelected, openMenu }: PinLineProps) {
  const store = useAppStore();
  const { pin } = useTopicActions();
  const words = strings.topics;
  const own = topic ?? { path, children: 0 };
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    openMenu(own, { left: event.clientX, bottom: event.clientY });
  };
  return (
    <li className={classes(row.row, isSelected && row.chosen, styles.line)} onContextMenu={onContextMenu}>
      <button
        type="button"
        className={styles.open}
        aria-pressed={isSelected}
        aria-haspopup="menu"
        onClick={() => store.setState(({ topics }) => ({ topics: withSelected(topics, path) }))}
        onKeyDown={(event) => {
          if (!isMenuKey(event)) return;
          event.preventDefault();
          openMenu(own, event.currentTarget.getBoundingClientRect());
        }}
      >
        <span className={row.name}>
          <span className={row.clip} title={path}>
            {path === '' ? words.emptyLevel : path}
          </span>
        </span>{' '}
        {topic ? <ValueCell row={topic} /> : <span className={row.faint}>{words.pins.nothing}</span>}
      </button>
      {topic && <CountCells row={topic} />}
      <span className={styles.unpin}>
        <IconButton label={words.pins.unpin(path)} onClick={() => pin(path, false)}>
          <Pin size={14} className={styles.pinned} />
          <PinOff size={14} className={styles.off} />
        </IconButton>
      </span>
    </li>
  );
});
