import { ListTree } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { SplitView } from '../../components/split-view.tsx';
import { useApp, useAppStore, useGoTo } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { TopicPanel } from './topic-panel.tsx';
import styles from './topic-tree.module.css';
import { TopicTree } from './topic-tree.tsx';
import { withSelected } from './topics-state.ts';
import { TotalsLine } from './totals-line.tsx';

/** What the devices say, live. */
export function TopicsPage() {
  const store = useAppStore();
  const goTo = useGoTo();
  const totals = useApp((state) => state.topics.totals);
  const total = useApp((state) => state.topics.total);
  const row = useApp((state) => state.topics.selectedRow);
  const words = strings.topics;
  const { columns } = words;

  return (
    <Page
      fill
      title={strings.pages.topics}
      intro={totals && words.totals(totals.topics, totals.messages)}
      actions={totals && <TotalsLine totals={totals} />}
    >
      <SplitView
        sideLabel={words.panel}
        closeLabel={words.closePanel}
        onClose={() => store.setState(({ topics }) => ({ topics: withSelected(topics, null) }))}
        side={row && <TopicPanel key={row.path} row={row} />}
      >
        <div className={styles.frame}>
          {totals && total === 0 && (
            <EmptyState icon={<ListTree size={24} />} title={words.emptyTitle} text={words.emptyText}>
              <Button onClick={() => goTo('inbox')}>{words.goToInbox}</Button>
            </EmptyState>
          )}
          {total > 0 && (
            <div className={styles.head} aria-hidden="true">
              <span>{columns.name}</span>
              <span>{columns.value}</span>
              <span>{columns.age}</span>
              <span className={styles.messages}>{columns.messages}</span>
              <span className={styles.topics}>{columns.topics}</span>
              <span className={styles.publisher}>{columns.publisher}</span>
            </div>
          )}
          <TopicTree />
        </div>
      </SplitView>
    </Page>
  );
}
