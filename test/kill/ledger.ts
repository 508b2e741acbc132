/** The messages of one publisher with one QoS, numbered from 0. */
export interface Stream {
  readonly publisher: string;
  readonly qos: 1 | 2;
}

interface Account {
  stream: Stream;
  published: number;
  acknowledged: Set<number>;
  /** The newest retained message that was acknowledged, or -1. */
  retained: number;
}

/** What one subscriber must have got of one stream, and what it got. */
interface Arrivals {
  /** The first that was published after its subscription was promised. */
  from: number | null;
  counts: Map<number, number>;
  last: number;
}

/** One subscriber, as far as it matters for what it should get. */
export interface Reader {
  readonly name: string;
  readonly qos: 1 | 2;
}

/** What must hold after any number of kills. */
export const RULES = {
  lost: 'what was acknowledged reached every subscriber',
  doubled: 'QoS 2 came once',
  order: 'each publisher’s messages of one QoS came first in their order',
  session: 'every session that was promised is there after a kill',
  identifier: 'no identifier was used for two messages at a time',
  retained: 'the newest acknowledged retained message is what a new subscriber gets',
  will: 'a will outlived every kill',
  file: 'the database is sound after each kill',
  empty: 'nothing is left in the queues when all is drained',
  app: 'the app started again each time, let everybody in, and ended in order',
} as const;
export type Rule = keyof typeof RULES;

const keyOf = ({ publisher, qos }: Stream) => `${publisher}/${qos}`;

/** Who published what, what of it was acknowledged, and who got it. */
export class Ledger {
  readonly faults = new Map<Rule, string[]>();
  /** Copies of QoS 1 messages, which are allowed. */
  copies = 0;
  delivered = 0;
  private accounts = new Map<string, Account>();
  private readers = new Map<Reader, Map<string, Arrivals>>();

  fault(rule: Rule, what: string): void {
    this.faults.set(rule, [...(this.faults.get(rule) ?? []), what]);
  }

  get published(): number {
    return this.sum(({ published }) => published);
  }

  get acknowledged(): number {
    return this.sum(({ acknowledged }) => acknowledged.size);
  }

  /** The number of the next message of a stream. */
  publish(stream: Stream): number {
    return this.account(stream).published++;
  }

  acknowledge(stream: Stream, seq: number, retain: boolean): void {
    const account = this.account(stream);
    account.acknowledged.add(seq);
    if (retain) account.retained = Math.max(account.retained, seq);
  }

  /** The newest acknowledged retained message of each stream that has one, by the end of its topic. */
  retained(): Map<string, number> {
    return new Map([...this.accounts].flatMap(([key, { retained }]) => (retained < 0 ? [] : [[key, retained] as const])));
  }

  /** SUBACK came: whatever is published from now on must arrive. */
  subscribed(reader: Reader): void {
    for (const account of this.accounts.values()) this.arrivals(reader, account.stream).from ??= account.published;
  }

  /** Makes a stream known before anybody subscribes. */
  announce(stream: Stream): void {
    this.account(stream);
  }

  arrived(reader: Reader, stream: Stream, seq: number): void {
    const { name, qos } = reader;
    const arrivals = this.arrivals(reader, stream);
    const before = arrivals.counts.get(seq) ?? 0;
    const what = `${keyOf(stream)} number ${seq} to ${name}`;
    arrivals.counts.set(seq, before + 1);
    this.delivered++;
    if (before > 0) {
      if (Math.min(qos, stream.qos) === 2) this.fault('doubled', `${what} came ${before + 1} times`);
      this.copies++;
    } else if (seq < arrivals.last) this.fault('order', `${what} came after number ${arrivals.last}`);
    else arrivals.last = seq;
  }

  /** Acknowledged messages that a subscriber still has to get. */
  missing(reader: Reader): string[] {
    const missing: string[] = [];
    for (const [key, { stream, acknowledged }] of this.accounts) {
      const { from, counts } = this.arrivals(reader, stream);
      if (from === null) continue;
      for (const seq of acknowledged) if (seq >= from && !counts.has(seq)) missing.push(`${key} number ${seq} to ${reader.name}`);
    }
    return missing;
  }

  private sum(of: (account: Account) => number): number {
    return [...this.accounts.values()].reduce((sum, account) => sum + of(account), 0);
  }

  private account(stream: Stream): Account {
    const key = keyOf(stream);
    const account = this.accounts.get(key) ?? { stream, published: 0, acknowledged: new Set(), retained: -1 };
    this.accounts.set(key, account);
    return account;
  }

  private arrivals(reader: Reader, stream: Stream): Arrivals {
    const streams = this.readers.get(reader) ?? new Map<string, Arrivals>();
    this.readers.set(reader, streams);
    const key = keyOf(stream);
    const arrivals = streams.get(key) ?? { from: null, counts: new Map(), last: -1 };
    streams.set(key, arrivals);
    return arrivals;
  }
}
