import { CircleCheck } from 'lucide-react';
import { useRef } from 'react';
import type { NewCredential } from '../../../electron/contract/calls.ts';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { useApp } from '../../context.tsx';
import { brokerAddress } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import styles from './dialogs.module.css';
import { exampleTopic, publishCommand, resolvedFilters, topicPrefix } from './publish-command.ts';

/** A credential that was made just now; `isNew` for a device that did not exist before. */
export interface FreshCredential extends NewCredential {
  isNew: boolean;
}

/** Shows a credential the one time that it can be shown, and waits for the device to use it. */
export function CredentialDialog({ credential, onClose }: { credential: FreshCredential; onClose: () => void }) {
  const hub = useApp((state) => state.hub);
  const device = useApp((state) => state.devices.find(({ id }) => id === credential.device.id)) ?? credential.device;
  const { host, port } = brokerAddress(hub);
  const { userName, permission } = credential.device;
  const publish = resolvedFilters(permission.publish, credential.device);
  const topic = topicPrefix(publish);
  const words = strings.devices;
  const command = publishCommand({ host, port, userName, password: credential.password, topic: exampleTopic(publish) });
  const isConnected = useHasConnected(credential, device);

  return (
    <Dialog title={words.credentialTitle(device.name)} onClose={onClose}>
      <p className={styles.once}>{words.credentialOnce}</p>
      <div className={styles.values}>
        <CopyField label={words.host} value={host} />
        <CopyField label={words.port} value={String(port)} />
        <CopyField label={words.userName} value={userName} />
        <CopyField label={words.password} value={credential.password} />
        {topic !== null && <CopyField label={words.topic} value={topic} />}
        {topic !== null && <CopyField layout="command" label={words.tryIt} value={command} />}
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
 * Whether the new credential has been used. A short connection may be over before this window hears of it, so of a
 * new device any sign of life counts. A device that was online with its old password is still shown as connected
 * for an instant; of that one, only a connection made after it was gone counts.
 */
function useHasConnected({ device: before, isNew }: FreshCredential, { connected, lastSeenAt }: Device): boolean {
  const wasOffline = useRef(!before.connected);
  const hasConnected = useRef(false);
  if (!connected) wasOffline.current = true;
  if ((connected && wasOffline.current) || (isNew && lastSeenAt !== null)) hasConnected.current = true;
  return hasConnected.current;
}
