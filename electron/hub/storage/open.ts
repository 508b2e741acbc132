import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { LIMITS } from '../limits.ts';
import { openDatabase, proveWritable } from './database.ts';
import { folderFailure, type StartFailure, startFailure } from './start-failure.ts';

/** The database of a data folder. */
export const databaseFile = (folder: string): string => join(folder, 'porchlight.db');

/** There while the database has given reason to look at all of it. */
const suspicionFile = (folder: string): string => join(folder, 'porchlight.check');

/**
 * Makes the data folder if it is missing. Throws a {@link StartFailure} if it cannot be had.
 * A folder that exists keeps its mode.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw folderFailure(error, folder);
  }
}

/**
 * Opens the database at start, proves that it can be written, and looks at the whole of it: quickly, and thoroughly if there was
 * reason to doubt. One that is larger than `LIMITS.startCheckBytes` takes too long for that, and is looked at after the start.
 * Waits up to `busyMs` for another program that holds it. Throws a {@link StartFailure}.
 */
export function openAtStart(folder: string, busyMs: number = LIMITS.storageStartBusyMs): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = openDatabase(databaseFile(folder), busyMs);
    if (existsSync(suspicionFile(folder))) checkWhole(database, folder);
    else if (!isLarge(folder)) check(database, 'quick_check');
    proveWritable(database);
    database.exec(`PRAGMA busy_timeout = ${LIMITS.storageBusyMs}`);
    return database;
  } catch (error) {
    database?.close();
    throw noted(startFailure(error, folder));
  }
}

/** A failure as it is; one that is about damage is remembered for the next start. */
export function noted(failure: StartFailure): StartFailure {
  if (failure.trouble.cause === 'damaged') suspect(failure.trouble.folder);
  return failure;
}

/** At the next start the whole database is looked at, which takes a while when it is big. */
export function suspect(folder: string): void {
  try {
    writeFileSync(suspicionFile(folder), '', { mode: 0o600 });
  } catch {
    // Damage in what is read at start is found without it.
  }
}

/** What is suspected of a database that was set aside does not hold for the next. */
export function trust(folder: string): void {
  rmSync(suspicionFile(folder), { force: true });
}

/** Too large to be looked at before the start, which waits for nothing else so long. */
export const isLarge = (folder: string): boolean => statSync(databaseFile(folder)).size > LIMITS.startCheckBytes;

/** Throws an error as SQLite's own of damage if it finds any. `quick_check` does not compare indexes with their tables. */
export function check(database: DatabaseSync, how: 'quick_check' | 'integrity_check'): void {
  const row = database.prepare(`PRAGMA ${how}(1)`).get() as Record<string, string>;
  if (row[how] !== 'ok') throw Object.assign(new Error(`the database is damaged: ${row[how]}`), { errcode: SQLITE_CORRUPT });
}

function checkWhole(database: DatabaseSync, folder: string): void {
  check(database, 'integrity_check');
  trust(folder);
}

const SQLITE_CORRUPT = 11;
