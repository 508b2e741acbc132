import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile, trust } from './open.ts';

/** Copies that are kept of one day, before somebody should look at the disk. */
const MOST = 100;

/**
 * Gives a damaged database another name, `porchlight.damaged-<date>.db`, with the files that belong to it, so that the next
 * start begins with an empty one. Returns the new path. Throws if it cannot be renamed.
 */
export function setAside(folder: string, now: number): string {
  const file = databaseFile(folder);
  const aside = freeName(folder, new Date(now).toISOString().slice(0, 10));
  // The database last: one that lacks its log is still the damaged one, but a new one would take up an old log.
  for (const ending of ['-wal', '-shm', '']) if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${aside}${ending}`);
  trust(folder);
  return aside;
}

function freeName(folder: string, date: string): string {
  for (let count = 1; count <= MOST; count++) {
    const name = join(folder, `porchlight.damaged-${date}${count === 1 ? '' : `-${count}`}.db`);
    if (!existsSync(name) && !existsSync(`${name}-wal`)) return name;
  }
  throw new Error(`There are ${MOST} damaged databases of ${date} already.`);
}
