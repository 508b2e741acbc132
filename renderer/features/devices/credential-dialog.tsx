import { CircleCheck } from 'lucide-react';
import { useRef } from 'react';
import type { NewCredential } from '../../../electron/contract/calls.ts';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { useApp } from '../../context.tsx';
import { brokerAddress } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import styles from './dialogs.module.css';
import { exampleTopic, publishCommand, topicPrefix } from './publish-command.ts';

/** A credential that was made just now; `isNew` for a device that did not exist before. */
export interface FreshCredential extends NewCredential {
  isNew: boolean;
}

/** Shows a credential the one time that it can be shown, and waits for the device to use it. */
export function CredentialDialog({ credential, onClose }: { credential: FreshCredential; onClose: () => void }) {
  const hub = useApp((state) => state.hub);
  const device = useApp((state) => state.devices.find(({ id }) => id === credential.device.id)) ?? credential.device;
  const { host, port } = brokerAddress(hub);
  const { userName, publish } = credential.device;
  const topic = topicPrefix(publish);
  const words = strings.devices;
  const command = publishCommand({ host, port, userName, password: credential.password, topic: exampleTopic(publish) });
  const isConnected = useConnectedSince(credential, device.connected);

  return (
    <Dialog title={words.credentialTitle(device.name)} onClose={onClose}>
      <p className={styles.once}>{words.credentialOnce}</p>
      <div className={styles.values}>
        <CopyField label={words.host} value={host} />
        <CopyField label={words.port} value={String(port)} />
        <CopyField label={words.userName} value={userName} />
        <CopyField label={words.password} value={credential.password} />
        {topic !== null && <CopyField label={words.topic} value={topic} />}
        {topic !== null && <CopyField layout="block" label={words.tryIt} value={command} />}
      </div>
      <p role="status" className={isConnected ? styles.connected : styles.waiting}>
        {isConnected ? <CircleCheck size={18} /> : <span className={styles.pulse} />}
        {isConnected ? words.connected : credential.isNew ? words.waiting : words.waitingAgain}
      </p>
      <DialogActions>
        <Button look="primary" data-autofocus onClick={onClose}>
          {strings.common.done}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/**
 * A device that was online with its old password is still shown as connected for an instant;
 * only a connection made after that counts.
 */
function useConnectedSince(credential: FreshCredential, connected: boolean): boolean {
  const wasOffline = useRef(!credential.device.connected);
  if (!connected) wasOffline.current = true;
  return connected && wasOffline.current;
}
