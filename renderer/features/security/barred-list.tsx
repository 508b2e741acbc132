import type { Barred } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './security.module.css';

/** Client ids that were revoked. Nothing while there are none. */
export function BarredList() {
  const barred = useApp((state) => state.access.barred);
  const words = strings.security.bootstrap;
  if (barred.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="bootstrap-barred">
      <div>
        <h2 id="bootstrap-barred">{words.barred}</h2>
        <p className={text.hint}>{words.barredText}</p>
      </div>
      <ul>
        {barred.map((each) => (
          <BarredLine key={each.clientId} barred={each} />
        ))}
      </ul>
    </section>
  );
}

function BarredLine({ barred: { clientId, name, since } }: { barred: Barred }) {
  const client = useClient();
  const lift = useAction();
  const words = strings.security.bootstrap;
  return (
    <li className={styles.line}>
      <span>
        <code>{clientId}</code> {name !== clientId && name}{' '}
        <span className={text.quiet}>
          {words.since} <RelativeTime at={since} />
        </span>
      </span>
      <Button
        small
        busy={lift.busy}
        aria-label={words.liftOf(clientId)}
        onClick={() => lift.run(() => client.call('barred.lift', { clientId }))}
      >
        {words.lift}
      </Button>
      <Problem text={lift.problem} />
    </li>
  );
}
