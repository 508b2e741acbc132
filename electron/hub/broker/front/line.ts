import { publish, pubrel } from './bytes.ts';
import type { InnerClient, Message } from './internals.ts';

/** The way out to one connected client. */
export class Line {
  readonly client: InnerClient;
  private mayRead: (message: Message) => boolean;

  constructor(client: InnerClient, mayRead: (message: Message) => boolean) {
    this.client = client;
    this.mayRead = mayRead;
  }

  /** False for a message that the client may not read now, which is then not sent. */
  publish(message: Message, qos: number, id: number, dup: boolean): boolean {
    if (!this.mayRead(message)) return false;
    const { conn } = this.client;
    if (!conn.writable) return true;
    for (const piece of publish(message, qos, id, dup)) conn.write(piece);
    return true;
  }

  pubrel(id: number): void {
    if (this.client.conn.writable) this.client.conn.write(pubrel(id));
  }

  /** Calls `done` when the client has taken enough of what was sent, or is gone. Never at once: the stack would grow. */
  whenReady(done: () => void): void {
    const { client } = this;
    if (client.conn.writableNeedDrain && !client.closed) client.waitForDrain(() => done());
    else setImmediate(done);
  }
}
