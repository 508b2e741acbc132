/** Longer pieces are left alone: what is kept beside each does not count any more. */
const LONG_BYTES = 65_536;

/**
 * Joins short pieces at the end of a list, so that a packet that comes a byte at a time costs what it is long, and not some
 * hundred bytes for each. Only pieces that are alike in length are joined: so each byte is copied a few times at most.
 */
export function mergePieces(pieces: Buffer[]): void {
  for (;;) {
    const [before, last] = pieces.slice(-2);
    if (!before || !last || before.length > last.length || before.length + last.length > LONG_BYTES) return;
    pieces.splice(-2, 2, Buffer.concat([before, last]));
  }
}
