import { useId } from 'react';
import styles from './choice-row.module.css';
import field from './field.module.css';

interface ChoiceRowProps<T extends string> {
  label: string;
  /** The label is read out but not shown: what stands around the row says it already. */
  isLabelHidden?: boolean;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One choice out of a few short ones, side by side. Tab goes to the one chosen, arrow keys choose the next. */
export function ChoiceRow<T extends string>({ label, isLabelHidden = false, value, options, onChange }: ChoiceRowProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.row}>
      <legend className={isLabelHidden ? 'visually-hidden' : field.legend}>{label}</legend>
      <div className={styles.choices}>
        {options.map((option) => (
          <label key={option.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
