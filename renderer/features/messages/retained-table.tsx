import type { RefObject } from 'react';
import type { RetainedRow } from '../../../electron/contract/messages.ts';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { ROW_HEIGHT } from '../topics/use-row-window.ts';
import styles from './retained.module.css';
import { RetainedLine } from './retained-line.tsx';

interface RetainedTableProps {
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  total: number;
  /** The rows to draw: as many as are in sight, and some more. */
  first: number;
  count: number;
  rowAt: (index: number) => RetainedRow | undefined;
  onAskBranch: (topic: string) => void;
}

/** The retained messages, of which only those near the sight are drawn: any number costs the same. */
export function RetainedTable({ scroller, onScroll, total, first, count, rowAt, onAskBranch }: RetainedTableProps) {
  const words = strings.messages.retained;
  const { columns } = words;
  const from = Math.min(first, total);
  const to = Math.min(from + count, total);
  return (
    <section
      ref={scroller}
      className={classes(styles.scroll, total === 0 && styles.none)}
      aria-label={words.list}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {total > 0 && (
        <table className={styles.table} aria-label={words.list} aria-rowcount={total + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{columns.topic}</th>
              <th scope="col" className={styles.value}>
                {columns.value}
              </th>
              <th scope="col" className={styles.size}>
                {columns.size}
              </th>
              <th scope="col" className={styles.age}>
                {columns.age}
              </th>
              <th scope="col" className={styles.publisher}>
                {columns.publisher}
              </th>
              <th scope="col" className={styles.rowActions}>
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            </tr>
          </thead>
          <Gap rows={from} />
          <tbody>
            {Array.from({ length: to - from }, (_, offset) => from + offset).map((index) => (
              <RetainedLine key={index} index={index} row={rowAt(index)} onAskBranch={onAskBranch} />
            ))}
          </tbody>
          <Gap rows={total - to} />
        </table>
      )}
    </section>
  );
}

/** Room for rows that are out of sight. */
function Gap({ rows }: { rows: number }) {
  if (rows === 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr style={{ height: rows * ROW_HEIGHT }}>
        <td className={styles.gap} />
      </tr>
    </tbody>
  );
}
