import { LIMITS } from '../../limits.ts';
import type { Entry } from '../store/entry.ts';
import type { KeptSession } from '../store/kept-session.ts';
import type { KeptStore } from '../store/kept-store.ts';
import { WaitingLine } from '../store/waiting-line.ts';

/** Where the contents of a kept session's queue are read from. */
export interface Source {
  store: KeptStore;
  session: KeptSession;
}

/** The messages that wait for one client, oldest first. Of a kept session only the first and the last ones are in memory. */
export class Backlog {
  readonly line: WaitingLine;
  private source: Source | null;
  /** Those whose contents are at hand, by their number. */
  private atHand = new Map<number, Entry>();
  private mostAtHand: number = LIMITS.recentMessages;
  /** The last one of the page that was read: all up to it are taken soon. */
  private readTo = 0;

  constructor(source: Source | null, line = new WaitingLine()) {
    this.source = source;
    this.line = line;
  }

  push(entry: Entry): void {
    this.line.push(entry.seq, Math.floor(entry.at / 1_000), entry.message.size);
    this.atHand.set(entry.seq, entry);
    if (this.atHand.size > this.mostAtHand) this.letGo(this.readTo);
  }

  /** Takes the oldest; `undefined` if none waits. */
  shift(): Entry | undefined {
    while (this.line.length > 0) {
      const { seq } = this.line.at(0);
      if (!this.atHand.has(seq)) this.read(seq);
      const entry = this.atHand.get(seq);
      this.line.shift();
      this.atHand.delete(seq);
      // What the disk has lost cannot be sent.
      if (entry) return entry;
    }
    return undefined;
  }

  /** Removes the oldest. Must not be empty. */
  dropOldest(): void {
    const { seq } = this.line.shift();
    if (!this.removeAtHand(seq)) this.source?.session.removeQueued(seq, seq);
  }

  /** Removes those that are named and still wait. */
  remove(seqs: ReadonlySet<number>): { messages: number; bytes: number } {
    const before = { messages: this.line.length, bytes: this.line.bytes };
    const runs: [number, number][] = [];
    let run: [number, number] | null = null;
    this.line.each((seq) => {
      if (!seqs.has(seq) || this.removeAtHand(seq)) run = null;
      // Whatever is in between went by itself, and must not be counted a second time.
      else if (run && run[1] === seq - 1) run[1] = seq;
      else {
        run = [seq, seq];
        runs.push(run);
      }
      return true;
    });
    for (const [first, last] of runs) this.source?.session.removeQueued(first, last);
    this.line.filter((seq) => !seqs.has(seq));
    return { messages: before.messages - this.line.length, bytes: before.bytes - this.line.bytes };
  }

  /** Some waiting messages, from `seq` on, oldest first; what is only in memory comes with the rest. */
  *page(seq: number, most: number): Generator<Entry> {
    const wanted: number[] = [];
    this.line.each((other) => {
      if (other >= seq) wanted.push(other);
      return wanted.length < most;
    });
    const missing = wanted.find((other) => !this.atHand.has(other));
    const read = new Map<number, Entry>();
    if (missing !== undefined && this.source) {
      for (const entry of this.source.store.waiting(this.source.session, missing, most)) read.set(entry.seq, entry);
    }
    for (const other of wanted) {
      const entry = this.atHand.get(other) ?? read.get(other);
      if (entry) yield entry;
    }
  }

  /** Of those after `seq`, keeps in memory only what is not on disk yet. */
  letGo(seq = 0): void {
    if (!this.source) return;
    for (const [other, entry] of this.atHand) if (entry.isSafe && other > seq) this.atHand.delete(other);
    this.mostAtHand = Math.max(LIMITS.recentMessages, 2 * this.atHand.size);
  }

  clear(): void {
    this.line.clear();
    this.atHand.clear();
  }

  private removeAtHand(seq: number): boolean {
    const entry = this.atHand.get(seq);
    entry?.remove();
    return this.atHand.delete(seq);
  }

  /** Reads the next ones from disk: all that are not in memory are there. */
  private read(from: number): void {
    if (!this.source) return;
    let count = 0;
    let bytes = 0;
    this.line.each((_seq, _at, size) => {
      bytes += size;
      if (count > 0 && bytes > LIMITS.queuePageBytes) return false;
      return ++count < LIMITS.queuePageMessages;
    });
    for (const entry of this.source.store.waiting(this.source.session, from, count)) {
      if (!this.atHand.has(entry.seq)) this.atHand.set(entry.seq, entry);
      this.readTo = entry.seq;
    }
  }
}
