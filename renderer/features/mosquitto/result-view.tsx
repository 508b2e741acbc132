import type { MosquittoResult } from '../../../electron/contract/mosquitto.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { ListenerProblems } from '../../components/listener-problems.tsx';
import { useGoTo } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './mosquitto.module.css';

/** What an import did, and what it could not do. */
export function ResultView({ result: { done, failed }, onClose }: { result: MosquittoResult; onClose: () => void }) {
  const goTo = useGoTo();
  const words = strings.mosquitto.result;
  return (
    <>
      <ListenerProblems />
      <div className={card.card} role="status">
        <ul className={styles.list}>
          {done.map(({ part, count }) => (
            <li key={part}>{words.done[part](count)}</li>
          ))}
          {failed.map(({ part, reason }) => (
            <li key={part} className={styles.bad}>
              {words.failed[part]} {reason}
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.actions}>
        <Button
          onClick={() => {
            onClose();
            goTo('devices');
          }}
        >
          {words.toDevices}
        </Button>
        <Button look="primary" onClick={onClose}>
          {strings.common.done}
        </Button>
      </div>
    </>
  );
}
