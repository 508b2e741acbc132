import { type FormEvent, useState } from 'react';
import type { MosquittoFiles, MosquittoPlan } from '../../../electron/contract/mosquitto.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './mosquitto.module.css';

const MOST_OF_A_PATH = 4_096;
const NAMES = ['file', 'passwordFile', 'aclFile'] as const;

interface FilesFormProps {
  initial: MosquittoFiles;
  onRead: (plan: MosquittoPlan, files: MosquittoFiles) => void;
}

/** Asks for the configuration, and for copies of what it names, and has them read. */
export function FilesForm({ initial, onRead }: FilesFormProps) {
  const client = useClient();
  const load = useAction();
  const [paths, setPaths] = useState({ file: initial.file, passwordFile: initial.passwordFile ?? '', aclFile: initial.aclFile ?? '' });
  const [isChecked, setChecked] = useState(false);
  const words = strings.mosquitto.files;
  const path = (name: keyof typeof paths) => paths[name].trim();
  const hints = { file: words.fileHint, passwordFile: words.passwordFileHint, aclFile: words.aclFileHint };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (load.busy) return;
    if (path('file') === '') return showProblems(event.currentTarget, () => setChecked(true));
    const files = { file: path('file'), passwordFile: path('passwordFile') || null, aclFile: path('aclFile') || null };
    await load.run(async () => onRead(await client.call('mosquitto.read', files), files));
  };
  const choose = (name: keyof typeof paths) =>
    load.run(async () => {
      const chosen = await client.call('desktop.chooseFile', { title: words[name] });
      if (chosen.path !== null) setPaths((before) => ({ ...before, [name]: chosen.path }));
    });

  return (
    <form className={card.card} onSubmit={submit} noValidate>
      {NAMES.map((name) => (
        <div key={name} className={styles.file}>
          <TextField
            label={words[name]}
            hint={hints[name]}
            value={paths[name]}
            onText={(text) => setPaths({ ...paths, [name]: text })}
            maxLength={MOST_OF_A_PATH}
            problem={isChecked && name === 'file' && path(name) === '' ? words.missing : null}
          />
          <Button aria-label={words.chooseOf(words[name])} onClick={() => choose(name)}>
            {words.choose}
          </Button>
        </div>
      ))}
      <Problem text={load.problem} />
      <div className={styles.actions}>
        <Button look="primary" submit busy={load.busy}>
          {words.read}
        </Button>
      </div>
    </form>
  );
}
