import type { Replay } from '../../../electron/contract/messages.ts';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { fileNameOf } from './chosen-file.tsx';
import styles from './messages.module.css';
import { UnderWay, UnderWayLine } from './under-way.tsx';

/** Recordings that are played back, and those that came to their end. Nothing while there are none. */
export function ReplayList() {
  const replays = useApp((state) => state.messages.replays);
  return <UnderWay title={strings.messages.recordings.replays} items={replays} line={(replay) => <ReplayLine replay={replay} />} />;
}

function ReplayLine({ replay: { id, file, speed, prefix, messages, of, ended } }: { replay: Replay }) {
  const client = useClient();
  const words = strings.messages.recordings;
  const name = fileNameOf(file);
  const isOver = ended !== null;
  return (
    <UnderWayLine
      action={isOver ? words.clear : words.end}
      actionName={isOver ? words.clearReplayOf(name) : words.endReplayOf(name)}
      onAction={() => client.call('replay.end', { id })}
    >
      <span className={styles.topic} title={file}>
        {name}
      </span>
      <span>{words.replayLine(String(speed), prefix)}</span>
      <progress className={styles.progress} aria-label={name} value={messages} max={Math.max(of, 1)} />
      <span className={text.hint}>{of === 0 && !isOver ? words.counting : words.replayProgress(messages, of)}</span>
      {isOver && <span className={styles.state}>{words.ended(ended)}</span>}
    </UnderWayLine>
  );
}
