import { useEffect, useState } from 'react';
import type { Publishers } from '../../../electron/contract/messages.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useClient } from '../../context.tsx';
import { byteSize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { problemText } from '../../use-action.ts';
import { isPlainTopic } from './topic-rules.ts';

/**
 * What somebody wants to remove: the topic that led here and the level from which on, or a filter as both, which is empty for
 * everything; and who must have left it.
 */
export interface BranchAsked {
  topic: string;
  level: string;
  publishers: Publishers;
}

/**
 * The levels of a topic, each as the whole topic up to it, the deepest first; a filter has none. A level without a name above all
 * others is none.
 */
const levelsOf = (topic: string): string[] => {
  if (!isPlainTopic(topic)) return [];
  const parts = topic.split('/');
  return parts
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .filter((level) => level !== '')
    .reverse();
};

/** Asks before retained messages are removed, and says how many they are. */
export function RemoveBranchDialog({ asked, onClose }: { asked: BranchAsked; onClose: () => void }) {
  const client = useClient();
  const [level, setLevel] = useState(asked.level);
  const { publishers } = asked;
  const { found, problem } = useCount(level, publishers);
  const levels = levelsOf(asked.topic);
  const words = strings.messages.retained;
  return (
    <ConfirmDialog
      title={words.subtreeTitle}
      text={words.subtreeText}
      action={words.remove}
      disabled={found === null || found.messages === 0}
      onConfirm={() => client.call('retained.remove', { topic: level, subtree: true, publishers })}
      onClose={onClose}
    >
      {levels.length > 1 && (
        <SelectField label={words.level} value={level} options={levels.map((value) => ({ value, label: value }))} onChange={setLevel} />
      )}
      <p role="status">
        <strong>{problem === null && questionOf(level, publishers, found)}</strong>
      </p>
      <Problem text={problem} />
    </ConfirmDialog>
  );
}

function questionOf(level: string, publishers: Publishers, found: Count['found']): string {
  const words = strings.messages.retained;
  if (!found) return words.counting;
  if (found.messages === 0) return words.nothingThere(level, publishers);
  return words.question(found.messages, level, publishers, byteSize(found.bytes));
}

interface Count {
  /** How many there are; `null` while that is not known. */
  found: { messages: number; bytes: number } | null;
  problem: string | null;
}

/** How many retained messages of these publishers are at and below a level, or match a filter; counted anew when that changes. */
function useCount(topic: string, publishers: Publishers): Count {
  const client = useClient();
  const [counted, setCounted] = useState<Count & { topic: string | null }>({ topic: null, found: null, problem: null });
  useEffect(() => {
    let isOver = false;
    client.call('retained.count', { topic, publishers }).then(
      (found) => isOver || setCounted({ topic, found, problem: null }),
      (error: unknown) => isOver || setCounted({ topic, found: null, problem: problemText(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [client, topic, publishers]);
  return counted.topic === topic ? counted : { found: null, problem: null };
}
