import { useEffect, useState } from 'react';
import type { QueueWish } from '../../../electron/contract/queues.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';
import { problemText } from '../../use-action.ts';
import { amountOf, shownTopic } from './shape.ts';

/** What somebody wants to remove, and from whose queue. */
export type RemovalAsked = {
  /** `null`: from all queues. */
  clientId: string | null;
  /** For whom it waits, in words. */
  who: string;
} & ({ kind: 'keep' | 'older' | 'all' } | { kind: 'topic'; topic: string });

interface RemoveDialogProps {
  asked: RemovalAsked;
  /** With what was removed, in words. */
  onRemoved: (amount: string) => void;
  onClose: () => void;
}

const MOST_KEPT = 1_000_000;
const spans = Object.keys(strings.queues.remove.spans);

/** Asks before waiting messages are removed, and says how many it would be. */
export function RemoveDialog({ asked, onRemoved, onClose }: RemoveDialogProps) {
  const client = useClient();
  const [keep, setKeep] = useState('100');
  const [older, setOlder] = useState('86400000');
  const isGood = asked.kind !== 'keep' || isWholeNumber(keep, 1, MOST_KEPT);
  const wish = isGood ? wishOf(asked, Number(keep), Number(older)) : null;
  const count = useCount(wish);
  const words = strings.queues.remove;
  const { who, kind } = asked;

  return (
    <ConfirmDialog
      title={asked.kind === 'topic' ? words.titles.topic(who, shownTopic(asked.topic)) : words.titles[asked.kind](who)}
      text={`${words.texts[kind]} ${words.inFlightStays}`}
      action={words.actions[kind]}
      disabled={!count.removes || count.removes.messages === 0}
      onConfirm={async () => {
        if (wish) onRemoved(amountOf(await client.call('queues.remove', wish)));
      }}
      onClose={onClose}
    >
      {kind === 'keep' && (
        <TextField
          data-autofocus
          label={asked.clientId === null ? words.keepEach : words.keep}
          value={keep}
          onText={setKeep}
          inputMode="numeric"
          maxLength={7}
          problem={isGood ? null : words.keepWrong}
        />
      )}
      {kind === 'older' && (
        <SelectField
          label={words.older}
          value={older}
          onChange={setOlder}
          options={spans.map((value) => ({ value, label: words.spans[Number(value)] ?? value }))}
        />
      )}
      <p role="status">
        <strong>{countInWords(count, who)}</strong>
      </p>
      <Problem text={count.problem} />
    </ConfirmDialog>
  );
}

function wishOf(asked: RemovalAsked, messages: number, ms: number): QueueWish {
  const { clientId, kind } = asked;
  if (kind === 'topic') return { clientId, what: { kind, topic: asked.topic } };
  if (kind === 'keep') return { clientId, what: { kind, messages } };
  return { clientId, what: kind === 'older' ? { kind, ms } : { kind } };
}

interface Count {
  /** What would go; `null` while it is not known. */
  removes: { messages: number; bytes: number } | null;
  problem: string | null;
}

/** What a removal would remove, asked anew whenever the wish changes. */
function useCount(wish: QueueWish | null): Count {
  const client = useClient();
  const key = JSON.stringify(wish);
  const [counted, setCounted] = useState<Count & { key: string }>({ key: '', removes: null, problem: null });
  useEffect(() => {
    const wanted: QueueWish | null = JSON.parse(key);
    if (!wanted) return;
    let isOver = false;
    client.call('queues.count', wanted).then(
      (removes) => isOver || setCounted({ key, removes, problem: null }),
      (error: unknown) => isOver || setCounted({ key, removes: null, problem: problemText(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [client, key]);
  return counted.key === key ? counted : { removes: null, problem: null };
}

function countInWords({ removes, problem }: Count, who: string): string {
  const words = strings.queues.remove;
  if (problem) return '';
  if (!removes) return words.counting;
  return removes.messages === 0 ? words.removesNothing : words.removes(amountOf(removes), who, removes.messages);
}
