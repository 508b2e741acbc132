import { TriangleAlert } from 'lucide-react';
import type { TopicTotals } from '../../../electron/contract/topics.ts';
import { byteSize, classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './totals-line.module.css';

/** How much of its memory the view uses, and what it had to leave out. */
export function TotalsLine({ totals }: { totals: TopicTotals }) {
  const { droppedTopics, droppedMessages, droppedValues } = totals;
  const dropped = droppedTopics + droppedMessages + droppedValues;
  // Old values that made room for new ones are the normal course of things; topics that found no room are not.
  const isAlarming = droppedTopics + droppedMessages > 0;
  const words = strings.topics;
  return (
    <div className={styles.totals}>
      <span>{words.memory(byteSize(totals.bytes), byteSize(totals.budget))}</span>
      {dropped > 0 && (
        <details
          className={classes(styles.dropped, isAlarming && styles.alarming)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.open = false;
          }}
        >
          <summary>
            {isAlarming && <TriangleAlert size={14} />}
            {words.dropped(dropped)}
          </summary>
          <p>{words.droppedDetail(droppedTopics, droppedMessages, droppedValues)}</p>
        </details>
      )}
    </div>
  );
}
