import { useCallback, useEffect, useState } from 'react';
import type { LocalBackup } from '../../../electron/contract/backup.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { useClient } from '../../context.tsx';
import { byteSize, fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './backup.module.css';

/** What the hub keeps on its own disk, newest first; each can be restored. */
export function LocalBackups() {
  const client = useClient();
  const read = useAction();
  const make = useAction();
  const [local, setLocal] = useState<{ backups: LocalBackup[]; folder: string } | null>(null);
  const [isMade, setMade] = useState(false);
  const [asking, setAsking] = useState<LocalBackup | null>(null);
  const words = strings.backup.local;
  const { run } = read;

  const load = useCallback(() => run(async () => setLocal(await client.call('backup.local', {}))), [client, run]);
  useEffect(() => void load(), [load]);
  const makeNow = () => {
    setMade(false);
    return make.run(async () => {
      await client.call('backup.makeLocal', {});
      setMade(true);
      await load();
    });
  };

  return (
    <section className={card.section} aria-labelledby="backup-local">
      <div>
        <h3 id="backup-local">{words.title}</h3>
        <p className={text.hint}>{words.text}</p>
      </div>
      {local && local.backups.length === 0 && <p>{words.empty}</p>}
      {local && local.backups.length > 0 && (
        <ul className={styles.list}>
          {local.backups.map((backup) => (
            <li key={backup.id} className={styles.row}>
              <div className={styles.when}>
                <div>{fullTime(backup.madeAt)}</div>
                <div className={text.hint}>
                  {words.reasons[backup.reason]} · {byteSize(backup.bytes)}
                </div>
              </div>
              <Button small aria-label={words.restoreOf(fullTime(backup.madeAt))} onClick={() => setAsking(backup)}>
                {words.restore}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {local && local.backups.length > 0 && (
        <p className={`${text.hint} ${styles.folder}`}>
          {words.where} <code>{local.folder}</code>
        </p>
      )}
      <Problem text={make.problem ?? read.problem} />
      <div className={styles.actions}>
        <Button busy={make.busy} onClick={makeNow}>
          {words.makeNow}
        </Button>
        <span role="status" className={styles.said}>
          {isMade && words.made}
        </span>
      </div>
      {asking && (
        <ConfirmDialog
          title={words.confirmTitle(fullTime(asking.madeAt))}
          text={words.confirmText}
          action={words.confirmAction}
          onConfirm={() => client.call('backup.restoreLocal', { id: asking.id })}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
