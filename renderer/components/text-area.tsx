import { classes } from '../format.ts';
import styles from './field.module.css';
import { Field } from './field.tsx';
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
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <textarea
          {...control}
          className={classes(styles.input, own.area)}
          rows={5}
          value={value}
          maxLength={maxLength}
          onChange={(event) => onText(event.target.value)}
          spellCheck={false}
          autoComplete="off"
        />
      )}
    </Field>
  );
}
