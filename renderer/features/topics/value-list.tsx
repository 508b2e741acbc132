import type { TopicValue } from '../../../electron/contract/topics.ts';
import { byteSize, clockTime, fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './value-list.module.css';

/** The recent values, newest first. */
export function ValueList({ values }: { values: TopicValue[] }) {
  const words = strings.topics;
  const { valueColumns } = words;
  return (
    <div>
      <h3>{words.recent}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.recent}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{valueColumns.time}</th>
              <th scope="col">{valueColumns.value}</th>
              <th scope="col">{valueColumns.from}</th>
              <th scope="col">{valueColumns.qos}</th>
              <th scope="col">{valueColumns.size}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((value) => (
              <tr key={value.seq}>
                <td title={fullTime(value.at)}>{clockTime(value.at)}</td>
                <td className={styles.value} title={value.format === 'hex' ? words.hex : undefined}>
                  <span className={value.format === 'hex' ? styles.hex : undefined}>
                    {value.text === '' ? words.emptyValue : value.text}
                  </span>
                  {value.cut && <span title={words.cut}>…</span>}
                  {value.retained && <span className={styles.mark}> {words.retained}</span>}
                </td>
                <td className={styles.from}>{value.publisher ?? words.unknownPublisher}</td>
                <td>{value.qos}</td>
                <td>{byteSize(value.size)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
