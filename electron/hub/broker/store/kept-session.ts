import type { Batch } from '../../storage/writer/batch.ts';
import { Entry } from './entry.ts';
import type { Journal, Storable } from './journal.ts';
import type { StoredMessage } from './stored-message.ts';

/** A subscription as it is kept; `options` is what aedes' own interface was given beside, as JSON. */
export interface KeptSubscription {
  qos: number;
  options: string | null;
}

/** A QoS 2 message that its publisher did not release yet; `packet` only where aedes' own interface was given one. */
export interface ReceivedPacket {
  packet: string | null;
  payload: Buffer;
}

export interface Drops {
  full: number;
  expired: number;
  lastAt: number | null;
}

const NOTHING = Buffer.alloc(0);

/** What is on disk of one session. Every change is written before long; ask the journal when it is. */
export class KeptSession implements Storable {
  readonly mayComeLater = false;
  readonly number: number;
  readonly clientId: string;
  readonly filters = new Map<string, KeptSubscription>();
  readonly received = new Map<number, ReceivedPacket>();
  readonly drops: Drops = { full: 0, expired: 0, lastAt: null };
  /** The key of who may continue it. */
  owner: string;
  /** When its client was last known to be there. */
  leftAt: number;
  ended = false;
  /** Of the next message that is queued. */
  nextSeq = 1;
  private journal: Journal;
  private onDisk: boolean;
  private rowChanged: boolean;
  private changedFilters = new Set<string>();
  private changedReceived = new Set<number>();
  private removed: [first: number, last: number][] = [];

  constructor(journal: Journal, number: number, clientId: string, owner: string, leftAt: number, onDisk: boolean) {
    this.journal = journal;
    this.number = number;
    this.clientId = clientId;
    this.owner = owner;
    this.leftAt = leftAt;
    this.onDisk = onDisk;
    this.rowChanged = !onDisk;
    if (!onDisk) journal.changed(this);
  }

  /** `owner`, `leftAt` or `drops` was changed. */
  changed(): void {
    this.rowChanged = true;
    this.journal.changed(this);
  }

  subscribe(filter: string, qos: number, options: string | null = null): void {
    const before = this.filters.get(filter);
    if (before && before.qos === qos && before.options === options) return;
    this.filters.set(filter, { qos, options });
    this.changedFilters.add(filter);
    this.journal.changed(this);
  }

  unsubscribe(filter: string): void {
    if (!this.filters.delete(filter)) return;
    this.changedFilters.add(filter);
    this.journal.changed(this);
  }

  receive(packetId: number, packet: string | null = null, payload: Buffer = NOTHING): void {
    this.received.set(packetId, { packet, payload });
    this.changedReceived.add(packetId);
    this.journal.changed(this);
  }

  /** False if it was not received, or released before. */
  release(packetId: number): boolean {
    if (!this.received.delete(packetId)) return false;
    this.changedReceived.add(packetId);
    this.journal.changed(this);
    return true;
  }

  /** A message for its queue, which is written before long. */
  enqueue(message: StoredMessage, qos: number, at: number): Entry {
    const entry = new Entry(this.journal, this, this.nextSeq++, message, qos, at);
    this.journal.changed(entry);
    return entry;
  }

  /** Removes waiting messages that are on disk and of which nothing is in memory, from the first to the last of these numbers. */
  removeQueued(first: number, last: number): void {
    this.removed.push([first, last]);
    this.journal.changed(this);
  }

  /** Forgets it, with its queue and everything else. */
  end(): void {
    this.ended = true;
    this.journal.changed(this);
  }

  store(batch: Batch): void {
    const { number } = this;
    if (this.ended) {
      if (this.onDisk) this.storeEnd(batch);
      this.onDisk = false;
      return;
    }
    if (this.rowChanged) {
      const { full, expired, lastAt } = this.drops;
      batch.run('putSession', number, this.clientId, this.owner, this.leftAt, full, expired, lastAt);
      this.rowChanged = false;
      this.onDisk = true;
    }
    for (const filter of this.changedFilters) {
      const kept = this.filters.get(filter);
      if (kept) batch.run('subscribe', number, filter, kept.qos, kept.options);
      else batch.run('unsubscribe', number, filter);
    }
    for (const packetId of this.changedReceived) {
      const kept = this.received.get(packetId);
      if (kept) batch.run('putReceived', number, packetId, kept.packet, kept.payload);
      else batch.run('removeReceived', number, packetId);
    }
    for (const [first, last] of this.removed) {
      batch.run('releaseRange', number, first, last);
      batch.run('dequeueRange', number, first, last);
    }
    if (this.removed.length > 0) batch.run('removeDone');
    this.changedFilters.clear();
    this.changedReceived.clear();
    this.removed = [];
  }

  private storeEnd(batch: Batch): void {
    const { number } = this;
    batch.run('releaseQueue', number);
    batch.run('endQueue', number);
    batch.run('endReceived', number);
    batch.run('endSubscriptions', number);
    batch.run('endSession', number);
    batch.run('removeDone');
  }
}
