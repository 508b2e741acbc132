import { useId, useState } from 'react';
import type { MosquittoPlan, PlannedDevice } from '../../../electron/contract/mosquitto.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { CheckBox } from '../../components/check-box.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { strings } from '../../strings/index.ts';
import styles from './mosquitto.module.css';

/** More in one list nobody reads, and the window would be slow. */
const MOST_SHOWN = 200;
/** From so many on they are looked for rather than read. */
const MANY = 10;

interface ReviewDevicesProps {
  devices: MosquittoPlan['devices'];
  permissions: MosquittoPlan['permissions'];
  /** User names. */
  leftOut: ReadonlySet<string>;
  onLeaveOut: (userNames: ReadonlySet<string>) => void;
}

/** The devices of a plan, each with what it may do and a box to leave it out. */
export function ReviewDevices({ devices, permissions, leftOut, onLeaveOut }: ReviewDevicesProps) {
  const id = useId();
  const [sought, setSought] = useState('');
  const words = strings.mosquitto.devices;
  const found = devices.filter(({ userName }) => userName.toLowerCase().includes(sought.trim().toLowerCase()));
  const shown = found.slice(0, MOST_SHOWN);
  const set = (userName: string, taken: boolean) => {
    const next = new Set(leftOut);
    if (taken) next.delete(userName);
    else next.add(userName);
    onLeaveOut(next);
  };
  return (
    <section className={card.card} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{words.title(devices.length)}</h2>
        <span className={text.quiet}>{words.chosen(devices.length - leftOut.size, devices.length)}</span>
        <Button small onClick={() => onLeaveOut(new Set())}>
          {words.all}
        </Button>
        <Button small onClick={() => onLeaveOut(new Set(devices.map(({ userName }) => userName)))}>
          {words.none}
        </Button>
      </div>
      {permissions !== 'acl' && <p className={text.warning}>{words[permissions]}</p>}
      {devices.length > MANY && <TextField label={words.find} value={sought} onText={setSought} maxLength={128} />}
      <ul className={styles.list}>
        {shown.map((device) => (
          <li key={device.userName} className={styles.device}>
            <CheckBox label={device.userName} checked={!leftOut.has(device.userName)} onChange={(taken) => set(device.userName, taken)} />
            {permissions === 'acl' && <MayDo device={device} />}
          </li>
        ))}
      </ul>
      {found.length > shown.length && <p className={text.hint}>{words.more(found.length - shown.length)}</p>}
    </section>
  );
}

function MayDo({ device }: { device: PlannedDevice }) {
  const words = strings.mosquitto.devices;
  return (
    <dl className={styles.may}>
      {(['publish', 'subscribe'] as const).map((action) => (
        <div key={action}>
          <dt>{words[action]}</dt>
          <dd>
            {device[action].length === 0 && words.nothing}
            {device[action].map((filter) => (
              <code key={filter}>{filter}</code>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
