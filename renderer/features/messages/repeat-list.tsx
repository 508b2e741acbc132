import type { Repeat } from '../../../electron/contract/messages.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './messages.module.css';

/** Messages that are published again and again now. Nothing while there are none. */
export function RepeatList() {
  const repeats = useApp((state) => state.messages.repeats);
  if (repeats.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="publish-repeats">
      <h2 id="publish-repeats">{strings.messages.publish.repeats}</h2>
      <ul aria-labelledby="publish-repeats">
        {repeats.map((repeat) => (
          <RepeatLine key={repeat.id} repeat={repeat} />
        ))}
      </ul>
    </section>
  );
}

function RepeatLine({ repeat: { id, topic, everyMs, count } }: { repeat: Repeat }) {
  const client = useClient();
  const end = useAction();
  const words = strings.messages.publish;
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <span className={styles.topic}>{topic}</span>
        <span className={text.hint}>
          {words.repeatLine(String(everyMs / 1_000))} · {words.repeatCount(count)}
        </span>
      </div>
      <Button
        small
        busy={end.busy}
        aria-label={words.endRepeatOf(topic)}
        onClick={() => end.run(() => client.call('messages.endRepeat', { id }))}
      >
        {words.end}
      </Button>
      <Problem text={end.problem} />
    </li>
  );
}
