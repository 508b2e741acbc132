import type { Turns } from '../guard/turns.ts';
import type { Bytes, InnerClient } from './internals.ts';

/** A parser that asks before each packet whether it may go on. */
interface Asking {
  client: InnerClient;
  _list: Bytes;
  parse(bytes: Buffer): number;
  mayGoOn: () => boolean;
}

/** What aedes 1.2.0 counts: packets that are being handled. It reads on when there are none. */
type Counting = InnerClient & { _parsingBatch: number; _nextBatch(): void };

/** More than are ever being handled. */
const FAR = 1_000_000;

export const NOTHING = Buffer.alloc(0);

/**
 * Lets a connection handle packets only as long as its turn is. What is left waits as bytes, in its order, and nothing more is
 * read meanwhile: so nothing is lost, also not of a client that says all that it has to say at once and leaves.
 */
export function takeTurns(parser: Asking, turns: Turns, key: () => string): void {
  const client = parser.client as Counting;
  const { parse } = parser;
  let waits = false;
  const goOn = () => {
    waits = false;
    client._parsingBatch -= FAR;
    if (client.closed) return;
    if (parser._list.length > 0) parser.parse(NOTHING);
    if (waits) return;
    // As after a handled packet.
    client._parsingBatch++;
    client._nextBatch();
  };
  parser.parse = (bytes) => turns.charge(key, () => parse.call(parser, bytes));
  parser.mayGoOn = () => {
    if (turns.mayGoOn()) return true;
    if (!waits) {
      waits = true;
      client._parsingBatch += FAR;
      turns.wait(key, goOn);
    }
    return false;
  };
}
