import { useMemo } from 'react';
import type { TopicRow, TopicValue } from '../../../electron/contract/topics.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './topic-panel.module.css';
import { ValueChart } from './value-chart.tsx';
import { ValueList } from './value-list.tsx';

/** Two numbers make a line. */
const POINTS_LEAST = 2;

/** The selected topic: what it says now, and what it said before. */
export function TopicPanel({ row }: { row: TopicRow }) {
  const values = useApp((state) => state.topics.values);
  const words = strings.topics;
  const points = useMemo(() => values.filter((value) => value.number !== null).reverse(), [values]);
  const [newest] = values;
  return (
    <div className={styles.panel}>
      <header>
        <h2 className={styles.name}>{row.name === '' ? words.emptyLevel : row.name}</h2>
        <p className={styles.quiet}>
          {words.messages(row.messages)} · <RelativeTime at={row.lastAt} />
          {row.children > 0 && <> · {words.topicsBelow(row.topics)}</>}
        </p>
      </header>
      <CopyField layout="bare" label={words.columns.name} value={row.path} />
      {newest ? <ValueNow value={newest} /> : row.preview === null && <p className={styles.quiet}>{words.noValue}</p>}
      {points.length >= POINTS_LEAST && <ValueChart topic={row.path} points={points} />}
      {values.length > 0 && <ValueList values={values} />}
    </div>
  );
}

function ValueNow({ value }: { value: TopicValue }) {
  const words = strings.topics;
  const marks = [
    value.publisher !== null && words.from(value.publisher),
    words.qos(value.qos),
    value.retained && words.retained,
    value.format === 'hex' && words.hex,
    value.cut && words.cut,
  ].filter(Boolean);
  return (
    <section>
      <h3>{words.valueNow}</h3>
      <pre className={value.text.length <= 16 ? styles.big : styles.now}>{value.text === '' ? words.emptyValue : value.text}</pre>
      <p className={styles.quiet}>{marks.join(' · ')}</p>
    </section>
  );
}
