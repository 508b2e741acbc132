import type { Duplex } from 'node:stream';
import { Aedes, type AedesPublishPacket, type AuthenticateError, type Client } from 'aedes';
import type { Denial } from '../../contract/model.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import type { Admission, Entrance, Gate, Subject } from './admission.ts';
import { endAt } from './end-at.ts';
import { Front } from './front/front.ts';
import { Store } from './front/store.ts';
import { Retained } from './retained.ts';

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
  gate: Gate;
  report: Report;
  /** A CONNECT went through. */
  connected(subject: Subject, address: string | null, clientId: string): void;
  /** Any packet from a client. */
  alive(subject: Subject, address: string | null, clientId: string): void;
  disconnected(subject: Subject, clientId: string): void;
  /** Somebody tried what it may not. */
  denied(subject: Subject, action: Denial['action'], topic: string): void;
  /** Must be quick: it is called once for each message. */
  published(message: Published): void;
}

interface Session {
  subject: Subject;
  address: string | null;
  /** Its CONNECT went through. */
  connected: boolean;
  fault: string | null;
  cancelEnd: () => void;
}

/** What is known of a connection. */
interface Entry {
  address: string | null;
  entrance: Entrance;
  connect: { clientId: string; clean: boolean } | null;
  refused: boolean;
  /** Once it was let in. */
  session: Session | null;
}

type Decided = (error: AuthenticateError | null, success: boolean | null) => void;

/** Where a denied publish goes: nobody can subscribe to it. The client gets its acknowledgement and stays connected. */
const DENIED_TOPIC = '$porchlight/denied';

/** The MQTT broker (3.1 and 3.1.1): aedes, with every connection, publish, subscription, will and delivery checked. */
export class Broker {
  readonly retained: Retained;
  private needs: BrokerNeeds;
  private aedes: Aedes;
  private front: Front;
  private entries = new WeakMap<Client, Entry>();
  /** Every client from the moment it was let in, so that none slips past a {@link kick}, by the key of its subject. */
  private live = new Map<string, Set<Client>>();
  /** Who has each client id, from the same moment. */
  private holders = new Map<string, Client>();
  private silent = false;

  constructor(needs: BrokerNeeds) {
    this.needs = needs;
    const store = new Store(
      () => this.front.sessions,
      () => this.problem('Retained messages are dropped: there are too many.'),
    );
    this.aedes = new Aedes({
      persistence: store,
      queueLimit: LIMITS.packetsBeforeConnack,
      connectTimeout: LIMITS.connectTimeoutMs,
      drainTimeout: LIMITS.drainTimeoutMs,
      maxTopicLevels: LIMITS.topicLevels,
      preConnect: (client, packet, done) => {
        const entry = this.entries.get(client);
        if (entry) entry.connect = packet as Entry['connect'];
        done(null, entry !== undefined);
      },
      authenticate: (client, userName, password, done) => this.authenticate(client, userName, password, done),
      authorizePublish: (client, packet, done) => {
        const session = client && this.sessionOf(client);
        if (session && !session.subject.permission()?.publish.matches(packet.topic)) {
          this.needs.denied(session.subject, 'publish', packet.topic);
          packet.topic = DENIED_TOPIC;
          packet.payload = Buffer.alloc(0);
          packet.retain = false;
        }
        done(session && !this.silent ? null : new Error('nobody may publish this'));
      },
      authorizeSubscribe: (client, subscription, done) => {
        const session = this.sessionOf(client);
        const allowed = session?.subject.permission()?.subscribe.covers(subscription.topic);
        if (session && !allowed) this.needs.denied(session.subject, 'subscribe', subscription.topic);
        done(null, allowed ? subscription : null);
      },
      authorizeForward: (client, packet) => {
        const session = this.sessionOf(client);
        return session?.subject.permission()?.subscribe.matches(packet.topic) ? packet : null;
      },
    });
    this.front = new Front(this.aedes, store, (clientId) =>
      this.problem(`Messages for the client id "${cleanText(clientId, 64)}" are dropped: too many wait for it.`),
    );
    this.retained = new Retained(this.aedes);
    this.listenToEvents();
  }

