import { createCipheriv, createDecipheriv } from 'node:crypto';
import { words } from '../words/index.ts';
import { CHUNK_BYTES, TAG_BYTES } from './format.ts';
import { Unusable } from './problems.ts';

/** What each chunk of one file is sealed with; see format.ts. */
export interface ChunkSeal {
  key: Buffer;
  noncePrefix: Buffer;
  /** The whole header, which is authenticated along. */
  header: Buffer;
}

/** Encrypts a content that comes in pieces of any length. A content has at least one byte. */
export function* sealChunks(seal: ChunkSeal, content: Iterable<Buffer>): Generator<Buffer> {
  let number = 0;
  // The last chunk is marked, so a full one waits until it is known whether more comes.
  let waiting = Buffer.alloc(0);
  for (const piece of content) {
    waiting = Buffer.concat([waiting, piece]);
    for (; waiting.length > CHUNK_BYTES; number++) {
      yield sealOne(seal, number, false, waiting.subarray(0, CHUNK_BYTES));
      waiting = waiting.subarray(CHUNK_BYTES);
    }
  }
  yield sealOne(seal, number, true, waiting);
}

/**
 * Decrypts what {@link sealChunks} made, and hands out only what is authentic. `length`: bytes of all chunks together.
 * Throws {@link Unusable} as soon as a chunk is not what was written.
 */
export function* openChunks(seal: ChunkSeal, length: number, read: (at: number, bytes: number) => Buffer): Generator<Buffer> {
  const sealedBytes = CHUNK_BYTES + TAG_BYTES;
  for (let number = 0; number * sealedBytes < length || number === 0; number++) {
    const at = number * sealedBytes;
    const sealed = read(at, Math.min(sealedBytes, length - at));
    yield openOne(seal, number, at + sealedBytes >= length, sealed);
  }
}

function sealOne({ key, noncePrefix, header }: ChunkSeal, number: number, isLast: boolean, content: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(noncePrefix, number, isLast)).setAAD(header);
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function openOne({ key, noncePrefix, header }: ChunkSeal, number: number, isLast: boolean, sealed: Buffer): Buffer {
  // An empty chunk is never written.
  if (sealed.length <= TAG_BYTES) throw new Unusable(words.backup.damaged);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(noncePrefix, number, isLast), { authTagLength: TAG_BYTES }).setAAD(header);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new Unusable(words.backup.damaged);
  }
}

function nonce(prefix: Buffer, number: number, isLast: boolean): Buffer {
  const tail = Buffer.alloc(5);
  tail.writeUInt32BE(number);
  tail[4] = isLast ? 1 : 0;
  return Buffer.concat([prefix, tail]);
}
