import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import type { Queues } from '../../../electron/contract/queues.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Problem } from '../../components/problem.tsx';
import { SplitView } from '../../components/split-view.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { QueueDetails } from './queue-details.tsx';
import { QueueTable } from './queue-table.tsx';
import styles from './queues.module.css';
import { type RemovalAsked, RemoveDialog } from './remove-dialog.tsx';
import type { ShapeBy } from './shape.ts';
import { useQueues } from './use-queues.ts';
import { useSteadyRows } from './use-steady-rows.ts';

const ways = ['messages', 'bytes'] as const satisfies readonly ShapeBy[];

/** What waits for clients that are away, by age: as Postfix's qshape shows a mail queue. */
export function QueuesPage() {
  const store = useAppStore();
  const open = useApp((state) => state.openQueue);
  const [by, setBy] = useState<ShapeBy>('messages');
  const [asked, setAsked] = useState<RemovalAsked | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const { data: queues, problem, refresh } = useQueues(by);
  const { rows, pointer } = useSteadyRows(queues?.rows, asked !== null);
  const words = strings.queues;
  const setOpen = (openQueue: { clientId: string | null } | null) => {
    setRemoved(null);
    store.setState({ openQueue });
  };

  return (
    <Page
      fill
      title={strings.pages.queues}
      intro={queues && introOf(queues)}
      actions={
        <ChoiceRow
          label={words.show}
          isLabelHidden
          value={by}
          options={ways.map((value) => ({ value, label: words.by[value] }))}
          onChange={setBy}
        />
      }
    >
      <SplitView
        sideLabel={words.details}
        closeLabel={words.closeDetails}
        onClose={() => setOpen(null)}
        side={
          open &&
          queues && (
            <QueueDetails
              key={open.clientId ?? ''}
              clientId={open.clientId}
              queues={queues}
              by={by}
              removed={removed}
              onRemove={(removal) => {
                setRemoved(null);
                setAsked(removal);
              }}
            />
          )
        }
      >
        <div className={styles.notice}>
          <Problem text={problem && (queues ? words.stale(problem) : problem)} />
        </div>
        {queues && rows.length === 0 && <EmptyState icon={<Hourglass size={24} />} title={words.emptyTitle} text={words.emptyText} />}
        {queues && rows.length > 0 && (
          <QueueTable queues={queues} rows={rows} by={by} open={open} pointer={pointer} onOpen={(clientId) => setOpen({ clientId })} />
        )}
      </SplitView>
      {asked && (
        <RemoveDialog
          asked={asked}
          onRemoved={(amount) => {
            setRemoved(words.remove.removed(amount));
            refresh();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

const introOf = ({ rows, more, sessions }: Queues): string =>
  strings.queues.intro(rows.filter(({ oldestAt }) => oldestAt !== null).length + more, sessions);
