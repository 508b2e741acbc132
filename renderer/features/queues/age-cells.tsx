import type { QueueShape } from '../../../electron/contract/queues.ts';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './age-table.module.css';
import { inWords, type ShapeBy, sum } from './shape.ts';

/** Headers of the total and of each age. */
export function AgeHeaders() {
  const { columns, columnHints, ages, ageHints } = strings.queues;
  return (
    <>
      <th scope="col" className={styles.number} title={columnHints.total}>
        {columns.total}
      </th>
      {ages.map((age, index) => (
        <th key={age} scope="col" className={styles.number} title={ageHints[index]} data-age={index}>
          {age}
        </th>
      ))}
    </>
  );
}

/** The total and the count of each age; what waits is on the colour of its age. */
export function AgeCells({ shape, by }: { shape: QueueShape; by: ShapeBy }) {
  const counts = shape[by];
  return (
    <>
      <td className={classes(styles.number, styles.total)}>{inWords(sum(counts), by)}</td>
      {counts.map((count, index) => (
        <td
          key={strings.queues.ages[index]}
          className={classes(styles.number, count === 0 && styles.none)}
          data-age={count > 0 ? index : undefined}
        >
          {inWords(count, by)}
        </td>
      ))}
    </>
  );
}
