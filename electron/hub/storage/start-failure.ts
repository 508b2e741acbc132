import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { StartTrouble } from '../../contract/start-trouble.ts';
import { type Words, words } from '../words/index.ts';
import { NewerData } from './database.ts';
import { troubleOf } from './trouble.ts';

/** The hub cannot start, and why. */
export class StartFailure extends Error {
  readonly trouble: StartTrouble;

  constructor(trouble: StartTrouble, reason: unknown) {
    super(textOf(reason), { cause: reason });
    this.trouble = trouble;
  }
}

/** What an error at start means to a person. */
export function startFailure(error: unknown, folder: string): StartFailure {
  if (error instanceof StartFailure) return error;
  if (error instanceof NewerData) return new StartFailure({ cause: 'newer', folder, detail: error.message }, error);
  // Text in a row that we wrote as JSON and that is none any more.
  const cause = error instanceof SyntaxError ? 'damaged' : troubleOf(error, folder);
  return new StartFailure({ cause: cause ?? 'other', folder, detail: cause ? '' : textOf(error) }, error);
}

/** The same for an error from the folder of keys, where not being allowed to read is about the keys alone. */
export function keysFailure(error: unknown, folder: string): StartFailure {
  if (error instanceof StartFailure) return error;
  const { errcode, code = '', syscall = '' } = error as { errcode?: number; code?: string; syscall?: string };
  if (errcode !== undefined || code === 'ENOSPC' || code === 'EROFS') return startFailure(error, folder);
  const detail = ['EACCES', 'EPERM'].includes(code) ? words.storage.keysUnreadable : syscall || code ? '' : textOf(error);
  return new StartFailure({ cause: 'keys', folder, detail }, error);
}

/** The same for the folder itself. */
export function folderFailure(error: unknown, folder: string): StartFailure {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return startFailure(error, folder);
  const why = NO_FOLDER[code === 'ENOENT' ? obstacle(folder) : code] ?? 'refused';
  return new StartFailure({ cause: 'folder', folder, detail: words.storage.folder[why] }, error);
}

const NO_FOLDER: Readonly<Record<string, keyof Words['storage']['folder']>> = {
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'readOnly',
  EEXIST: 'fileThere',
  ENOTDIR: 'fileInPath',
  ENOENT: 'nothingAbove',
};

/** Node says of a folder on a read-only disk that it is not there, so what there is above it is asked. */
function obstacle(folder: string): string {
  const above = dirname(folder);
  try {
    accessSync(above, constants.W_OK);
    return 'ENOENT';
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' && above !== folder ? obstacle(above) : code;
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
