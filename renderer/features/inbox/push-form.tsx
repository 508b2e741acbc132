import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './inbox.module.css';

const part = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`^(${part}\\.){3}${part}(:\\d{1,5})?$`);

/** Hands settings to a device that cannot ask for them. */
export function PushForm() {
  const client = useClient();
  const send = useAction();
  const [address, setAddress] = useState('');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const words = strings.inbox.push;
  const isWrong = !ipv4.test(address.trim());

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    setSentTo(null);
    if (isWrong || send.busy) return;
    void send.run(async () => {
      const { name } = await client.call('emonesp.push', {
        address: address.trim(),
        ...(userName && { userName }),
        ...(password && { password }),
      });
      setSentTo(name);
      setAddress('');
      setPassword('');
      setIsChecked(false);
    });
  };

  return (
    <section className={styles.panel} aria-labelledby="push-title">
      <h2 id="push-title">{words.title}</h2>
      <p className={styles.quiet}>{words.text}</p>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={words.address}
          hint={words.addressHint}
          value={address}
          onText={setAddress}
          onBlur={() => setIsChecked(address !== '')}
          problem={isChecked && isWrong ? words.addressWrong : null}
          inputMode="decimal"
          maxLength={64}
        />
        <details>
          <summary>{words.login}</summary>
          <div className={styles.details}>
            <TextField label={words.userName} value={userName} onText={setUserName} maxLength={64} />
            <TextField label={words.password} type="password" value={password} onText={setPassword} maxLength={64} />
          </div>
        </details>
        <div>
          <Button submit busy={send.busy}>
            {send.busy ? words.sending : words.send}
          </Button>
        </div>
      </form>
      <p role="status" className={styles.good}>
        {sentTo !== null && words.sent(sentTo)}
      </p>
      <Problem text={send.problem} />
    </section>
  );
}
