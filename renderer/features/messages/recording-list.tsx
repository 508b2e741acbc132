import type { Recording } from '../../../electron/contract/messages.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { byteSize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { fileNameOf } from './chosen-file.tsx';
import styles from './messages.module.css';

/** Recordings under way, and those that ended by themselves, with the reason. Nothing while there are none. */
export function RecordingList() {
  const recordings = useApp((state) => state.messages.recordings);
  if (recordings.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="recordings">
      <h2 id="recordings">{strings.messages.recordings.list}</h2>
      <ul aria-labelledby="recordings">
        {recordings.map((recording) => (
          <RecordingLine key={recording.id} recording={recording} />
        ))}
      </ul>
    </section>
  );
}

function RecordingLine({ recording: { id, filter, file, since, messages, bytes, mostBytes, ended } }: { recording: Recording }) {
  const client = useClient();
  const end = useAction();
  const words = strings.messages.recordings;
  const isOver = ended !== null;
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <span className={styles.topic}>{filter}</span>
        <span title={file}>{fileNameOf(file)}</span>
        <span className={text.hint}>
          {words.progress(messages, byteSize(bytes), byteSize(mostBytes))} · {words.begunAt} <RelativeTime at={since} />
        </span>
        <span className={styles.state}>{isOver ? words.ended(ended) : words.recording}</span>
      </div>
      <Button
        small
        busy={end.busy}
        aria-label={isOver ? words.clearOf(filter) : words.endOf(filter)}
        onClick={() => end.run(() => client.call('recording.end', { id }))}
      >
        {isOver ? words.clear : words.end}
      </Button>
      <Problem text={end.problem} />
    </li>
  );
}
