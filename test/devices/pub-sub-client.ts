import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { connect, type Socket } from 'node:net';

/** PubSubClient 2.6 (MQTT_MAX_PACKET_SIZE): `connect()` and `publish()` build the packet in a buffer of this size. */
const BUFFER_BYTES = 128;
/** It leaves 5 bytes for the fixed header, whatever that needs. */
const HEADER_BYTES = 5;
const KEEP_ALIVE_S = 15;

const text = (value: string) => {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

export interface PubSubEvents {
  connected: [];
  /** CONNACK with a code that is not 0 (MQTT 3.1.1, 3.2.2.3). */
  refused: [code: number];
  message: [topic: string, payload: string];
  closed: [];
}

/** An MQTT 3.1.1 client within the bounds of PubSubClient 2.6: clean session, keep-alive 15 s, QoS 0, packets of 128 bytes. */
export class PubSubClient extends EventEmitter<PubSubEvents> {
  private socket: Socket;
  private received = Buffer.alloc(0);
  private pings: NodeJS.Timeout | null = null;
  private packetId = 0;

  constructor(options: { server: string; port: number; localAddress: string; clientId: string; user: string; pass: string }) {
    super();
    const { server: host, port, localAddress, clientId, user, pass } = options;
    const flags = user ? 0b1100_0010 : 0b0000_0010;
    const credential = user ? [text(user), text(pass)] : [];
    const head = Buffer.concat([text('MQTT'), Buffer.from([4, flags, 0, KEEP_ALIVE_S])]);
    const body = Buffer.concat([head, text(clientId), ...credential]);
    assert(HEADER_BYTES + body.length <= BUFFER_BYTES, `CONNECT of ${HEADER_BYTES + body.length} bytes would overrun the buffer`);
    this.socket = connect({ host, port, localAddress }, () => this.send(0x10, body));
    this.socket.on('data', (chunk) => this.read(chunk));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      if (this.pings) clearInterval(this.pings);
      this.emit('closed');
    });
  }

  /** False if the packet is too long: the firmware drops it without a word. */
  publish(topic: string, payload: string): boolean {
    if (HEADER_BYTES + 2 + Buffer.byteLength(topic) + Buffer.byteLength(payload) > BUFFER_BYTES) return false;
    this.send(0x30, Buffer.concat([text(topic), Buffer.from(payload)]));
    return true;
  }

  subscribe(filter: string): void {
    const id = ++this.packetId;
    this.send(0x82, Buffer.concat([Buffer.from([id >> 8, id & 255]), text(filter), Buffer.from([0])]));
  }

  end(): void {
    if (this.socket.writable) this.socket.end(Buffer.from([0xe0, 0]));
    this.socket.destroySoon();
  }

  /** As if the power failed. */
  drop(): void {
    this.socket.destroy();
  }

  private send(type: number, body: Buffer): void {
    const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
    this.socket.write(Buffer.concat([Buffer.from([type, ...length]), body]));
  }

  private read(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      let length = 0;
      let at = 1;
      for (let shift = 0; ; shift += 7, at++) {
        const byte = this.received[at];
        if (byte === undefined) return;
        length += (byte & 127) * 2 ** shift;
        if (byte < 128) break;
      }
      const end = at + 1 + length;
      if (this.received.length < end) return;
      const body = this.received.subarray(at + 1, end);
      this.packet(this.received[0] as number, body, end);
      this.received = this.received.subarray(end);
    }
  }

  private packet(head: number, body: Buffer, bytes: number): void {
    const type = head >> 4;
    if (type === 2) {
      const code = body[1] ?? 255;
      if (code !== 0) {
        this.emit('refused', code);
        return;
      }
      this.pings = setInterval(() => this.send(0xc0, Buffer.alloc(0)), KEEP_ALIVE_S * 1000);
      this.pings.unref();
      this.emit('connected');
    } else if (type === 3 && bytes <= BUFFER_BYTES) {
      const topicEnd = 2 + body.readUInt16BE(0);
      const idBytes = (head & 0b110) === 0 ? 0 : 2;
      this.emit('message', body.toString('utf8', 2, topicEnd), body.toString('utf8', topicEnd + idBytes));
    }
  }
}
