import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LIMITS } from '../limits.ts';

/** Bytes that are read from a file at a time. */
const PIECE_BYTES = 1_024 * 1_024;

/** What was written to a file is on the disk when it returns. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The names in a folder are on the disk when it returns, on systems that let that be asked for. */
export function syncFolder(folder: string): void {
  let handle: number | null = null;
  try {
    handle = openSync(folder, 'r');
    fsyncSync(handle);
  } catch (error) {
    // Windows opens no folder, and keeps names in its journal by itself.
    if (process.platform !== 'win32') throw error;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** A new folder that this user alone can enter, in place of one that an interruption left. */
export function freshFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Writes a file whole or not at all, for this user alone; on the disk when it returns. */
export function writeWhole(file: string, content: string | Buffer): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  syncFolder(dirname(file));
}

/** A file in pieces. */
export function* piecesOf(file: string): Generator<Buffer> {
  const open = new OpenFile(file, 'r');
  try {
    for (let at = 0; ; ) {
      const piece = open.readAt(at, PIECE_BYTES);
      if (piece.length === 0) return;
      at += piece.length;
      yield piece;
    }
  } finally {
    open.close();
  }
}

/** True if so many bytes fit on the disk of a folder and leave it some room. */
export function hasRoomFor(bytes: number, folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= bytes + LIMITS.backupRoomBytes;
}

/** An open file, which is closed once however often it is asked for: its number may belong to another file afterwards. */
export class OpenFile {
  readonly handle: number;
  private isOpen = true;

  /** `flags` as for `fs.open`; a new file is for this user alone. Throws the file system's error. */
  constructor(file: string, flags: 'r' | 'wx') {
    this.handle = openSync(file, flags, 0o600);
  }

  /** Fewer bytes only at the end of the file. */
  readAt(from: number, bytes: number): Buffer {
    const room = Buffer.alloc(Math.max(0, bytes));
    let length = 0;
    while (length < room.length) {
      const read = readSync(this.handle, room, length, room.length - length, from + length);
      if (read === 0) break;
      length += read;
    }
    return room.subarray(0, length);
  }

  append(piece: Buffer): void {
    for (let at = 0; at < piece.length; ) at += writeSync(this.handle, piece, at);
  }

  sync(): void {
    fsyncSync(this.handle);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    closeSync(this.handle);
  }
}

/** The keys in a folder of the vault, by name. */
export const KEY_FILE = /^[a-z][a-z0-9-]{0,40}\.pem$/;

export const keysFolder = (dataDir: string): string => join(dataDir, 'keys');
export const certificatesFolder = (dataDir: string): string => join(dataDir, 'certificates');
