import { useId } from 'react';
import { Switch } from '../../components/switch.tsx';
import text from '../../components/text.module.css';
import styles from './settings.module.css';
import { useSaved } from './use-saved.ts';

interface SavedSwitchProps {
  label: string;
  hint: string;
  on: boolean;
  save: (on: boolean) => Promise<unknown>;
}

/** A switch that is saved at once, and says beside it that it was, or why not. */
export function SavedSwitch({ label, hint, on, save }: SavedSwitchProps) {
  const id = useId();
  const saved = useSaved();
  return (
    <div className={styles.switchRow}>
      <div>
        <span id={`${id}-label`} className={styles.label}>
          {label}
        </span>{' '}
        <span role="status" className={styles.note}>
          {saved.note}
        </span>
        <p id={`${id}-hint`} className={text.hint}>
          {hint}
        </p>
        {saved.problem && (
          <p role="alert" className={styles.problem}>
            {saved.problem}
          </p>
        )}
      </div>
      <Switch on={on} labelledBy={`${id}-label`} describedBy={`${id}-hint`} onChange={(next) => saved.save(() => save(next))} />
    </div>
  );
}
