import { useEffect, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useClient } from '../../context.tsx';
import { byteSize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { problemText } from '../../use-action.ts';

/** A branch that somebody wants to empty: the topic that led here, and the level from which on. */
export interface BranchAsked {
  topic: string;
  level: string;
}

/** The levels of a topic, each as the whole topic up to it, the deepest first. A level without a name above all others is none. */
const levelsOf = (topic: string): string[] => {
  const parts = topic.split('/');
  return parts
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .filter((level) => level !== '')
    .reverse();
};

/** Asks before the retained messages at and below a level are removed, and says how many they are. */
export function RemoveBranchDialog({ asked, onClose }: { asked: BranchAsked; onClose: () => void }) {
  const client = useClient();
  const [level, setLevel] = useState(asked.level);
  const { found, problem } = useCount(level);
  const levels = levelsOf(asked.topic);
  const words = strings.messages.retained;
  return (
    <ConfirmDialog
      title={words.subtreeTitle}
      text={words.subtreeText}
      action={words.remove}
      disabled={found === null || found.messages === 0}
      onConfirm={() => client.call('retained.remove', { topic: level, subtree: true })}
      onClose={onClose}
    >
      {levels.length > 1 && (
        <SelectField label={words.level} value={level} options={levels.map((value) => ({ value, label: value }))} onChange={setLevel} />
      )}
      <p role="status">
        <strong>{problem === null && questionOf(level, found)}</strong>
      </p>
      <Problem text={problem} />
    </ConfirmDialog>
  );
}

function questionOf(level: string, found: Count['found']): string {
  const words = strings.messages.retained;
  if (!found) return words.counting;
  return found.messages === 0 ? words.nothingThere(level) : words.question(found.messages, level, byteSize(found.bytes));
}

interface Count {
  /** How many there are; `null` while that is not known. */
  found: { messages: number; bytes: number } | null;
  problem: string | null;
}

/** How many retained messages are at and below a level, counted anew when it changes. */
function useCount(topic: string): Count {
  const client = useClient();
  const [counted, setCounted] = useState<Count & { topic: string | null }>({ topic: null, found: null, problem: null });
  useEffect(() => {
    let isOver = false;
    client.call('retained.count', { topic }).then(
      (found) => isOver || setCounted({ topic, found, problem: null }),
      (error: unknown) => isOver || setCounted({ topic, found: null, problem: problemText(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [client, topic]);
  return counted.topic === topic ? counted : { found: null, problem: null };
}
