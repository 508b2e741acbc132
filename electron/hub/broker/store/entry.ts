import type { Batch } from '../../storage/writer/batch.ts';
import type { Journal, Storable } from './journal.ts';
import type { StoredMessage } from './stored-message.ts';

/** Where an {@link Entry} belongs. */
export interface Place {
  readonly number: number;
  /** All that is on disk of it goes in one stroke. */
  readonly ended: boolean;
}

/** A message in one session's queue, or on its way to the client. */
export class Entry implements Storable {
  readonly mayComeLater = true;
  readonly seq: number;
  readonly message: StoredMessage;
  /** What its subscriptions grant, at most that of the message. */
  readonly qos: number;
  /** When it was queued, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** 0 while it waits. */
  packetId = 0;
  /** QoS 2: its PUBREC came, only the identifier still counts. */
  released = false;
  /** It is on disk as it is now, or was never meant to be. */
  isSafe = false;
  private place: Place;
  private journal: Journal;
  private onDisk = false;
  private gone = false;

  constructor(journal: Journal, place: Place, seq: number, message: StoredMessage, qos: number, at: number) {
    this.journal = journal;
    this.place = place;
    this.seq = seq;
    this.message = message;
    this.qos = qos;
    this.at = at;
  }

  /** One that was read from disk. */
  static read(journal: Journal, place: Place, message: StoredMessage, row: { seq: number; qos: number; at: number }): Entry {
    const entry = new Entry(journal, place, row.seq, message, row.qos, row.at);
    entry.onDisk = true;
    entry.isSafe = true;
    return entry;
  }

  /** It is different from what is on disk. */
  changed(): void {
    this.isSafe = false;
    this.journal.changed(this);
  }

  /** It is needed no longer. */
  remove(): void {
    this.gone = true;
    this.journal.changed(this);
  }

  store(batch: Batch): void {
    const { place, seq, packetId, released, journal } = this;
    if (place.ended) return;
    if (this.gone) {
      if (!this.onDisk) return;
      batch.run('dequeue', place.number, seq);
      journal.count(this.message, -1);
      this.onDisk = false;
      return;
    }
    if (this.onDisk) batch.run('updateQueued', packetId, Number(released), place.number, seq);
    else {
      const row = journal.count(this.message, 1);
      batch.run('enqueue', place.number, seq, row, this.qos, this.at, this.message.size, packetId, Number(released));
      this.onDisk = true;
    }
    journal.afterStored(() => {
      // It may have changed again meanwhile.
      if (this.packetId === packetId && this.released === released) this.isSafe = true;
    });
  }
}