  start(): Promise<void> {
    return this.aedes.listen();
  }

  /** Takes over an accepted connection. `address` is who it comes from, in the one spelling that permissions are written in. */
  handle(stream: Duplex, address: string | null, entrance: Entrance): void {
    const client = this.aedes.handle(stream);
    this.front.guard(client);
    this.entries.set(client, { address, entrance, connect: null, refused: false, session: null });
    stream.once('close', () => this.left(client));
  }

  isConnected(key: string): boolean {
    return [...(this.live.get(key) ?? [])].some((client) => this.sessionOf(client)?.connected);
  }

  /** The key of who is connected, or is just coming in, under a client id. */
  connectedAs(clientId: string): string | null {
    const client = this.holders.get(clientId);
    return (client && this.sessionOf(client)?.subject.key) ?? null;
  }

  /** Ends every live connection whose key is `key`, or begins with `key:`; `why` is told. Resolves when they are closed. */
  async kick(key: string, why: string): Promise<void> {
    const clients = [...this.live].flatMap(([of, set]) => (of === key || of.startsWith(`${key}:`) ? [...set] : []));
    await Promise.all(clients.map((client) => this.endFor(client, why)));
  }

  /** Drops what is kept for a client id: whoever uses it next must not get what was meant for another. */
  async forgetSession(clientId: string): Promise<void> {
    this.front.sessions.forget(clientId);
  }

  /** The hub is about to stop: from now on a connection that ends is no news, and its will is not published. */
  silence(): void {
    this.silent = true;
  }

  /** Ends all connections. */
  close(): Promise<void> {
    this.silence();
    return new Promise((resolve) => this.aedes.close(() => resolve()));
  }

  private sessionOf(client: Client): Session | null | undefined {
    return this.entries.get(client)?.session;
  }

  private authenticate(client: Client, userName: string | undefined, password: Buffer | undefined, done: Decided): void {
    const entry = this.entries.get(client);
    const connect = entry?.connect;
    if (!connect) throw new Error('a CONNECT that preConnect did not see');
    let decided = false;
    const decide = (admission: Admission) => {
      cancel();
      if (decided || client.conn.destroyed) return;
      decided = true;
      this.answer(client, entry, admission, done);
    };
    // aedes waits for ever; whoever is asked may be down.
    const cancel = this.needs.clock.after(LIMITS.gateTimeoutMs, () => decide(UNDECIDED));
    this.ask(entry, connect, userName, password).then(decide, () => decide(UNDECIDED));
  }

  private async ask(
    { address, entrance }: Entry,
    { clientId, clean }: NonNullable<Entry['connect']>,
    userName: string | undefined,
    password: Buffer | undefined,
  ): Promise<Admission> {
    if (clientId === '' && !clean) {
      // MQTT-3.1.3-8
      return refusal(2, 'Refused a connection: it wants its session kept but has no client id.', null);
    }
    const connectedAs = (id: string) => this.connectedAs(id);
    return this.needs.gate({ clientId, cleanSession: clean, userName, password, address, entrance, connectedAs });
  }

  private answer(client: Client, entry: Entry, admission: Admission, done: Decided): void {
    const holder = this.connectedAs(client.id);
    if (admission.ok && holder !== null && holder !== admission.subject.key) {
      // Two came in the same moment, and the gate saw neither yet.
      const text = `Refused a connection: the client id "${cleanText(client.id, 64)}" is in use by another client.`;
      this.answer(client, entry, refusal(2, text, admission.subject.deviceId), done);
    } else if (admission.ok) {
      this.letIn(client, entry, admission.subject);
      done(null, true);
    } else {
      const { returnCode, text, deviceId } = admission.refusal;
      entry.refused = true;
      this.needs.report({ kind: 'refusal', text, deviceId, address: entry.address });
      done(Object.assign(new Error('refused'), { returnCode }), null);
    }
  }

