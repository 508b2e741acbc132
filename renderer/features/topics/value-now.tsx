import { useMemo } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { strings } from '../../strings/index.ts';
import { aliasFacts } from './decode/alias-facts.ts';
import { whyUnnamed } from './decode/births.ts';
import { DECODE_LIMITS } from './decode/limits.ts';
import { decodeValue } from './decode/numbers.ts';
import { DecoderLine } from './decoder-line.tsx';
import { useDecoder } from './decoder-use.ts';
import { useAskForBirths, useBirths } from './use-birth.ts';
import styles from './value-view.module.css';
import { ValueView } from './value-view.tsx';

/** The newest value of a topic, and how it is read. */
export function ValueNow({ topic, value }: { topic: string; value: TopicValue }) {
  const { choice } = useDecoder(topic);
  const births = useBirths(topic);
  const decoded = useMemo(() => decodeValue(value, choice, topic, DECODE_LIMITS.unpackedBytes, births), [value, choice, topic, births]);
  useAskForBirths(topic, value, decoded);
  const isUnnamed = births !== null && aliasFacts(decoded)?.hasUnnamed;
  return (
    <section>
      <h3>{strings.topics.valueNow}</h3>
      <ValueView value={value} decoded={decoded} />
      {isUnnamed && (
        <p className={styles.quiet}>{strings.decode.unnamed[births.device ? 'device' : 'node'][whyUnnamed(births, value.at)]}</p>
      )}
      <DecoderLine topic={topic} decoded={decoded} />
    </section>
  );
}
