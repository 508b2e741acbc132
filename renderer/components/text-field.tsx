import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './field.module.css';
import { Field } from './field.tsx';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className' | 'id'> {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what stands in the field now. */
  problem?: string | null;
  /** A short word that all went well. */
  note?: string | null;
  /** What stands behind the input. */
  after?: ReactNode;
  ref?: Ref<HTMLInputElement> | undefined;
  onText: (text: string) => void;
}

/** A labelled input with its explanation and its error beside it. */
export function TextField({ label, hint, problem, note, after, onText, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem} note={note}>
      {(control) => (
        <div className={styles.line}>
          <input
            {...rest}
            {...control}
            className={styles.input}
            onChange={(event) => onText(event.target.value)}
            spellCheck={false}
            autoComplete="off"
          />
          {after}
        </div>
      )}
    </Field>
  );
}
