import { FolderX, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RetainedRow } from '../../../electron/contract/messages.ts';
import { IconButton } from '../../components/button.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useClient } from '../../context.tsx';
import { byteSize, classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './retained.module.css';

interface RetainedLineProps {
  /** Its place in the whole list, from 0. */
  index: number;
  /** `undefined` until it has arrived. */
  row: RetainedRow | undefined;
  onAskBranch: (topic: string) => void;
}

/** One retained message. What devices sent is only ever text here. */
export function RetainedLine({ index, row, onAskBranch }: RetainedLineProps) {
  const words = strings.messages.retained;
  if (!row) {
    return (
      <tr aria-rowindex={index + 2} aria-busy="true">
        <td>…</td>
      </tr>
    );
  }
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" title={row.topic}>
        {row.topic}
      </th>
      <td className={classes(styles.value, row.preview === '' && styles.faint)} title={row.preview}>
        {row.preview === '' ? words.empty : row.preview}
      </td>
      <td className={styles.size}>{byteSize(row.size)}</td>
      <td className={styles.age}>
        <RelativeTime at={row.at} />
      </td>
      <td className={styles.publisher}>
        <PublisherWords row={row} />
      </td>
      <td className={styles.rowActions}>
        <RemoveOne topic={row.topic} />
        <IconButton label={words.subtreeOf(row.topic)} onClick={() => onAskBranch(row.topic)}>
          <FolderX size={16} />
        </IconButton>
      </td>
    </tr>
  );
}

function PublisherWords({ row: { publisher, neverSeenAgain } }: { row: RetainedRow }) {
  const words = strings.messages.retained;
  const { kind, name } = publisher;
  const revoked = name === null ? words.revoked : words.revokedOf(name);
  return (
    <>
      {kind === 'device' && name}
      {kind === 'revoked' && (
        <span className={styles.revoked} title={revoked}>
          {revoked}
        </span>
      )}
      {kind === 'other' && <span className={styles.faint}>{words.noDevice}</span>}
      {neverSeenAgain && (
        <span className={styles.mark} title={words.neverSeenAgainHint}>
          {words.neverSeenAgain}
        </span>
      )}
    </>
  );
}

/** Removes one message at once: it can be brought back. The button stays when the next message takes this place, and so does the focus. */
function RemoveOne({ topic }: { topic: string }) {
  const client = useClient();
  const remove = useAction();
  const [tried, setTried] = useState(topic);
  const words = strings.messages.retained;
  return (
    <>
      {remove.problem && tried === topic && (
        <span className={styles.failed} role="alert">
          {remove.problem}
        </span>
      )}
      <IconButton
        label={words.removeOf(topic)}
        aria-disabled={remove.busy}
        onClick={(event) => {
          // The second click of a double click would be for the message that has just come up.
          if (remove.busy || event.detail > 1) return;
          setTried(topic);
          void remove.run(() => client.call('retained.remove', { topic, subtree: false, publishers: 'all' }));
        }}
      >
        <Trash2 size={16} />
      </IconButton>
    </>
  );
}
