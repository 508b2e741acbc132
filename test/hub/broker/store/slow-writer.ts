import type { DatabaseSync } from 'node:sqlite';
import { type Batch, Executor } from '../../../../electron/hub/storage/writer/batch.ts';
import type { Writer } from '../../../../electron/hub/storage/writer/writer.ts';

/** Writes when a test says so, or at once after {@link SlowWriter.flow}. */
export class SlowWriter implements Writer {
  isFailing = false;
  /** Batches that were given, written or not. */
  batches = 0;
  private executor: Executor;
  private waiting: (() => void)[] = [];
  private isFlowing = false;
  private isCut = false;

  constructor(database: DatabaseSync) {
    this.executor = new Executor(database);
  }

  write(batch: Batch): Promise<void> {
    this.batches++;
    return new Promise((resolve) => {
      this.waiting.push(() => {
        this.executor.execute(batch.pack());
        resolve();
      });
      if (this.isFlowing) void this.writeNext();
    });
  }

  /** Writes the oldest batch that waits. Resolves when whoever waited for it was told. */
  async writeNext(): Promise<void> {
    if (!this.isCut) this.waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** From now on every batch is written at once. */
  async flow(): Promise<void> {
    this.isFlowing = true;
    while (this.waiting.length > 0) await this.writeNext();
  }

  /** From now on batches wait again. */
  hold(): void {
    this.isFlowing = false;
  }

  /** The power is gone: nothing is written from now on. */
  cut(): void {
    this.isCut = true;
    this.isFlowing = false;
  }

  async close(): Promise<void> {}
}
