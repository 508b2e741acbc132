import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { Unusable } from './problems.ts';

/**
 * The file of a backup: a header in the clear, then the content, encrypted in chunks. Numbers are big-endian.
 *
 * | at  | bytes | header                                                                           |
 * |-----|-------|----------------------------------------------------------------------------------|
 * | 0   | 16    | `PorchlightBackup`                                                                 |
 * | 16  | 2     | version of the format: 1                                                           |
 * | 18  | 2     | length of the header: 128                                                          |
 * | 20  | 1     | scrypt's N, as a power of two                                                      |
 * | 21  | 1     | scrypt's r                                                                         |
 * | 22  | 1     | scrypt's p                                                                         |
 * | 23  | 1     | 0                                                                                  |
 * | 24  | 32    | salt, random for each file                                                         |
 * | 56  | 7     | beginning of each nonce, random for each file                                      |
 * | 63  | 1     | 0                                                                                  |
 * | 64  | 32    | check value of the passphrase                                                      |
 * | 96  | 32    | SHA-256 of all of the header before it                                             |
 *
 * Every later version keeps the first 20 bytes and, as the last 32 of its header, the SHA-256: that tells a header of a newer
 * version from a damaged one. The checksum only finds accidents; nothing relies on it against anybody who means harm.
 *
 * Key: scrypt (RFC 7914) makes 32 bytes of the passphrase (NFKC, UTF-8) and the salt; HKDF-SHA-256 (RFC 5869) makes of them, with no
 * salt, the key (info `porchlight backup key`) and the check value (info `porchlight backup check`), 32 bytes each. Only the check
 * value can tell a wrong passphrase from damage. It gives nothing away: any chunk would do for trying passphrases as well.
 *
 * Chunks: each is AES-256-GCM over 65,536 bytes of content, fewer in the last, followed by its tag of 16 bytes. The whole header is
 * the additional authenticated data of each. Nonce: the 7 bytes of the header, the chunk's number from 0 on (4 bytes), and 1 for the
 * last chunk or else 0 (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). So nothing is used that was not
 * authenticated, chunks cannot be moved, left out or added, and memory stays small however large the file is.
 *
 * Content: 4 bytes with the length of the inventory, the inventory as JSON (see inventory.ts), and the database, an SQLite file of as
 * many bytes as the inventory says, to the end of the content.
 */
export const FORMAT_VERSION = 1;
export const HEADER_BYTES = 128;
export const CHUNK_BYTES = 65_536;
export const TAG_BYTES = 16;

const MAGIC = Buffer.from('PorchlightBackup');
const SUM_BYTES = 32;
/** Magic, version, length: what every version begins with. */
const FIXED_BYTES = 20;
/** The longest header that a later version may have. */
const LONGEST_HEADER = 4_096;

export interface ScryptCost {
  log2N: number;
  r: number;
  p: number;
}

/** What is in the header. */
export interface Header {
  cost: ScryptCost;
  salt: Buffer;
  noncePrefix: Buffer;
  check: Buffer;
}

export function encodeHeader({ cost, salt, noncePrefix, check }: Header): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt16BE(FORMAT_VERSION, 16);
  header.writeUInt16BE(HEADER_BYTES, 18);
  header.set([cost.log2N, cost.r, cost.p], 20);
  salt.copy(header, 24);
  noncePrefix.copy(header, 56);
  check.copy(header, 64);
  sumOf(header).copy(header, HEADER_BYTES - SUM_BYTES);
  return header;
}

/**
 * Reads a header from the beginning of a file: `head` is its first {@link LONGEST_HEADER} bytes, or all there are. Throws
 * {@link Unusable} if it is no backup, is damaged, is of a newer version, or asks for more than this computer should give.
 */
export function decodeHeader(head: Buffer): Header {
  if (!MAGIC.equals(head.subarray(0, MAGIC.length))) throw new Unusable(words.backup.noBackup);
  if (head.length < FIXED_BYTES) throw new Unusable(words.backup.damaged);
  const length = head.readUInt16BE(18);
  if (length < FIXED_BYTES + SUM_BYTES || length > head.length) throw new Unusable(words.backup.damaged);
  const header = head.subarray(0, length);
  if (!sumOf(header).equals(header.subarray(-SUM_BYTES))) throw new Unusable(words.backup.damaged);
  const version = header.readUInt16BE(16);
  if (version > FORMAT_VERSION) throw new Unusable(words.backup.newer);
  if (version !== FORMAT_VERSION || length !== HEADER_BYTES) throw new Unusable(words.backup.damaged);
  const cost = { log2N: header[20] as number, r: header[21] as number, p: header[22] as number };
  checkCost(cost);
  const part = (from: number, bytes: number) => Buffer.from(header.subarray(from, from + bytes));
  return { cost, salt: part(24, 32), noncePrefix: part(56, 7), check: part(64, 32) };
}

export const HEAD_BYTES = LONGEST_HEADER;

/** Memory that scrypt needs (RFC 7914, 2), in bytes. */
export const scryptBytes = ({ log2N, r, p }: ScryptCost): number => 128 * r * (2 ** log2N + p);

function checkCost(cost: ScryptCost): void {
  const { least, most } = LIMITS.backupScryptLog2N;
  const fits = cost.log2N >= least && cost.log2N <= most && cost.r >= 1 && cost.p >= 1 && cost.p <= LIMITS.backupScryptP;
  if (fits && scryptBytes(cost) <= LIMITS.backupScryptBytes) return;
  throw new Unusable(words.backup.tooCostly);
}

const sumOf = (header: Buffer): Buffer => createHash('sha256').update(header.subarray(0, -SUM_BYTES)).digest();
