import { Duplex } from 'node:stream';
import { LIMITS } from '../../limits.ts';
import type { InnerClient } from './internals.ts';

/** What aedes 1.2.0 counts: packets that are being handled. It reads on when there are none. */
export type Counting = InnerClient & { _parsingBatch: number; _paused: boolean; _nextBatch(error?: Error): void };

/**
 * Makes aedes read from a connection only when everything that it read before was handled, and a piece at a time. By itself it also
 * reads on each time that something more arrives, so that whoever sends its messages one by one could not be slowed down; and it
 * takes all that there is, which would have to be copied whenever a part of it is put back.
 */
export function readWhenDone(client: InnerClient): void {
  const counting = client as Counting;
  const { conn, _nextBatch: nextBatch } = counting;
  const read = (bytes?: number) => Duplex.prototype.read.call(conn, bytes);
  // aedes asks for everything (null).
  const readPiece = (bytes?: number | null) => {
    const there = conn.readableLength;
    return read(bytes ?? (there > 0 ? Math.min(there, LIMITS.readBytes) : undefined));
  };
  const mayRead = () => counting._parsingBatch <= 0 && !counting._paused && !client.closed;
  const readOn = (error?: Error) => {
    nextBatch(error);
    // The piece may have held no whole packet.
    while (mayRead() && conn.readableLength > 0) nextBatch();
    // Only this tells that there is nothing more to come.
    if (mayRead()) read(0);
  };
  Object.assign(conn, { read: readPiece });
  counting._parsingBatch = 0;
  counting._nextBatch = readOn;
  conn.removeListener('readable', nextBatch);
  conn.on('readable', () => {
    if (mayRead()) readOn();
  });
}
