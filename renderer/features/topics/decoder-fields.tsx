import { SelectField } from '../../components/select-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { strings } from '../../strings/index.ts';
import { byteOrders, numberTypes } from './decode/binary-numbers.ts';
import { plainDecoders, wrappers } from './decode/choice.ts';
import { DECODE_LIMITS } from './decode/limits.ts';
import styles from './decoder.module.css';
import { type DecoderDraft, protoMessages, type ReadingName } from './decoder-draft.ts';

interface DecoderFieldsProps {
  draft: DecoderDraft;
  /** What is wrong with the schema, when it is to be said. */
  problem: string | null;
  onChange: (part: Partial<DecoderDraft>) => void;
}

const readings: readonly ReadingName[] = ['guess', ...plainDecoders, 'number', 'protobuf'];
const wrapperNames = ['none', ...wrappers] as const;

/** What a payload is read as, what it is wrapped in, and what else its decoder needs to know. */
export function DecoderFields({ draft, problem, onChange }: DecoderFieldsProps) {
  const { decoders, dialog, guess } = strings.decode;
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label={dialog.wrapper}
          value={draft.wrapper}
          options={wrapperNames.map((value) => ({ value, label: value === 'none' ? dialog.notWrapped : decoders[value] }))}
          onChange={(wrapper) => onChange({ wrapper })}
        />
        <SelectField
          label={strings.decode.readAs}
          value={draft.reading}
          options={readings.map((value) => ({ value, label: value === 'guess' ? guess : decoders[value] }))}
          onChange={(reading) => onChange({ reading })}
        />
      </div>
      {draft.reading === 'number' && <NumberFields draft={draft} onChange={onChange} />}
      {draft.reading === 'protobuf' && <ProtoFields draft={draft} problem={problem} onChange={onChange} />}
    </>
  );
}

function NumberFields({ draft, onChange }: Omit<DecoderFieldsProps, 'problem'>) {
  const words = strings.decode.dialog;
  return (
    <div className={styles.pair}>
      <SelectField
        label={words.numberType}
        value={draft.type}
        options={numberTypes.map((value) => ({ value, label: words.numberTypes[value] }))}
        onChange={(type) => onChange({ type })}
      />
      <SelectField
        label={words.byteOrder}
        value={draft.order}
        options={byteOrders.map((value) => ({ value, label: words.byteOrders[value] }))}
        onChange={(order) => onChange({ order })}
      />
    </div>
  );
}

function ProtoFields({ draft, problem, onChange }: DecoderFieldsProps) {
  const words = strings.decode.dialog;
  const { messages, problem: fault } = protoMessages(draft.proto);
  const changeText = (proto: string) => {
    const { messages: found } = protoMessages(proto);
    onChange({ proto, message: found.includes(draft.message) ? draft.message : (found[0] ?? '') });
  };
  return (
    <>
      <TextArea
        label={words.proto}
        hint={words.protoHint}
        value={draft.proto}
        maxLength={DECODE_LIMITS.protoChars}
        problem={fault ?? problem}
        onText={changeText}
      />
      {messages.length > 0 && (
        <SelectField
          label={words.message}
          value={draft.message}
          options={messages.map((value) => ({ value, label: value }))}
          onChange={(message) => onChange({ message })}
        />
      )}
    </>
  );
}
