import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { strings } from '../../strings/index.ts';
import { type DecoderName, plainDecoders, wrappers } from './decode/choice.ts';
import type { Decoded } from './decode/decode.ts';
import styles from './decoder.module.css';
import { DecoderDialog } from './decoder-dialog.tsx';
import { type DecoderDraft, draftOf } from './decoder-draft.ts';
import { useDecoder } from './decoder-use.ts';

const names: readonly DecoderName[] = [...plainDecoders, ...wrappers, 'number', 'protobuf'];

/** What a value was taken for, in words. */
export function kindWords({ kind, inside }: Pick<Decoded, 'kind' | 'inside'>): string {
  const { decoders, holding } = strings.decode;
  return inside ? holding(decoders[kind], decoders[inside]) : decoders[kind];
}

/** Says how the values of a topic are read, and lets the person choose otherwise for this topic, or for more of them. */
export function DecoderLine({ topic, decoded }: { topic: string; decoded: Decoded }) {
  const words = strings.decode;
  const { entry, choice, choose, problem } = useDecoder(topic);
  const [editing, setEditing] = useState<DecoderDraft | null>(null);
  const guessed = words.guessed(kindWords(decoded));
  const isWide = choice !== null && entry !== null && entry.filter !== topic;

  const change = (name: DecoderName | 'guess') => {
    // These ask for more before they can read anything.
    if (name === 'number' || name === 'protobuf') setEditing({ ...draftOf(topic, choice), wrapper: 'none', reading: name });
    else if (name === 'guess') void choose(topic, null);
    else void choose(topic, name === 'compressed' || name === 'base64' ? { decoder: name, inside: null } : { decoder: name });
  };

  return (
    <div className={styles.line}>
      <SelectField<DecoderName | 'guess'>
        label={words.readAs}
        hint={isWide ? words.chosenFor(entry.filter) : undefined}
        value={choice?.decoder ?? 'guess'}
        options={[
          { value: 'guess', label: choice ? words.guess : guessed },
          ...names.map((value) => ({ value, label: words.decoders[value] })),
        ]}
        onChange={change}
      />
      <Button small onClick={() => setEditing(draftOf(entry?.filter ?? topic, choice))}>
        {words.more}
      </Button>
      <Problem text={problem} />
      {editing && <DecoderDialog start={editing} topic={topic} onClose={() => setEditing(null)} />}
    </div>
  );
}
