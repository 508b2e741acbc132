import { type FileHandle, open, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { UserError } from '../../contract/errors.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';

/** A path as it may be shown. */
export const shownPath = (path: string): string => cleanText(path, 500);

/** Throws a {@link UserError} if it does not say by itself where it leads. */
export function checkPath(path: string): void {
  if (!isAbsolute(path) || path.includes('\0')) throw new UserError('Give the whole path of the file.');
}

/**
 * Opens a file to be read; its size is that of this moment. Rejects with a {@link UserError} that says why it cannot be read.
 * Only files proper: a pipe could keep a reader waiting for ever.
 */
export async function openToRead(path: string): Promise<{ handle: FileHandle; size: number }> {
  checkPath(path);
  try {
    if (!(await stat(path)).isFile()) throw new UserError(`${shownPath(path)} is not a file.`);
    const handle = await open(path, 'r');
    const { size } = await handle.stat();
    return { handle, size };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${shownPath(path)} cannot be read: ${readFault(error)}.`);
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
      if (length > size) throw new UserError(`${shownPath(path)} is being written. Try again when that is done.`);
      if (bytesRead === 0) return room.subarray(0, length);
    }
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(`${shownPath(path)} cannot be read: ${readFault(error)}.`);
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

const tooLarge = (path: string, most: number) =>
  new UserError(`${shownPath(path)} is too large: with its topic, a message may have ${most} bytes. The limit is in the settings.`);

/** Why a file cannot be read, as a clause. */
export const readFault = (error: unknown): string => READING[codeOf(error)] ?? 'the system gave an error';

/** Why a file cannot be written, as a clause. */
export const writeFault = (error: unknown): string => WRITING[codeOf(error)] ?? 'the system gave an error';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? '';

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'it is not there',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ELOOP: 'its symbolic links go round in a circle',
  EIO: 'the disk does not work as it should',
};

const WRITING: Readonly<Record<string, string>> = {
  EEXIST: 'there is a file of this name already, and a recording never takes the place of one',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is not there',
  EISDIR: 'there is a folder of this name',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'this disk takes no larger file',
  EIO: 'the disk does not work as it should',
};
