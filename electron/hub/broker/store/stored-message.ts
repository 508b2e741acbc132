import type { Batch } from '../../storage/writer/batch.ts';

/** A published message, kept once for all queues that it waits in. */
export class StoredMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** As it was published. */
  readonly qos: number;
  readonly retain: boolean;
  /** What aedes' own interface was given beside, as JSON. */
  readonly extra: string | null;
  /** Bytes of topic and payload. */
  readonly size: number;
  /** Its number on disk; 0 while it has none. */
  row: number;
  /** Queues gained and lost since it was last stored. */
  change = 0;
  private onDisk: boolean;
  /** The queues that it waits in on disk: never too few; `null` if that is not known. */
  private waiting: number | null = null;

  constructor(topic: string, payload: Buffer, qos: number, retain: boolean, extra: string | null = null, row = 0) {
    this.topic = topic;
    this.payload = payload;
    this.qos = qos;
    this.retain = retain;
    this.extra = extra;
    this.row = row;
    this.onDisk = row !== 0;
    this.size = Buffer.byteLength(topic) + payload.length;
  }

  /** True if it may be waiting nowhere now and still be on disk. */
  store(batch: Batch): boolean {
    const { change, row } = this;
    this.change = 0;
    if (change === 0) return false;
    if (!this.onDisk) {
      batch.run('addMessage', row, this.topic, this.payload, this.qos, Number(this.retain), this.extra, change);
      this.onDisk = true;
      this.waiting = change;
      return false;
    }
    if (this.waiting !== null) this.waiting += change;
    if (this.waiting === 0) {
      batch.run('removeMessage', row);
      return false;
    }
    batch.run('addWaiting', change, row);
    return true;
  }
}
