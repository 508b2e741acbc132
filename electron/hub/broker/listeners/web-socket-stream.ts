import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

type Done = (error?: Error | null) => void;

const NORMAL = 1000;
const UNSUPPORTED_DATA = 1003;

/** The bytes of a WebSocket's binary messages as one stream; where messages begin and end means nothing in MQTT (3.1.1, 6.0). */
export class WebSocketStream extends Duplex {
  private socket: WebSocket;

  constructor(socket: WebSocket) {
    // A client that left is answered no more, but what it sent before is still read.
    super({ allowHalfOpen: false });
    this.socket = socket;
    socket.on('message', (data, isBinary) => this.received(data, isBinary));
    // What is wrong with a message is told to the client by the library, which then closes.
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => {
      if (!this.destroyed) this.push(null);
    });
  }

  override _read(): void {
    if (this.socket.isPaused) this.socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, done: Done): void {
    this.send(chunk, done);
  }

  /** What was written in one go leaves as one message. */
  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    this.send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: Done): void {
    this.socket.close(NORMAL);
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.terminate();
    done(error);
  }

  private received(data: RawData, isBinary: boolean): void {
    if (this.destroyed) return;
    if (!isBinary) {
      this.socket.close(UNSUPPORTED_DATA, 'MQTT travels in binary messages');
      this.destroy(new Error('it sent a text message where MQTT travels in binary ones'));
    } else if (!this.push(data)) this.socket.pause();
  }

  private send(bytes: Buffer, done: Done): void {
    if (this.socket.readyState !== this.socket.OPEN) done(new Error('the WebSocket is closed'));
    else this.socket.send(bytes, { binary: true }, done);
  }
}
