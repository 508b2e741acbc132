import { Lantern } from '../../components/lantern.tsx';
import { strings } from '../../strings/index.ts';
import styles from './login.module.css';
import { LoginForm } from './login-form.tsx';
import { SetupForm } from './setup-form.tsx';

interface LoginPageProps {
  /** `wait`: no password is set yet, and this browser did not come by the one-time link. */
  task: 'login' | 'setup' | 'wait';
  /** Of the one-time link; empty for other tasks. */
  token: string;
  /** This browser was logged in, and not logged out by its person. */
  hasEnded: boolean;
  onIn: () => void;
}

/** What a browser shows that is not logged in. */
export function LoginPage({ task, token, hasEnded, onIn }: LoginPageProps) {
  const words = strings.web.login;
  const title = { login: words.title, setup: words.setTitle, wait: words.notSetTitle }[task];
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Lantern size={32} />
          <span>{strings.app.name}</span>
        </div>
        <h1>{title}</h1>
        {hasEnded && task === 'login' && <p role="status">{words.ended}</p>}
        {task === 'wait' && <p>{words.notSetText}</p>}
        {task === 'setup' && <SetupForm token={token} onIn={onIn} />}
        {task === 'login' && <LoginForm onIn={onIn} />}
        {location.protocol === 'http:' && task !== 'wait' && <p className={styles.quiet}>{words.insecure}</p>}
      </div>
    </main>
  );
}
