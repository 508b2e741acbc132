import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './security.module.css';

const MOST_OF_A_PATH = 4_096;

/** Asks for the files of a certificate; the hub checks them before it uses them. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const load = useAction();
  const [files, setFiles] = useState({ certificateFile: '', chainFile: '', keyFile: '' });
  const [isChecked, setChecked] = useState(false);
  const words = strings.security.certificates;
  const path = (name: keyof typeof files) => files[name].trim();
  const hints = { certificateFile: words.certificateHint, chainFile: words.chainHint, keyFile: words.keyHint };
  const isMissing = (name: keyof typeof files) => name !== 'chainFile' && path(name) === '';

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (load.busy) return;
    if (isMissing('certificateFile') || isMissing('keyFile')) return showProblems(event.currentTarget, () => setChecked(true));
    const done = await load.run(() =>
      client.call('certificates.import', {
        certificateFile: path('certificateFile'),
        chainFile: path('chainFile') || null,
        keyFile: path('keyFile'),
      }),
    );
    if (done) onClose();
  };
  const choose = (name: keyof typeof files) =>
    load.run(async () => {
      const chosen = await client.call('desktop.chooseFile', { title: words[name] });
      if (chosen.path !== null) setFiles((before) => ({ ...before, [name]: chosen.path }));
    });

  return (
    <Dialog title={words.importTitle} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {(['certificateFile', 'chainFile', 'keyFile'] as const).map((name) => (
          <div key={name} className={styles.files}>
            <TextField
              {...(name === 'certificateFile' && { 'data-autofocus': true })}
              label={words[name]}
              hint={hints[name]}
              value={files[name]}
              onText={(text) => setFiles({ ...files, [name]: text })}
              maxLength={MOST_OF_A_PATH}
              problem={isChecked && isMissing(name) ? words.fileWrong : null}
            />
            <Button aria-label={words.chooseOf(words[name])} onClick={() => choose(name)}>
              {words.choose}
            </Button>
          </div>
        ))}
        <FormFoot problem={load.problem} action={words.import} busy={load.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
