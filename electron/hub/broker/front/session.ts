import type { QueueCaps } from '../../../contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { Entry } from '../store/entry.ts';
import type { Journal } from '../store/journal.ts';
import type { Drops, KeptSession } from '../store/kept-session.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import { Backlog, type Source } from './backlog.ts';
import type { Line } from './line.ts';
import { Outbox } from './outbox.ts';
import { Patience } from './patience.ts';
import type { Router, Subscriber } from './router.ts';

export interface SessionNeeds {
  journal: Journal;
  router: Router<Session>;
  clock: Clock;
  /** What may wait for it, at this moment. */
  caps: () => QueueCaps;
  /** Messages of QoS 1 and 2 that may be on their way to it. */
  inFlight: () => number;
  /** Told once when messages for it begin to be dropped. */
  overflowed: () => void;
}

/**
 * The session of one client id (MQTT 3.1.1, 3.1.2.4): its subscriptions, what it was sent and did not acknowledge, what
 * waits for it, and the identifiers of QoS 2 messages that came from it. A kept one is on disk as well.
 */
export class Session {
  readonly clientId: string;
  readonly backlog: Backlog;
  readonly outbox: Outbox;
  /** A bridge gets the retain flag as it was published, and not what it published itself. */
  bridge = false;
  /** What was dropped since the session began. */
  readonly drops: Drops;
  private needs: SessionNeeds;
  private patience: Patience;
  private source: Source | null;
  private subscribers = new Map<string, Subscriber<Session>>();
  private memoryReceived = new Set<number>();
  private nextSeq = 1;
  private followers: (() => void)[] = [];
  private isOverflowing = false;
  private line: Line | null = null;

  constructor(clientId: string, source: Source | null, needs: SessionNeeds) {
    this.clientId = clientId;
    this.source = source;
    this.drops = this.kept?.drops ?? { full: 0, expired: 0, lastAt: null };
    this.needs = needs;
    this.patience = new Patience(needs.clock);
    const found = source?.store.takeFound(source.session);
    this.backlog = new Backlog(source, found?.waiting);
    this.outbox = new Outbox(needs.journal, source, found?.inFlight);
    for (const [filter, { qos }] of this.kept?.filters ?? []) this.listen(filter, qos);
  }

  /** What is on disk of it; `null` for one that ends with its connection, or was forgotten meanwhile. */
  get kept(): KeptSession | null {
    return this.source && !this.source.session.ended ? this.source.session : null;
  }

  get subscriptions(): number {
    return this.subscribers.size;
  }

  isSubscribed(filter: string): boolean {
    return this.subscribers.has(filter);
  }

  get isConnected(): boolean {
    return this.line !== null;
  }

  /** QoS 2 messages that it sent and did not release. */
  get received(): number {
    return this.kept ? this.kept.received.size : this.memoryReceived.size;
  }

  /** False if the identifier is in use: it is the same message once more (MQTT-4.3.3-2). */
  receive(packetId: number): boolean {
    if (this.kept ? this.kept.received.has(packetId) : this.memoryReceived.has(packetId)) return false;
    if (this.kept) this.kept.receive(packetId);
    else this.memoryReceived.add(packetId);
    return true;
  }

  /** PUBREL: its identifier is free again. */
  release(packetId: number): void {
    if (this.kept) this.kept.release(packetId);
    else this.memoryReceived.delete(packetId);
  }

  subscribe(filter: string, qos: number): void {
    this.kept?.subscribe(filter, qos);
    this.listen(filter, qos);
  }

  unsubscribe(filter: string): void {
    this.kept?.unsubscribe(filter);
    const subscriber = this.subscribers.get(filter);
    if (!subscriber) return;
    this.subscribers.delete(filter);
    this.needs.router.remove(filter, subscriber);
  }

  /** The client got its CONNACK: sends what it did not acknowledge and what waited, in the old order (MQTT-4.4.0-1, 4.6.0-1). */
  open(line: Line): void {
    this.line = line;
    this.outbox.open(line);
    this.pump();
  }

  /** The connection is gone, or another took its place. */
  shut(): void {
    this.line = null;
    this.outbox.shut();
    this.patience.relieve();
    this.callFollowers();
    this.backlog.letGo();
    if (this.source) this.needs.journal.whenStored(() => this.letGo());
  }

  /** Nobody will come back for it. */
  end(): void {
    this.line = null;
    this.patience.relieve();
    for (const [filter, subscriber] of this.subscribers) this.needs.router.remove(filter, subscriber);
    this.subscribers.clear();
    this.outbox.clear();
    this.backlog.clear();
  }

