import { LIMITS } from '../../limits.ts';
import { publish, pubrel } from './bytes.ts';
import type { InnerClient, Message } from './internals.ts';

/** The way out to one connected client. */
export class Line {
  readonly client: InnerClient;
  private mayRead: (message: Message) => boolean;
  private drained: () => void;
  private sent: (bytes: number) => void;
  private isWatching = false;

  /** `drained`: everything that was written has left. `sent`: told of each message, by the bytes of its payload. */
  constructor(client: InnerClient, mayRead: (message: Message) => boolean, drained: () => void, sent: (bytes: number) => void) {
    this.client = client;
    this.mayRead = mayRead;
    this.drained = drained;
    this.sent = sent;
  }

  /** More was written than it takes at once. */
  get isJammed(): boolean {
    return this.client.conn.writableNeedDrain && !this.client.closed;
  }

  /** False when so much was written that the rest is better kept in the queue. */
  get isFree(): boolean {
    return this.client.conn.writableLength < LIMITS.slowReaderBytes;
  }

  /** False for a message that the client may not read now, which is then not sent. Of QoS 0 nothing is sent to who is far behind. */
  publish(message: Message, qos: number, id: number, dup: boolean): boolean {
    if (!this.mayRead(message)) return false;
    const { conn } = this.client;
    if (!conn.writable || (qos === 0 && !this.isFree)) return true;
    for (const piece of publish(message, qos, id, dup)) conn.write(piece);
    this.sent(message.payload.length);
    if (conn.writableNeedDrain && !this.isWatching) this.watch();
    return true;
  }

  pubrel(id: number): void {
    if (this.client.conn.writable) this.client.conn.write(pubrel(id));
  }

  private watch(): void {
    this.isWatching = true;
    this.client.conn.once('drain', () => {
      this.isWatching = false;
      this.drained();
    });
  }
}
