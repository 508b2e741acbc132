import { accessSync, constants, statfsSync } from 'node:fs';
import type { StorageState } from '../../contract/storage.ts';
import { words } from '../words/index.ts';

/** What keeps the hub from writing. */
export type Trouble = Exclude<StorageState['state'], 'ok'>;

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, Trouble>> = {
  3: 'read-only', // PERM
  5: 'locked', // BUSY
  6: 'locked', // LOCKED
  8: 'read-only', // READONLY
  10: 'failing', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'failing', // CANTOPEN
  15: 'locked', // PROTOCOL
  26: 'damaged', // NOTADB
};

const FILE_SYSTEM: Readonly<Record<string, Trouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  EIO: 'failing',
  EMFILE: 'failing',
  ENFILE: 'failing',
};

/** Sockets fail with some of the same codes. */
const FILE_CALLS = new Set(['open', 'read', 'write', 'fsync', 'fdatasync', 'rename', 'mkdir', 'chmod', 'ftruncate', 'unlink', 'close']);

/**
 * What an error of SQLite or of the file system says about the disk; `null` if it is about something else.
 * With `folder` it is looked at there where the error alone says too little.
 */
export function troubleOf(error: unknown, folder: string | null = null): Trouble | null {
  const { errcode, code = '', syscall = '' } = (error ?? {}) as { errcode?: number; code?: string; syscall?: string };
  // The upper bits tell more than is needed.
  const trouble =
    typeof errcode === 'number' ? SQLITE[errcode & 0xff] : FILE_CALLS.has(syscall) || syscall === '' ? FILE_SYSTEM[code] : undefined;
  if (trouble === 'failing' && folder !== null) return lookAt(folder) ?? trouble;
  return trouble ?? null;
}

/** A full disk shows as an error of reading and writing when SQLite cannot make one of its small files. */
function lookAt(folder: string): Trouble | null {
  try {
    accessSync(folder, constants.W_OK);
    return statfsSync(folder).bavail === 0 ? 'full' : null;
  } catch (error) {
    return FILE_SYSTEM[(error as NodeJS.ErrnoException).code ?? ''] ?? null;
  }
}

/** What a person is told while the hub cannot write in `folder`. */
export function troubleWords(trouble: Trouble, folder: string): Pick<StorageState, 'problem' | 'works' | 'stopped' | 'remedy'> {
  const { problems, works, stopped, remedies } = words.storage;
  return { problem: problems[trouble](folder), works, stopped, remedy: remedies[trouble] };
}

/** What a person is answered whose change could not be stored. */
export const notSaved = (trouble: Trouble): string => words.storage.notSaved[trouble];
