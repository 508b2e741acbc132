import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLocal, localFolder } from '../hub/backup/local-list.ts';
import { backupList } from './backup-list.ts';
import { words } from './words.ts';

/** `--restore-backup=none`: a damaged database is set aside, and the hub starts empty. */
export const START_EMPTY = 'none';

/** Why `--restore-backup=<id>` can put nothing in place, with what it could; `null` if there is such a backup. Opens and changes nothing. */
export function unknownBackup(dataDir: string, id: string): string | null {
  if (id === START_EMPTY) return null;
  const backups = listLocal(dataDir);
  if (backups.some((backup) => backup.id === id)) return null;
  const said = words.restore.unknown(JSON.stringify(id), localFolder(dataDir));
  return `${said}\n\n${backups.length > 0 ? `${words.restore.list}\n${backupList(backups)}` : words.restore.none}`;
}

/** Names the backup that the flag put in place last: a service that is started again and again must not restore it each time. */
const noteFile = (dataDir: string): string => join(dataDir, 'porchlight.restored');

/** Whether the flag has put this one in place already, at an earlier start. */
export const wasRestored = (dataDir: string, id: string): boolean =>
  existsSync(noteFile(dataDir)) && readFileSync(noteFile(dataDir), 'utf8') === id;

/** Where it cannot be written, the flag restores once more at the next start; what is there by then is kept as a backup. */
export function noteRestored(dataDir: string, id: string): void {
  try {
    writeFileSync(noteFile(dataDir), id, { mode: 0o600 });
  } catch {
    // The hub runs with what was restored, and says by itself that the disk takes nothing.
  }
}
