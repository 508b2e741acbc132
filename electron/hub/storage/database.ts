import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { MIGRATIONS } from './migrations.ts';

/** The data was written by a Porchlight that knows more. */
export class NewerData extends Error {}

/**
 * Opens the hub's one database, creating it and bringing it up to date as needed.
 * This user alone can read it. Every commit is on disk when it returns (WAL, `synchronous=FULL`).
 * `busyMs`: how long to wait for another program that holds it.
 * Throws if the file cannot be opened, or with {@link NewerData}.
 */
export function openDatabase(file: string, busyMs: number = LIMITS.storageBusyMs): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    // SQLite gives the files beside it the same mode.
    if (file !== ':memory:') chmodSync(file, 0o600);
    database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;`);
    migrate(database, MIGRATIONS);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs the steps that this database has not seen, each in a transaction of its own. */
export function migrate(database: DatabaseSync, steps: readonly string[]): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > steps.length) {
    throw new NewerData(words.storage.newer(version, steps.length));
  }
  for (let step = version; step < steps.length; step++) {
    transaction(database, () => {
      database.exec(steps[step] as string);
      database.exec(`PRAGMA user_version = ${step + 1}`);
    });
  }
}

/** Runs `work` so that all of it is stored, or nothing. Within another, it is part of that one. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/**
 * The same for what nobody decided, such as when something was last seen: it does not wait until the disk has it, which holds up
 * every message meanwhile. A power cut may take back the last of it, and nothing else.
 */
export function lightTransaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    return transaction(database, work);
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}

/** SQLite has done it already when the disk was full or failed, and then complains; the first error is the one that counts. */
function rollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec('ROLLBACK');
  } catch {
    // A transaction that cannot be undone now is undone when the database is next opened.
  }
}

const PROBE = 'storage.probe';

/** Writes to the disk and takes it back. Throws SQLite's error if that cannot be. */
export function proveWritable(database: DatabaseSync): void {
  // Two transactions, because what one writes and removes never reaches the disk; and some size, because little fits into any disk.
  database.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, hex(zeroblob(?)))').run(PROBE, LIMITS.storageProbeBytes / 2);
  database.prepare('DELETE FROM settings WHERE key = ?').run(PROBE);
}
