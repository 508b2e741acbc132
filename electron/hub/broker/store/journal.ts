import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { Batch } from '../../storage/writer/batch.ts';
import type { Writer } from '../../storage/writer/writer.ts';
import type { StoredMessage } from './stored-message.ts';

/** Something whose state in memory is ahead of that on disk. */
export interface Storable {
  /** What it adds is right by itself, whatever else of the same batch changes before it is asked. */
  readonly mayComeLater: boolean;
  /** Adds what is different now; may call {@link Journal.stored}. Called once for any number of changes. */
  store(batch: Batch): void;
}

/**
 * Gathers what changes while a batch is being written, and writes it as the next one: one write to the disk for as many
 * messages as came meanwhile. What came and went in between is never written.
 */
export class Journal {
  private writer: Writer;
  private clock: Clock;
  private dirty = new Set<Storable>();
  /** Filled while a batch is made. */
  private counted = new Set<StoredMessage>();
  private tasks: (() => void)[] = [];
  private waiters: (() => void)[] = [];
  /** Those who wait for the batch that is being written. */
  private writing: (() => void)[] | null = null;
  private cancelLazy: (() => void) | null = null;
  private urgent = false;
  private nextRow: number;

  /** `nextRow`: a number above those of all messages on disk. */
  constructor(writer: Writer, clock: Clock, nextRow: number) {
    this.writer = writer;
    this.clock = clock;
    this.nextRow = nextRow;
  }

  /** It is written before long, at once if somebody waits. */
  changed(item: Storable): void {
    this.dirty.add(item);
    if (!this.writing) this.cancelLazy ??= this.clock.after(LIMITS.storeDelayMs, () => this.flush());
  }

  /** Calls `done`, later, when all that changed until now is on disk. */
  whenStored(done: () => void): void {
    if (this.dirty.size > 0) {
      this.waiters.push(done);
      if (this.writing || this.urgent) return;
      this.urgent = true;
      // Whatever else comes in this turn goes with it.
      setImmediate(() => this.flush());
    } else if (this.writing) this.writing.push(done);
    else setImmediate(done);
  }

  /** The same as a promise. */
  stored(): Promise<void> {
    return new Promise((resolve) => this.whenStored(resolve));
  }

  /** The disk takes nothing now. */
  get isFailing(): boolean {
    return this.writer.isFailing;
  }

  /** For {@link Storable.store}: the message gains or loses a queue that it waits in. Returns its number on disk. */
  count(message: StoredMessage, change: 1 | -1): number {
    if (message.row === 0) message.row = this.nextRow++;
    message.change += change;
    this.counted.add(message);
    return message.row;
  }

  /** For {@link Storable.store}: called when what it just added is on disk. */
  afterStored(task: () => void): void {
    this.tasks.push(task);
  }

  private flush(): void {
    this.cancelLazy?.();
    this.cancelLazy = null;
    this.urgent = false;
    if (this.writing) return;
    const { dirty, waiters } = this;
    this.dirty = new Set();
    this.waiters = [];
    this.tasks = [];
    this.writing = waiters;
    const batch = new Batch();
    const later: Storable[] = [];
    for (const item of dirty) {
      if (item.mayComeLater) later.push(item);
      else item.store(batch);
    }
    this.gather(batch, later, 0);
  }

  /** A fan-out to a thousand clients makes long batches: they are put together in pieces, between which messages go on. */
  private gather(batch: Batch, items: Storable[], from: number): void {
    const to = from + LIMITS.storeGather;
    for (const item of items.slice(from, to)) item.store(batch);
    if (to < items.length) {
      setImmediate(() => this.gather(batch, items, to));
      return;
    }
    this.storeMessages(batch);
    this.write(batch, this.tasks);
  }

  private storeMessages(batch: Batch): void {
    let left = false;
    for (const message of this.counted) left = message.store(batch) || left;
    if (left) batch.run('removeDone');
    this.counted.clear();
  }

  private write(batch: Batch, tasks: (() => void)[]): void {
    const stored = () => {
      const waiters = this.writing ?? [];
      this.writing = null;
      for (const task of tasks) task();
      for (const done of waiters) done();
      if (this.waiters.length > 0) this.flush();
      else if (this.dirty.size > 0) this.cancelLazy ??= this.clock.after(LIMITS.storeDelayMs, () => this.flush());
    };
    if (batch.isEmpty) setImmediate(stored);
    else void this.writer.write(batch).then(stored);
  }
}
