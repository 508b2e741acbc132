import { type FormEvent, useState } from 'react';
import { type BackupSummary, PASSPHRASE_CHARS } from '../../../electron/contract/backup.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { DoneFoot, FormFoot } from '../../components/dialog-feet.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { ChosenFile } from '../messages/chosen-file.tsx';
import styles from './backup.module.css';
import { SummaryView } from './summary-view.tsx';

/** Reads a backup file, shows what is in it and what restoring it does, and does that. */
export function RestoreDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const [path, setPath] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [summary, setSummary] = useState<BackupSummary | null>(null);
  const [isDone, setDone] = useState(false);
  const inBrowser = useApp((state) => state.abilities.shell === 'browser');
  const restore = useAction();
  const words = strings.backup.restore;

  if (isDone) {
    return (
      <Dialog key="done" title={words.doneTitle} onClose={onClose}>
        <p role="status">{inBrowser ? words.doneInBrowser : words.done}</p>
        <DoneFoot onClose={onClose} />
      </Dialog>
    );
  }
  if (summary === null) {
    return (
      <Dialog key="file" title={words.title} onClose={onClose}>
        <FileForm
          path={path}
          onPath={setPath}
          passphrase={passphrase}
          onPassphrase={setPassphrase}
          onSubmit={async () => setSummary(await client.call('backup.read', { path, passphrase }))}
          onClose={onClose}
        />
      </Dialog>
    );
  }
  return (
    <Dialog key="summary" title={words.title} onClose={onClose} wide>
      <SummaryView summary={summary} />
      <Problem text={restore.problem} />
      <DialogActions>
        <Button data-autofocus onClick={() => setSummary(null)}>
          {words.other}
        </Button>
        <Button onClick={onClose}>{strings.common.cancel}</Button>
        <Button
          look="danger"
          busy={restore.busy}
          onClick={async () => {
            if (await restore.run(() => client.call('backup.restore', { path, passphrase }))) setDone(true);
          }}
        >
          {words.action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface FileFormProps {
  path: string;
  onPath: (path: string) => void;
  passphrase: string;
  onPassphrase: (passphrase: string) => void;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
}

function FileForm({ path, onPath, passphrase, onPassphrase, onSubmit, onClose }: FileFormProps) {
  const read = useAction();
  const [isChecked, setChecked] = useState(false);
  const words = strings.backup.restore;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (read.busy) return;
    if (path === '' || passphrase === '') return showProblems(event.currentTarget, () => setChecked(true));
    await read.run(onSubmit);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ChosenFile
        label={words.file}
        title={words.file}
        choose={words.choose}
        none={words.none}
        file={path}
        problem={isChecked && path === '' ? words.missing : null}
        onFile={onPath}
      />
      <TextField
        type="password"
        label={words.passphrase}
        value={passphrase}
        onText={onPassphrase}
        maxLength={PASSPHRASE_CHARS.most}
        problem={isChecked && passphrase === '' ? words.passphraseMissing : null}
      />
      <p className={text.hint}>{words.lookHint}</p>
      <FormFoot problem={read.problem} action={words.look} busy={read.busy} onCancel={onClose} />
    </form>
  );
}
