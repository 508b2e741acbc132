import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import styles from './decoder.module.css';
import { choiceOf, type DecoderDraft, draftProblems, FILTER_CHARS } from './decoder-draft.ts';
import { DecoderFields } from './decoder-fields.tsx';
import { useDecoder } from './decoder-use.ts';

interface DecoderDialogProps {
  start: DecoderDraft;
  topic: string;
  onClose: () => void;
}

/** Chooses how payloads of all topics that match a filter are read, with what that needs to be told. */
export function DecoderDialog({ start, topic, onClose }: DecoderDialogProps) {
  const words = strings.decode.dialog;
  const [draft, setDraft] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const { choose, problem } = useDecoder(topic);
  const wrong = draftProblems(draft);
  const change = (part: Partial<DecoderDraft>) => setDraft((old) => ({ ...old, ...part }));

  const save = async (form: HTMLFormElement) => {
    if (wrong.filter || wrong.proto) showProblems(form, () => setChecked(true));
    else if (await choose(draft.filter, choiceOf(draft))) onClose();
  };
  return (
    <Dialog wide title={words.title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save(event.currentTarget);
        }}
      >
        <TextField
          label={words.filter}
          hint={words.filterHint}
          value={draft.filter}
          maxLength={FILTER_CHARS}
          problem={isChecked ? wrong.filter : null}
          onText={(filter) => change({ filter })}
        />
        <DecoderFields draft={draft} problem={isChecked ? wrong.proto : null} onChange={change} />
        <FormFoot problem={problem} action={words.save} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
