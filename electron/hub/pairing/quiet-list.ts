import { UserError } from '../../contract/errors.ts';
import type { Quieted } from '../../contract/model.ts';
import type { Attempt } from '../storage/attempt.ts';
import type { QuietedTable } from '../storage/quieted-table.ts';
import { words } from '../words/index.ts';

export interface QuietListNeeds {
  table: QuietedTable;
  attempt: Attempt;
  limits: { deniedSilenceMs: number; quieted: number };
  changed: (keys: string[]) => void;
}

/**
 * The devices that get no card when they ask: denied ones until they have been silent for a while,
 * ignored ones until it is undone. Decisions are stored at once, times on {@link flush}.
 */
export class QuietList {
  private needs: QuietListNeeds;
  private entries = new Map<string, Quieted>();
  /** Changed or gone since they were written. */
  private unsaved = new Set<string>();
  /** Silence before this moment does not count: nobody was listening. */
  private listeningSince = 0;

  constructor(needs: QuietListNeeds) {
    this.needs = needs;
    for (const entry of needs.table.all()) this.entries.set(entry.key, entry);
  }

  /** Newest first. */
  list(): Quieted[] {
    return [...this.entries.values()].map((entry) => ({ ...entry })).sort((a, b) => b.since - a.since);
  }

  get(key: string): Quieted | null {
    return this.entries.get(key) ?? null;
  }

  /** The entry whose device was last heard at this address. */
  findByAddress(address: string): Quieted | null {
    const here = [...this.entries.values()].filter((entry) => entry.address === address);
    return here.sort((a, b) => b.lastSeenAt - a.lastSeenAt)[0] ?? null;
  }

  /**
   * What a person decided: nothing changes if it cannot be written.
   * Throws a {@link UserError} when the list is full of ignored devices: none of them is ever dropped unasked.
   */
  add(entry: Quieted): void {
    const oldest = this.entries.has(entry.key) || this.entries.size < this.needs.limits.quieted ? null : this.oldestDenied();
    this.needs.table.update([entry], oldest ? [oldest.key] : []);
    if (oldest) this.forget(oldest.key);
    this.entries.set(entry.key, { ...entry });
    this.unsaved.delete(entry.key);
    this.needs.changed([entry.key]);
  }

  /** A device of this list knocked. */
  hear(key: string, address: string, now: number): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    entry.lastSeenAt = now;
    entry.address = address;
    this.unsaved.add(key);
    this.needs.changed([key]);
  }

  /** The device behind `from` has told its name, so its entry follows it wherever it goes. */
  rekey(from: string, to: string, name: string): void {
    const entry = this.entries.get(from);
    if (!entry || this.entries.has(to)) return;
    this.entries.delete(from);
    this.entries.set(to, { ...entry, key: to, name });
    this.writeLater(from, to);
  }

  /** The device may ask again. Throws a {@link UserError} if it is not on the list. */
  undo(key: string): Quieted {
    const entry = this.entries.get(key);
    if (!entry) throw new UserError(words.pairing.notQuiet);
    this.needs.table.remove(key);
    this.forget(key);
    return entry;
  }

  /** From now on silence counts: called at start and after the machine slept. */
  listenFrom(now: number): void {
    this.listeningSince = now;
  }

  /** Forgets denied devices that were silent long enough, and returns them. */
  expire(now: number): Quieted[] {
    const over = [...this.entries.values()].filter((entry) => this.endsAt(entry) <= now);
    for (const entry of over) this.entries.delete(entry.key);
    this.writeLater(...over.map((entry) => entry.key));
    return over;
  }

  /** When the next entry ends, if nobody knocks before. */
  nextEnd(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const entry of this.entries.values()) next = Math.min(next, this.endsAt(entry));
    return next;
  }

  get hasUnsaved(): boolean {
    return this.unsaved.size > 0;
  }

  /** Writes what is not yet written. What cannot be written now is kept for the next time. */
  flush(): void {
    const keys = [...this.unsaved];
    const there = keys.flatMap((key) => this.entries.get(key) ?? []);
    const gone = keys.filter((key) => !this.entries.has(key));
    if (keys.length > 0 && this.needs.attempt(() => this.needs.table.update(there, gone))) this.unsaved.clear();
  }

  private endsAt(entry: Quieted): number {
    if (entry.reason === 'ignored') return Number.POSITIVE_INFINITY;
    return Math.max(entry.lastSeenAt, this.listeningSince) + this.needs.limits.deniedSilenceMs;
  }

  private oldestDenied(): Quieted {
    const denied = [...this.entries.values()].filter((entry) => entry.reason === 'denied');
    const oldest = denied.sort((a, b) => a.since - b.since)[0];
    if (!oldest) throw new UserError(words.pairing.quietFull(this.entries.size));
    return oldest;
  }

  private forget(key: string): void {
    this.entries.delete(key);
    this.unsaved.delete(key);
    this.needs.changed([key]);
  }

  private writeLater(...keys: string[]): void {
    if (keys.length === 0) return;
    for (const key of keys) this.unsaved.add(key);
    this.flush();
    this.needs.changed(keys);
  }
}
