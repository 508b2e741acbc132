import { type FormEvent, useState } from 'react';
import type { Found } from '../../../electron/contract/network.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { FirstConnection } from '../devices/first-connection.tsx';
import { encryptionWords } from './found-words.ts';
import styles from './network.module.css';
import { useSeeDevice } from './use-see-device.ts';

/** Says what connecting a found device does, does it, and waits for the device to come in. */
export function ConnectDialog({ found: asked, onClose }: { found: Found; onClose: () => void }) {
  // What the hub learns of it meanwhile counts, for example that it asks for a password.
  const found = useApp((state) => state.network.found.find(({ id }) => id === asked.id)) ?? asked;
  const [made, setMade] = useState<{ deviceId: string; name: string } | null>(null);
  return made ? <Waiting found={found} made={made} onClose={onClose} /> : <Ask found={found} onMade={setMade} onClose={onClose} />;
}

interface AskProps {
  found: Found;
  onMade: (made: { deviceId: string; name: string }) => void;
  onClose: () => void;
}

function Ask({ found, onMade, onClose }: AskProps) {
  const client = useClient();
  const hub = useApp((state) => state.hub);
  const connect = useAction();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const words = strings.network.connect;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (connect.busy) return;
    const login = { ...(userName && { userName }), ...(password && { password }) };
    void connect.run(async () => onMade(await client.call('network.connect', { id: found.id, login })));
  };

  return (
    <Dialog title={words.title(found.name)} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <ul className={styles.points}>
          <li>{words.makes}</li>
          <li>{replaced(found)}</li>
          <li>{encryptionWords(found, hub)}.</li>
          <li>{words.restarts}</li>
        </ul>
        {found.locked && (
          <fieldset className={styles.login}>
            <legend>{words.locked}</legend>
            <TextField label={words.userName} value={userName} onText={setUserName} maxLength={64} data-autofocus />
            <TextField
              label={words.password}
              hint={words.lockedHint}
              type="password"
              value={password}
              onText={setPassword}
              maxLength={128}
            />
          </fieldset>
        )}
        <FormFoot
          problem={connect.problem}
          action={connect.busy ? words.connecting : words.connect}
          busy={connect.busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function replaced({ talksTo }: Found): string {
  const words = strings.network.connect;
  if (talksTo === null) return words.replacesUnknown;
  return talksTo.here ? words.renews : words.replaces(talksTo.host);
}

interface WaitingProps {
  found: Found;
  made: { deviceId: string; name: string };
  onClose: () => void;
}

function Waiting({ found, made, onClose }: WaitingProps) {
  const see = useSeeDevice();
  const words = strings.network;
  return (
    <Dialog title={words.connect.doneTitle(made.name)} onClose={onClose}>
      <div className={styles.form}>
        <p>{words.connect.handed}</p>
        <FirstConnection deviceId={made.deviceId} isNew address={found.address} />
      </div>
      <DialogActions>
        <Button onClick={() => see(made.deviceId)}>{words.found.see}</Button>
        <Button look="primary" data-autofocus onClick={onClose}>
          {strings.common.done}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
