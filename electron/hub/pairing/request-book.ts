import type { Request } from '../../contract/model.ts';
import type { Attempt } from '../storage/attempt.ts';
import type { RequestsTable, StoredRequest } from '../storage/requests-table.ts';
import { liveKey } from './names.ts';

/** Pending or allowed: it can still get somewhere. */
export const isLive = (request: StoredRequest) => request.state === 'pending' || request.state === 'allowed';

/** Every request of the inbox, in memory and in its table; at most one live one for each of {@link liveKey}. */
export class RequestBook {
  private table: RequestsTable;
  private changed: (ids: string[]) => void;
  private attempt: Attempt;
  private requests = new Map<string, StoredRequest>();
  private byWho = new Map<string, StoredRequest>();
  /** Changed or gone since they were written. */
  private unsaved = new Set<string>();

  constructor(table: RequestsTable, changed: (ids: string[]) => void, attempt: Attempt) {
    this.table = table;
    this.changed = changed;
    this.attempt = attempt;
  }

  /** Reads the table. */
  load(): void {
    for (const request of this.table.all()) this.index(request);
  }

  /** Oldest first; safe to change the book while going through it. */
  all(): StoredRequest[] {
    return [...this.requests.values()];
  }

  live(): StoredRequest[] {
    return [...this.byWho.values()];
  }

  get(id: string): StoredRequest | null {
    return this.requests.get(id) ?? null;
  }

  liveOf(who: Pick<Request, 'protocol' | 'address' | 'node'>): StoredRequest | null {
    return this.byWho.get(liveKey(who)) ?? null;
  }

  /** Takes what a person decided: nothing changes if it cannot be written. `write`: how, if not by itself. */
  decide(request: StoredRequest, write: (save: () => void) => void = (save) => save()): void {
    write(() => this.table.save(request));
    this.index(request);
    this.unsaved.delete(request.id);
    this.changed([request.id]);
  }

  /** Takes a new or changed request, and writes it now or with a later {@link flush}. */
  store(request: StoredRequest): void {
    this.index(request);
    this.write(request.id);
  }

  /** Notes that only times and counts changed: {@link flush} writes them. */
  touch(request: StoredRequest): void {
    this.unsaved.add(request.id);
    this.changed([request.id]);
  }

  /** Forgets it, on disk now or with a later {@link flush}. */
  remove(request: StoredRequest): void {
    this.requests.delete(request.id);
    if (this.byWho.get(liveKey(request))?.id === request.id) this.byWho.delete(liveKey(request));
    this.write(request.id);
  }

  /** Writes what is not yet written. What cannot be written now is kept for the next time. */
  flush(): void {
    const ids = [...this.unsaved];
    const there = ids.flatMap((id) => this.requests.get(id) ?? []);
    const gone = ids.filter((id) => !this.requests.has(id));
    if (ids.length > 0 && this.attempt(() => this.table.update(there, gone))) this.unsaved.clear();
  }

  private write(id: string): void {
    this.unsaved.add(id);
    const request = this.requests.get(id);
    if (this.attempt(() => (request ? this.table.save(request) : this.table.remove(id)))) this.unsaved.delete(id);
    this.changed([id]);
  }

  private index(request: StoredRequest): void {
    this.requests.set(request.id, request);
    const key = liveKey(request);
    if (isLive(request)) this.byWho.set(key, request);
    else if (this.byWho.get(key)?.id === request.id) this.byWho.delete(key);
  }
}
