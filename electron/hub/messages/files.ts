import { type FileHandle, open, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { UserError } from '../../contract/errors.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { type Words, words } from '../words/index.ts';

/** A path as it may be shown. */
export const shownPath = (path: string): string => cleanText(path, 500);

/** Throws a {@link UserError} if it does not say by itself where it leads. */
export function checkPath(path: string): void {
  if (!isAbsolute(path) || path.includes('\0')) throw new UserError(words.messages.wholePath);
}

/**
 * Opens a file to be read; its size is that of this moment. Rejects with a {@link UserError} that says why it cannot be read.
 * Only files proper: a pipe could keep a reader waiting for ever.
 */
export async function openToRead(path: string): Promise<{ handle: FileHandle; size: number }> {
  checkPath(path);
  try {
    if (!(await stat(path)).isFile()) throw new UserError(words.messages.noFile(shownPath(path)));
    const handle = await open(path, 'r');
    const { size } = await handle.stat();
    return { handle, size };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(words.messages.unreadable(shownPath(path), readFault(error)));
  }
}

/** The whole content. Rejects with a {@link UserError} if the file cannot be read or has more than `most` bytes. */
export async function readWhole(path: string, most: number): Promise<Buffer> {
  const { handle, size } = await openToRead(path);
  try {
    if (size > most) throw tooLarge(path, most);
    // One byte more tells whether it has grown meanwhile.
    const room = Buffer.alloc(size + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(room, length, room.length - length, length);
      length += bytesRead;
      if (length > size) throw new UserError(words.messages.beingWritten(shownPath(path)));
      if (bytesRead === 0) return room.subarray(0, length);
    }
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(words.messages.unreadable(shownPath(path), readFault(error)));
  } finally {
    await handle.close();
  }
}

/** The first `size` bytes, in pieces; fewer if the file has become shorter. The file stays open. */
export async function* piecesOf(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < size; ) {
    const length = Math.min(LIMITS.fileReadBytes, size - from);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, from);
    if (bytesRead === 0) return;
    from += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

const tooLarge = (path: string, most: number) => new UserError(words.messages.fileLarge(shownPath(path), most));

/** Why a file cannot be read, as a clause. */
export const readFault = (error: unknown): string => words.messages.why[READING[codeOf(error)] ?? 'other'];

/** Why a file cannot be written, as a clause. */
export const writeFault = (error: unknown): string => words.messages.why[WRITING[codeOf(error)] ?? 'other'];

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? '';

type Why = keyof Words['messages']['why'];

const READING: Readonly<Record<string, Why>> = {
  ENOENT: 'notThere',
  ENOTDIR: 'notThere',
  EACCES: 'mayNotRead',
  EPERM: 'mayNotRead',
  ELOOP: 'circle',
  EIO: 'failing',
};

const WRITING: Readonly<Record<string, Why>> = {
  EEXIST: 'exists',
  ENOENT: 'noFolder',
  ENOTDIR: 'noFolder',
  EISDIR: 'isFolder',
  EACCES: 'mayNotWrite',
  EPERM: 'mayNotWrite',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'fileFull',
  EIO: 'failing',
};
