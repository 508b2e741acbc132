import { Pin } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { byteSize, classes, clockTime, fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import type { DecoderChoice } from './decode/choice.ts';
import { DECODE_LIMITS } from './decode/limits.ts';
import { decodeValue } from './decode/numbers.ts';
import { useBirths } from './use-birth.ts';
import styles from './value-list.module.css';

/** Characters of a value that its line has room for. */
const BRIEF_CHARS = 160;

interface ValueLineProps {
  value: TopicValue;
  topic: string;
  choice: DecoderChoice | null;
  /** Among all lines, from 1. */
  index: number;
  isChosen: boolean;
  onChoose: (seq: number) => void;
  onShow: (seq: number) => void;
}

/** One value in the list of recent ones. */
export const ValueLine = memo(function ValueLine({ value, topic, choice, index, isChosen, onChoose, onShow }: ValueLineProps) {
  const { topics: words, decode } = strings;
  const births = useBirths(topic);
  const { text, kind } = useMemo(
    () => decodeValue(value, choice, topic, DECODE_LIMITS.unpackedOfMany, births),
    [value, choice, topic, births],
  );
  const time = clockTime(value.at);
  const brief = text
    .slice(0, 4 * BRIEF_CHARS)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, BRIEF_CHARS)
    .toWellFormed();
  return (
    <tr aria-rowindex={index}>
      <td>
        <input type="checkbox" checked={isChosen} aria-label={decode.list.chooseOf(time)} onChange={() => onChoose(value.seq)} />
      </td>
      <td title={fullTime(value.at)}>
        <button type="button" className={styles.show} aria-label={decode.list.showOf(time)} onClick={() => onShow(value.seq)}>
          {time}
        </button>
      </td>
      <td className={styles.value}>
        {value.retained && (
          <span title={words.retained} className={styles.mark}>
            <Pin size={12} aria-hidden="true" />
            <span className="visually-hidden">{words.retained}</span>
          </span>
        )}
        <bdi className={classes(kind === 'hex' && styles.hex)}>{text === '' ? words.emptyValue : brief}</bdi>
        {value.cut && <span title={words.cut}>…</span>}
      </td>
      <td className={styles.from}>{value.publisher ?? words.unknownPublisher}</td>
      <td>{value.qos}</td>
      <td>{byteSize(value.size)}</td>
    </tr>
  );
});
