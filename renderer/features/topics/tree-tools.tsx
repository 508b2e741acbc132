import { Ellipsis, Pause, Play } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { withPaused } from './topics-state.ts';
import { TreeSearch } from './tree-search.tsx';
import styles from './tree-tools.module.css';
import type { OpenMenu } from './use-topic-menu.tsx';

/** What stands above the tree: the search, the pause, and the menu of the chosen topic. */
export function TreeTools({ openMenu }: { openMenu: OpenMenu }) {
  const store = useAppStore();
  const isPaused = useApp((state) => state.topics.paused !== null);
  const row = useApp((state) => state.topics.selectedRow);
  const words = strings.topics;
  return (
    <div className={styles.tools}>
      <TreeSearch />
      <span className={styles.space} />
      <Button
        small
        look={isPaused ? 'primary' : 'plain'}
        icon={isPaused ? <Play size={14} /> : <Pause size={14} />}
        title={words.pause.hint}
        aria-keyshortcuts="P"
        onClick={() => store.setState(({ topics }) => ({ topics: withPaused(topics, topics.paused ? null : Date.now()) }))}
      >
        {isPaused ? words.pause.goOn : words.pause.begin}
      </Button>
      <IconButton
        label={row ? words.menu.of(row.path) : words.menu.ofNone}
        aria-haspopup="menu"
        disabled={!row}
        onClick={(event) => row && openMenu(row, event.currentTarget.getBoundingClientRect())}
      >
        <Ellipsis size={18} />
      </IconButton>
    </div>
  );
}
