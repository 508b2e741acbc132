import type { DatabaseSync } from 'node:sqlite';
import { type MessagePort, Worker } from 'node:worker_threads';
import { type Batch, Executor, type PackedBatch } from './batch.ts';

/** Puts batches on disk, one after the other, in the order in which they were given. */
export interface Writer {
  /** The last try failed; the same is tried again and again. */
  readonly isFailing: boolean;
  /** Resolves when the batch is on disk. Tries for as long as it takes: it never rejects, and what comes later waits. */
  write(batch: Batch): Promise<void>;
  /** Resolves when nothing is being written any more. A batch that cannot be stored now is given up. */
  close(): Promise<void>;
}

/** Told each time that a batch could not be stored, with SQLite's error, and when that is over. */
export interface WriterNews {
  failed(error: Error): void;
  recovered(): void;
}

/** Writes on the caller's own thread, through a connection that it shares. Throws where the disk fails. */
export class DirectWriter implements Writer {
  readonly isFailing = false;
  private executor: Executor;

  constructor(database: DatabaseSync) {
    this.executor = new Executor(database);
  }

  async write(batch: Batch): Promise<void> {
    this.executor.execute(batch.pack());
  }

  async close(): Promise<void> {}
}

/** What the writer's thread is told, and what it tells. */
export type ToWriter = { batch: PackedBatch } | 'close';
export type FromWriter = 'stored' | { failed: { message: string; code: string; errcode: number } };

/** From source, in tests, the thread is a TypeScript file; in the app it is built beside the hub's own. */
const THREAD = import.meta.url.endsWith('.ts')
  ? new URL('../../../storage-thread.ts', import.meta.url)
  : new URL('./storage-thread.cjs', import.meta.url);

/**
 * Writes on a thread of its own, with a connection of its own, so that nobody waits for the disk but who asked for it.
 * Ending the hub must wait for {@link ThreadWriter.close}.
 */
export class ThreadWriter implements Writer {
  isFailing = false;
  private file: string;
  private news: WriterNews;
  private worker: Worker | null = null;
  private closing = false;
  private waiting: (() => void)[] = [];

  /** `file` is that of a database that is up to date. The thread starts with the first batch. */
  constructor(file: string, news: WriterNews) {
    this.file = file;
    this.news = news;
  }

  write(batch: Batch): Promise<void> {
    this.worker ??= this.start();
    const packed = batch.pack();
    const message: ToWriter = { batch: packed };
    this.worker.postMessage(message, [packed.numbers.buffer, packed.bytes.buffer]);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.closing = true;
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close' satisfies ToWriter);
    await gone;
  }

  private start(): Worker {
    const worker = new Worker(THREAD, { workerData: { file: this.file } });
    worker.on('message', (message: FromWriter) => {
      if (message === 'stored') {
        const recovered = this.isFailing;
        this.isFailing = false;
        this.waiting.shift()?.();
        if (recovered) this.news.recovered();
        return;
      }
      this.isFailing = true;
      this.news.failed(Object.assign(new Error(message.failed.message), message.failed));
    });
    // Nothing could be stored or acknowledged any more: better that the hub ends, and is started anew, than that it seems to work.
    worker.on('error', (error) => {
      throw error;
    });
    worker.on('exit', (code) => {
      if (!this.closing) throw new Error(`The thread that writes to disk ended with code ${code}.`);
    });
    return worker;
  }
}

/** The other end of {@link ThreadWriter}, on its thread. `retryMs` after a failure, also to open the database, it tries the same batch again. */
export function serveWriter(port: MessagePort, open: () => DatabaseSync, retryMs: number): void {
  let database: DatabaseSync | undefined;
  let executor: Executor | undefined;
  const queue: PackedBatch[] = [];
  let retry: NodeJS.Timeout | undefined;
  let closing = false;
  const tell = (message: FromWriter) => port.postMessage(message);

  function work(): void {
    retry = undefined;
    for (let batch = queue[0]; batch; batch = queue[0]) {
      try {
        database ??= open();
        executor ??= new Executor(database);
        executor.execute(batch);
      } catch (error) {
        const { message, code = '', errcode = 0 } = error as Error & { code?: string; errcode?: number };
        tell({ failed: { message, code, errcode } });
        if (closing) end();
        else retry = setTimeout(work, retryMs);
        return;
      }
      queue.shift();
      tell('stored');
    }
    if (closing) end();
  }

  function end(): void {
    database?.close();
    port.close();
  }

  port.on('message', (message: ToWriter) => {
    if (message === 'close') closing = true;
    else queue.push(message.batch);
    if (retry === undefined) work();
    else if (closing) {
      clearTimeout(retry);
      work();
    }
  });
}
