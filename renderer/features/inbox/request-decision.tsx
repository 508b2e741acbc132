import { Clock } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Request } from '../../../electron/contract/model.ts';
import { useSecondsLeft } from '../../clock.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useClient } from '../../context.tsx';
import { duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { AllowQuestion } from './allow-question.tsx';
import styles from './request-card.module.css';
import { useClickGuard } from './use-click-guard.ts';

interface RequestDecisionProps {
  request: Request;
  /** Clicks may have been aimed at another card. */
  guarded: boolean;
  onAllowed: () => void;
}

/** The time that is left, and what a person can decide; before some are let in, one question in the same place. */
export function RequestDecision({ request, guarded, onAllowed }: RequestDecisionProps) {
  const client = useClient();
  const decide = useAction();
  const left = useSecondsLeft(request.endsAt);
  const allowButton = useRef<HTMLButtonElement>(null);
  // What the person is asked about: another code is another question.
  const matter = `${request.proof} ${request.code}`;
  const [asked, setAsked] = useState<string | null>(null);
  const asks = asked === matter;
  const wasAsking = useRef(false);
  // The second click of a double-click on Allow must not answer the question that has taken its place.
  const stepGuarded = useClickGuard(String(asks)) || guarded;
  const words = strings.inbox;

  useLayoutEffect(() => {
    if (wasAsking.current && !asks && document.activeElement === document.body) allowButton.current?.focus();
    wasAsking.current = asks;
  }, [asks]);

  const answer = (action: () => Promise<unknown>) => ({
    'aria-disabled': stepGuarded || decide.busy || undefined,
    onClick: (event: React.MouseEvent) => {
      // Clicks from the keyboard have no detail: nothing can slide under a key.
      if (decide.busy || (stepGuarded && event.detail > 0)) return;
      void decide.run(action);
    },
  });
  const { id } = request;
  const allow = (sameCode: boolean) =>
    answer(async () => {
      await client.call('requests.allow', sameCode ? { id, sameCode } : { id });
      onAllowed();
    });
  const ask = { onClick: () => setAsked(matter) };
  const allowButtons = {
    none: allow(false),
    waiting: { busy: true, 'aria-describedby': `waiting-${id}` },
    unseen: ask,
    code: ask,
  };

  return (
    <>
      <p className={styles.left}>
        <Clock size={16} />
        <span>{request.protocol === 'v1' ? strings.door.endsIn(duration(left)) : words.goesAway(duration(left))}</span>
      </p>
      <Problem text={decide.problem} />
      {asks && (request.proof === 'code' || request.proof === 'unseen') ? (
        <AllowQuestion
          about={request.proof}
          yes={allow(request.proof === 'code')}
          differ={answer(() => client.call('requests.deny', { id, codesDiffer: true }))}
          onBack={() => setAsked(null)}
        />
      ) : (
        <>
          {request.proof === 'waiting' && (
            <p id={`waiting-${id}`} className={styles.left}>
              {strings.door.waiting}
            </p>
          )}
          <div className={styles.actions}>
            <Button ref={allowButton} look="primary" title={words.allowHint} {...allowButtons[request.proof]}>
              {words.allow}
            </Button>
            <Button title={words.denyHint} {...answer(() => client.call('requests.deny', { id }))}>
              {words.deny}
            </Button>
            <Button title={words.ignoreHint} {...answer(() => client.call('requests.ignore', { id }))}>
              {words.ignore}
            </Button>
            <Button
              look="quiet"
              title={words.laterHint}
              onClick={() => decide.run(() => client.call('requests.fold', { id, folded: true }))}
            >
              {words.later}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
