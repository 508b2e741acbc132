import type { Recording } from '../../../electron/contract/messages.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { byteSize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { fileNameOf } from './chosen-file.tsx';
import styles from './messages.module.css';
import { UnderWay, UnderWayLine } from './under-way.tsx';

/** Recordings under way, and those that ended by themselves, with the reason. Nothing while there are none. */
export function RecordingList() {
  const recordings = useApp((state) => state.messages.recordings);
  const title = strings.messages.recordings.list;
  return <UnderWay title={title} items={recordings} line={(recording) => <RecordingLine recording={recording} />} />;
}

function RecordingLine({ recording: { id, filter, file, since, messages, bytes, mostBytes, ended } }: { recording: Recording }) {
  const client = useClient();
  const words = strings.messages.recordings;
  const isOver = ended !== null;
  return (
    <UnderWayLine
      action={isOver ? words.clear : words.end}
      actionName={isOver ? words.clearOf(filter) : words.endOf(filter)}
      onAction={() => client.call('recording.end', { id })}
    >
      <span className={styles.topic}>{filter}</span>
      <span title={file}>{fileNameOf(file)}</span>
      {!isOver && <span className={styles.recording}>{words.recording}</span>}
      <span className={text.hint}>
        {words.progress(messages, byteSize(bytes), byteSize(mostBytes))} · {words.begunAt} <RelativeTime at={since} />
      </span>
      {isOver && <span className={styles.state}>{words.ended(ended)}</span>}
    </UnderWayLine>
  );
}
