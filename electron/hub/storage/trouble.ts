import { accessSync, constants, statfsSync } from 'node:fs';
import type { StorageState } from '../../contract/storage.ts';

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

const WORKS = 'Connected devices stay connected, messages of QoS 0 are delivered, and live topics go on.';
const STOPPED =
  'Messages of QoS 1 and 2 are not acknowledged: devices keep them and send them again. Nothing that you change can be saved, and new devices cannot be let in.';

/** What a person is told while the hub cannot write in `folder`. */
export function troubleWords(trouble: Trouble, folder: string): Pick<StorageState, 'problem' | 'works' | 'stopped' | 'remedy'> {
  return { problem: PROBLEMS[trouble](folder), works: WORKS, stopped: STOPPED, remedy: REMEDIES[trouble] };
}

const PROBLEMS: Readonly<Record<Trouble, (folder: string) => string>> = {
  full: (folder) => `The disk that holds ${folder} is full.`,
  'read-only': (folder) => `Nothing can be written in ${folder}.`,
  locked: (folder) => `Another program holds the database in ${folder}.`,
  damaged: (folder) => `The database in ${folder} is damaged.`,
  failing: (folder) => `The disk that holds ${folder} does not work as it should.`,
};

const REMEDIES: Readonly<Record<Trouble, string>> = {
  full: 'Free some space on that disk, for example by emptying the bin. Porchlight then goes on by itself.',
  'read-only':
    'Make the folder and the files in it writable for you again. If you changed nothing, check the disk: systems stop writing to one that fails. Porchlight then goes on by itself.',
  locked: 'Close the program that has porchlight.db open, such as a backup or a database viewer. Porchlight then goes on by itself.',
  damaged: 'Copy the folder to a safe place, then quit Porchlight and open it again: it checks the file and says what can be done.',
  failing: 'Check that the disk is connected and healthy. Porchlight tries again by itself.',
};

/** What a person is answered whose change could not be stored. */
export const notSaved = (trouble: Trouble): string => `This could not be saved, because ${NOT_SAVED[trouble]}`;

const NOT_SAVED: Readonly<Record<Trouble, string>> = {
  full: 'the disk is full. Free some space and try again.',
  'read-only': 'nothing can be written in the data folder. Make it writable and try again.',
  locked: 'another program holds the database. Close that program and try again.',
  damaged: 'the database is damaged. Quit Porchlight and open it again to see what can be done.',
  failing: 'the disk does not work as it should. Check the disk and try again.',
};
