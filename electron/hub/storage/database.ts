import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';

/**
 * Opens the hub's one database, creating it and bringing it up to date as needed.
 * This user alone can read it. Every commit is on disk when it returns (WAL, `synchronous=FULL`).
 * Throws if the file cannot be opened, or was written by a newer Porchlight.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    // SQLite gives the files beside it the same mode.
    if (file !== ':memory:') chmodSync(file, 0o600);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;');
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
    throw new Error(`This data was written by a newer Porchlight (its version ${version}, ours ${steps.length}). Install the newer one.`);
  }
  for (let step = version; step < steps.length; step++) {
    transaction(database, () => {
      database.exec(steps[step] as string);
      database.exec(`PRAGMA user_version = ${step + 1}`);
    });
  }
}

/** Runs `work` so that all of it is stored, or nothing. Must not be nested. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
