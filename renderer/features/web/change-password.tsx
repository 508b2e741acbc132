import { useState } from 'react';
import { WEB_PASSWORD_CHARS, WEB_PATHS } from '../../../electron/contract/web.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { changeState } from '../../web-session.ts';
import { NewPasswordFields, useNewPassword } from './new-password-fields.tsx';
import { PasswordField } from './password-field.tsx';
import { webProblem } from './web-problem.ts';
import styles from './web-settings.module.css';

/** Another password, by who knows the one until now. The page goes on over a new connection, because its session is a new one. */
export function ChangePassword() {
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  const words = strings.web.settings;
  const done = () => {
    setOpen(false);
    setDone(true);
  };
  return (
    <div className={styles.part}>
      <h3>{words.password}</h3>
      {isOpen ? (
        <ChangeForm onDone={done} onCancel={() => setOpen(false)} />
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>{words.change}</Button>
        </div>
      )}
      <p role="status" className={text.hint}>
        {isDone && !isOpen ? words.changed : ''}
      </p>
    </div>
  );
}

function ChangeForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const [old, setOld] = useState('');
  const draft = useNewPassword();
  const { busy, problem, run } = useAction(webProblem);
  const words = strings.web.settings;

  const change = async () => {
    if (!draft.check()) return;
    if (await run(() => changeState(WEB_PATHS.password, { old, password: draft.password }))) onDone();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <PasswordField
        label={words.oldPassword}
        value={old}
        onText={setOld}
        autoComplete="current-password"
        maxLength={WEB_PASSWORD_CHARS.most}
        problem={null}
        autoFocus
      />
      <NewPasswordFields draft={draft} />
      <Problem text={problem} />
      <div className={styles.buttons}>
        <Button submit look="primary" busy={busy}>
          {words.save}
        </Button>
        <Button onClick={onCancel}>{strings.common.cancel}</Button>
      </div>
    </form>
  );
}
