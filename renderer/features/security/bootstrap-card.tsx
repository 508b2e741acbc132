import { useId } from 'react';
import type { Bootstrap } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Fact, Facts } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { PermissionSummary } from '../access/permission-summary.tsx';
import { BootstrapArrivals } from './bootstrap-arrivals.tsx';
import styles from './security.module.css';

interface BootstrapCardProps {
  bootstrap: Bootstrap;
  onChange: () => void;
  onRevoke: () => void;
}

/** One bootstrap credential, and who came in by it. */
export function BootstrapCard({ bootstrap, onChange, onRevoke }: BootstrapCardProps) {
  const id = useId();
  const words = strings.security.bootstrap;
  const { name, userName, register, most, expiresAt, lastUsedAt, arrivals, permission } = bootstrap;
  const isOver = expiresAt !== null && expiresAt <= Date.now();
  return (
    <section className={card.card} aria-labelledby={id}>
      <div className={styles.head}>
        <div>
          <h2 id={id}>{name}</h2>
          <p className={text.hint}>{register ? words.registers : words.guests}</p>
        </div>
        <div className={styles.actions}>
          <Button small aria-label={words.changeOf(name)} onClick={onChange}>
            {words.change}
          </Button>
          <Button small look="danger" aria-label={words.revokeOf(name)} onClick={onRevoke}>
            {words.revoke}
          </Button>
        </div>
      </div>
      <Facts>
        <Fact name={words.userName}>{userName}</Fact>
        <Fact name={words.usage}>{words.used(arrivals.length, most)}</Fact>
        <Fact name={isOver ? words.expired : words.expires}>
          {expiresAt === null ? strings.security.noEnd : <span className={isOver ? styles.bad : undefined}>{fullTime(expiresAt)}</span>}
        </Fact>
        <Fact name={words.lastUsed}>{lastUsedAt === null ? strings.security.never : <RelativeTime at={lastUsedAt} />}</Fact>
      </Facts>
      <details>
        <summary className={styles.summary}>{words.template}</summary>
        <PermissionSummary permission={permission} />
      </details>
      {arrivals.length === 0 ? (
        <p className={text.quiet}>{words.arrivals(0)}</p>
      ) : (
        <details>
          <summary className={styles.summary}>{words.arrivals(arrivals.length)}</summary>
          <BootstrapArrivals arrivals={arrivals} label={words.arrivals(arrivals.length)} />
        </details>
      )}
    </section>
  );
}
