import { useMemo } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { strings } from '../../strings/index.ts';
import { decodeValue } from './decode/numbers.ts';
import { DecoderLine } from './decoder-line.tsx';
import { useDecoder } from './decoder-use.ts';
import { ValueView } from './value-view.tsx';

/** The newest value of a topic, and how it is read. */
export function ValueNow({ topic, value }: { topic: string; value: TopicValue }) {
  const { choice } = useDecoder(topic);
  const decoded = useMemo(() => decodeValue(value, choice, topic), [value, choice, topic]);
  return (
    <section>
      <h3>{strings.topics.valueNow}</h3>
      <ValueView value={value} decoded={decoded} />
      <DecoderLine topic={topic} decoded={decoded} />
    </section>
  );
}
