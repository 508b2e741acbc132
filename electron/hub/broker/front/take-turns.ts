import type { Turns } from '../guard/turns.ts';
import type { Bytes, InnerClient } from './internals.ts';
import type { Counting } from './read-when-done.ts';

/** A parser that asks before each packet whether it may go on. */
interface Asking {
  client: InnerClient;
  _list: Bytes;
  parse(bytes: Buffer): number;
  mayGoOn: () => boolean;
}

/** More than are ever being handled. */
const FAR = 1_000_000;

/**
 * Lets a connection handle packets only as long as its turn is, and none between its CONNECT and the answer to that. What is left
 * goes back to where it was read from, and nothing is read meanwhile: so nothing is lost, also not of a client that says all that
 * it has to say at once and leaves, because the end of a connection is noticed only when everything before it was read.
 */
export function takeTurns(parser: Asking, turns: Turns, key: () => string, awaitsAnswer: () => boolean): void {
  const client = parser.client as Counting;
  const { parse } = parser;
  let waits = false;
  const goOn = () => {
    waits = false;
    client._parsingBatch -= FAR;
    if (client.closed) return;
    // As after a handled packet.
    client._parsingBatch++;
    client._nextBatch();
  };
  const putBack = () => {
    const { _list: list } = parser;
    const { conn } = client;
    if (list.length === 0 || conn.destroyed) return;
    const rest = list.slice(0, list.length);
    list.consume(list.length);
    conn.unshift(rest);
  };
  parser.parse = (bytes) => {
    const left = turns.charge(key, () => parse.call(parser, bytes));
    if (waits || awaitsAnswer()) putBack();
    return left;
  };
  parser.mayGoOn = () => {
    if (awaitsAnswer()) {
      // Until the answer, else what is put back would be read again at once.
      client.pause();
      return false;
    }
    if (turns.mayGoOn()) return true;
    if (!waits) {
      waits = true;
      client._parsingBatch += FAR;
      turns.wait(key, goOn);
    }
    return false;
  };
}
