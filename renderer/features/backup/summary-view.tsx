import { TriangleAlert } from 'lucide-react';
import type { BackupSummary } from '../../../electron/contract/backup.ts';
import { Fact, Facts } from '../../components/facts.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './backup.module.css';

/** What is in a backup, and what restoring it does. */
export function SummaryView({ summary }: { summary: BackupSummary }) {
  const { hubName, hubId, version, madeAt, devices, isThisHub } = summary;
  const inBrowser = useApp((state) => state.abilities.shell === 'browser');
  const words = strings.backup.restore;
  return (
    <div className={styles.form}>
      <Facts>
        <Fact name={words.hub}>{hubName}</Fact>
        <Fact name={words.hubId}>
          <code>{hubId}</code>
        </Fact>
        <Fact name={words.madeAt}>{fullTime(madeAt)}</Fact>
        <Fact name={words.version}>{version}</Fact>
        <Fact name={words.devices}>{words.deviceCount(devices)}</Fact>
      </Facts>
      {isThisHub ? (
        <p>{words.thisHub}</p>
      ) : (
        <div className={text.warning} role="note">
          <TriangleAlert size={18} aria-hidden />
          <div className={styles.happens}>
            <p>{words.otherHub}</p>
            <p>{words.twins}</p>
          </div>
        </div>
      )}
      <div className={styles.happens}>
        <h3>{words.happens}</h3>
        <ul>
          {(inBrowser ? [...words.steps, words.stepInBrowser] : words.steps).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
