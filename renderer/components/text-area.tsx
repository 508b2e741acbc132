import { useId } from 'react';
import { classes } from '../format.ts';
import styles from './field.module.css';
import own from './text-area.module.css';

interface TextAreaProps {
  label: string;
  hint?: string;
  value: string;
  problem?: string | null;
  maxLength: number;
  onText: (text: string) => void;
}

/** A labelled field for text of many lines, such as a key. */
export function TextArea({ label, hint, value, problem, maxLength, onText }: TextAreaProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={own.label}>
        {label}
      </label>
      <textarea
        id={id}
        className={classes(styles.input, own.area)}
        rows={5}
        value={value}
        maxLength={maxLength}
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