  private letIn(client: Client, entry: Entry, subject: Subject): void {
    const { clock } = this.needs;
    const { ends } = subject;
    const cancelEnd = ends ? endAt(clock, ends.at, () => void this.endFor(client, ends.why)) : () => {};
    entry.session = { subject, address: entry.address, connected: false, fault: null, cancelEnd };
    this.live.set(subject.key, (this.live.get(subject.key) ?? new Set()).add(client));
    const before = this.sessionOf(this.holders.get(client.id) ?? client);
    if (before && before !== entry.session) before.fault ??= 'it connected anew with the same client id';
    this.holders.set(client.id, client);
    if (subject.forceCleanSession && entry.connect) {
      entry.connect.clean = true;
      client.clean = true;
    }
    const waiting = client as unknown as { _will?: { topic: string } | null };
    if (waiting._will && !subject.permission()?.publish.matches(waiting._will.topic)) {
      this.needs.denied(subject, 'publish', waiting._will.topic);
      waiting._will = null;
    }
  }

  private endFor(client: Client, why: string): Promise<void> {
    const session = this.sessionOf(client);
    if (session) session.fault = why;
    return this.end(client);
  }

  private end(client: Client): Promise<void> {
    return new Promise((resolve) => client.close(() => resolve()));
  }

  private listenToEvents(): void {
    this.aedes.on('client', (client) => {
      const session = this.sessionOf(client);
      if (!session || client.conn.destroyed) return;
      session.connected = true;
      this.needs.connected(session.subject, session.address, client.id);
    });
    this.aedes.on('ping', (_packet, client) => {
      const session = this.sessionOf(client);
      if (session) this.needs.alive(session.subject, session.address, client.id);
    });
    this.aedes.on('publish', (packet: AedesPublishPacket, client) => {
      if (packet.topic.startsWith('$')) return;
      const session = client ? this.sessionOf(client) : undefined;
      if (session && client) this.needs.alive(session.subject, session.address, client.id);
      const { topic, qos, retain } = packet;
      const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
      const deviceId = session?.subject.deviceId ?? null;
      if (retain) this.retained.note(topic, payload.length > 0 ? deviceId : null);
      this.needs.published({ topic, payload, qos, retain, deviceId });
    });
    this.aedes.on('clientError', (client, error) => this.fault(client, error));
    this.aedes.on('connectionError', (client, error) => this.fault(client, error));
    this.aedes.on(
      'error' as 'closed',
      ((error: Error) => this.problem(`The broker had a fault: ${cleanText(error.message, 200)}.`)) as () => void,
    );
  }

  private fault(client: Client, error: Error): void {
    const session = this.sessionOf(client);
    const entry = this.entries.get(client);
    if (session) session.fault ??= error.message;
    if (session || !entry || entry.refused) return;
    const text = `Closed a connection that did not speak MQTT as expected: ${cleanText(error.message, 100)}.`;
    this.needs.report({ kind: 'refusal', text, address: entry.address });
  }

  private left(client: Client): void {
    const session = this.sessionOf(client);
    if (!session) return;
    const { subject, address } = session;
    const fault = session.fault ?? (this.entries.get(client)?.entrance.isOpen?.() === false ? 'its listener was closed' : null);
    session.cancelEnd();
    if (this.holders.get(client.id) === client) this.holders.delete(client.id);
    const clients = this.live.get(subject.key);
    if (!clients?.delete(client)) return;
    if (clients.size === 0) this.live.delete(subject.key);
    if (!session.connected || this.silent) return;
    const why = fault ? ` (${cleanText(fault, 100)})` : '';
    this.needs.report({ kind: 'connection', text: `${subject.name} disconnected${why}.`, deviceId: subject.deviceId, address });
    this.needs.disconnected(subject, client.id);
  }

  private problem(text: string): void {
    this.needs.report({ kind: 'problem', text });
  }
}

const refusal = (returnCode: 2 | 3, text: string, deviceId: string | null): Admission => ({
  ok: false,
  refusal: { returnCode, text, deviceId },
});

const UNDECIDED = refusal(3, 'Refused a connection: it could not be checked. The log has the details.', null);
