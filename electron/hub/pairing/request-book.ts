import type { Request } from '../../contract/model.ts';
import type { RequestsTable, StoredRequest } from '../storage/requests-table.ts';

/** Pending or allowed: it can still get somewhere. */
export const isLive = (request: StoredRequest) => request.state === 'pending' || request.state === 'allowed';

const liveKey = (request: Pick<Request, 'protocol' | 'address'>) => `${request.protocol} ${request.address}`;

/** Every request of the inbox, in memory and in its table; at most one live one for each protocol and address. */
export class RequestBook {
  private table: RequestsTable;
  private changed: (ids: string[]) => void;
  private requests = new Map<string, StoredRequest>();
  private byAddress = new Map<string, StoredRequest>();
  private unsaved = new Set<string>();

  constructor(table: RequestsTable, changed: (ids: string[]) => void) {
    this.table = table;
    this.changed = changed;
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
    return [...this.byAddress.values()];
  }

  get(id: string): StoredRequest | null {
    return this.requests.get(id) ?? null;
  }

  liveAt(protocol: Request['protocol'], address: string): StoredRequest | null {
    return this.byAddress.get(liveKey({ protocol, address })) ?? null;
  }

  /** Writes a new or changed request to disk. */
  store(request: StoredRequest): void {
    this.index(request);
    this.unsaved.delete(request.id);
    this.table.save(request);
    this.changed([request.id]);
  }

  /** Notes that only times and counts changed: {@link flush} writes them. */
  touch(request: StoredRequest): void {
    this.unsaved.add(request.id);
    this.changed([request.id]);
  }

  remove(request: StoredRequest): void {
    this.requests.delete(request.id);
    this.unsaved.delete(request.id);
    if (this.byAddress.get(liveKey(request)) === request) this.byAddress.delete(liveKey(request));
    this.table.remove(request.id);
    this.changed([request.id]);
  }

  flush(): void {
    this.table.save(...this.all().filter((request) => this.unsaved.has(request.id)));
    this.unsaved.clear();
  }

  private index(request: StoredRequest): void {
    this.requests.set(request.id, request);
    const key = liveKey(request);
    if (isLive(request)) this.byAddress.set(key, request);
    else if (this.byAddress.get(key) === request) this.byAddress.delete(key);
  }
}
