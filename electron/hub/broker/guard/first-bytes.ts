import { Duplex } from 'node:stream';
import { LIMITS } from '../../limits.ts';

/** A stranger: a connection whose CONNECT was not accepted yet. */
export interface Stranger {
  /** Its CONNECT was read: what comes now waits for the answer to it. */
  hasAsked(): boolean;
  isLetIn(): boolean;
}

/** What came from a stranger, and what is wrong with that. */
export class FirstBytes {
  private most: number;
  private bytes = 0;
  private pieces = 0;

  constructor(most: number = LIMITS.connectPacketBytes) {
    this.most = most;
  }

  /** Something more came. `waits`: it is kept as it came. Returns why that is too much, as a clause, else `null`. */
  add(bytes: number, waits: boolean): string | null {
    this.bytes += bytes;
    if (waits) this.pieces++;
    if (this.bytes > this.most) return `it sent more than ${this.most} bytes before it was let in`;
    return this.pieces > LIMITS.piecesBeforeConnack ? 'it sent too many small pieces before it was let in' : null;
  }
}

/**
 * Ends a connection that sends more than a stranger may. What is read from the system is judged before it is kept: it comes in up
 * to 64 KiB at a time, and aedes would look at it only after that.
 */
export function boundFirstBytes(conn: Duplex, stranger: Stranger): void {
  const first = new FirstBytes();
  Object.assign(conn, {
    push: (chunk: Buffer | null): boolean => {
      if (stranger.isLetIn()) Object.assign(conn, { push: Duplex.prototype.push });
      else if (chunk !== null) {
        const flaw = first.add(chunk.length, stranger.hasAsked());
        if (flaw !== null) {
          conn.destroy(new Error(flaw));
          return false;
        }
      }
      return Duplex.prototype.push.call(conn, chunk);
    },
  });
}
