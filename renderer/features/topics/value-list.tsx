import { memo, useState } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { byteSize, clockTime, fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './value-list.module.css';

/** Every line has this height, so that only the lines in sight need to exist. */
const LINE_HEIGHT = 28;
const LINES_RENDERED = 32;
/** Lines kept ready above the first one in sight. */
const LINES_ABOVE = 8;

/** The recent values, newest first. */
export function ValueList({ values }: { values: TopicValue[] }) {
  const words = strings.topics;
  const { valueColumns } = words;
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.min(top - LINES_ABOVE, values.length - LINES_RENDERED));
  const shown = values.slice(first, first + LINES_RENDERED);
  const below = values.length - first - shown.length;
  return (
    <div>
      <h3>{words.recent}</h3>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={words.recent}
        onScroll={(event) => setTop(Math.floor(event.currentTarget.scrollTop / LINE_HEIGHT))}
      >
        <table className={styles.table} aria-rowcount={values.length + 1}>
          <thead>
            <tr>
              <th scope="col">{valueColumns.time}</th>
              <th scope="col">{valueColumns.value}</th>
              <th scope="col">{valueColumns.from}</th>
              <th scope="col">{valueColumns.qos}</th>
              <th scope="col">{valueColumns.size}</th>
            </tr>
          </thead>
          {first > 0 && <Gap lines={first} />}
          <tbody>
            {shown.map((value, offset) => (
              <ValueLine key={value.seq} value={value} index={first + offset + 2} />
            ))}
          </tbody>
          {below > 0 && <Gap lines={below} />}
        </table>
      </section>
    </div>
  );
}

function Gap({ lines }: { lines: number }) {
  return (
    <tbody aria-hidden="true">
      <tr style={{ height: lines * LINE_HEIGHT }} />
    </tbody>
  );
}

const ValueLine = memo(function ValueLine({ value, index }: { value: TopicValue; index: number }) {
  const words = strings.topics;
  const isHex = value.format === 'hex';
  return (
    <tr aria-rowindex={index}>
      <td title={fullTime(value.at)}>{clockTime(value.at)}</td>
      <td className={styles.value} title={isHex ? words.hex : undefined}>
        <span className={isHex ? styles.hex : undefined}>{value.text === '' ? words.emptyValue : value.text}</span>
        {value.cut && <span title={words.cut}>…</span>}
        {value.retained && <span className={styles.mark}> {words.retained}</span>}
      </td>
      <td className={styles.from}>{value.publisher ?? words.unknownPublisher}</td>
      <td>{value.qos}</td>
      <td>{byteSize(value.size)}</td>
    </tr>
  );
});
