import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** MQTT 3.1.1 packets as bytes, also such as no library would send. */

export interface Connect {
  clientId?: string | Uint8Array;
  clean?: boolean;
  userName?: string | Uint8Array;
  password?: string;
  will?: { topic: string | Uint8Array; payload?: string; qos?: number; retain?: boolean };
  keepAlive?: number;
  protocol?: string;
  level?: number;
  /** Takes the place of the flags that the rest makes. */
  flags?: number;
}

/** A field with its length in front (1.5.3). */
export function field(text: string | Uint8Array): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([word(bytes.length), bytes]);
}

export const word = (value: number) => Buffer.from([value >> 8, value & 255]);

export function packet(first: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([first]), remainingLength(body.length), body]);
}

export function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}

export function connectPacket(options: Connect = {}): Buffer {
  const { clientId = '', clean = true, userName, password, will, keepAlive = 60, protocol = 'MQTT', level = 4 } = options;
  const willFlags = will ? 4 | ((will.qos ?? 0) << 3) | (will.retain ? 0x20 : 0) : 0;
  const flags = (clean ? 2 : 0) | willFlags | (userName === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40);
  const payload = [clientId, will?.topic, will && (will.payload ?? 'gone'), userName, password].filter((text) => text !== undefined);
  return packet(0x10, field(protocol), Buffer.from([level, options.flags ?? flags]), word(keepAlive), ...payload.map(field));
}

export function publishPacket(
  topic: string | Uint8Array,
  payload: string | Uint8Array = '',
  { qos = 0, id = 1, retain = false, dup = false }: { qos?: number; id?: number; retain?: boolean; dup?: boolean } = {},
): Buffer {
  const first = 0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
  return packet(first, field(topic), ...(qos > 0 ? [word(id)] : []), Buffer.from(payload));
}

export const subscribePacket = (id: number, ...filters: (readonly [string | Uint8Array, number])[]) =>
  packet(0x82, word(id), ...filters.flatMap(([filter, qos]) => [field(filter), Buffer.from([qos])]));

export const unsubscribePacket = (id: number, ...filters: (string | Uint8Array)[]) => packet(0xa2, word(id), ...filters.map(field));

export const puback = (id: number) => packet(0x40, word(id));
export const pubrec = (id: number) => packet(0x50, word(id));
export const pubrel = (id: number) => packet(0x62, word(id));
export const pubcomp = (id: number) => packet(0x70, word(id));
export const PINGREQ = packet(0xc0);
export const DISCONNECT = packet(0xe0);

const NAMES: Record<number, string> = {
  2: 'connack',
  3: 'publish',
  4: 'puback',
  5: 'pubrec',
  6: 'pubrel',
  7: 'pubcomp',
  9: 'suback',
  11: 'unsuback',
  13: 'pingresp',
};

/** What a server sent: only the fields that its kind has. `closed` is the end of the connection. */
export interface Received {
  cmd: string;
  id?: number;
  topic?: string;
  payload?: string;
  qos?: number;
  dup?: boolean;
  retain?: boolean;
  sessionPresent?: boolean;
  code?: number;
  codes?: number[];
}

/** A TCP connection that speaks bytes and reads packets. */
export class RawClient {
  readonly socket: Socket;
  private bytes = Buffer.alloc(0);
  private received: Received[] = [];
  private waiting: (() => void)[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, data]);
      for (let next = this.cut(); next; next = this.cut()) this.take(next);
    });
    socket.once('close', () => this.take({ cmd: 'closed' }));
  }

  send(...packets: Uint8Array[]): void {
    this.socket.write(Buffer.concat(packets));
  }

  /** The next packet, or `closed`. */
  async next(): Promise<Received> {
    while (this.received.length === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.received.shift() as Received;
  }

  /**
   * Everything up to the answer to a PINGREQ: what is not in it did not come. Asks twice, because an answer that
   * takes the server a moment may come after the first.
   */
  async untilPong(): Promise<Received[]> {
    const all: Received[] = [];
    for (let round = 0; round < 2; round++) {
      this.send(PINGREQ);
      for (let next = await this.next(); next.cmd !== 'pingresp'; next = await this.next()) {
        all.push(next);
        if (next.cmd === 'closed') return all;
      }
    }
    return all;
  }

  /** Everything until the server closes the connection. */
  async untilClosed(): Promise<Received[]> {
    const all: Received[] = [];
    for (let next = await this.next(); next.cmd !== 'closed'; next = await this.next()) all.push(next);
    return all;
  }

  /** Without DISCONNECT, as when the power fails. */
  drop(): Promise<unknown> {
    const closed = this.socket.closed ? Promise.resolve() : once(this.socket, 'close');
    this.socket.destroy();
    return closed;
  }

  private take(packet: Received): void {
    this.received.push(packet);
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private cut(): Received | null {
    let length = 0;
    let at = 1;
    for (; ; at++) {
      const byte = this.bytes[at];
      if (byte === undefined) return null;
      length += (byte & 127) << (7 * (at - 1));
      if (byte < 128) break;
    }
    const start = at + 1;
    if (this.bytes.length < start + length) return null;
    const first = this.bytes[0] as number;
    const body = this.bytes.subarray(start, start + length);
    this.bytes = this.bytes.subarray(start + length);
    return read(first, body);
  }
}

function read(first: number, body: Buffer): Received {
  const cmd = NAMES[first >> 4] ?? `packet of type ${first >> 4}`;
  if (cmd === 'connack') return { cmd, sessionPresent: body[0] === 1, code: body[1] as number };
  if (cmd === 'pingresp') return { cmd };
  if (cmd === 'suback') return { cmd, id: body.readUInt16BE(0), codes: [...body.subarray(2)] };
  if (cmd !== 'publish') return { cmd, id: body.readUInt16BE(0) };
  const qos = (first >> 1) & 3;
  const end = 2 + body.readUInt16BE(0);
  const topic = body.toString('utf8', 2, end);
  const payload = body.toString('utf8', qos > 0 ? end + 2 : end);
  const flags = { qos, dup: (first & 8) > 0, retain: (first & 1) > 0 };
  return { cmd, topic, payload, ...flags, ...(qos > 0 ? { id: body.readUInt16BE(end) } : {}) };
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return new RawClient(socket);
}
