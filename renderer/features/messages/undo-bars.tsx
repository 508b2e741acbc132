import { useState } from 'react';
import type { Messages } from '../../../electron/contract/messages.ts';
import { useSecondsLeft } from '../../clock.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useApp, useClient } from '../../context.tsx';
import { duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './retained.module.css';

type Removal = Messages['undo'][number];

/** What the last undo came to, and which removals were there then: a later one makes it old. */
interface Said {
  text: string;
  known: string[];
}

/** What was removed and can still be brought back, each with the time that is left. */
export function UndoBars() {
  const removals = useApp((state) => state.messages.undo);
  const [last, setLast] = useState<Said | null>(null);
  const [newest] = removals;
  const said = last && removals.every(({ id }) => last.known.includes(id)) ? last.text : null;
  return (
    <>
      {(newest || said) && (
        <div className={styles.undo}>
          {removals.map((removal) => (
            <UndoBar key={removal.id} removal={removal} onSaid={(text) => setLast({ text, known: removals.map(({ id }) => id) })} />
          ))}
          {said && <p className={styles.said}>{said}</p>}
        </div>
      )}
      {/* Read out from a place that is always there: what comes with its words at once is not. */}
      <p role="status" className="visually-hidden">
        {said ?? (newest && strings.messages.retained.undoLine(newest.count, newest.what))}
      </p>
    </>
  );
}

function UndoBar({ removal, onSaid }: { removal: Removal; onSaid: (said: string) => void }) {
  const client = useClient();
  const bring = useAction();
  const left = useSecondsLeft(removal.until);
  const words = strings.messages.retained;
  const { id, what, count } = removal;
  if (left === 0) return null;
  const undo = () =>
    bring.run(async () => {
      const { messages } = await client.call('retained.undo', { id });
      onSaid(words.broughtBack(messages, count));
    });
  return (
    <div className={styles.bar}>
      <span className={styles.what}>{words.undoLine(count, what)}</span>
      <span className={styles.left}>{words.undoLeft(duration(left))}</span>
      <Button small busy={bring.busy} aria-label={words.undoOf(what)} onClick={undo}>
        {words.undo}
      </Button>
      <Problem text={bring.problem} />
    </div>
  );
}
