import { LIMITS } from '../../limits.ts';
import type { Listener, Message, Router } from './internals.ts';
import type { Line } from './line.ts';

/** A message of QoS 1 or 2 that its receiver did not acknowledge yet. */
interface Pending {
  message: Message;
  qos: number;
  /** Its PUBREC came: only the identifier still counts. */
  released: boolean;
}

/**
 * The session of one client id (MQTT 3.1.1, 3.1.2.4): its subscriptions, what it was sent and did not acknowledge, what
 * waits for it, and the identifiers of QoS 2 messages that came from it.
 */
export class Session {
  readonly clientId: string;
  /** It outlives its connection. */
  readonly kept: boolean;
  /** QoS 2 messages from the client that it did not release yet. */
  readonly received = new Set<number>();
  /** A bridge gets the retain flag as it was published, and not what it published itself. */
  bridge = false;
  private router: Router;
  private overflowed: () => void;
  private filters = new Map<string, number>();
  private listeners: [Listener, Listener, Listener];
  private plainListeners: [Listener, Listener, Listener];
  /** In the order in which they were sent. */
  private sent = new Map<number, Pending>();
  private waiting: Pending[] = [];
  private bytes = 0;
  private overflowing = false;
  private lastId = 0;
  private arriving: { message: Message; qos: number } | null = null;
  private line: Line | null = null;

  constructor(clientId: string, kept: boolean, router: Router, overflowed: () => void) {
    this.clientId = clientId;
    this.kept = kept;
    this.router = router;
    this.overflowed = overflowed;
    const hear =
      (qos: number): Listener =>
      (message, done) =>
        this.hear(message, qos, done);
    this.listeners = [hear(0), hear(1), hear(2)];
    this.plainListeners = this.listeners.map(
      (listener): Listener =>
        (message, done) => {
          if (message.topic.startsWith('$')) done();
          else listener(message, done);
        },
    ) as [Listener, Listener, Listener];
  }

  get subscriptions(): number {
    return this.filters.size;
  }

  isSubscribed(filter: string): boolean {
    return this.filters.has(filter);
  }

  subscribe(filter: string, qos: number): void {
    const before = this.filters.get(filter);
    if (before === qos) return;
    this.filters.set(filter, qos);
    this.router.on(filter, this.listener(filter, qos));
    if (before !== undefined) this.router._matcher.remove(filter, this.listener(filter, before));
  }

  unsubscribe(filter: string): void {
    const qos = this.filters.get(filter);
    if (qos === undefined) return;
    this.filters.delete(filter);
    this.router._matcher.remove(filter, this.listener(filter, qos));
  }

  /** The client got its CONNACK: sends what it did not acknowledge and what waited, in the old order (MQTT-4.4.0-1, 4.6.0-1). */
  open(line: Line): void {
    this.line = line;
    for (const [id, pending] of this.sent) {
      if (pending.released) line.pubrel(id);
      else if (!line.publish(pending.message, pending.qos, id, true)) this.settle(id, pending);
    }
    const { waiting } = this;
    this.waiting = [];
    for (const pending of waiting) this.send(line, pending);
  }

  /** The connection is gone, or another took its place. */
  shut(): void {
    this.line = null;
  }

  /** Nobody will come back for it. */
  end(): void {
    this.line = null;
    for (const filter of [...this.filters.keys()]) this.unsubscribe(filter);
    this.sent.clear();
    this.waiting = [];
  }

  /** Sends a message, or keeps it until the client is back. `qos` is what its subscriptions grant. */
  offer(message: Message, qos: number, done: () => void): void {
    const pending = { message, qos: Math.min(message.qos, qos), released: false };
    const { line } = this;
    if (pending.qos === 0) line?.publish(message, 0, 0, false);
    else if (this.hasRoom(message)) {
      this.bytes += sizeOf(message);
      if (line) this.send(line, pending);
      else this.waiting.push(pending);
    }
    if (line) line.whenReady(done);
    else setImmediate(done);
  }

  /** PUBACK, PUBREC or PUBCOMP; one that fits nothing is ignored. */
  acknowledged(kind: 'puback' | 'pubrec' | 'pubcomp', id: number): void {
    const pending = this.sent.get(id);
    if (pending?.qos === 1 && kind === 'puback') this.settle(id, pending);
    if (pending?.qos !== 2) return;
    if (kind === 'pubrec') pending.released = true;
    else if (kind === 'pubcomp' && pending.released) this.settle(id, pending);
  }

  private listener(filter: string, qos: number): Listener {
    // MQTT-4.7.2-1
    return (/^[+#]/.test(filter) ? this.plainListeners : this.listeners)[qos as 0 | 1 | 2];
  }

  /** One message is heard once for each subscription that matches it, all in one turn: it is sent once, with the highest QoS of them. */
  private hear(message: Message, qos: number, done: () => void): void {
    if (this.arriving?.message === message) {
      this.arriving.qos = Math.max(this.arriving.qos, qos);
      done();
      return;
    }
    const arriving = { message, qos };
    this.arriving = arriving;
    queueMicrotask(() => {
      if (this.arriving === arriving) this.arriving = null;
      if (this.bridge && message.clientId === this.clientId) return done();
      // The flag tells an old message from a new one (MQTT-3.3.1-9).
      const { topic, payload } = message;
      this.offer({ topic, payload, qos: message.qos, retain: this.bridge && message.retain }, arriving.qos, done);
    });
  }

  private send(line: Line, pending: Pending): void {
    // Its limits keep a session far from having all identifiers in use.
    do this.lastId = (this.lastId % 65_535) + 1;
    while (this.sent.has(this.lastId));
    this.sent.set(this.lastId, pending);
    if (!line.publish(pending.message, pending.qos, this.lastId, false)) this.settle(this.lastId, pending);
  }

  private settle(id: number, { message }: Pending): void {
    this.sent.delete(id);
    this.bytes -= sizeOf(message);
    if (this.sent.size + this.waiting.length === 0) this.overflowing = false;
  }

  private hasRoom(message: Message): boolean {
    const count = this.sent.size + this.waiting.length;
    if (count < LIMITS.sessionMessages && this.bytes + sizeOf(message) <= LIMITS.sessionBytes) return true;
    if (!this.overflowing) this.overflowed();
    this.overflowing = true;
    return false;
  }
}

const sizeOf = ({ topic, payload }: Message) => topic.length + payload.length + 300;
