import { ChevronRight, Pin } from 'lucide-react';
import { memo } from 'react';
import type { TopicRow } from '../../../electron/contract/topics.ts';
import { useRelativeTime } from '../../clock.ts';
import { classes, wholeNumber } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './topic-tree.module.css';
import { ROW_HEIGHT } from './use-row-window.ts';

interface TopicLineProps {
  row: TopicRow;
  /** Among all visible rows. */
  index: number;
  isActive: boolean;
  isSelected: boolean;
}

/** One row of the tree, which answers the mouse and the keys for it. What devices sent is only ever text here. */
export const TopicLine = memo(function TopicLine({ row, index, isActive, isSelected }: TopicLineProps) {
  const words = strings.topics;
  const age = useRelativeTime(row.lastAt);
  const name = row.name === '' ? words.emptyLevel : row.name;
  const value = row.preview === '' ? words.emptyValue : row.preview;
  const isParent = row.children > 0;

  return (
    <div
      data-index={index}
      className={classes(styles.row, isActive && styles.active)}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the tree points here with aria-activedescendant */}
      <div
        role="treeitem"
        id={`topic-row-${index}`}
        aria-label={value === null ? name : `${name} ${value}`}
        aria-level={row.depth + 1}
        aria-posinset={row.position}
        aria-setsize={row.siblings}
        aria-expanded={isParent ? row.expanded : undefined}
        aria-selected={isSelected}
        className={styles.item}
      >
        <span className={styles.name} style={{ paddingLeft: Math.min(row.depth, 16) * 16 }}>
          <span
            className={styles.twist}
            data-twist={isParent || undefined}
            data-open={row.expanded || undefined}
            title={isParent ? (row.expanded ? words.collapse : words.expand) : undefined}
          >
            {isParent && <ChevronRight size={16} />}
          </span>
          <span className={classes(styles.clip, row.name === '' && styles.faint)} title={row.path}>
            {name}
          </span>
        </span>
        {/* Keeps name and value two words where the text is read or copied. */}{' '}
        <span className={styles.value}>
          <span className={classes(styles.clip, row.preview === '' && styles.faint)}>{value}</span>
          {row.retained && (
            <span title={words.retained} className={styles.pin}>
              <Pin size={12} />
            </span>
          )}
        </span>
      </div>
      <span className={styles.age}>{age}</span>
      <span className={styles.messages}>{wholeNumber(row.messages)}</span>
      <span className={styles.topics}>{isParent ? wholeNumber(row.topics) : ''}</span>
      <span className={styles.publisher}>{row.publisher}</span>
    </div>
  );
});
