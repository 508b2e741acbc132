import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { LIMITS } from '../../limits.ts';
import { transaction } from '../database.ts';
import { NUMBER_OF, STATEMENTS, type StatementName } from './statements.ts';

/** A batch on its way to another thread: few large pieces travel much faster than many small ones. */
export interface PackedBatch {
  /** For each statement its number, then one number for each of its values. */
  numbers: Float64Array<ArrayBuffer>;
  texts: string[];
  bytes: Uint8Array<ArrayBuffer>;
}

type Value = number | string | Uint8Array | null;

/** Stands among the numbers for a value that is no number: a text comes next in `texts`, null has none. */
const TEXT = -1;
const NULL = -2;

const ENQUEUE = NUMBER_OF.enqueue;

/** Statements that are to be stored together. */
export class Batch {
  private numbers: number[] = [];
  private texts: string[] = [];
  private blobs: Uint8Array[] = [];
  private blobBytes = 0;

  get isEmpty(): boolean {
    return this.numbers.length === 0;
  }

  /** Values as the statement's letters say. Whole numbers only. What is in a payload must not change afterwards. */
  run(name: StatementName, ...values: Value[]): void {
    const number = NUMBER_OF[name];
    const { numbers } = this;
    numbers.push(number);
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as Value;
      if (typeof value === 'number') numbers.push(value);
      else if (typeof value === 'string') {
        numbers.push(TEXT);
        this.texts.push(value);
      } else if (value === null) numbers.push(NULL);
      else {
        numbers.push(value.length);
        this.blobs.push(value);
        this.blobBytes += value.length;
      }
    }
  }

  pack(): PackedBatch {
    const bytes = new Uint8Array(this.blobBytes);
    let at = 0;
    for (const blob of this.blobs) {
      bytes.set(blob, at);
      at += blob.length;
    }
    return { numbers: Float64Array.from(this.numbers), texts: this.texts, bytes };
  }
}

/** Carries out batches on one database. */
export class Executor {
  private database: DatabaseSync;
  private prepared: StatementSync[];

  constructor(database: DatabaseSync) {
    this.database = database;
    // A message for many sessions changes as many pages, and what does not fit is written again and again.
    database.exec(`PRAGMA cache_size = -${LIMITS.storeCacheKib}`);
    this.prepared = STATEMENTS.map(({ sql }) => database.prepare(sql));
  }

  /** All of the batch is on disk when it returns. Throws, with nothing of it stored, if that cannot be. */
  execute(batch: PackedBatch): void {
    transaction(this.database, () => this.run(batch));
  }

  private run({ numbers, texts, bytes }: PackedBatch): void {
    const queued: Value[][] = [];
    let next = 0;
    let nextText = 0;
    let nextByte = 0;
    const take = (kind: string): Value => {
      const number = numbers[next++] as number;
      if (kind === 'n') return number;
      if (number === NULL) return null;
      if (kind === 'N') return number;
      if (number === TEXT) return texts[nextText++] as string;
      nextByte += number;
      return bytes.subarray(nextByte - number, nextByte);
    };
    while (next < numbers.length) {
      const number = numbers[next++] as number;
      const { kinds } = STATEMENTS[number] as (typeof STATEMENTS)[number];
      const values: Value[] = [];
      for (let at = 0; at < kinds.length; at++) values.push(take(kinds[at] as string));
      if (number === ENQUEUE) queued.push(values);
      else (this.prepared[number] as StatementSync).run(...values);
    }
    this.enqueue(queued);
  }

  /** Queue by queue, because each is in another place of the file; nothing else in a batch is about a message that it queues. */
  private enqueue(queued: Value[][]): void {
    const statement = this.prepared[ENQUEUE] as StatementSync;
    queued.sort(([a], [b]) => (a as number) - (b as number));
    for (const values of queued) statement.run(...values);
  }
}
