import type { Repeat } from '../../../electron/contract/messages.ts';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './messages.module.css';
import { UnderWay, UnderWayLine } from './under-way.tsx';

/** Messages that are published again and again now. Nothing while there are none. */
export function RepeatList() {
  const repeats = useApp((state) => state.messages.repeats);
  return <UnderWay title={strings.messages.publish.repeats} items={repeats} line={(repeat) => <RepeatLine repeat={repeat} />} />;
}

function RepeatLine({ repeat: { id, topic, everyMs, count } }: { repeat: Repeat }) {
  const client = useClient();
  const words = strings.messages.publish;
  return (
    <UnderWayLine action={words.end} actionName={words.endRepeatOf(topic)} onAction={() => client.call('messages.endRepeat', { id })}>
      <span className={styles.topic}>{topic}</span>
      <span className={text.hint}>
        {words.repeatLine(String(everyMs / 1_000))} · {words.repeatCount(count)}
      </span>
    </UnderWayLine>
  );
}
