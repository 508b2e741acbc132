import { useState } from 'react';
import type { NewCredential } from '../../../electron/contract/calls.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot } from '../../components/dialog-feet.tsx';
import { SelectField } from '../../components/select-field.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { brokerDoors, credentialUri } from './broker-doors.ts';
import { CredentialQr } from './credential-qr.tsx';
import styles from './dialogs.module.css';
import { FirstConnection } from './first-connection.tsx';
import { resolvedFilters, topicPrefix } from './publish-command.ts';
import { snippetFacts } from './snippets/facts.ts';
import { UseItIn } from './use-it-in.tsx';

/** A credential that was made just now; `isNew` for a device that did not exist before. */
export interface FreshCredential extends NewCredential {
  isNew: boolean;
}

/** Shows a credential the one time that it can be shown, ready for many programs, and waits for the device to use it. */
export function CredentialDialog({ credential, onClose }: { credential: FreshCredential; onClose: () => void }) {
  const hub = useApp((state) => state.hub);
  const authorityPem = useApp((state) => state.access.certificates.authorityPem);
  const [encryption, setEncryption] = useState<'tls' | 'plain'>('tls');
  const { device, password, isNew } = credential;
  const doors = brokerDoors(hub);
  const door = doors.find(({ isEncrypted }) => isEncrypted === (encryption === 'tls')) ?? doors[0];
  const topic = topicPrefix(resolvedFilters(device.permission.publish, device));
  const words = strings.devices;
  const choice = strings.snippets.encryption;

  return (
    <Dialog wide title={words.credentialTitle(device.name)} onClose={onClose}>
      <p className={styles.once}>{words.credentialOnce}</p>
      <div className={styles.values}>
        {doors.length > 1 && (
          <SelectField
            label={choice.label}
            hint={choice.hints[encryption]}
            value={encryption}
            onChange={setEncryption}
            options={(['tls', 'plain'] as const).map((value) => ({ value, label: choice.options[value] }))}
          />
        )}
        <CopyField label={words.host} value={door.host} />
        <CopyField label={words.port} value={String(door.port)} />
        <CopyField label={words.userName} value={device.userName} />
        <CopyField label={words.password} value={password} />
        {topic !== null && <CopyField label={words.topic} value={topic} />}
        {doors.length === 1 && !door.isEncrypted && <p className={text.hint}>{choice.off}</p>}
      </div>
      <CredentialQr uri={credentialUri(door, device.userName, password)} name={device.name} />
      <UseItIn facts={snippetFacts(credential, door, authorityPem)} />
      <div className={styles.foot}>
        <FirstConnection deviceId={device.id} isNew={isNew} />
        <DoneFoot onClose={onClose} />
      </div>
    </Dialog>
  );
}
