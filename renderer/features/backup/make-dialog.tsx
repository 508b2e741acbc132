import { TriangleAlert } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { PASSPHRASE_CHARS } from '../../../electron/contract/backup.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot, FormFoot } from '../../components/dialog-feet.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useClient } from '../../context.tsx';
import { byteSize } from '../../format.ts';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { fileNameOf } from '../messages/chosen-file.tsx';
import styles from './backup.module.css';
import { strengthOf } from './strength.ts';

/** Asks for a passphrase twice and for a place, and has the file written there. */
export function MakeDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const save = useAction();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [done, setDone] = useState<{ name: string; bytes: number } | null>(null);
  const inBrowser = useApp((state) => state.abilities.shell === 'browser');
  const words = strings.backup.make;
  const strength = strengthOf(passphrase);
  const wrong = {
    passphrase: strength === null ? words.tooShort(PASSPHRASE_CHARS.least) : null,
    again: passphrase === again ? null : words.different,
  };

  const make = async () => {
    const { path } = await client.call('desktop.choosePlace', { suggestedName: words.fileName(dayOf(new Date())) });
    if (path === null) return;
    const { bytes } = await client.call('backup.make', { path, passphrase });
    setDone({ name: fileNameOf(path), bytes });
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.busy) return;
    if (wrong.passphrase !== null || wrong.again !== null) return showProblems(event.currentTarget, () => setChecked(true));
    await save.run(make);
  };

  if (done) {
    return (
      <Dialog key="done" title={words.doneTitle} onClose={onClose}>
        <p role="status">{(inBrowser ? words.doneInBrowser : words.done)(done.name, byteSize(done.bytes))}</p>
        <DoneFoot onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog key="form" title={words.title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          type="password"
          label={words.passphrase}
          value={passphrase}
          onText={setPassphrase}
          maxLength={PASSPHRASE_CHARS.most}
          hint={strength === null ? words.tooShort(PASSPHRASE_CHARS.least) : words.strengths[strength]}
          problem={isChecked ? wrong.passphrase : null}
        />
        <TextField
          type="password"
          label={words.again}
          value={again}
          onText={setAgain}
          maxLength={PASSPHRASE_CHARS.most}
          problem={isChecked ? wrong.again : null}
        />
        <p className={text.warning}>
          <TriangleAlert size={18} aria-hidden />
          <span>{words.warning}</span>
        </p>
        <FormFoot problem={save.problem} action={inBrowser ? words.actionInBrowser : words.action} busy={save.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** A day as it stands in the name of a file, by this computer's calendar. */
const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
