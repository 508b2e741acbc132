import { ArrowDown, ArrowUp } from 'lucide-react';
import type { TopicSort } from '../../../electron/contract/topics.ts';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './topic-row.module.css';

const columns: { name: keyof typeof strings.topics.columns; className: string | undefined; sort: TopicSort | null }[] = [
  { name: 'name', className: undefined, sort: 'name' },
  { name: 'value', className: undefined, sort: null },
  { name: 'age', className: styles.age, sort: 'last' },
  { name: 'rate', className: styles.rate, sort: 'rate' },
  { name: 'messages', className: styles.messages, sort: 'messages' },
  { name: 'topics', className: styles.topics, sort: null },
  { name: 'size', className: styles.size, sort: 'size' },
  { name: 'publisher', className: styles.publisher, sort: null },
];

/** The names of the columns, above a tree that has no cells for a table's head; most of them sort the children of each level. The sorted one, once more, goes back to the names. */
export function TreeHead() {
  const store = useAppStore();
  const current = useApp((state) => state.topics.sort);
  const isPaused = useApp((state) => state.topics.paused !== null);
  const words = strings.topics;
  const sortBy = (sort: TopicSort) =>
    store.setState(({ topics }) => ({ topics: { ...topics, sort: topics.sort === sort ? 'name' : sort } }));
  return (
    <fieldset className={styles.head} aria-label={words.sorting}>
      {columns.map(({ name, className, sort }) => {
        const isCurrent = sort === current;
        return (
          <div key={name} className={className}>
            {sort ? (
              <button
                type="button"
                className={styles.sort}
                title={isPaused ? words.whilePaused : words.sortHints[sort]}
                aria-pressed={isCurrent}
                disabled={isPaused}
                onClick={() => sortBy(sort)}
              >
                {words.columns[name]}
                {isCurrent && (sort === 'name' ? <ArrowUp size={12} /> : <ArrowDown size={12} />)}
              </button>
            ) : (
              words.columns[name]
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
