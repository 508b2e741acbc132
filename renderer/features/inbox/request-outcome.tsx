import { CircleCheck, Clock, KeyRound } from 'lucide-react';
import type { Request } from '../../../electron/contract/model.ts';
import { useSecondsLeft } from '../../clock.ts';
import { Button } from '../../components/button.tsx';
import { useAppStore } from '../../context.tsx';
import { duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { withRevealed } from '../topics/topics-state.ts';
import styles from './request-card.module.css';

/** What became of a request that was allowed. */
export function RequestOutcome({ request }: { request: Request }) {
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
