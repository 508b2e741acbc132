import { useRef } from 'react';
import type { Request } from '../../../electron/contract/model.ts';
import { classes } from '../../format.ts';
import styles from './request-card.module.css';
import { RequestDecision } from './request-decision.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestOutcome } from './request-outcome.tsx';
import { RequestProof } from './request-proof.tsx';

const isSettled = ({ state }: Request): boolean => state === 'connected' || state === 'lapsed';

/** One device at the door; a single line once nothing is left to decide or to wait for. */
export function RequestCard({ request, guarded }: { request: Request; guarded: boolean }) {
  const article = useRef<HTMLElement>(null);
  const settled = isSettled(request);
  return (
    <article
      ref={article}
      className={classes(styles.card, settled && styles.settled)}
      aria-label={request.name}
      tabIndex={-1}
      data-state={request.state}
    >
      <header className={styles.header}>
        <h2 className={styles.name}>{request.name}</h2>
        {request.type && !settled && <span className={styles.type}>{request.type}</span>}
      </header>
      {!settled && <RequestFacts request={request} />}
      {request.state === 'pending' ? (
        <>
          <RequestProof request={request} />
          <RequestDecision request={request} guarded={guarded} onAllowed={() => article.current?.focus()} />
        </>
      ) : (
        <div role="status" className={styles.outcome}>
          <RequestOutcome request={request} />
        </div>
      )}
    </article>
  );
}
