import { ScrollText } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import type { ActivityKind } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Problem } from '../../components/problem.tsx';
import { useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './activity.module.css';
import { ActivityFilters } from './activity-filters.tsx';
import { ActivityLine } from './activity-line.tsx';
import { useActivity } from './use-activity.ts';

/** Everything that happened, newest first. */
export function ActivityPage() {
  const store = useAppStore();
  const [kinds, setKinds] = useState<ActivityKind[]>(() => store.getState().activityKinds);
  const [text, setText] = useState('');
  const searched = useDeferredValue(text.trim());
  const { entries, more, isLoaded, problem, loadMore } = useActivity({ kinds, text: searched, deviceId: null });
  const older = useAction();
  const words = strings.activity;
  const isFiltered = kinds.length > 0 || text !== '';

  // What led here counts for this visit alone.
  useEffect(() => store.setState({ activityKinds: [] }), [store]);

  return (
    <Page title={strings.pages.activity} intro={words.intro}>
      <ActivityFilters kinds={kinds} onKinds={setKinds} text={text} onText={setText} />
      <Problem text={problem} />
      {entries.length > 0 && (
        <ol className={styles.list} aria-label={words.list}>
          {entries.map((entry) => (
            <ActivityLine key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {isLoaded && entries.length === 0 && (
        <EmptyState
          icon={<ScrollText size={24} />}
          title={isFiltered ? words.noMatchTitle : words.emptyTitle}
          text={isFiltered ? words.noMatchText : words.emptyText}
        >
          {isFiltered && (
            <Button
              onClick={() => {
                setKinds([]);
                setText('');
              }}
            >
              {words.clear}
            </Button>
          )}
        </EmptyState>
      )}
      {more && (
        <div className={styles.more}>
          <Button busy={older.busy} onClick={() => older.run(loadMore)}>
            {words.loadMore}
          </Button>
          <Problem text={older.problem} />
        </div>
      )}
    </Page>
  );
}
