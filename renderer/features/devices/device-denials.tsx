import type { Denial, Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './device-access.module.css';

/** What a device tried and may not do; one click adds it. Nothing while it kept to what it may. */
export function DeviceDenials({ device }: { device: Device }) {
  if (device.denials.length === 0) return null;
  const words = strings.access.denials;
  return (
    <section className={styles.denials} aria-labelledby="device-denied">
      <h3 id="device-denied">{words.title}</h3>
      <p>{words.intro}</p>
      <ul>
        {device.denials.map((denial) => (
          <DenialLine key={`${denial.action} ${denial.topic}`} deviceId={device.id} denial={denial} />
        ))}
      </ul>
    </section>
  );
}

function DenialLine({ deviceId, denial }: { deviceId: string; denial: Denial }) {
  const client = useClient();
  const permit = useAction();
  const words = strings.access.denials;
  const { action, topic, count, lastAt } = denial;
  return (
    <li className={styles.denial}>
      <span>
        {words.tried[action](topic)}, {words.times(count)}, <RelativeTime at={lastAt} />
      </span>
      <Button
        small
        busy={permit.busy}
        aria-label={words.permitOf(topic)}
        onClick={() => permit.run(() => client.call('devices.permit', { id: deviceId, action, topic }))}
      >
        {words.permit}
      </Button>
      <Problem text={permit.problem} />
    </li>
  );
}
