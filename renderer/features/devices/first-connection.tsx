import { CircleCheck, TriangleAlert } from 'lucide-react';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './first-connection.module.css';
import { refusalAdvice } from './refusal-advice.ts';
import { useHasConnected } from './use-has-connected.ts';
import { useNewestRefusal } from './use-newest-refusal.ts';

interface FirstConnectionProps {
  deviceId: string;
  /** The device did not exist before this credential. */
  isNew: boolean;
  /** Where the device is, if that is known: tells it from others whose connections fail meanwhile. */
  address?: string | null;
}

/** Waits for a device to use the credential that it was given: becomes a tick, or says why not and what to do. */
export function FirstConnection({ deviceId, isNew, address = null }: FirstConnectionProps) {
  const device = useApp((state) => state.devices.find(({ id }) => id === deviceId));
  const since = device?.password.since ?? Number.POSITIVE_INFINITY;
  const refusal = useNewestRefusal({ deviceId, since, address });
  const isConnected = useHasConnected(device, isNew);
  const words = strings.devices;
  // Once it is in, only what it may not do is still of interest.
  const shown = refusal && (!isConnected || refusal.entry.kind === 'denial') ? refusal : null;
  return (
    <div role="status" className={styles.part}>
      <p className={isConnected ? styles.connected : styles.waiting}>
        {isConnected ? <CircleCheck size={18} /> : <span className={styles.pulse} />}
        {isConnected ? words.connected : isNew ? words.waiting : words.waitingAgain}
      </p>
      {shown && (
        <div className={text.warning}>
          <TriangleAlert size={18} />
          <div>
            {!shown.isSure && <p>{strings.snippets.maybe(shown.entry.address)}</p>}
            <p className={styles.reason}>{shown.entry.text}</p>
            <p className={styles.advice}>{refusalAdvice(shown.entry.cause)}</p>
          </div>
        </div>
      )}
    </div>
  );
}
