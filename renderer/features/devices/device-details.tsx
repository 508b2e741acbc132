import { useEffect, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { OnlineState } from '../../components/online-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useAppStore } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import type { FreshCredential } from './credential-dialog.tsx';
import { DeviceCertificates } from './device-certificates.tsx';
import { DeviceDenials } from './device-denials.tsx';
import styles from './device-details.module.css';
import { DeviceLog } from './device-log.tsx';
import { DevicePassword } from './device-password.tsx';
import { DevicePermission } from './device-permission.tsx';
import { DeviceQueue } from './device-queue.tsx';
import { NewPasswordDialog } from './new-password-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

interface DeviceDetailsProps {
  device: Device;
  onCredential: (credential: FreshCredential) => void;
}

/** One device: what it may do, what it did, and what can be done about it. */
export function DeviceDetails({ device, onCredential }: DeviceDetailsProps) {
  const store = useAppStore();
  const [task] = useState(() => {
    const wanted = store.getState().deviceTask;
    return wanted?.deviceId === device.id ? wanted : null;
  });
  const [asking, setAsking] = useState<'rename' | 'password' | 'revoke' | null>(task?.what === 'password' ? 'password' : null);
  const words = strings.devices;
  const close = () => setAsking(null);

  // What led here counts once.
  useEffect(() => store.setState({ deviceTask: null }), [store]);

  return (
    <div className={styles.details}>
      <header>
        <h2 className={styles.name}>{device.name}</h2>
        <p className={styles.state}>
          <OnlineState online={device.connected} />
          {device.lastSeenAt !== null && <RelativeTime at={device.lastSeenAt} className={styles.quiet} />}
        </p>
      </header>
      <div className={styles.actions}>
        <Button small onClick={() => setAsking('rename')}>
          {words.rename}
        </Button>
        {device.password.kind !== 'shared' && (
          <Button small onClick={() => setAsking('password')}>
            {words.newPassword}
          </Button>
        )}
        <Button small onClick={() => store.setState({ page: 'help', helpPart: 'refusals', helpDeviceId: device.id })}>
          {strings.help.refusals.title}
        </Button>
        <Button small look="danger" onClick={() => setAsking('revoke')}>
          {words.revoke}
        </Button>
      </div>
      <dl className={styles.facts}>
        <Fact name={words.columns.address} value={device.address} />
        <Fact name={words.columns.clientId} value={device.clientId} />
        <Fact name={words.facts.userName} value={device.userName} />
        {device.type && <Fact name={words.facts.type} value={device.type} />}
        <Fact name={words.facts.origin} value={words.origins[device.origin]} />
        <Fact name={words.facts.created} value={fullTime(device.createdAt)} />
      </dl>
      <DeviceDenials device={device} />
      <DevicePermission device={device} task={task?.what === 'permission' ? task : null} />
      <DevicePassword password={device.password} />
      <DeviceCertificates device={device} />
      <DeviceQueue device={device} />
      <Topics title={words.topicsUsed} topics={device.topics} none={words.noTopics} />
      <DeviceLog
        deviceId={device.id}
        kinds={['refusal']}
        most={10}
        title={strings.access.refused.title}
        none={strings.access.refused.none}
      />
      <DeviceLog deviceId={device.id} kinds={[]} most={20} title={words.recent} none={words.noRecent} />

      {asking === 'rename' && <RenameDialog device={device} onClose={close} />}
      {asking === 'password' && <NewPasswordDialog device={device} onCredential={onCredential} onClose={close} />}
      {asking === 'revoke' && <RevokeDialog device={device} onClose={close} />}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{value ?? strings.common.unknown}</dd>
    </div>
  );
}

function Topics({ title, topics, none }: { title: string; topics: string[]; none: string }) {
  return (
    <section>
      <h3>{title}</h3>
      {topics.length === 0 ? (
        <p className={styles.quiet}>{none}</p>
      ) : (
        <ul className={styles.topics}>
          {topics.map((topic) => (
            <li key={topic}>
              <code>{topic}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
