import { rmSync, statSync } from 'node:fs';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { checkPath, shownPath } from '../messages/files.ts';
import { words } from '../words/index.ts';
import { openChunks, sealChunks } from './chunks.ts';
import type { Content } from './content.ts';
import { OpenFile } from './disk.ts';
import { cannotRead, cannotWrite } from './file-faults.ts';
import { decodeHeader, encodeHeader, HEAD_BYTES, HEADER_BYTES, type ScryptCost } from './format.ts';
import { decodeInventory, encodeInventory, type Inventory } from './inventory.ts';
import { derive, keyOf } from './passphrase.ts';
import { Unusable } from './problems.ts';

const LENGTH_BYTES = 4;

/**
 * Writes a backup to a new file, encrypted. On the disk when it returns; nothing is left of one that could not be finished. Returns
 * its bytes. Throws {@link Unusable}.
 */
export function writeSealed(
  file: string,
  content: Content,
  passphrase: string,
  random: RandomBytes,
  cost: ScryptCost = LIMITS.backupScrypt,
): number {
  checkPath(file);
  const why = (error: unknown) => cannotWrite(file, error);
  const open = orWords(why, () => new OpenFile(file, 'wx'));
  try {
    const [salt, noncePrefix] = [Buffer.from(random(32)), Buffer.from(random(7))];
    const { key, check } = derive(passphrase, salt, cost);
    const header = encodeHeader({ cost, salt, noncePrefix, check });
    return orWords(why, () => {
      let bytes = header.length;
      open.append(header);
      for (const chunk of sealChunks({ key, noncePrefix, header }, flatten(content))) {
        open.append(chunk);
        bytes += chunk.length;
      }
      open.sync();
      return bytes;
    });
  } catch (error) {
    // Before it is removed: some systems remove no open file.
    open.close();
    rmSync(file, { force: true });
    throw error;
  } finally {
    open.close();
  }
}

/**
 * Opens a backup for as long as `use` takes. What it hands out is authentic, piece by piece. Rejects with {@link Unusable}: at once
 * for a wrong passphrase and a damaged beginning, while the database is read for what comes later.
 */
export async function withSealed<T>(file: string, passphrase: string, use: (content: Content) => T | Promise<T>): Promise<T> {
  checkPath(file);
  const why = (error: unknown) => cannotRead(file, error);
  const size = orWords(why, () => sizeOf(file));
  const open = orWords(why, () => new OpenFile(file, 'r'));
  const read = (from: number, bytes: number) => orWords(why, () => open.readAt(from, bytes));
  try {
    const head = read(0, Math.min(HEAD_BYTES, size));
    const header = decodeHeader(head);
    const seal = { key: keyOf(header, passphrase), noncePrefix: header.noncePrefix, header: head.subarray(0, HEADER_BYTES) };
    const chunks = openChunks(seal, size - HEADER_BYTES, (at, bytes) => read(HEADER_BYTES + at, bytes));
    const { inventory, rest } = takeInventory(chunks);
    return await use({ inventory, database: theRest(inventory.database.bytes, rest, chunks) });
  } finally {
    open.close();
  }
}

/** Reads to the end, so that what is wrong anywhere is found. */
export function readThrough({ database }: Content): void {
  for (const _piece of database);
}

function* flatten({ inventory, database }: Content): Generator<Buffer> {
  const json = encodeInventory(inventory);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  yield Buffer.concat([length, json]);
  yield* database;
}

function takeInventory(chunks: Iterator<Buffer>): { inventory: Inventory; rest: Buffer } {
  let taken: Buffer = Buffer.alloc(0);
  const atLeast = (bytes: number) => {
    while (taken.length < bytes) {
      const { value, done } = chunks.next();
      if (done) throw new Unusable(words.backup.damaged);
      taken = Buffer.concat([taken, value]);
    }
  };
  atLeast(LENGTH_BYTES);
  const end = LENGTH_BYTES + taken.readUInt32BE();
  if (end > LIMITS.backupInventoryBytes) throw new Unusable(words.backup.damaged);
  atLeast(end);
  return { inventory: decodeInventory(taken.subarray(LENGTH_BYTES, end)), rest: taken.subarray(end) };
}

/** The rest of the content, which must have as many bytes as were told. */
function* theRest(bytes: number, first: Buffer, chunks: Iterable<Buffer>): Generator<Buffer> {
  let left = bytes;
  const counted = (piece: Buffer) => {
    left -= piece.length;
    if (left < 0) throw new Unusable(words.backup.damaged);
    return piece;
  };
  yield counted(first);
  for (const piece of chunks) yield counted(piece);
  if (left > 0) throw new Unusable(words.backup.damaged);
}

/** Only of a file proper: a pipe could keep the reader waiting for ever. */
function sizeOf(file: string): number {
  const stats = statSync(file);
  if (!stats.isFile()) throw new Unusable(words.backup.noFile(shownPath(file)));
  if (stats.size > LIMITS.backupBytes) throw new Unusable(words.backup.fileLarge(shownPath(file)));
  return stats.size;
}

function orWords<T>(why: (error: unknown) => string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(why(error));
  }
}
