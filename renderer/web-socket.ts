import type { WindowUpdate } from '../electron/contract/desktop.ts';
import type { CallOutcome } from '../electron/contract/errors.ts';
import { CSRF_PROTOCOL, SOCKET_PROTOCOL, type ToPage, WEB_PATHS, type WebState } from '../electron/contract/web.ts';

/** The pause before the first try to come back; each further one is twice as long, up to the second, and never quite the same. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export interface WebSocketNeeds {
  /** How far this browser is, with its token. Rejects while the hub is not there. */
  askState(): Promise<WebState>;
  csrf(): string;
  open(url: string, protocols: string[]): WebSocket;
  /** The session is over. */
  signedOut(): void;
  /** The hub is another version than this page. */
  outdated(): void;
  /** Told of updates, and by `restarted` that the connection is gone. */
  update(update: WindowUpdate): void;
  /** A number from 0 to 1. */
  random(): number;
  /** Words for a call while the hub is not there. */
  away(): string;
}

type Settle = (outcome: CallOutcome<unknown>) => void;

/** The page's end of its WebSocket: calls, updates, and coming back when the connection broke. */
export class HubSocket {
  private needs: WebSocketNeeds;
  private socket: WebSocket | null = null;
  private waiting = new Map<number, Settle>();
  private lastId = 0;
  private version: string | null = null;
  private connected = Promise.withResolvers<void>();
  private pause = FIRST_PAUSE_MS;

  constructor(needs: WebSocketNeeds) {
    this.needs = needs;
    void this.connect();
  }

  /** Resolves as soon as there is a connection. */
  whenConnected(): Promise<void> {
    return this.connected.promise;
  }

  /** Waits for the first connection; while one that there was is gone, it is refused in words. */
  async call(name: string, args: unknown): Promise<CallOutcome<unknown>> {
    if (this.version === null) await this.connected.promise;
    const { socket } = this;
    if (!socket) return { ok: false, message: this.needs.away() };
    return new Promise((resolve) => {
      const id = ++this.lastId;
      this.waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, name, args }));
    });
  }

  private async connect(): Promise<void> {
    try {
      const { state } = await this.needs.askState();
      if (state !== 'in') {
        this.needs.signedOut();
        return;
      }
    } catch {
      this.later();
      return;
    }
    const url = new URL(WEB_PATHS.socket, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = this.needs.open(url.href, [SOCKET_PROTOCOL, `${CSRF_PROTOCOL}${this.needs.csrf()}`]);
    socket.addEventListener('message', ({ data }) => this.received(socket, JSON.parse(String(data)) as ToPage));
    socket.addEventListener('close', () => this.lost(socket));
  }

  private received(socket: WebSocket, message: ToPage): void {
    if ('hello' in message) {
      if (this.version !== null && this.version !== message.hello.version) {
        this.needs.outdated();
        return;
      }
      this.version = message.hello.version;
      this.socket = socket;
      this.pause = FIRST_PAUSE_MS;
      this.connected.resolve();
    } else if ('update' in message) this.needs.update(message.update);
    else {
      this.waiting.get(message.id)?.(message.outcome);
      this.waiting.delete(message.id);
    }
  }

  private lost(socket: WebSocket): void {
    if (this.socket === socket) {
      this.socket = null;
      this.connected = Promise.withResolvers();
      for (const settle of this.waiting.values()) settle({ ok: false, message: this.needs.away() });
      this.waiting.clear();
      this.needs.update({ kind: 'restarted' });
    }
    this.later();
  }

  private later(): void {
    // Not all pages of a house at the same moment.
    setTimeout(() => void this.connect(), this.pause * (0.5 + this.needs.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }
}
