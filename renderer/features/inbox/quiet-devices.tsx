import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './inbox.module.css';

/** Devices that knock without getting a card, and the way back for each. */
export function QuietDevices() {
  const quieted = useApp((state) => state.quieted);
  const client = useClient();
  const undo = useAction();
  const words = strings.inbox.quiet;
  if (quieted.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="quiet-title">
      <h2 id="quiet-title">{words.title}</h2>
      <ul className={styles.rows}>
        {quieted.map((device) => (
          <li key={device.key} className={styles.row}>
            <div>
              <div className={styles.rowName}>{device.name}</div>
              <div className={styles.rowDetail}>{words.reasons[device.reason]}</div>
              <div className={styles.rowDetail}>
                {device.name !== device.address && `${device.address} · `}
                {words.lastHeard} <RelativeTime at={device.lastSeenAt} />
              </div>
            </div>
            <Button small title={device.name} onClick={() => undo.run(() => client.call('quieted.undo', { key: device.key }))}>
              {words.undo}
            </Button>
          </li>
        ))}
      </ul>
      <Problem text={undo.problem} />
    </section>
  );
}
