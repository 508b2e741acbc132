import type { Duplex } from 'node:stream';
import { Aedes, type Client } from 'aedes';
import type { BrokerLimits, QueueCaps } from '../../contract/limits.ts';
import type { Denial } from '../../contract/model.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import type { Entrance, Gate, Subject } from './admission.ts';
import { Doorman } from './doorman.ts';
import { Front } from './front/front.ts';
import type { InnerClient, WirePacket } from './front/internals.ts';
import { Rates } from './guard/rates.ts';
import { Guests } from './guests.ts';
import { Publisher } from './publisher.ts';
import { Queues } from './queues.ts';
import { Retained } from './retained.ts';
import type { KeptStore } from './store/kept-store.ts';
import { publishLeftWills } from './wills.ts';

/** A message that was accepted for delivery. */
export interface Published {
  topic: string;
  payload: Uint8Array;
  qos: number;
  retain: boolean;
  /** `null` for who is no device. */
  deviceId: string | null;
}

export interface BrokerNeeds {
  clock: Clock;
  /** Opened, and kept open until {@link Broker.close} resolved. */
  store: KeptStore;
  limits: () => Readonly<BrokerLimits>;
  gate: Gate;
  report: Report;
  /** The device that a client id belongs to. */
  deviceOf(clientId: string): string | null;
  /** What may wait for a device that has caps of its own; `null`: as for all. Must be quick. */
  queueCaps(deviceId: string): QueueCaps | null;
  /** True if who left a will, by its key, may publish to its topic now. */
  mayPublish(key: string, clientId: string, topic: string): boolean;
  /** A CONNECT went through. */
  connected(subject: Subject, address: string | null, clientId: string): void;
  /** Any packet from a client. */
  alive(subject: Subject, address: string | null, clientId: string): void;
  disconnected(subject: Subject, clientId: string): void;
  /** Somebody tried what it may not. */
  denied(subject: Subject, action: Denial['action'], topic: string): void;
  /** Must be quick: it is called once for each message. */
  published(message: Published): void;
  /** The same of each message that is sent to a client: told its bytes of payload. */
  sent?(bytes: number): void;
}

const inner = (client: Client) => client as unknown as InnerClient;
const outer = (client: InnerClient) => client as unknown as Client;

/** The MQTT broker (3.1 and 3.1.1): aedes, with every connection, publish, subscription, will and delivery checked, and a memory on disk. */
export class Broker {
  readonly retained: Retained;
  readonly publisher: Publisher;
  readonly queues: Queues;
  private needs: BrokerNeeds;
  private aedes: Aedes;
  private front: Front;
  private guests: Guests;
  private doorman: Doorman;
  private rates: Rates;
  /** Who sends less than this is never made to wait for others. */
  private calm = new Rates(() => ({ messagesPerSecond: LIMITS.calmMessages, bytesPerSecond: LIMITS.calmBytes }));
  private cancelSweep = () => {};
  private cancelWills = () => {};
  private silent = false;

  constructor(needs: BrokerNeeds) {
    const { store, clock, limits } = needs;
    this.needs = needs;
    this.rates = new Rates(limits);
    this.guests = new Guests(needs);
    this.front = new Front({
      store,
      clock,
      limits,
      ownerOf: (client) => this.keyOf(client),
      publisherOf: (client) => this.publisherOf(outer(client)),
      pace: (client, bytes) => this.rates.take(this.keyOf(client), bytes, clock.now()),
      hurries: (client, bytes) => this.calm.take(this.keyOf(client), bytes, clock.now()) > 0,
      caps: (key) => (key.startsWith('device:') ? needs.queueCaps(key.slice(7)) : null) ?? limits().queue,
      sent: (bytes) => needs.sent?.(bytes),
      published: ({ topic, payload, qos }, retain, publisher) =>
        needs.published({ topic, payload, qos, retain, deviceId: publisher?.deviceId ?? null }),
      overflowed: (clientId) => this.problem(words.life.overflowed(cleanText(clientId, 64))),
      retainedOverflowed: () => this.problem(words.life.retainedOverflowed),
      lapsed: (clientId, waiting) => this.lapsed(clientId, waiting),
    });
    this.doorman = new Doorman({
      clock,
      guests: this.guests,
      limits,
      gate: needs.gate,
      report: needs.report,
      denied: (subject, action, topic) => needs.denied(subject, action, topic),
      claim: (clientId, key) => this.front.sessions.claim(clientId, key),
      keepWill: (client, will) => this.front.keepWill(inner(client), will),
    });
    this.aedes = new Aedes({
      persistence: this.front.persistence,
      connectTimeout: LIMITS.connectTimeoutMs,
      drainTimeout: LIMITS.drainTimeoutMs,
      // The strict parser keeps to the limit that the person chose.
      maxTopicLevels: 100,
      preConnect: (client, packet, done) => done(null, this.doorman.asked(client, packet)),
      authenticate: (client, userName, password, done) => this.doorman.decide(client, userName, password, done),
      authorizePublish: (client, packet, done) => {
        const guest = client && this.guests.of(client);
        if (guest && !guest.subject.permission()?.publish.matches(packet.topic)) {
          this.needs.denied(guest.subject, 'publish', packet.topic);
          (packet as unknown as WirePacket).isDenied = true;
        }
        done(guest && !this.silent ? null : new Error('nobody may publish this'));
      },
      authorizeSubscribe: (client, subscription, done) => {
        const guest = this.guests.of(client);
        const allowed = guest?.subject.permission()?.subscribe.covers(subscription.topic);
        if (guest && !allowed) this.needs.denied(guest.subject, 'subscribe', subscription.topic);
        done(null, allowed ? subscription : null);
      },
      authorizeForward: (client, packet) => (this.guests.of(client)?.subject.permission()?.subscribe.matches(packet.topic) ? packet : null),
    });
    this.front.takeOver(this.aedes);
    this.retained = new Retained(store.retained, this.front.publishing);
    this.publisher = new Publisher(store.journal, this.front.publishing);
    this.queues = new Queues(this.front.sessions, clock, needs.deviceOf);
    this.listenToEvents();
  }

