import { Button } from '../../components/button.tsx';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { strings } from '../../strings/index.ts';
import { ChosenFile } from './chosen-file.tsx';
import { MOST_PAYLOAD_BYTES, type PayloadKind, type PublishDraft } from './draft-state.ts';
import styles from './messages.module.css';

const kinds = ['text', 'json', 'hex', 'file'] as const satisfies readonly PayloadKind[];

interface PayloadFieldProps {
  draft: PublishDraft;
  problem: string | null;
  /** The text is JSON that can be laid out anew. */
  canFormat: boolean;
  onFormat: () => void;
  onChange: (part: Partial<PublishDraft>) => void;
}

/** What a message says: as text, as JSON, as hex, or the content of a file. */
export function PayloadField({ draft, problem, canFormat, onFormat, onChange }: PayloadFieldProps) {
  const words = strings.messages.publish;
  return (
    <div className={styles.payload}>
      <ChoiceRow
        label={words.kind}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(kind) => onChange({ kind })}
      />
      {(draft.kind === 'text' || draft.kind === 'json') && (
        <TextArea
          label={draft.kind === 'json' ? words.json : words.payload}
          value={draft.text}
          maxLength={MOST_PAYLOAD_BYTES}
          problem={problem}
          onText={(text) => onChange({ text })}
        />
      )}
      {draft.kind === 'json' && (
        <div>
          <Button small disabled={!canFormat} onClick={onFormat}>
            {words.format}
          </Button>
        </div>
      )}
      {draft.kind === 'hex' && (
        <TextArea
          label={words.hex}
          hint={words.hexHint}
          value={draft.hex}
          maxLength={MOST_PAYLOAD_BYTES * 3}
          problem={problem}
          onText={(hex) => onChange({ hex })}
        />
      )}
      {draft.kind === 'file' && (
        <ChosenFile
          label={words.file}
          title={words.chooseFileTitle}
          choose={words.chooseFile}
          none={words.noFileYet}
          hint={words.fileHint}
          file={draft.file}
          problem={problem}
          onFile={(file) => onChange({ file })}
        />
      )}
    </div>
  );
}
