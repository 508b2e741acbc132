import { useDeferredValue, useMemo } from 'react';
import type { TopicRow, TopicValue } from '../../../electron/contract/topics.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { strings } from '../../strings/index.ts';
import { usePainted } from '../../use-painted.ts';
import { AlertMenu } from '../alerts/alert-menu.tsx';
import type { DecoderChoice } from './decode/choice.ts';
import { numbersIn } from './decode/numbers.ts';
import { useDecoder } from './decoder-use.ts';
import styles from './topic-panel.module.css';
import { ValueChart } from './value-chart.tsx';
import { ValueList } from './value-list.tsx';
import { ValueNow } from './value-now.tsx';
import { useValuePages } from './value-pages.ts';

/** Two numbers make a line. */
const POINTS_LEAST = 2;
const NO_VALUES: TopicValue[] = [];

/** The selected topic: what it says now, and what it said before. */
export function TopicPanel({ row }: { row: TopicRow }) {
  const pages = useValuePages(row.path);
  const { values } = pages;
  const words = strings.topics;
  const { choice } = useDecoder(row.path);
  // What it says now is shown first; chart and list take longer, and follow when there is time.
  const isShown = usePainted(values.length > 0);
  const past = useDeferredValue(isShown ? values : NO_VALUES);
  const points = useMemo(() => numberPoints(past, choice, row.path), [past, choice, row.path]);
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
      <div>
        <AlertMenu topic={row.path} />
      </div>
      {newest ? <ValueNow topic={row.path} value={newest} /> : row.preview === null && <p className={styles.quiet}>{words.noValue}</p>}
      {points.length >= POINTS_LEAST && <ValueChart topic={row.path} points={points} />}
      {past.length > 0 && <ValueList topic={row.path} {...pages} values={past} />}
    </div>
  );
}

/** The values that are read as one number, oldest first. */
function numberPoints(values: TopicValue[], choice: DecoderChoice | null, topic: string): TopicValue[] {
  const points = values.flatMap((value) => {
    const number = numbersIn(value, choice, topic)[''];
    return number === undefined ? [] : [{ ...value, number }];
  });
  return points.reverse();
}
