import type { Draft, Published } from '../../../electron/contract/messages.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { byteSize, clockTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './messages.module.css';

interface HistoryListProps {
  onEdit: (draft: Draft) => void;
  onSaid: (said: string | null) => void;
}

/** What was published from here, newest first; a topic is the button that writes its message again. */
export function HistoryList({ onEdit, onSaid }: HistoryListProps) {
  const history = useApp((state) => state.messages.history);
  const words = strings.messages.publish;
  return (
    <section className={card.card} aria-labelledby="publish-history">
      <div>
        <h2 id="publish-history">{words.history}</h2>
        <p className={text.hint}>{history.length === 0 ? words.noHistory : words.historyHint}</p>
      </div>
      <ol className={styles.lines} aria-labelledby="publish-history">
        {history.map((each) => (
          <HistoryLine key={each.id} published={each} onEdit={onEdit} onSaid={onSaid} />
        ))}
      </ol>
    </section>
  );
}

function HistoryLine({ published, onEdit, onSaid }: HistoryListProps & { published: Published }) {
  const client = useClient();
  const send = useAction();
  const { draft, topic, size } = published;
  const words = strings.messages.publish;
  const again = (message: Draft) =>
    send.run(async () => {
      await client.call('messages.publish', { draft: message });
      onSaid(words.published(byteSize(size), topic, clockTime(Date.now())));
    });
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        {draft ? (
          <button type="button" className={styles.load} aria-label={words.editOf(topic)} onClick={() => onEdit(draft)}>
            {topic}
          </button>
        ) : (
          <span className={styles.topic}>{topic}</span>
        )}
        <span className={text.hint}>
          <RelativeTime at={published.at} /> · {factsOf(published)}
        </span>
      </div>
      {draft ? (
        <Button small busy={send.busy} aria-label={words.againOf(topic)} onClick={() => again(draft)}>
          {words.again}
        </Button>
      ) : (
        <span className={text.hint}>{words.tooLongKept}</span>
      )}
      <Problem text={send.problem} />
    </li>
  );
}

function factsOf({ size, qos, retain, count }: Published): string {
  const words = strings.messages;
  const facts = [byteSize(size), words.qos(qos), retain && words.publish.retained, count > 1 && words.publish.times(count)];
  return facts.filter(Boolean).join(' · ');
}