  /** Sends a message, or keeps it until the client is back. `qos` is what its subscriptions grant. */
  offer(message: StoredMessage, qos: number): void {
    if (qos === 0) {
      this.line?.publish(message, 0, 0, false);
      return;
    }
    if (!this.makeRoom(message)) return;
    const at = this.needs.clock.now();
    const entry = this.kept
      ? this.kept.enqueue(message, qos, at)
      : new Entry(this.needs.journal, NOWHERE, this.memorySeq(), message, qos, at);
    this.backlog.push(entry);
    if (this.line) this.pump();
  }

  /** Publishers should wait until {@link whenReady}: it does not take messages as fast as they come. */
  get isCrowded(): boolean {
    const { line } = this;
    if (!line || this.patience.isBehind) return false;
    return line.isJammed || this.backlog.line.length >= this.crowd;
  }

  /** True if it takes more at once; else `resume` is called when it does, or is gone. */
  isReady(resume: () => void): boolean {
    if (this.line && !this.line.isJammed && this.backlog.line.length < this.crowd) return true;
    this.followers.push(resume);
    return false;
  }

  /** Calls `done` when it has caught up, or is not worth waiting for. */
  whenReady(done: () => void): void {
    this.patience.wait(done);
  }

  /** PUBACK, PUBREC or PUBCOMP; one that fits nothing is ignored. */
  acknowledged(kind: 'puback' | 'pubrec' | 'pubcomp', id: number): void {
    if (!this.outbox.acknowledged(kind, id)) return;
    this.pump();
  }

  /** Sends what waits, as far as the client takes it. */
  pump(): void {
    const { line, backlog, outbox } = this;
    if (!line) return;
    const most = this.needs.inFlight();
    while (line.isFree && outbox.hasRoom(most)) {
      const entry = backlog.shift();
      if (!entry) break;
      outbox.add(entry);
    }
    if (backlog.line.length === 0) this.isOverflowing = false;
    outbox.transmit();
    const caughtUp = this.patience.isBehind ? 0 : this.crowd - 1;
    if (line.isJammed || backlog.line.length > caughtUp) return;
    this.patience.relieve();
    this.callFollowers();
  }

  /** Drops waiting messages that are older than its caps allow. Returns how many. */
  expire(): number {
    const { line } = this.backlog;
    const oldest = Math.floor(this.needs.clock.now() / 1_000) - this.needs.caps().hours * 3_600;
    let count = 0;
    for (; line.length > 0 && line.at(0).at < oldest; count++) this.backlog.dropOldest();
    if (count > 0) this.dropped('expired', count);
    return count;
  }

  /** One that was forgotten while its client is there may still have older ones waiting. */
  private memorySeq(): number {
    return this.source ? this.source.session.nextSeq++ : this.nextSeq++;
  }

  /** Waiting messages that are too many for a client that is there. */
  private get crowd(): number {
    return Math.min(LIMITS.crowdedMessages, Math.ceil(this.needs.caps().messages / 2));
  }

  private callFollowers(): void {
    const { followers } = this;
    this.followers = [];
    for (const resume of followers) resume();
  }

  private listen(filter: string, qos: number): void {
    const subscriber = this.subscribers.get(filter);
    if (!subscriber) this.subscribers.set(filter, this.needs.router.add(filter, this, qos));
    else if (subscriber.qos !== qos) this.needs.router.grant(subscriber, qos);
  }

  /** Its connection has been gone for long enough that all of it is on disk: memory is for those who are there. */
  private letGo(): void {
    if (this.line) return;
    this.backlog.letGo();
    this.outbox.letGo();
  }

  private makeRoom(message: StoredMessage): boolean {
    const { messages, bytes, full } = this.needs.caps();
    const { line } = this.backlog;
    const fits = () => this.outbox.messages + line.length < messages && this.outbox.bytes + line.bytes + message.size <= bytes;
    if (fits()) return true;
    // What could not fit anyway must not push out the rest.
    if (full === 'drop-oldest' && message.size <= bytes) {
      let count = 0;
      for (; !fits() && line.length > 0; count++) this.backlog.dropOldest();
      if (count > 0) this.dropped('full', count);
      if (fits()) return true;
    }
    this.dropped('full', 1);
    return false;
  }

  private dropped(why: 'full' | 'expired', count: number): void {
    this.drops[why] += count;
    this.drops.lastAt = this.needs.clock.now();
    this.kept?.changed();
    if (why === 'full' && !this.isOverflowing) {
      this.isOverflowing = true;
      this.needs.overflowed();
    }
  }
}

/** Entries of a session that is not kept are nowhere on disk. */
const NOWHERE = { number: 0, ended: true };
