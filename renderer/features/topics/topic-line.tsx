import { ChevronRight, Ellipsis } from 'lucide-react';
import { memo } from 'react';
import type { TopicRow } from '../../../electron/contract/topics.ts';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { CountCells, ValueCell } from './topic-cells.tsx';
import styles from './topic-row.module.css';
import { ROW_HEIGHT } from './use-row-window.ts';

// Made once, so that a row that changes does not make them anew.
const twistIcon = <ChevronRight size={16} />;
const moreIcon = <Ellipsis size={16} />;

/** Deeper levels are not moved further to the right. */
const INDENTED_MOST = 16;
const INDENT = 16;

interface TopicLineProps {
  row: TopicRow;
  /** Among all visible rows. */
  index: number;
  isActive: boolean;
  isSelected: boolean;
  /** It was found by a search: it stands for itself, by its whole path. */
  isFound: boolean;
}

/** One row of the tree, which answers the mouse and the keys for it. */
export const TopicLine = memo(function TopicLine({ row, index, isActive, isSelected, isFound }: TopicLineProps) {
  const words = strings.topics;
  const own = isFound ? row.path : row.name;
  const isParent = row.children > 0 && !isFound;

  // The numbers stand beside the item, not in it: they are no part of its name, which is read out at every step through the tree.
  return (
    <div
      role="none"
      data-index={index}
      className={classes(styles.row, styles.placed, isActive && styles.active, isSelected && styles.chosen)}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the tree points here with aria-activedescendant */}
      <div
        role="treeitem"
        id={`topic-row-${index}`}
        aria-level={isFound ? 1 : row.depth + 1}
        aria-posinset={row.position}
        aria-setsize={row.siblings}
        aria-expanded={isParent ? row.expanded : undefined}
        aria-selected={isSelected}
        className={styles.item}
      >
        <span className={styles.name} style={{ paddingLeft: isFound ? 0 : Math.min(row.depth, INDENTED_MOST) * INDENT }}>
          <span
            className={styles.twist}
            data-twist={isParent || undefined}
            data-open={row.expanded || undefined}
            title={isParent ? (row.expanded ? words.collapse : words.expand) : undefined}
            aria-hidden="true"
          >
            {isParent && twistIcon}
          </span>
          <span className={classes(styles.clip, own === '' && styles.faint)} title={row.path}>
            {own === '' ? words.emptyLevel : own}
          </span>
        </span>
        {/* Keeps name and value two words where the text is read or copied. */} <ValueCell row={row} />
      </div>
      <CountCells row={row} />
      <span className={styles.more} data-menu="" title={words.menu.open} aria-hidden="true">
        {moreIcon}
      </span>
    </div>
  );
});
