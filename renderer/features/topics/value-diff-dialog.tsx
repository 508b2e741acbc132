import { useMemo } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot } from '../../components/dialog-feet.tsx';
import { axisTime, classes, fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import type { DecoderChoice } from './decode/choice.ts';
import { decodeValue } from './decode/numbers.ts';
import styles from './value-diff.module.css';
import { type DiffLine, diffTexts } from './value-diff.ts';

interface DiffDialogProps {
  topic: string;
  /** The earlier one first. */
  values: [TopicValue, TopicValue];
  choice: DecoderChoice | null;
  onClose: () => void;
}

/** Lines around a change that are shown although they are the same. */
const AROUND = 3;
/** Fewer lines than this take no more room than the words that would stand for them. */
const LEAST_HIDDEN = 2;
/** In seconds: values of one second are told apart by it. */
const EXACT = 0.001;

/** What changed between two values. Signs and lines under and through the words say it too, not colour alone. */
export function DiffDialog({ topic, values: [earlier, later], choice, onClose }: DiffDialogProps) {
  const words = strings.decode.diff;
  const { lines, isRough } = useMemo(() => {
    const [before, after] = [earlier, later].map((value) => decodeValue(value, choice, topic).text);
    return diffTexts(before ?? '', after ?? '');
  }, [earlier, later, choice, topic]);
  const isSame = lines.every(({ kind }) => kind === 'same');
  return (
    <Dialog wide title={words.title} onClose={onClose}>
      <p className={styles.quiet}>{words.times(...timesOf(earlier.at, later.at))}</p>
      {isSame && <p>{earlier.payload === later.payload ? words.same : words.sameText}</p>}
      {isRough && <p className={styles.quiet}>{words.rough}</p>}
      {!isSame && (
        <section
          className={styles.lines}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={words.title}
        >
          {folded(lines).map(({ at, line, hidden }) =>
            line ? (
              <Line key={at} line={line} />
            ) : (
              <div key={at} className={styles.quiet}>
                {words.hidden(hidden)}
              </div>
            ),
          )}
        </section>
      )}
      <DoneFoot action={strings.common.close} onClose={onClose} />
    </Dialog>
  );
}

function Line({ line: { kind, parts } }: { line: DiffLine }) {
  const Word = kind === 'removed' ? 'del' : 'ins';
  return (
    <div className={classes(styles.line, styles[kind])}>
      <span>
        {kind !== 'same' && <span className="visually-hidden">{strings.decode.diff.kinds[kind]} </span>}
        {parts.map(({ text, isChanged }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never change places
          isChanged ? <Word key={index}>{text}</Word> : <span key={index}>{text}</span>,
        )}
      </span>
    </div>
  );
}

interface Shown {
  at: number;
  line: DiffLine | null;
  /** How many lines are left out here. */
  hidden: number;
}

/** Leaves out what is the same far from any change. */
function folded(lines: DiffLine[]): Shown[] {
  const isNear = (at: number) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same');
  const shown: Shown[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && !isNear(end)) end++;
    if (end - at >= LEAST_HIDDEN) {
      shown.push({ at, line: null, hidden: end - at });
      at = end;
    } else {
      shown.push({ at, line: lines[at] ?? null, hidden: 0 });
      at++;
    }
  }
  return shown;
}

/** The days and times of two values; the time alone, and more exactly, when they are of the same second. */
function timesOf(earlier: number, later: number): [string, string] {
  const times: [string, string] = [fullTime(earlier), fullTime(later)];
  return times[0] === times[1] ? [axisTime(earlier, EXACT), axisTime(later, EXACT)] : times;
}
