import { LIMITS } from '../../limits.ts';
import type { Entry } from '../store/entry.ts';
import type { Journal } from '../store/journal.ts';
import type { Source } from './backlog.ts';
import type { Line } from './line.ts';

interface Amount {
  messages: number;
  bytes: number;
}

/** What one client was sent and did not acknowledge, in the order in which it was sent (MQTT 3.1.1, 4.4 and 4.6). */
export class Outbox {
  private journal: Journal;
  private source: Source | null;
  private sent = new Map<number, Entry>();
  private bytesSent = 0;
  /** What only the disk has, while the client is away. */
  private asleep: Amount;
  /** The part of `sent` that has to wait for the disk, in order. */
  private unsent: Entry[] = [];
  private waitsForDisk = false;
  private lastId = 0;
  private line: Line | null = null;

  /** `asleep`: what was on disk at the start. */
  constructor(journal: Journal, source: Source | null, asleep: Amount = { messages: 0, bytes: 0 }) {
    this.journal = journal;
    this.source = source;
    this.asleep = asleep;
  }

  get messages(): number {
    return this.sent.size + this.asleep.messages;
  }

  get bytes(): number {
    return this.bytesSent + this.asleep.bytes;
  }

  /** True if one more may be on its way, of at most `most`. */
  hasRoom(most: number): boolean {
    return this.sent.size < most && (this.sent.size === 0 || this.bytesSent < LIMITS.inFlightBytes);
  }

  /** The client is there: it gets once more what it did not acknowledge, under the same identifiers. */
  open(line: Line): void {
    this.line = line;
    this.wake();
    const unsent = new Set(this.unsent);
    for (const [id, entry] of this.sent) {
      if (entry.released) line.pubrel(id);
      else if (!unsent.has(entry) && !line.publish(entry.message, entry.qos, id, true)) this.settle(id, entry);
    }
  }

  /** The client is gone. */
  shut(): void {
    this.line = null;
  }

  clear(): void {
    this.line = null;
    this.sent.clear();
    this.unsent = [];
    this.bytesSent = 0;
  }

  /** One more message that {@link transmit} will send. */
  add(entry: Entry): void {
    entry.packetId = this.freeId();
    this.sent.set(entry.packetId, entry);
    this.bytesSent += entry.message.size;
    if (this.isKept) entry.changed();
    this.unsent.push(entry);
  }

  /** Sends what was added, as far as it may leave yet. */
  transmit(): void {
    const { line, unsent } = this;
    if (!line || unsent.length === 0) return;
    let count = 0;
    for (const entry of unsent) {
      // Were its identifier forgotten in a crash, the same message could come twice.
      if (this.isKept && entry.qos === 2 && !entry.isSafe) break;
      count++;
      if (!line.publish(entry.message, entry.qos, entry.packetId, false)) this.settle(entry.packetId, entry);
    }
    unsent.splice(0, count);
    if (unsent.length === 0 || this.waitsForDisk) return;
    this.waitsForDisk = true;
    this.journal.whenStored(() => {
      this.waitsForDisk = false;
      this.transmit();
    });
  }

  /** PUBACK, PUBREC or PUBCOMP. False for one that fits nothing. */
  acknowledged(kind: 'puback' | 'pubrec' | 'pubcomp', id: number): boolean {
    const entry = this.sent.get(id);
    if (!entry) return false;
    if (entry.qos === 1 && kind === 'puback') this.settle(id, entry);
    else if (entry.qos === 2 && kind === 'pubrec' && !entry.released) {
      entry.released = true;
      if (this.isKept) entry.changed();
    } else if (entry.qos === 2 && kind === 'pubcomp' && entry.released) this.settle(id, entry);
    else return false;
    return true;
  }

  /** Leaves to the disk what is on it: memory is for clients that are there. */
  letGo(): void {
    if (this.line || !this.isKept || this.sent.size === 0) return;
    for (const { isSafe } of this.sent.values()) if (!isSafe) return;
    this.asleep = { messages: this.sent.size, bytes: this.bytesSent };
    this.clear();
  }

  private get isKept(): boolean {
    return this.source !== null && !this.source.session.ended;
  }

  private wake(): void {
    if (this.asleep.messages === 0 || !this.source) return;
    const entries = this.source.store.inFlight(this.source.session);
    this.sent = new Map(entries.map((entry) => [entry.packetId, entry]));
    this.bytesSent = entries.reduce((sum, { message }) => sum + message.size, 0);
    this.asleep = { messages: 0, bytes: 0 };
  }

  private settle(id: number, entry: Entry): void {
    this.sent.delete(id);
    this.bytesSent -= entry.message.size;
    if (this.isKept) entry.remove();
  }

  private freeId(): number {
    // Its limits keep a session far from having all identifiers in use.
    do this.lastId = (this.lastId % 65_535) + 1;
    while (this.sent.has(this.lastId));
    return this.lastId;
  }
}
