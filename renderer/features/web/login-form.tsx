import { useState } from 'react';
import { WEB_PASSWORD_CHARS, WEB_PATHS } from '../../../electron/contract/web.ts';
import { Button } from '../../components/button.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { changeState } from '../../web-session.ts';
import styles from './login.module.css';
import { PasswordField } from './password-field.tsx';
import { webProblem } from './web-problem.ts';

/** Asks for the password. */
export function LoginForm({ onIn }: { onIn: () => void }) {
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useAction(webProblem);
  const words = strings.web.login;

  const logIn = async () => {
    if (password === '') return;
    const isIn = await run(() => changeState(WEB_PATHS.login, { password }));
    if (isIn) onIn();
    else setPassword('');
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void logIn();
      }}
    >
      <p>{words.text(location.host)}</p>
      <PasswordField
        label={words.password}
        value={password}
        onText={setPassword}
        autoComplete="current-password"
        maxLength={WEB_PASSWORD_CHARS.most}
        problem={problem}
        autoFocus
      />
      <Button submit look="primary" busy={busy}>
        {words.submit}
      </Button>
      <p className={styles.quiet}>{words.forgotten}</p>
    </form>
  );
}
