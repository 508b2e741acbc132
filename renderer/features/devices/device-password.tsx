import type { Device } from '../../../electron/contract/model.ts';
import { Fact, Facts } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './device-access.module.css';

/** What is known of a device's password; the password itself is not. */
export function DevicePassword({ password }: { password: Device['password'] }) {
  const words = strings.access.password;
  const hasOne = password.kind !== 'none';
  return (
    <section className={styles.part}>
      <h3>{words.title}</h3>
      <Facts>
        <Fact name={words.kind}>{words.kinds[password.kind]}</Fact>
        {hasOne && <Fact name={words.since}>{fullTime(password.since)}</Fact>}
        {hasOne && (
          <Fact name={words.lastUsed}>{password.lastUsedAt === null ? strings.time.never : <RelativeTime at={password.lastUsedAt} />}</Fact>
        )}
        {password.oldUntil !== null && <Fact name={words.oldUntil}>{fullTime(password.oldUntil)}</Fact>}
      </Facts>
      {password.kind === 'shared' && <p className={styles.quiet}>{words.sharedHint}</p>}
    </section>
  );
}
