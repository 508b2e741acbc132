import { RelativeTime } from '../../components/relative-time.tsx';
import { strings } from '../../strings/index.ts';
import { useActivity } from '../activity/use-activity.ts';
import styles from './device-details.module.css';

const LINES_SHOWN = 20;

/** The last things that this device did, or that were done to it. */
export function DeviceActivity({ deviceId }: { deviceId: string }) {
  const { entries, isLoaded } = useActivity({ kinds: [], text: '', deviceId });
  return (
    <section>
      <h3>{strings.devices.recent}</h3>
      {isLoaded && entries.length === 0 && <p className={styles.quiet}>{strings.devices.noRecent}</p>}
      <ul>
        {entries.slice(0, LINES_SHOWN).map((entry) => (
          <li key={entry.id} className={styles.entry}>
            {entry.text} {entry.count > 1 && <span className={styles.quiet}>{strings.activity.times(entry.count)}</span>}{' '}
            <RelativeTime at={entry.lastAt} className={styles.quiet} />
          </li>
        ))}
      </ul>
    </section>
  );
}
