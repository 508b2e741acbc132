import { useMemo } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { byteSize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { fromBase64 } from './decode/base64.ts';
import type { Decoded } from './decode/decode.ts';
import { hexOf } from './decode/hex.ts';
import { ValuePicture } from './value-picture.tsx';
import styles from './value-view.module.css';

/** A short value is shown large. */
const BIG_CHARS = 16;

/** One value of a topic as it was read, with what is known of it. What devices sent is only ever text here. */
export function ValueView({ value, decoded }: { value: TopicValue; decoded: Decoded }) {
  const { topics, decode } = strings;
  const isBig = decoded.text.length <= BIG_CHARS && !decoded.text.includes('\n') && !decoded.problem;
  const isHex = decoded.kind === 'hex' || decoded.inside === 'hex' || (decoded.problem !== null && decoded.tree === null);
  const marks = [
    value.publisher !== null && topics.from(value.publisher),
    topics.qos(value.qos),
    value.retained && topics.retained,
    byteSize(value.size),
    value.cut && decode.keptOf(byteSize(value.size)),
    decoded.isCut && decode.textCut,
  ].filter(Boolean);
  return (
    <>
      {decoded.problem && <p className={styles.problem}>{decode.notRead(decode.decoders[decoded.kind], decoded.problem)}</p>}
      {decoded.image && <ValuePicture facts={decoded.image} bytes={decoded.content} label={decoded.text} />}
      {isBig ? (
        <pre className={styles.big}>{decoded.text === '' ? topics.emptyValue : decoded.text}</pre>
      ) : (
        <section
          className={styles.text}
          data-kind={isHex ? 'hex' : undefined}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={decode.valueText}
        >
          <pre>{decoded.text}</pre>
        </section>
      )}
      <p className={styles.quiet}>{marks.join(' · ')}</p>
      <Copies value={value} decoded={decoded} />
    </>
  );
}

/** What was read, and the bytes as they came. */
function Copies({ value, decoded }: { value: TopicValue; decoded: Decoded }) {
  const words = strings.decode.copies;
  const hex = useMemo(() => hexOf(fromBase64(value.payload)), [value.payload]);
  return (
    <div className={styles.copies}>
      <CopyButton text={decoded.text} label={words.textLabel}>
        {words.text}
      </CopyButton>
      <CopyButton text={hex} label={words.hexLabel}>
        {words.hex}
      </CopyButton>
      <CopyButton text={value.payload} label={words.base64Label}>
        {words.base64}
      </CopyButton>
    </div>
  );
}
