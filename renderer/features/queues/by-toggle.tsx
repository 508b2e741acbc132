import { useId } from 'react';
import { strings } from '../../strings/index.ts';
import styles from './queues.module.css';
import type { ShapeBy } from './shape.ts';

const choices = ['messages', 'bytes'] as const;

/** Counts of messages, or of bytes. */
export function ByToggle({ by, onChange }: { by: ShapeBy; onChange: (by: ShapeBy) => void }) {
  const name = useId();
  return (
    <fieldset className={styles.toggle}>
      <legend className="visually-hidden">{strings.queues.show}</legend>
      {choices.map((choice) => (
        <label key={choice} className={styles.choice}>
          <input type="radio" name={name} className="visually-hidden" checked={choice === by} onChange={() => onChange(choice)} />
          <span>{strings.queues.by[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
