import { type InputHTMLAttributes, useId } from 'react';
import styles from './field.module.css';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className' | 'id'> {
  label: string;
  hint?: string;
  /** What is wrong with what stands in the field now. */
  problem?: string | null;
  /** A short word that all went well. */
  note?: string | null;
  onText: (text: string) => void;
}

/** A labelled input with its explanation and its error beside it. */
export function TextField({ label, hint, problem, note, onText, ...rest }: TextFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <div className={styles.labelRow}>
        <label htmlFor={id}>{label}</label>
        <span role="status" className={styles.note}>
          {note}
        </span>
      </div>
      <input
        {...rest}
        id={id}
        className={styles.input}
        onChange={(event) => onText(event.target.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
        spellCheck={false}
        autoComplete="off"
      />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
