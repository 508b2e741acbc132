const NEWLINE = 10;

/** The lines of what is read, without their ends; `null` for one that has more than `most` bytes, which is not kept in memory. */
export async function* boundedLines(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer | null> {
  let pieces: Buffer[] = [];
  let length = 0;
  const add = (piece: Buffer) => {
    length += piece.length;
    if (length > most) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  const take = () => {
    const whole = length > most ? null : Buffer.concat(pieces);
    pieces = [];
    length = 0;
    return whole;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      yield take();
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

/** How many lines {@link boundedLines} would give. */
export async function countLines(chunks: AsyncIterable<Buffer>): Promise<number> {
  let count = 0;
  let isOpen = false;
  for await (const chunk of chunks) {
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, end + 1)) count++;
    isOpen = chunk.at(-1) !== NEWLINE;
  }
  return count + Number(isOpen);
}
