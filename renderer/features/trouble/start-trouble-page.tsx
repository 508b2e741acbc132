import { FolderOpen, RotateCcw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { StartTrouble } from '../../../electron/contract/start-trouble.ts';
import type { Client } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './start-trouble-page.module.css';
import { TroubleBackups } from './trouble-backups.tsx';

const words = strings.trouble.start;

interface StartTroublePageProps {
  client: Client;
  /** Why the hub could not start the last time. */
  trouble: StartTrouble;
  /** The hub runs now. */
  onStarted: () => void;
}

/** In place of all pages while the hub cannot start: what happened, what still works, and what to do. */
export function StartTroublePage({ client, trouble: first, onStarted }: StartTroublePageProps) {
  const [trouble, setTrouble] = useState(first);
  const [isStillSo, setStillSo] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const attempt = useAction();
  const folder = useAction();
  const { cause, detail } = trouble;
  const canRestore = (trouble.backups ?? []).length > 0;

  const tryAgain = async (setDamagedAside: boolean, restoreBackup?: string) => {
    setStillSo(false);
    const now = await client.call('desktop.tryAgain', { setDamagedAside, ...(restoreBackup !== undefined && { restoreBackup }) });
    if (now.trouble === null) onStarted();
    else {
      setTrouble(now.trouble);
      setStillSo(now.trouble.cause === cause);
    }
  };

  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <TriangleAlert size={28} className={styles.icon} aria-hidden />
        <h1>{words.titles[cause]}</h1>
      </header>
      <div>
        <p>{words.happened[cause]}</p>
        {detail && <p>{detail}</p>}
      </div>
      <dl className={styles.folder}>
        <dt>{words.folder}</dt>
        <dd>
          <code>{trouble.folder}</code>
        </dd>
      </dl>
      <section>
        <h2>{words.worksTitle}</h2>
        <p>{cause === 'damaged' ? words.worksDamaged : words.works}</p>
      </section>
      <section>
        <h2>{words.remedyTitle}</h2>
        <p>{words.remedies[cause]}</p>
      </section>
      {cause === 'damaged' && (
        <TroubleBackups backups={trouble.backups ?? []} folder={trouble.folder} onRestore={(id) => tryAgain(false, id)} />
      )}
      <div className={styles.actions}>
        <Button
          look={canRestore ? 'plain' : 'primary'}
          busy={attempt.busy}
          icon={<RotateCcw size={16} />}
          onClick={() => attempt.run(() => tryAgain(false))}
        >
          {words.tryAgain}
        </Button>
        <Button busy={folder.busy} icon={<FolderOpen size={16} />} onClick={() => folder.run(() => client.call('desktop.showFolder', {}))}>
          {words.showFolder}
        </Button>
        {cause === 'damaged' && (
          <Button look="danger" onClick={() => setAsking(true)}>
            {words.setAside}
          </Button>
        )}
      </div>
      <Problem text={attempt.problem ?? folder.problem ?? (isStillSo ? words.stillSo : null)} />
      {isAsking && (
        <ConfirmDialog
          title={words.setAsideTitle}
          text={words.setAsideText(trouble.folder)}
          action={words.setAsideAction}
          onConfirm={() => tryAgain(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </main>
  );
}
