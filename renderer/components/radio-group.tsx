import { useId } from 'react';
import styles from './field.module.css';

interface RadioGroupProps<T extends string> {
  label: string;
  hint?: string;
  value: T;
  options: readonly { value: T; label: string; hint?: string }[];
  onChange: (value: T) => void;
  problem?: string | null;
  note?: string | null;
}

/** One choice out of a few, all in sight. */
export function RadioGroup<T extends string>({ label, hint, value, options, onChange, problem, note }: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        {label}{' '}
        <span role="status" className={styles.note}>
          {note}
        </span>
      </legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            {option.label}
            {option.hint && <span className={styles.optionHint}>{option.hint}</span>}
          </span>
        </label>
      ))}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
