import { type FormEvent, useState } from 'react';
import type { Draft } from '../../../electron/contract/messages.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';

const MOST_OF_A_NAME = 64;

/** Keeps a message under a name. */
export function SaveDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const client = useClient();
  const save = useAction();
  const [name, setName] = useState('');
  const [isChecked, setChecked] = useState(false);
  const words = strings.messages.publish;
  const isGood = name.trim() !== '';

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.busy) return;
    if (!isGood) return showProblems(event.currentTarget, () => setChecked(true));
    if (await save.run(() => client.call('messages.save', { name: name.trim(), draft }))) onClose();
  };

  return (
    <Dialog title={words.saveTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={words.saveName}
          hint={words.saveNameHint}
          value={name}
          onText={setName}
          maxLength={MOST_OF_A_NAME}
          problem={isChecked && !isGood ? words.saveNameWrong : null}
        />
        <FormFoot problem={save.problem} action={words.saveAction} busy={save.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
