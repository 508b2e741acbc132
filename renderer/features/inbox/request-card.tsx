import { CircleCheck, Clock, KeyRound, LockOpen, TriangleAlert } from 'lucide-react';
import { useRef } from 'react';
import type { CallName } from '../../../electron/contract/calls.ts';
import type { Request } from '../../../electron/contract/model.ts';
import { useSecondsLeft } from '../../clock.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { classes, duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { withRevealed } from '../topics/topics-state.ts';
import styles from './request-card.module.css';

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
      {!settled && <Facts request={request} />}
      {request.state === 'pending' ? (
        <Pending request={request} guarded={guarded} onAllowed={() => article.current?.focus()} />
      ) : (
        <div role="status" className={styles.outcome}>
          <Outcome request={request} />
        </div>
      )}
    </article>
  );
}

function Facts({ request }: { request: Request }) {
  const { facts } = strings.inbox;
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={facts.address}>{request.address}</Fact>
        {request.firmware && <Fact name={facts.firmware}>{request.firmware}</Fact>}
        <Fact name={facts.how}>{strings.inbox.protocols[request.protocol]}</Fact>
        <Fact name={facts.first}>
          <RelativeTime at={request.firstSeenAt} />
        </Fact>
        <Fact name={facts.last}>
          <RelativeTime at={request.lastSeenAt} />
        </Fact>
        <Fact name={facts.knocks}>{strings.inbox.knocks(request.knocks)}</Fact>
      </dl>
      <p className={styles.safety}>
        <LockOpen size={16} />
        <span>
          <strong>{strings.inbox.safety[request.protocol]}.</strong> {strings.inbox.safetyDetail[request.protocol]}
        </span>
      </p>
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Pending({ request, guarded, onAllowed }: { request: Request; guarded: boolean; onAllowed: () => void }) {
  const client = useClient();
  const decide = useAction();
  const left = useSecondsLeft(request.endsAt);
  const known = useApp((state) => state.devices.find((device) => device.id === request.knownDeviceId));
  const words = strings.inbox;

  const decision = (name: CallName & `requests.${'allow' | 'deny' | 'ignore'}`) => ({
    'aria-disabled': guarded || decide.busy || undefined,
    onClick: async (event: React.MouseEvent) => {
      // Clicks from the keyboard have no detail: nothing can slide under a key.
      if (decide.busy || (guarded && event.detail > 0)) return;
      if ((await decide.run(() => client.call(name, { id: request.id }))) && name === 'requests.allow') onAllowed();
    },
  });

  return (
    <>
      {known && (
        <p className={styles.known}>
          <TriangleAlert size={16} />
          <span>{words.known(known.name)}</span>
        </p>
      )}
      <p className={styles.left}>
        <Clock size={16} />
        <span>{words.goesAway(duration(left))}</span>
      </p>
      <Problem text={decide.problem} />
      <div className={styles.actions}>
        <Button look="primary" title={words.allowHint} {...decision('requests.allow')}>
          {words.allow}
        </Button>
        <Button title={words.denyHint} {...decision('requests.deny')}>
          {words.deny}
        </Button>
        <Button title={words.ignoreHint} {...decision('requests.ignore')}>
          {words.ignore}
        </Button>
        <Button
          look="quiet"
          title={words.laterHint}
          onClick={() => decide.run(() => client.call('requests.fold', { id: request.id, folded: true }))}
        >
          {words.later}
        </Button>
      </div>
    </>
  );
}

function Outcome({ request }: { request: Request }) {
  const store = useAppStore();
  const words = strings.inbox;
  const seeReadings = () =>
    store.setState(({ devices, topics }) => {
      const newest = devices.find((device) => device.id === request.deviceId)?.topics[0];
      return { page: 'topics', ...(newest !== undefined && { topics: withRevealed(topics, newest) }) };
    });
  if (request.state === 'allowed') return <Allowed endsAt={request.endsAt} />;
  if (request.state === 'connected') {
    return (
      <>
        <CircleCheck size={18} className={styles.good} />
        <strong className={styles.good}>{words.connectedTitle}</strong>
        <Button small onClick={seeReadings}>
          {words.seeReadings}
        </Button>
      </>
    );
  }
  return (
    <>
      <Clock size={18} />
      <span>
        <strong>{words.lapsedTitle}</strong> {words.lapsedNext}
      </span>
    </>
  );
}

function Allowed({ endsAt }: { endsAt: number }) {
  const left = useSecondsLeft(endsAt);
  return (
    <>
      <KeyRound size={18} />
      <strong>{strings.inbox.allowedTitle}.</strong>
      {/* Read out once, not every second. */}
      <span aria-live="off">{strings.inbox.allowed(duration(left))}</span>
    </>
  );
}
