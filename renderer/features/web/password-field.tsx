import { useEffect, useRef } from 'react';
import styles from '../../components/field.module.css';
import { Field } from '../../components/field.tsx';

interface PasswordFieldProps {
  label: string;
  hint?: string;
  value: string;
  /** What a password manager does with it. */
  autoComplete: 'current-password' | 'new-password';
  maxLength: number;
  problem: string | null;
  /** The only thing to do on this page. */
  autoFocus?: boolean;
  onText: (text: string) => void;
}

/** A field for a password that browsers may keep: unlike others of this window it says so. */
export function PasswordField({ label, hint, value, autoComplete, maxLength, problem, autoFocus = false, onText }: PasswordFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) => (
        <input
          {...control}
          ref={input}
          type="password"
          className={styles.input}
          value={value}
          autoComplete={autoComplete}
          maxLength={maxLength}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
