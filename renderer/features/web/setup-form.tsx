import { WEB_PATHS } from '../../../electron/contract/web.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { changeState } from '../../web-session.ts';
import styles from './login.module.css';
import { NewPasswordFields, useNewPassword } from './new-password-fields.tsx';
import { webProblem } from './web-problem.ts';

/** Sets the password by the one-time link, and logs this browser in. */
export function SetupForm({ token, onIn }: { token: string; onIn: () => void }) {
  const draft = useNewPassword();
  const { busy, problem, run } = useAction(webProblem);
  const words = strings.web.login;

  const set = async () => {
    if (!draft.check()) return;
    if (await run(() => changeState(WEB_PATHS.setup, { token, password: draft.password }))) onIn();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <p>{words.setText}</p>
      <NewPasswordFields draft={draft} autoFocus />
      <Problem text={problem} />
      <Button submit look="primary" busy={busy}>
        {words.setSubmit}
      </Button>
    </form>
  );
}
