import { useState } from 'react';
import { WEB_PASSWORD_CHARS } from '../../../electron/contract/web.ts';
import { strings } from '../../strings/index.ts';
import { PasswordField } from './password-field.tsx';

/** A new password, typed twice. */
export interface NewPassword {
  password: string;
  again: string;
  wrong: { password: string | null; again: string | null };
  /** From now on what is wrong is said. False if something is. */
  check(): boolean;
  setPassword(text: string): void;
  setAgain(text: string): void;
}

export function useNewPassword(): NewPassword {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isShort = password.length < WEB_PASSWORD_CHARS.least;
  const differs = password !== again;
  const words = strings.web.login;
  return {
    password,
    again,
    setPassword,
    setAgain,
    wrong: {
      password: isChecked && isShort ? words.tooShort(WEB_PASSWORD_CHARS.least) : null,
      again: isChecked && !isShort && differs ? words.differs : null,
    },
    check: () => {
      setChecked(true);
      return !isShort && !differs;
    },
  };
}

/** The two fields of a new password. */
export function NewPasswordFields({ draft, autoFocus = false }: { draft: NewPassword; autoFocus?: boolean }) {
  const words = strings.web.login;
  const both = { autoComplete: 'new-password', maxLength: WEB_PASSWORD_CHARS.most } as const;
  return (
    <>
      <PasswordField
        {...both}
        label={words.newPassword}
        hint={words.least(WEB_PASSWORD_CHARS.least)}
        value={draft.password}
        onText={draft.setPassword}
        problem={draft.wrong.password}
        autoFocus={autoFocus}
      />
      <PasswordField {...both} label={words.again} value={draft.again} onText={draft.setAgain} problem={draft.wrong.again} />
    </>
  );
}
