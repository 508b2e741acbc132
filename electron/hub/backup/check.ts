import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../storage/database.ts';
import { MIGRATIONS } from '../storage/migrations.ts';
import { words } from '../words/index.ts';
import { Unusable } from './problems.ts';

/**
 * Looks at the whole of a database that a backup brought, and changes nothing. Throws {@link Unusable} if it is damaged, newer, or
 * holds anything that acts by itself: it comes from a file that somebody may have made up.
 */
export function checkDatabase(file: string): void {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      database.exec('PRAGMA trusted_schema = OFF');
      checkVersion(database);
      checkSchema(database);
      const { integrity_check: found } = database.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string };
      if (found !== 'ok') throw new Unusable(words.backup.damaged);
    } finally {
      database.close();
    }
  } catch (error) {
    throw isOfDatabase(error) ? new Unusable(words.backup.damaged) : error;
  }
}

/**
 * Brings a database that {@link checkDatabase} passed up to date, in place, and has it changed by `change`. All of it is in the one
 * file afterwards. Throws {@link Unusable} if it is not what any version of ours made.
 */
export function bringUpToDate(file: string, change: (database: DatabaseSync) => void): void {
  try {
    const database = openDatabase(file);
    try {
      const there = new Set(columnsOf(database));
      if (!ourColumns().every((column) => there.has(column))) throw new Unusable(words.backup.damaged);
      change(database);
    } finally {
      // Takes in its log.
      database.close();
    }
  } catch (error) {
    throw isOfDatabase(error) ? new Unusable(words.backup.damaged) : error;
  }
}

/** What an empty database of ours has. */
function ourColumns(): string[] {
  const empty = openDatabase(':memory:');
  try {
    return columnsOf(empty);
  } finally {
    empty.close();
  }
}

function columnsOf(database: DatabaseSync): string[] {
  const columns = database.prepare(
    "SELECT one.name || '.' || col.name AS name FROM sqlite_schema AS one, pragma_table_info(one.name) AS col WHERE one.type = 'table'",
  );
  return (columns.all() as { name: string }[]).map(({ name }) => name);
}

function checkVersion(database: DatabaseSync): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > MIGRATIONS.length) throw new Unusable(words.backup.newer);
  if (version < 1) throw new Unusable(words.backup.damaged);
}

/** Ours has tables and indexes alone. */
function checkSchema(database: DatabaseSync): void {
  const foreign = "type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'";
  const { count } = database.prepare(`SELECT count(*) AS count FROM sqlite_schema WHERE ${foreign}`).get() as { count: number };
  if (count > 0) throw new Unusable(words.backup.damaged);
}

/** SQLite's codes for content that is not what it should be; a full disk, for one, says nothing about the backup. */
function isOfDatabase(error: unknown): boolean {
  const { errcode } = (error ?? {}) as { errcode?: number };
  return errcode !== undefined && [1, 11, 19, 20, 26].includes(errcode & 0xff);
}
