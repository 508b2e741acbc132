import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Reader, signatureParts, type Variant, Writer } from './dbus-wire.ts';

export interface Message {
  type: number;
  serial: number;
  path?: string;
  interface?: string;
  member?: string;
  replySerial?: number;
  sender?: string;
  destination?: string;
  signature?: string;
  body: unknown[];
}

const CALL = 1;
const RETURN = 2;
const ERROR = 3;
const SIGNAL = 4;
const fields = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, sender: 7, signature: 8 } as const;

/** A session bus of its own for a test: `DBUS_SESSION_BUS_ADDRESS` for the programs that shall use it. */
export async function startSessionBus() {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { stdio: ['ignore', 'pipe', 'ignore'] });
  daemon.stdout.setEncoding('utf8');
  const [address] = (await once(daemon.stdout, 'data', { signal: AbortSignal.timeout(10_000) })) as [string];
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address.trim() },
    connect: () => BusConnection.open(address.trim()),
    stop: () => void daemon.kill(),
  };
}
export type SessionBus = Awaited<ReturnType<typeof startSessionBus>>;

type Answer = { signature: string; body: unknown[] } | undefined;

/** As much of a D-Bus client as a stub service needs. */
export class BusConnection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #serial = 0;
  readonly #replies = new Map<number, (message: Message) => void>();
  /** Answers method calls; `undefined` is an unknown method. */
  onCall: (message: Message) => Answer = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async open(address: string): Promise<BusConnection> {
    const path = /unix:(?:.*,)?(path|abstract)=([^,;]+)/.exec(address);
    if (!path?.[2]) throw new Error(`not a socket address: ${address}`);
    const socket = connect(path[1] === 'abstract' ? `\0${path[2]}` : path[2]);
    await once(socket, 'connect');
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().startsWith('OK ')) throw new Error(`the bus refused: ${answer}`);
    socket.write('BEGIN\r\n');
    const bus = new BusConnection(socket);
    socket.on('data', (data) => bus.#receive(data));
    socket.on('error', () => undefined);
    await bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'Hello');
    return bus;
  }

  requestName(name: string): Promise<Message> {
    return this.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName', 'su', [name, 0]);
  }

  call(destination: string, path: string, face: string, member: string, signature = '', body: unknown[] = []): Promise<Message> {
    const serial = this.#send(CALL, { path, interface: face, member, destination }, signature, body);
    return new Promise((resolve, reject) => {
      this.#replies.set(serial, (reply) =>
        reply.type === ERROR ? reject(new Error(`${member}: ${reply.body.join(' ')}`)) : resolve(reply),
      );
    });
  }

  signal(path: string, face: string, member: string, signature: string, body: unknown[]): void {
    this.#send(SIGNAL, { path, interface: face, member }, signature, body);
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(type: number, header: Partial<Record<keyof typeof fields, string | number>>, signature: string, body: unknown[]): number {
    const serial = ++this.#serial;
    const content = new Writer();
    signatureParts(signature).forEach((part, index) => {
      content.write(part, body[index]);
    });
    const entries = Object.entries({ ...header, ...(signature === '' ? {} : { signature }) });
    const message = new Writer();
    message.write('(yyyyuu)', ['l'.charCodeAt(0), type, 0, 1, content.length, serial]);
    message.write(
      'a(yv)',
      entries.map(([name, value]) => [fields[name as keyof typeof fields], { signature: fieldSignature(name), value }]),
    );
    message.align(8);
    this.#socket.write(Buffer.concat([message.bytes(), content.bytes()]));
    return serial;
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      if (this.#received.length < 16) return;
      const bodyLength = this.#received.readUInt32LE(4);
      const headerLength = Math.ceil((16 + this.#received.readUInt32LE(12)) / 8) * 8;
      if (this.#received.length < headerLength + bodyLength) return;
      const whole = this.#received.subarray(0, headerLength + bodyLength);
      this.#received = this.#received.subarray(headerLength + bodyLength);
      this.#handle(parse(whole, headerLength));
    }
  }

  #handle(message: Message): void {
    if (message.replySerial !== undefined) {
      this.#replies.get(message.replySerial)?.(message);
      this.#replies.delete(message.replySerial);
    } else if (message.type === CALL) {
      const answer = this.onCall(message);
      const back = { replySerial: message.serial, ...(message.sender === undefined ? {} : { destination: message.sender }) };
      if (answer) this.#send(RETURN, back, answer.signature, answer.body);
      else this.#send(ERROR, { ...back, errorName: 'org.freedesktop.DBus.Error.UnknownMethod' }, 's', ['unknown method']);
    }
  }
}

function fieldSignature(name: string): string {
  if (name === 'path') return 'o';
  if (name === 'replySerial') return 'u';
  return name === 'signature' ? 'g' : 's';
}

function parse(bytes: Buffer, headerLength: number): Message {
  const header = new Reader(bytes);
  const [, type, , , , serial] = header.read('(yyyyuu)') as number[];
  const message: Message = { type: type ?? 0, serial: serial ?? 0, body: [] };
  const names = Object.fromEntries(Object.entries(fields).map(([name, code]) => [code, name]));
  for (const [code, { value }] of header.read('a(yv)') as [number, Variant][]) Object.assign(message, { [names[code] ?? code]: value });
  const content = new Reader(bytes.subarray(headerLength));
  message.body = signatureParts(message.signature ?? '').map((part) => content.read(part));
  return message;
}
