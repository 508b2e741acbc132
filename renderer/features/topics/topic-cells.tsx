import { Archive } from 'lucide-react';
import type { TopicRow } from '../../../electron/contract/topics.ts';
import { useRelativeTime } from '../../clock.ts';
import { byteSize, classes, wholeNumber } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './topic-row.module.css';
import { useFlash } from './use-flash.ts';

const retainedIcon = <Archive size={12} />;

/** The last value of a topic. What devices sent is only ever text here. */
export function ValueCell({ row }: { row: TopicRow }) {
  const words = strings.topics;
  return (
    <span className={styles.value}>
      <span className={classes(styles.clip, row.preview === '' && styles.faint)}>
        {row.preview === '' ? words.emptyValue : row.preview}
      </span>
      {row.retained && (
        <span title={words.retained} className={styles.retained}>
          {retainedIcon}
        </span>
      )}
    </span>
  );
}

/** The numbers of a topic, in the order of the columns, and the fade that shows a change. */
export function CountCells({ row }: { row: TopicRow }) {
  const flash = useFlash(row.messages);
  return (
    <>
      <span className={styles.age}>{useRelativeTime(row.lastAt)}</span>
      <span className={styles.rate}>{strings.topics.rate(row.rate)}</span>
      <span className={styles.messages}>{wholeNumber(row.messages)}</span>
      <span className={styles.topics}>{row.children > 0 ? wholeNumber(row.topics) : ''}</span>
      <span className={styles.size}>{row.preview === null ? '' : byteSize(row.size)}</span>
      <span className={styles.publisher}>{row.publisher}</span>
      <span ref={flash} className={styles.flash} />
    </>
  );
}
