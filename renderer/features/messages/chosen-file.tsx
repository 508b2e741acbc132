import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import field from '../../components/field.module.css';
import { Problem } from '../../components/problem.tsx';
import { useApp, useClient } from '../../context.tsx';
import { useAction } from '../../use-action.ts';
import styles from './messages.module.css';

interface ChosenFileProps {
  label: string;
  /** Title of the system's dialog. */
  title: string;
  choose: string;
  /** What stands in place of the path while there is none. */
  none: string;
  hint?: string;
  /** Path of the file; empty while none is chosen. */
  file: string;
  problem: string | null;
  onFile: (path: string) => void;
}

/** A file of this computer that the person points at; only the system's dialog names it. */
export function ChosenFile({ label, title, choose, none, hint, file, problem, onFile }: ChosenFileProps) {
  const client = useClient();
  const ask = useAction();
  const id = useId();
  // A browser's file lies on the hub under a path that tells its person nothing.
  const inBrowser = useApp((state) => state.abilities.shell === 'browser');
  const pick = () =>
    ask.run(async () => {
      const { path } = await client.call('desktop.chooseFile', { title });
      if (path !== null) onFile(path);
    });
  return (
    <div className={field.field}>
      <span className={styles.label} id={`${id}-label`}>
        {label}
      </span>
      <div className={styles.chosen}>
        <span id={`${id}-file`} className={styles.path}>
          {file === '' ? none : inBrowser ? fileNameOf(file) : file}
        </span>
        <Button
          busy={ask.busy}
          aria-labelledby={`${id}-choose ${id}-label`}
          aria-describedby={`${id}-file${problem ? ` ${id}-problem` : ''}`}
          onClick={pick}
        >
          <span id={`${id}-choose`}>{choose}</span>
        </Button>
      </div>
      {hint && <p className={field.hint}>{hint}</p>}
      {problem && (
        <p id={`${id}-problem`} className={field.problem} role="alert">
          {problem}
        </p>
      )}
      <Problem text={ask.problem} />
    </div>
  );
}

/** The name of a file without the folders before it, on every system. */
export const fileNameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
