import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalBackup } from '../../contract/backup.ts';

/**
 * Backups on this disk: a folder each, with a copy of the database and an inventory whose secrets are sealed as the live ones are.
 * A folder gets its name when all of it is on the disk.
 */
export const localFolder = (dataDir: string): string => join(dataDir, 'backups');

/** Sorts by time. */
const ID = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-(daily|asked|before)$/;

/** Newest first. None of them is opened. */
export function listLocal(dataDir: string): LocalBackup[] {
  const folder = localFolder(dataDir);
  if (!existsSync(folder)) return [];
  const ids = readdirSync(folder).filter((name) => ID.test(name));
  return ids
    .sort()
    .reverse()
    .flatMap((id) => describedLocal(dataDir, id) ?? []);
}

/** What is known of one without opening it; `null` if it is not there, or not whole. */
export function describedLocal(dataDir: string, id: string): LocalBackup | null {
  const [, day, hours, minutes, seconds, ms, reason] = ID.exec(id) ?? [];
  if (reason === undefined) return null;
  const file = (name: string) => statSync(join(localFolder(dataDir), id, name), { throwIfNoEntry: false });
  const [database, inventory] = [file('porchlight.db'), file('inventory.json')];
  if (!database?.isFile() || !inventory?.isFile()) return null;
  const madeAt = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
  return { id, madeAt, bytes: database.size + inventory.size, reason: reason as LocalBackup['reason'] };
}