  async start(): Promise<void> {
    await this.aedes.listen();
    const { clock, store, mayPublish } = this.needs;
    this.cancelSweep = clock.every(LIMITS.queueSweepMs, () => this.front.sessions.sweep());
    this.cancelWills = publishLeftWills({ clock, wills: store.wills, publishing: this.front.publishing, mayPublish });
  }

  /** Takes over an accepted connection. `address` is who it comes from, in the one spelling that permissions are written in. */
  handle(stream: Duplex, address: string | null, entrance: Entrance): void {
    const client = this.aedes.handle(stream);
    this.front.guard(client);
    this.guests.arrive(client, address, entrance);
    stream.once('close', () => {
      this.guests.leave(client);
      // After a stop, as after a crash, it is published only if its client does not come back.
      if (!this.silent) this.front.settleWill(inner(client));
    });
  }

  isConnected(key: string): boolean {
    return this.guests.isConnected(key);
  }

  /** The key of who is connected, or is just coming in, under a client id. */
  connectedAs(clientId: string): string | null {
    return this.guests.connectedAs(clientId);
  }

  /** Ends every live connection whose key is `key`, or begins with `key:`; `why` is told. Resolves when they are closed. */
  kick(key: string, why: string): Promise<void> {
    return this.guests.kick(key, why);
  }

  /** Drops what is kept for a client id: whoever uses it next must not get what was meant for another. */
  async forgetSession(clientId: string): Promise<void> {
    this.front.sessions.forget(clientId);
    await this.needs.store.journal.stored();
  }

  /** The disk works again. */
  storageRecovered(): void {
    this.front.publishing.resume();
  }

  /** The hub is about to stop: from now on a connection that ends is no news, and its will is not published. */
  silence(): void {
    this.silent = true;
    this.guests.silence();
    this.cancelSweep();
    this.cancelWills();
  }

  /** Ends all connections. */
  close(): Promise<void> {
    this.silence();
    return new Promise((resolve) => this.aedes.close(() => resolve()));
  }

  /** Empty for who was not let in. */
  private keyOf(client: InnerClient): string {
    return this.guests.of(outer(client))?.subject.key ?? '';
  }

  private publisherOf(client: Client): { deviceId: string | null } {
    const guest = this.guests.of(client);
    if (guest) this.needs.alive(guest.subject, guest.address, client.id);
    return { deviceId: guest?.subject.deviceId ?? null };
  }

  private listenToEvents(): void {
    this.aedes.on('client', (client) => {
      const guest = this.guests.of(client);
      if (!guest || client.conn.destroyed) return;
      guest.connected = true;
      this.needs.connected(guest.subject, guest.address, client.id);
    });
    this.aedes.on('ping', (_packet, client) => {
      const guest = this.guests.of(client);
      if (guest) this.needs.alive(guest.subject, guest.address, client.id);
    });
    this.aedes.on('clientError', (client, error) => this.guests.fault(client, error));
    this.aedes.on('connectionError', (client, error) => this.guests.fault(client, error));
    this.aedes.on('error' as 'closed', ((error: Error) => this.problem(words.life.fault(cleanText(error.message, 200)))) as () => void);
  }

  private lapsed(clientId: string, waiting: number): void {
    const days = this.needs.limits().sessionDays;
    this.needs.report({ kind: 'change', text: words.life.lapsed(cleanText(clientId, 64), days, waiting) });
  }

  private problem(text: string): void {
    this.needs.report({ kind: 'problem', text });
  }
}
