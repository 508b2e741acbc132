import { useApp } from '../../context.tsx';
import { clockTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './pause-bar.module.css';

/** Says that the view stands still, since when, and how many messages came meanwhile. */
export function PauseBar() {
  const paused = useApp((state) => state.topics.paused);
  const messages = useApp((state) => state.topics.totals?.messages ?? 0);
  const words = strings.topics.pause;
  // Always there, so that its first words are read out, too; the count that follows is not.
  return (
    <div className={paused ? styles.bar : undefined}>
      <span role="status">{paused && words.since(clockTime(paused.at))}</span>
      {paused && (
        <>
          <span>{words.missed(Math.max(0, messages - paused.messages))}</span>
          <span className={styles.hint}>{words.limits}</span>
        </>
      )}
    </div>
  );
}
