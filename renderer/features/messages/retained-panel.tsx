import { RefreshCw, Tag } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Publishers } from '../../../electron/contract/messages.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { byteSize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useRowWindow } from '../topics/use-row-window.ts';
import { type BranchAsked, RemoveBranchDialog } from './remove-branch-dialog.tsx';
import styles from './retained.module.css';
import { RetainedTable } from './retained-table.tsx';
import { filterProblem, isPlainTopic } from './topic-rules.ts';
import { UndoBars } from './undo-bars.tsx';
import { useRetained } from './use-retained.ts';

const PUBLISHERS: readonly Publishers[] = ['all', 'revoked', 'gone'];

/** What the broker keeps for those who subscribe later, with the ways to clean it up and to take that back. */
export function RetainedPanel() {
  const store = useAppStore();
  const filter = useApp((state) => state.retainedFilter);
  const removals = useApp((state) => state.messages.undo.map(({ id, count }) => `${id} ${count}`).join());
  const scroller = useRef<HTMLDivElement>(null);
  const view = useRowWindow(scroller);
  // With a slash at its end it is still being typed, and would match nothing.
  const wanted = filter.replace(/(?<=.)\/$/, '');
  const wrong = wanted === '' ? null : filterProblem(wanted);
  const [publishers, setPublishers] = useState<Publishers>('all');
  const { totals, isCurrent, rowAt, problem, refresh } = useRetained(wrong ? null : wanted, publishers, view.first, view.count);
  const [asked, setAsked] = useState<BranchAsked | null>(null);
  const words = strings.messages.retained;
  const toTop = () => {
    if (scroller.current) scroller.current.scrollTop = 0;
  };
  const setFilter = (retainedFilter: string) => {
    toTop();
    store.setState({ retainedFilter });
  };
  const choose = (next: Publishers) => {
    toTop();
    setPublishers(next);
  };
  const showAll = () => {
    setFilter('');
    setPublishers('all');
  };
  const isNarrowed = filter !== '' || publishers !== 'all';
  const canRemoveAll = wrong === null && (publishers !== 'all' || isPlainTopic(wanted)) && totals !== null && totals.of > 0;

  // What was removed or brought back, here or from another window, changes the list.
  const known = useRef(removals);
  useEffect(() => {
    if (known.current === removals) return;
    known.current = removals;
    refresh();
  }, [removals, refresh]);

  return (
    <div className={styles.panel}>
      <p className={text.quiet}>{words.intro}</p>
      <UndoBars />
      <div className={styles.head}>
        <div className={styles.filter}>
          <TextField
            type="search"
            label={words.filter}
            hint={words.filterHint}
            value={filter}
            onText={setFilter}
            maxLength={65_535}
            problem={wrong}
            after={
              <IconButton label={words.refresh} onClick={refresh}>
                <RefreshCw size={16} />
              </IconButton>
            }
          />
        </div>
        <ChoiceRow
          label={words.publishers}
          value={publishers}
          options={PUBLISHERS.map((value) => ({ value, label: words.publishersOf[value] }))}
          onChange={choose}
        />
      </div>
      <div className={styles.totals}>
        <span role="status">{totals && words.total(totals.of, byteSize(totals.bytes))}</span>
        {canRemoveAll && (
          <Button look="danger" onClick={() => setAsked({ topic: wanted, level: wanted, publishers })}>
            {publishers === 'all' ? words.removeAllOf(wanted) : words.removeAllLeft(publishers)}
          </Button>
        )}
      </div>
      <Problem text={problem} />
      {isCurrent && totals?.of === 0 && (
        <EmptyState
          icon={<Tag size={24} />}
          title={filter === '' ? words.emptyTitle[publishers] : words.noMatchTitle}
          text={filter === '' ? words.emptyText[publishers] : words.noMatchText(publishers)}
        >
          {isNarrowed && <Button onClick={showAll}>{words.clear}</Button>}
        </EmptyState>
      )}
      <RetainedTable
        scroller={scroller}
        onScroll={view.onScroll}
        total={totals?.of ?? 0}
        first={view.first}
        count={view.count}
        rowAt={rowAt}
        onAskBranch={(topic) => setAsked({ topic, level: aboveOf(topic), publishers })}
      />
      {asked && <RemoveBranchDialog asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

/** The level above a topic, or the topic itself when it is at the top. */
const aboveOf = (topic: string): string => {
  const above = topic.slice(0, Math.max(0, topic.lastIndexOf('/')));
  return above === '' ? topic : above;
};
