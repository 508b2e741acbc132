import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import styles from './backup.module.css';
import { LocalBackups } from './local-backups.tsx';
import { MakeDialog } from './make-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

/** Backups of this hub: the encrypted file that a person takes along, and those on this disk. */
export function BackupSettings() {
  const [open, setOpen] = useState<'make' | 'restore' | null>(null);
  const words = strings.backup.file;
  const close = () => setOpen(null);
  return (
    <>
      <section className={card.section} aria-labelledby="backup-file">
        <div>
          <h3 id="backup-file">{words.title}</h3>
          <p className={text.hint}>{words.text}</p>
        </div>
        <div className={styles.actions}>
          <Button onClick={() => setOpen('make')}>{words.make}</Button>
          <Button onClick={() => setOpen('restore')}>{words.restore}</Button>
        </div>
      </section>
      <LocalBackups />
      {open === 'make' && <MakeDialog onClose={close} />}
      {open === 'restore' && <RestoreDialog onClose={close} />}
    </>
  );
}
