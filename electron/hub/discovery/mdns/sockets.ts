import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { words } from '../../words/index.ts';
import { isLinkLocal, type Path } from './links.ts';

/** A packet that came in. */
export interface Heard {
  data: Buffer;
  /** With the zone, if it is link-local IPv6. */
  from: string;
  port: number;
}

export interface Target {
  address: string;
  port: number;
}

export interface SocketsNeeds {
  clock: Clock;
  port: number;
  heard: (packet: Heard) => void;
  /** These ways work from now on: what was sent on them before was lost. */
  opened: (paths: Path[]) => void;
  /** Told once per cause, in words. */
  fault: (text: string) => void;
}

/**
 * The UDP sockets: one per IP version that hears the group on all links, and one per way out that sends from its own address.
 * Systems deliver a group's packets to any socket on the port that is not bound to an address, so one is enough for hearing;
 * and a packet must leave by the link that it is for. What comes to an own address alone is heard by the sending socket.
 */
export class Sockets {
  private needs: SocketsNeeds;
  private paths: Path[] = [];
  private senders = new Map<string, Socket>();
  private receivers = new Map<4 | 6, { memberships: string; socket: Socket }>();
  /** What was told, by its cause. */
  private faults = new Map<string, string>();
  private turn: Promise<void> = Promise.resolve();
  private sending = new Set<Promise<void>>();
  private cancelRetry: () => void = () => {};
  private retryMs: number = LIMITS.mdnsReopenMs;
  private closed = false;

  constructor(needs: SocketsNeeds) {
    this.needs = needs;
  }

  /** Opens what is missing for these ways and closes all else. What fails is told and tried again later. `anew`: all of them. */
  use(paths: Path[], anew = false): Promise<void> {
    if (anew || paths.map(({ key }) => key).join() !== this.paths.map(({ key }) => key).join()) this.retryMs = LIMITS.mdnsReopenMs;
    this.paths = paths;
    return this.enqueue(async () => {
      if (anew) this.drop();
      await this.settle();
    });
  }

  /** Sends to the group, or to one `target`. What cannot be sent is lost, as any packet may be. */
  send(path: Path, data: Buffer, target: Target = { address: path.group, port: this.needs.port }): void {
    const socket = this.senders.get(path.key);
    if (!socket) return;
    const sent = new Promise<void>((resolve) => {
      socket.send(data, target.port, target.address, (error) => {
        if (target.address === path.group && this.senders.get(path.key) === socket) this.sent(path, error);
        resolve();
      });
    });
    this.sending.add(sent);
    void sent.then(() => this.sending.delete(sent));
  }

  /** Closes all after what was sent is out, or after {@link LIMITS.mdnsStopMs}. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancelRetry();
    await this.turn;
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      cancel = this.needs.clock.after(LIMITS.mdnsStopMs, resolve);
    });
    await Promise.race([Promise.all(this.sending), late]);
    cancel();
    this.drop();
  }

  private enqueue(task: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(() => (this.closed ? undefined : task()));
    return this.turn;
  }

  private drop(): void {
    for (const socket of [...this.senders.values(), ...[...this.receivers.values()].map((each) => each.socket)]) socket.close();
    this.senders.clear();
    this.receivers.clear();
    // A closed socket never says what became of the rest.
    this.sending.clear();
  }

  private async settle(): Promise<void> {
    this.cancelRetry();
    const { paths } = this;
    for (const [key, socket] of this.senders) {
      if (paths.some((path) => path.key === key)) continue;
      this.senders.delete(key);
      socket.close();
    }
    for (const cause of this.faults.keys()) {
      if (!cause.startsWith('open hear') && !paths.some(({ key }) => cause.endsWith(` ${key}`))) this.faults.delete(cause);
    }
    const opened = new Set<Path>();
    let complete = true;
    for (const family of [4, 6] as const) {
      const state = await this.attempt(`hear ${family}`, () => this.receive(family));
      if (state === 'opened') for (const path of paths.filter((each) => each.family === family)) opened.add(path);
      complete &&= state !== 'failed';
    }
    for (const path of paths) {
      const state = await this.attempt(path.key, () => this.openSender(path), path);
      if (state === 'opened') opened.add(path);
      complete &&= state !== 'failed';
    }
    if (!complete) this.retry();
    const working = [...opened].filter(({ key }) => this.senders.has(key));
    if (working.length > 0) this.needs.opened(working);
  }

  /** Each time after twice as long, until the ways are others. */
  private retry(): void {
    this.cancelRetry();
    this.cancelRetry = this.needs.clock.after(this.retryMs, () => void this.enqueue(() => this.settle()));
    this.retryMs = Math.min(this.retryMs * 2, LIMITS.mdnsReopenMostMs);
  }

