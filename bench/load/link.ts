import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Account, Door } from '../model.ts';
import { CONNACK, connect, DISCONNECT, type OnPacket, PacketReader, SUBACK, subscribe } from './wire.ts';

const HOST = '127.0.0.1';
const OPEN_MS = 15_000;
/** Read into by every plain connection: what is read is handled before the next read. */
const shared = Buffer.allocUnsafe(256 * 1_024);

/** The broker answered a CONNECT with a return code, or closed. */
export class Refused extends Error {}

export interface OpenOptions {
  /** False: the broker keeps the session after the connection, and continues the one that it kept. True unless given. */
  clean?: boolean;
  /** Called before anything is read: what waited for a kept session may come along with the CONNACK. */
  prepare?: (link: Link) => void;
}

/** One MQTT connection, as lean as it gets. */
export class Link {
  /** What comes after the CONNACK. */
  onPacket: OnPacket = () => {};
  /** All packets of one read were handled. */
  onRead: () => void = () => {};
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  private socket: Socket;

  private constructor(door: Door, reader: PacketReader) {
    const read = (bytes: Buffer) => {
      reader.read(bytes);
      this.onRead();
    };
    if (door.tls) {
      // The same curve and version for every broker; no certificate is checked, no session is resumed.
      const options = { ecdhCurve: 'X25519', minVersion: 'TLSv1.3', rejectUnauthorized: false } as const;
      this.socket = connectTls({ host: HOST, port: door.port, ...options }).on('data', read);
    } else {
      const callback = (count: number, buffer: Uint8Array) => {
        read((buffer as Buffer).subarray(0, count));
        return true;
      };
      this.socket = connectTcp({ host: HOST, port: door.port, onread: { buffer: shared, callback } });
    }
    this.socket.setNoDelay(true);
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  /** Resolves when the broker let it in. Rejects with {@link Refused}, or the system's error. */
  static open(door: Door, account: Account, { clean = true, prepare }: OpenOptions = {}): Promise<Link> {
    return new Promise((resolve, reject) => {
      let connected = false;
      const reader = new PacketReader((head, bytes, start, end) => {
        if (connected) return link.onPacket(head, bytes, start, end);
        clearTimeout(timer);
        connected = head >> 4 === CONNACK && bytes[start + 1] === 0;
        if (connected) return resolve(link);
        link.socket.destroy();
        reject(new Refused(`refused with ${bytes[start + 1]}`));
      });
      const link = new Link(door, reader);
      prepare?.(link);
      const timer = setTimeout(() => link.socket.destroy(new Error('no answer to CONNECT')), OPEN_MS);
      link.socket.on('error', reject);
      link.socket.once('close', () => {
        clearTimeout(timer);
        reject(new Refused('closed'));
      });
      link.socket.once(door.tls ? 'secureConnect' : 'connect', () => link.socket.write(connect(account, clean)));
    });
  }

  /** Resolves when the broker granted it. */
  subscribe(filter: string, qos: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const before = this.onPacket;
      this.onPacket = (head, bytes, _start, end) => {
        if (head >> 4 !== SUBACK) return;
        this.onPacket = before;
        if (bytes[end - 1] === 128) reject(new Error(`the subscription to ${filter} was refused`));
        else resolve();
      };
      void this.closed.then(() => reject(new Error('closed while subscribing')));
      this.write(subscribe(filter, qos));
    });
  }

  write(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** Bytes that the system did not take yet. */
  get waiting(): number {
    return this.socket.writableLength;
  }

  /** Says goodbye. Resolves when the connection is closed. */
  async close(): Promise<void> {
    this.socket.end(DISCONNECT);
    await this.closed;
  }
}

/** Does something for each, `atOnce` at a time. Rejects with the first failure. */
export async function eachOf(
  accounts: readonly Account[],
  work: (account: Account, at: number) => Promise<void>,
  atOnce = 50,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < accounts.length; at = next++) await work(accounts[at] as Account, at);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Opens one connection for each, 50 at a time. Rejects with the first failure. */
export async function openAll(door: Door, accounts: readonly Account[]): Promise<Link[]> {
  const links: Link[] = [];
  await eachOf(accounts, async (account, at) => {
    links[at] = await Link.open(door, account);
  });
  return links;
}

export const closeAll = (links: readonly Link[]) => Promise.all(links.map((link) => link.close()));

/** What a broker keeps for a client is gone when it resolves. */
export async function endSession(door: Door, account: Account): Promise<void> {
  const link = await Link.open(door, account);
  await link.close();
}
