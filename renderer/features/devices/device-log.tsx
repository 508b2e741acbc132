import type { ActivityKind } from '../../../electron/contract/model.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { strings } from '../../strings/index.ts';
import { useActivity } from '../activity/use-activity.ts';
import styles from './device-details.module.css';

interface DeviceLogProps {
  deviceId: string;
  /** Empty: of every kind. */
  kinds: ActivityKind[];
  most: number;
  title: string;
  /** What is said while there is nothing. */
  none: string;
}

/** The newest lines of the activity that are about one device. */
export function DeviceLog({ deviceId, kinds, most, title, none }: DeviceLogProps) {
  const { entries, isLoaded } = useActivity({ kinds, text: '', deviceId });
  return (
    <section>
      <h3>{title}</h3>
      {isLoaded && entries.length === 0 && <p className={styles.quiet}>{none}</p>}
      <ul>
        {entries.slice(0, most).map((entry) => (
          <li key={entry.id} className={styles.entry}>
            {entry.text} {entry.count > 1 && <span className={styles.quiet}>{strings.activity.times(entry.count)}</span>}{' '}
            <RelativeTime at={entry.lastAt} className={styles.quiet} />
          </li>
        ))}
      </ul>
    </section>
  );
}