  /** A membership may outlive its interface, so a socket whose memberships changed makes way for a new one. */
  private async receive(family: 4 | 6): Promise<boolean> {
    const paths = this.paths.filter((path) => path.family === family);
    const memberships = paths.map(({ key }) => key).join();
    const before = this.receivers.get(family);
    if ((before?.memberships ?? '') === memberships) return false;
    if (paths.length > 0) {
      const socket = await this.bind(family, family === 4 ? '0.0.0.0' : '::');
      const joined = paths.map((path) => this.join(socket, path)).every(Boolean);
      this.receivers.set(family, { memberships: joined ? memberships : 'some', socket });
    } else this.receivers.delete(family);
    before?.socket.close();
    return paths.length > 0;
  }

  private join(socket: Socket, path: Path): boolean {
    const [group = ''] = path.group.split('%');
    try {
      socket.addMembership(group, path.family === 4 ? path.address : `::%${path.link.zone}`);
      this.faults.delete(`join ${path.key}`);
      return true;
    } catch (error) {
      // Two subnets of one interface share one membership.
      if (codeOf(error) === 'EADDRINUSE') return true;
      this.told(`join ${path.key}`, words.network.mdns.deaf(path.link.name, codeOf(error)), error);
      return false;
    }
  }

  private async openSender(path: Path): Promise<boolean> {
    if (this.senders.has(path.key)) return false;
    const zone = path.family === 6 && isLinkLocal(path.address) ? `%${path.link.zone}` : '';
    const socket = await this.bind(path.family, `${path.address}${zone}`);
    try {
      socket.setMulticastInterface(path.family === 4 ? path.address : `::%${path.link.zone}`);
    } catch (error) {
      socket.close();
      throw error;
    }
    this.senders.set(path.key, socket);
    return true;
  }

  private bind(family: 4 | 6, address: string): Promise<Socket> {
    const socket = createSocket({ type: family === 4 ? 'udp4' : 'udp6', reuseAddr: true, ipv6Only: family === 6 });
    return new Promise((resolve, reject) => {
      socket.once('error', (error) => {
        socket.close();
        reject(error);
      });
      socket.bind({ address, port: this.needs.port, exclusive: true }, () => {
        socket.removeAllListeners('error').on('error', () => {});
        socket.on('message', (data: Buffer, { address: from, port }: RemoteInfo) => this.needs.heard({ data, from, port }));
        try {
          // 255 and no other (RFC 6762, 11).
          socket.setMulticastTTL(255);
          socket.setTTL(255);
          socket.setMulticastLoopback(true);
          resolve(socket);
        } catch (error) {
          socket.close();
          reject(error);
        }
      });
    });
  }

  private async attempt(cause: string, open: () => Promise<boolean>, path?: Path): Promise<'opened' | 'same' | 'failed'> {
    try {
      const opened = await open();
      this.faults.delete(`open ${cause}`);
      return opened ? 'opened' : 'same';
    } catch (error) {
      this.told(`open ${cause}`, faultText(this.needs.port, error, path), error);
      return 'failed';
    }
  }

  /** A socket that cannot send any more is opened anew: its interface may have gone and come back. */
  private sent(path: Path, error: Error | null): void {
    if (!error) {
      this.faults.delete(`send ${path.key}`);
      return;
    }
    this.senders.get(path.key)?.close();
    this.senders.delete(path.key);
    this.told(`send ${path.key}`, faultText(this.needs.port, error, path), error);
    if (!this.closed) this.retry();
  }

  private told(cause: string, text: string, error: unknown): void {
    // An address that is on its way in or out: the next look at the addresses settles it.
    if (PASSING.has(codeOf(error)) || this.faults.has(cause)) return;
    const isKnown = [...this.faults.values()].includes(text);
    this.faults.set(cause, text);
    if (!isKnown) this.needs.fault(text);
  }
}

const PASSING: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENODEV', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EINVAL']);

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown error';

function faultText(port: number, error: unknown, path?: Path): string {
  const code = codeOf(error);
  const way = path ? { name: path.link.name, address: path.address } : null;
  const { mdns } = words.network;
  // The port is the same everywhere, so its trouble is told without a place.
  if (code === 'EADDRINUSE') return mdns.taken(port, code);
  if (code === 'EACCES') return mdns.forbidden(port, code);
  if (code === 'EPERM') return mdns.firewall(code, way);
  return mdns.failed(port, code, way);
}
