import type { Replay } from '../../../electron/contract/messages.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { fileNameOf } from './chosen-file.tsx';
import styles from './messages.module.css';

/** Recordings that are played back, and those that came to their end. Nothing while there are none. */
export function ReplayList() {
  const replays = useApp((state) => state.messages.replays);
  if (replays.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="replays">
      <h2 id="replays">{strings.messages.recordings.replays}</h2>
      <ul aria-labelledby="replays">
        {replays.map((replay) => (
          <ReplayLine key={replay.id} replay={replay} />
        ))}
      </ul>
    </section>
  );
}

function ReplayLine({ replay: { id, file, speed, prefix, messages, of, ended } }: { replay: Replay }) {
  const client = useClient();
  const end = useAction();
  const words = strings.messages.recordings;
  const name = fileNameOf(file);
  const isOver = ended !== null;
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <span className={styles.topic} title={file}>
          {name}
        </span>
        <span>{words.replayLine(String(speed), prefix)}</span>
        <progress className={styles.progress} aria-label={name} value={messages} max={Math.max(of, 1)} />
        <span className={text.hint}>{of === 0 && !isOver ? words.counting : words.replayProgress(messages, of)}</span>
        {isOver && <span className={styles.state}>{words.ended(ended)}</span>}
      </div>
      <Button
        small
        busy={end.busy}
        aria-label={isOver ? words.clearReplayOf(name) : words.endReplayOf(name)}
        onClick={() => end.run(() => client.call('replay.end', { id }))}
      >
        {isOver ? words.clear : words.end}
      </Button>
      <Problem text={end.problem} />
    </li>
  );
}
