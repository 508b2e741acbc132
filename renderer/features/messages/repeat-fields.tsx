import { CheckBox } from '../../components/check-box.tsx';
import { TextField } from '../../components/text-field.tsx';
import { strings } from '../../strings/index.ts';
import type { PublishDraft } from './draft-state.ts';
import styles from './messages.module.css';

interface RepeatFieldsProps {
  draft: PublishDraft;
  problem: string | null;
  onChange: (part: Partial<PublishDraft>) => void;
}

/** Whether a message is published again and again, and how often. */
export function RepeatFields({ draft, problem, onChange }: RepeatFieldsProps) {
  const words = strings.messages.publish;
  return (
    <div className={styles.repeat}>
      <CheckBox label={words.repeat} hint={words.repeatHint} checked={draft.repeats} onChange={(repeats) => onChange({ repeats })} />
      {draft.repeats && (
        <TextField
          label={words.every}
          value={draft.every}
          onText={(every) => onChange({ every })}
          inputMode="decimal"
          maxLength={9}
          problem={problem}
        />
      )}
    </div>
  );
}
