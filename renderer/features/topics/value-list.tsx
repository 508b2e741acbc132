import { memo, useCallback, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { strings } from '../../strings/index.ts';
import { useDecoder } from './decoder-use.ts';
import { ValueDialog } from './value-dialog.tsx';
import { ValueLine } from './value-line.tsx';
import styles from './value-list.module.css';
import type { ValuePages } from './value-pages.ts';
import { ValueTools } from './value-tools.tsx';

/** Every line has this height, so that only the lines in sight need to exist. */
const LINE_HEIGHT = 28;
const LINES_RENDERED = 32;
/** Lines kept ready above the first one in sight. */
const LINES_ABOVE = 8;
/** Older values are asked for when so few lines are left below. */
const LINES_LEFT = 10;

interface ValueListProps extends ValuePages {
  topic: string;
}

/** The recent values, newest first: to look at, to compare and to save. Older ones are loaded on the way down. */
export const ValueList = memo(function ValueList({ topic, values, more, busy, problem, loadOlder }: ValueListProps) {
  const words = strings.topics;
  const { valueColumns } = words;
  const { choice } = useDecoder(topic);
  const [top, setTop] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [shownSeq, setShownSeq] = useState<number | null>(null);
  const toggle = useCallback((seq: number) => setChosen((old) => toggled(old, seq)), []);

  const first = Math.max(0, Math.min(top - LINES_ABOVE, values.length - LINES_RENDERED));
  const rendered = values.slice(first, first + LINES_RENDERED);
  const below = values.length - first - rendered.length;
  const shown = values.find(({ seq }) => seq === shownSeq);

  const onScroll = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const line = Math.floor(currentTarget.scrollTop / LINE_HEIGHT);
    setTop(line);
    if (more && line + currentTarget.clientHeight / LINE_HEIGHT > values.length - LINES_LEFT) loadOlder();
  };
  return (
    <div>
      <h3>{words.recent}</h3>
      <ValueTools topic={topic} values={values} chosen={values.filter(({ seq }) => chosen.has(seq))} choice={choice} />
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={words.recent}
        onScroll={onScroll}
      >
        <table className={styles.table} aria-rowcount={values.length + 1}>
          <thead>
            <tr>
              <th scope="col" className={styles.choose}>
                <span className="visually-hidden">{strings.decode.list.choose}</span>
              </th>
              <th scope="col" className={styles.time}>
                {valueColumns.time}
              </th>
              <th scope="col">{valueColumns.value}</th>
              <th scope="col" className={styles.from}>
                {valueColumns.from}
              </th>
              <th scope="col" className={styles.qos}>
                {valueColumns.qos}
              </th>
              <th scope="col" className={styles.size}>
                {valueColumns.size}
              </th>
            </tr>
          </thead>
          {first > 0 && <Gap lines={first} />}
          <tbody>
            {rendered.map((value, offset) => (
              <ValueLine
                key={value.seq}
                value={value}
                topic={topic}
                choice={choice}
                index={first + offset + 2}
                isChosen={chosen.has(value.seq)}
                onChoose={toggle}
                onShow={setShownSeq}
              />
            ))}
          </tbody>
          {below > 0 && <Gap lines={below} />}
        </table>
      </section>
      <Problem text={problem} />
      {more && (
        <Button small busy={busy} onClick={loadOlder}>
          {strings.decode.list.loadOlder}
        </Button>
      )}
      {shown && <ValueDialog topic={topic} value={shown} choice={choice} onClose={() => setShownSeq(null)} />}
    </div>
  );
});

const toggled = (seqs: ReadonlySet<number>, seq: number): ReadonlySet<number> =>
  seqs.has(seq) ? new Set([...seqs].filter((each) => each !== seq)) : new Set([...seqs, seq]);

function Gap({ lines }: { lines: number }) {
  return (
    <tbody aria-hidden="true">
      <tr style={{ height: lines * LINE_HEIGHT }} />
    </tbody>
  );
}
