import { useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { OnlineState } from '../../components/online-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useClient } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import type { FreshCredential } from './credential-dialog.tsx';
import { DeviceActivity } from './device-activity.tsx';
import styles from './device-details.module.css';
import { RenameDialog } from './rename-dialog.tsx';

interface DeviceDetailsProps {
  device: Device;
  onCredential: (credential: FreshCredential) => void;
}

/** One device: what it may do, what it did, and what can be done about it. */
export function DeviceDetails({ device, onCredential }: DeviceDetailsProps) {
  const client = useClient();
  const [asking, setAsking] = useState<'rename' | 'password' | 'revoke' | null>(null);
  const words = strings.devices;
  const close = () => setAsking(null);

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
        <Button small onClick={() => setAsking('password')}>
          {words.newPassword}
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
      <Topics title={words.facts.publish} topics={device.publish} none={words.nothing} />
      <Topics title={words.facts.subscribe} topics={device.subscribe} none={words.nothing} />
      <Topics title={words.topicsUsed} topics={device.topics} none={words.noTopics} />
      <DeviceActivity deviceId={device.id} />

      {asking === 'rename' && <RenameDialog device={device} onClose={close} />}
      {asking === 'password' && (
        <ConfirmDialog
          title={words.newPasswordTitle(device.name)}
          text={words.newPasswordText}
          action={words.makePassword}
          onConfirm={async () => onCredential({ ...(await client.call('devices.newPassword', { id: device.id })), isNew: false })}
          onClose={close}
        />
      )}
      {asking === 'revoke' && (
        <ConfirmDialog
          title={words.revokeTitle(device.name)}
          text={words.revokeText}
          action={words.revoke}
          onConfirm={() => client.call('devices.revoke', { id: device.id })}
          onClose={close}
        />
      )}
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
