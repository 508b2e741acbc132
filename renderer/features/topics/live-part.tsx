import { ListTree, SearchX } from 'lucide-react';
import { type KeyboardEvent, useCallback } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SplitView } from '../../components/split-view.tsx';
import { useApp, useAppStore, useGoTo } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { ChartPanel } from './chart-panel.tsx';
import styles from './live-part.module.css';
import { PauseBar } from './pause-bar.tsx';
import { TopicPanel } from './topic-panel.tsx';
import { TopicTree } from './topic-tree.tsx';
import { withPaused, withSelected } from './topics-state.ts';
import { TreeHead } from './tree-head.tsx';
import { TreePins } from './tree-pins.tsx';
import { TreeTools } from './tree-tools.tsx';
import { useFrozenValues } from './use-frozen-values.ts';
import { usePausedCount } from './use-paused-count.ts';
import { useTopicMenu } from './use-topic-menu.tsx';

/** The live tree, with the chosen topic beside it and the chart below. */
export function LivePart() {
  const store = useAppStore();
  const row = useApp((state) => state.topics.selectedRow);
  const { openMenu, menu } = useTopicMenu();
  usePausedCount();
  useFrozenValues();

  const close = useCallback(() => store.setState(({ topics }) => ({ topics: withSelected(topics, null) })), [store]);
  // Only with the focus in here, so that no letter that is meant for something else pauses the view.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'p' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
    event.preventDefault();
    store.setState(({ topics }) => ({ topics: withPaused(topics, topics.paused ? null : Date.now()) }));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the controls inside
    <div className={styles.live} onKeyDown={onKeyDown}>
      <SplitView
        sideLabel={strings.topics.panel}
        closeLabel={strings.topics.closePanel}
        onClose={close}
        side={row && <TopicPanel key={row.path} row={row} />}
      >
        <div className={styles.frame}>
          <TreeTools openMenu={openMenu} />
          <PauseBar />
          <Nothing />
          <TreePart openMenu={openMenu} />
          <ChartPanel />
        </div>
      </SplitView>
      {menu}
    </div>
  );
}

function TreePart({ openMenu }: { openMenu: ReturnType<typeof useTopicMenu>['openMenu'] }) {
  const isEmpty = useApp((state) => state.topics.total === 0 && state.preferences.pinnedTopics.length === 0);
  return (
    <>
      {!isEmpty && <TreeHead />}
      <TreePins openMenu={openMenu} />
      <TopicTree openMenu={openMenu} />
    </>
  );
}

/** What to do while there are no rows. */
function Nothing() {
  const goTo = useGoTo();
  const isEmpty = useApp((state) => state.topics.totals !== null && state.topics.total === 0);
  const search = useApp((state) => state.topics.search);
  const words = strings.topics;
  if (!isEmpty) return null;
  if (search) {
    return search.done ? <EmptyState icon={<SearchX size={24} />} title={words.search.emptyTitle} text={words.search.emptyText} /> : null;
  }
  return (
    <EmptyState icon={<ListTree size={24} />} title={words.emptyTitle} text={words.emptyText}>
      <Button onClick={() => goTo('inbox')}>{words.goToInbox}</Button>
    </EmptyState>
  );
}
