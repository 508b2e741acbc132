import { History } from 'lucide-react';
import { useState } from 'react';
import type { LocalBackup } from '../../../electron/contract/backup.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import text from '../../components/text.module.css';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './start-trouble-page.module.css';

interface TroubleBackupsProps {
  /** That can be read, newest first. */
  backups: LocalBackup[];
  /** The data folder. */
  folder: string;
  /** Resolves when it was tried, whatever came of it. */
  onRestore: (id: string) => Promise<unknown>;
}

/** Backups on this disk that could take the place of a damaged database. */
export function TroubleBackups({ backups, folder, onRestore }: TroubleBackupsProps) {
  const [asking, setAsking] = useState<LocalBackup | null>(null);
  const words = strings.trouble.start;
  return (
    <section>
      <h2>{words.backups}</h2>
      <p className={text.hint}>{backups.length > 0 ? words.backupsHint : words.noBackups}</p>
      <ul className={styles.backups}>
        {backups.map((backup, index) => (
          <li key={backup.id}>
            <Button look={index === 0 ? 'primary' : 'plain'} icon={<History size={16} aria-hidden />} onClick={() => setAsking(backup)}>
              {words.restore(fullTime(backup.madeAt))}
            </Button>
          </li>
        ))}
      </ul>
      {asking && (
        <ConfirmDialog
          title={words.restoreTitle(fullTime(asking.madeAt))}
          text={words.restoreText(folder)}
          action={words.restoreAction}
          onConfirm={() => onRestore(asking.id)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
