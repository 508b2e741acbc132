import { ChevronRight, Trash2 } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { usePoll } from '../../use-poll.ts';
import { AgeCells, AgeHeaders } from './age-cells.tsx';
import table from './age-table.module.css';
import styles from './queues.module.css';
import { type ShapeBy, shownTopic } from './shape.ts';
import { QUEUES_EVERY_MILLISECONDS } from './use-queues.ts';

interface QueueTopicsProps {
  clientId: string;
  by: ShapeBy;
  onPurge: (topic: string) => void;
}

/** The levels from the first one down to a topic, each as the whole topic up to it. */
const levelsOf = (topic: string | null): string[] => {
  if (topic === null) return [];
  const parts = topic.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};

/** The last level of a topic, as people can see it. */
const lastLevel = (topic: string): string => shownTopic(topic.slice(topic.lastIndexOf('/') + 1));

/** One queue by topic, a level at a time. */
export function QueueTopics({ clientId, by, onPurge }: QueueTopicsProps) {
  const [below, setBelow] = useState<string | null>(null);
  const here = useRef<HTMLHeadingElement>(null);
  const words = strings.queues.topics;
  const goTo = (topic: string | null) => {
    setBelow(topic);
    // The button that was pressed goes away with its level.
    here.current?.focus();
  };

  return (
    <section className={styles.topics} aria-labelledby="queue-topics">
      <h3 id="queue-topics" ref={here} tabIndex={-1}>
        {words.title}
      </h3>
      {below !== null && (
        <nav aria-label={words.path}>
          <ol className={styles.path}>
            <li>
              <button type="button" className={styles.crumb} onClick={() => goTo(null)}>
                {words.root}
              </button>
            </li>
            {levelsOf(below).map((level) => (
              <li key={level}>
                <ChevronRight size={14} aria-hidden="true" />
                {level === below ? (
                  <span aria-current="location">{lastLevel(level)}</span>
                ) : (
                  <button type="button" className={styles.crumb} onClick={() => goTo(level)}>
                    {lastLevel(level)}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <TopicLevel key={below} clientId={clientId} below={below} by={by} onOpen={goTo} onPurge={onPurge} />
    </section>
  );
}

interface TopicLevelProps extends QueueTopicsProps {
  below: string | null;
  onOpen: (topic: string) => void;
}

function TopicLevel({ clientId, below, by, onOpen, onPurge }: TopicLevelProps) {
  const client = useClient();
  const { data, problem } = usePoll(
    useCallback(() => client.call('queues.topics', { clientId, below }), [client, clientId, below]),
    QUEUES_EVERY_MILLISECONDS,
  );
  const words = strings.queues.topics;
  return (
    <>
      <Problem text={problem && (data ? strings.queues.stale(problem) : problem)} />
      {data?.topics.length === 0 && <p className={styles.quiet}>{words.nothing}</p>}
      {data && data.topics.length > 0 && (
        <section
          className={styles.topicScroll}
          aria-label={words.table}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <table className={table.table} aria-label={words.table}>
            <thead>
              <tr>
                <th scope="col">{words.topic}</th>
                <AgeHeaders />
                <th scope="col" className={table.rowAction}>
                  <span className="visually-hidden">{words.purge}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.topics.map((each) => (
                <tr key={each.topic}>
                  <th scope="row" title={each.more ? undefined : each.topic}>
                    {each.more ? (
                      <button
                        type="button"
                        className={table.name}
                        title={words.openOf(shownTopic(each.topic))}
                        onClick={() => onOpen(each.topic)}
                      >
                        {lastLevel(each.topic)}/
                      </button>
                    ) : (
                      lastLevel(each.topic)
                    )}
                  </th>
                  <AgeCells shape={each} by={by} />
                  <td className={table.rowAction}>
                    <IconButton label={words.purgeOf(shownTopic(each.topic))} onClick={() => onPurge(each.topic)}>
                      <Trash2 size={16} />
                    </IconButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {data && data.left > 0 && <p className={styles.quiet}>{words.left(data.left)}</p>}
    </>
  );
}
