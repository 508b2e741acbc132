import type { TopicRow } from '../../../electron/contract/topics.ts';
import { copy } from '../../components/copy-button.tsx';
import { useAppStore, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { startAlert } from '../alerts/start-alert.ts';
import { showRetained, startDraft, startRecording } from '../messages/draft.ts';
import { LINES_MOST, withLine, withoutTopic } from './chart-state.ts';
import type { MenuItem } from './menu.tsx';
import { withOpenedBelow } from './tree-opening.ts';

/** The contract's bound on pinned topics. */
const PINNED_MOST = 50;

/** What can be done with a topic from wherever it is shown. */
export function useTopicActions() {
  const store = useAppStore();
  const client = useClient();

  /** A topic that is pinned stays on top of the tree, also after a restart. */
  const pin = (topic: string, isPinned: boolean) => {
    const others = store.getState().preferences.pinnedTopics.filter((each) => each !== topic);
    const pinnedTopics = isPinned ? [...others, topic] : others;
    // What was not kept is seen at once: the topic does not move.
    void client.call('desktop.setPreferences', { pinnedTopics }).catch(() => undefined);
  };

  const chart = (topic: string, isCharted: boolean) =>
    store.setState(({ topics }) => ({
      topics: { ...topics, chart: isCharted ? (withLine(topics.chart, topic) ?? topics.chart) : withoutTopic(topics.chart, topic) },
    }));

  const openBelow = (path: string) => store.setState(({ topics }) => ({ topics: withOpenedBelow(topics, path) }));

  /** The entries of a topic's menu, as they are now. */
  const itemsFor = ({ path, children }: Pick<TopicRow, 'path' | 'children'>): MenuItem[] => {
    const { topics, preferences } = store.getState();
    const { lines } = topics.chart;
    const words = strings.topics.menu;
    const isPinned = preferences.pinnedTopics.includes(path);
    const isCharted = lines.some((line) => line.topic === path);
    const isLevel = children > 0;
    const items: (MenuItem | false)[] = [
      { label: words.copy, act: () => void copy(path) },
      (isPinned || preferences.pinnedTopics.length < PINNED_MOST) && {
        label: isPinned ? words.unpin : words.pin,
        act: () => pin(path, !isPinned),
      },
      (isCharted || lines.length < LINES_MOST) && { label: isCharted ? words.unchart : words.chart, act: () => chart(path, !isCharted) },
      isLevel && !topics.search && !topics.paused && { label: words.openBelow, act: () => openBelow(path) },
      { label: words.publish, act: () => startDraft(store, path), startsGroup: true },
      { label: words.retained, act: () => showRetained(store, path) },
      { label: words.record, act: () => startRecording(store, isLevel ? `${path}/#` : path) },
      { label: words.alert, act: () => startAlert(store, path) },
    ];
    return items.filter((item) => item !== false);
  };

  return { pin, chart, openBelow, itemsFor };
}
