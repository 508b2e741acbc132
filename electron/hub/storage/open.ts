import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
 * Opens the database at start, proves that it can be written, and looks at the whole of it if there was reason to doubt.
 * Waits up to `busyMs` for another program that holds it. Throws a {@link StartFailure}.
 */
export function openAtStart(folder: string, busyMs: number = LIMITS.storageStartBusyMs): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = openDatabase(databaseFile(folder), busyMs);
    if (existsSync(suspicionFile(folder))) checkWhole(database, folder);
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

function checkWhole(database: DatabaseSync, folder: string): void {
  const { integrity_check: found } = database.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string };
  if (found !== 'ok') throw Object.assign(new Error(`the database is damaged: ${found}`), { errcode: SQLITE_CORRUPT });
  trust(folder);
}

const SQLITE_CORRUPT = 11;
