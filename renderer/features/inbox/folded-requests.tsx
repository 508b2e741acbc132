import type { Request } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './inbox.module.css';

/** Requests put off with Later: one line each. */
export function FoldedRequests({ requests }: { requests: Request[] }) {
  const client = useClient();
  const show = useAction();
  if (requests.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="for-later">
      <h2 id="for-later">{strings.inbox.forLater}</h2>
      <ul className={styles.rows}>
        {requests.map((request) => (
          <li key={request.id} className={styles.row}>
            <div>
              <div className={styles.rowName}>{request.name}</div>
              <div className={styles.rowDetail}>
                {request.address} · <RelativeTime at={request.lastSeenAt} />
              </div>
            </div>
            <Button
              small
              aria-describedby={`folded-${request.id}`}
              onClick={() => show.run(() => client.call('requests.fold', { id: request.id, folded: false }))}
            >
              {strings.inbox.show}
            </Button>
            <span id={`folded-${request.id}`} hidden>
              {request.name}
            </span>
          </li>
        ))}
      </ul>
      <Problem text={show.problem} />
    </section>
  );
}
