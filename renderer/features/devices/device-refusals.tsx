import { RelativeTime } from '../../components/relative-time.tsx';
import { strings } from '../../strings/index.ts';
import { useActivity } from '../activity/use-activity.ts';
import styles from './device-details.module.css';

const LINES_SHOWN = 10;

/** Why this device was turned away, newest first. */
export function DeviceRefusals({ deviceId }: { deviceId: string }) {
  const { entries, isLoaded } = useActivity({ kinds: ['refusal'], text: '', deviceId });
  const words = strings.access.refused;
  return (
    <section>
      <h3>{words.title}</h3>
      {isLoaded && entries.length === 0 && <p className={styles.quiet}>{words.none}</p>}
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
