import styles from './field.module.css';
import { Field } from './field.tsx';

interface SelectFieldProps<T extends string> {
  label: string;
  hint?: string | undefined;
  value: T;
  options: readonly { value: T; label: string; disabled?: boolean }[];
  problem?: string | null;
  note?: string | null;
  onChange: (value: T) => void;
}

/** One choice out of some, folded into a line. */
export function SelectField<T extends string>({ label, hint, value, options, problem, note, onChange }: SelectFieldProps<T>) {
  return (
    <Field label={label} hint={hint} problem={problem} note={note}>
      {(control) => (
        <select {...control} className={styles.input} value={value} onChange={(event) => onChange(event.target.value as T)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
