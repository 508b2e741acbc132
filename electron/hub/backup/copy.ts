import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LIMITS } from '../limits.ts';
import { syncFile } from './disk.ts';

/**
 * What does not move. Messages that wait for a client, and the identifiers of those that are on their way: they may have been
 * delivered since, and an old command carried out a second time is worse than one that is not. And who is logged in by a browser.
 * Sessions of MQTT clients with their subscriptions, retained messages and wills do move.
 */
const LEFT_BEHIND = ['queue', 'messages', 'received', 'web_sessions'] as const;

/**
 * Copies the database to a new file as it is at one moment, also while the hub writes; nobody waits for it but the caller's thread.
 * On the disk when it returns. Throws SQLite's error.
 */
export function copyDatabase(from: string, to: string): void {
  // SQLite takes an empty file, and keeps its mode.
  writeFileSync(to, '', { mode: 0o600 });
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    source.exec(`PRAGMA busy_timeout = ${LIMITS.storageStartBusyMs}`);
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
  leaveBehind(to);
  syncFile(to);
}

function leaveBehind(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF');
    let removed = 0;
    const isThere = copy.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    for (const table of LEFT_BEHIND) if (isThere.get(table)) removed += Number(copy.prepare(`DELETE FROM ${table}`).run().changes);
    // Or what was removed would still be in the file.
    if (removed > 0) copy.exec('VACUUM');
  } finally {
    copy.close();
  }
}
