import { Bell, BellRing } from 'lucide-react';
import type { Alert } from '../../../electron/contract/alerts.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useClient } from '../../context.tsx';
import { clockTime, fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './alerts.module.css';

/** Alerts with what holds now. `bare`: all are on one topic, which is named elsewhere. */
export function AlertList({ alerts, bare = false }: { alerts: readonly Alert[]; bare?: boolean }) {
  return (
    <ul className={styles.list} aria-label={bare ? strings.alerts.onThis : strings.alerts.list}>
      {alerts.map((alert) => (
        <AlertLine key={alert.id} alert={alert} bare={bare} />
      ))}
    </ul>
  );
}

function AlertLine({ alert: { id, topic, rule, since, toldAt }, bare }: { alert: Alert; bare: boolean }) {
  const client = useClient();
  const remove = useAction();
  const words = strings.alerts;
  const what = words.rule(rule);
  return (
    <li className={styles.line}>
      {since === null ? <Bell size={16} aria-hidden /> : <BellRing size={16} className={styles.holding} aria-hidden />}
      <div className={styles.what}>
        {!bare && <code className={styles.topic}>{topic}</code>}
        <p>{what}</p>
        <p className={styles.state}>
          <span className={since === null ? text.quiet : styles.holding}>
            {since === null ? words.quiet : words.holds(momentOf(since))}
          </span>
          {toldAt !== null && (
            <span className={text.quiet}>
              {' · '}
              {words.lastTold} <RelativeTime at={toldAt} />
            </span>
          )}
        </p>
        <Problem text={remove.problem} />
      </div>
      <Button
        small
        busy={remove.busy}
        aria-label={words.removeOf(topic, what)}
        onClick={() => remove.run(() => client.call('alerts.remove', { id }))}
      >
        {words.remove}
      </Button>
    </li>
  );
}

/** The time of day, with the day if it is another one. */
const momentOf = (at: number): string => (new Date(at).toDateString() === new Date().toDateString() ? clockTime(at) : fullTime(at));
