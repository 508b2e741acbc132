import type { Socket } from 'node:net';
import { Aedes, type AedesPublishPacket, type AuthenticateError, type Client } from 'aedes';
import type { Report } from '../activity/report.ts';
import type { Admission, Permission } from '../devices/devices.ts';
import { LIMITS } from '../limits.ts';
import { normaliseIpv4 } from '../network/addresses.ts';
import { cleanText } from '../text.ts';
import { describeRefusal, returnCode } from './refusals.ts';

/** A message that was accepted for delivery. */
export interface Published {
  topic: string;
  payload: Uint8Array;
  qos: number;
  retain: boolean;
  /** `null` for the broker's own. */
  deviceId: string | null;
}

export interface BrokerNeeds {
  authenticate(userName: string | undefined, password: Uint8Array | undefined, clientId: string): Admission;
  /** What a device may do now; `null` if it is gone. Looked up at every check, so a change holds at once. */
  permission(deviceId: string): Permission | null;
  report: Report;
  connected(deviceId: string, address: string | null, clientId: string): void;
  /** Any packet from a device. */
  alive(deviceId: string, address: string | null, clientId: string): void;
  disconnected(deviceId: string): void;
  /** Must be quick: it is called once for each message. */
  published(message: Published): void;
}

interface Session {
  deviceId: string;
  name: string;
  address: string | null;
  /** Its CONNECT went through. */
  connected: boolean;
  fault: string | null;
}

/** The part of aedes' persistence that {@link Broker.forgetSession} needs; its types leave it out. */
interface SessionStore {
  cleanSubscriptions(client: { id: string }): Promise<unknown>;
  outgoingStream(client: { id: string }): AsyncIterable<object>;
  outgoingClearMessageId(client: { id: string }, packet: object): Promise<unknown>;
  cleanIncoming(client: { id: string }): Promise<unknown>;
}

/** Where a denied publish goes: nobody can subscribe to it. The client gets its acknowledgement and stays connected. */
const DENIED_TOPIC = '$porchlight/denied';

/** The MQTT broker (3.1 and 3.1.1): aedes, with every connection, publish, subscription and delivery checked. */
export class Broker {
  private needs: BrokerNeeds;
  private aedes: Aedes;
  private sessions = new WeakMap<Client, Session>();
  /** Every client of a device from the moment its password was right, so that none slips past a {@link kick}. */
  private live = new Map<string, Set<Client>>();
  private leftIdToUs = new WeakSet<Client>();
  private refused = new WeakSet<Client>();
  private silent = false;

  constructor(needs: BrokerNeeds) {
    this.needs = needs;
    this.aedes = new Aedes({
      connectTimeout: LIMITS.connectTimeoutMs,
      drainTimeout: LIMITS.drainTimeoutMs,
      maxTopicLevels: LIMITS.topicLevels,
      preConnect: (client, packet, done) => {
        if (packet.clientId === '') this.leftIdToUs.add(client);
        done(null, true);
      },
      authenticate: (client, userName, password, done) => this.authenticate(client, userName, password, done),
      authorizePublish: (client, packet, done) => {
        const session = client && this.sessions.get(client);
        if (session && !this.needs.permission(session.deviceId)?.publish.matches(packet.topic)) {
          this.deny(session, 'publish to', packet.topic);
          packet.topic = DENIED_TOPIC;
          packet.payload = Buffer.alloc(0);
          packet.retain = false;
        }
        done(session && !this.silent ? null : new Error('nobody may publish this'));
      },
      authorizeSubscribe: (client, subscription, done) => {
        const session = this.sessions.get(client);
        const allowed = session && this.needs.permission(session.deviceId)?.subscribe.covers(subscription.topic);
        if (session && !allowed) this.deny(session, 'subscribe to', subscription.topic);
        done(null, allowed ? subscription : null);
      },
      authorizeForward: (client, packet) => {
        const session = this.sessions.get(client);
        return session && this.needs.permission(session.deviceId)?.subscribe.matches(packet.topic) ? packet : null;
      },
    });
    this.listenToEvents();
  }

  start(): Promise<void> {
    return this.aedes.listen();
  }

  /** Takes over an accepted connection. */
  handle(socket: Socket): void {
    const client = this.aedes.handle(socket);
    socket.once('close', () => this.left(client));
  }

  isConnected(deviceId: string): boolean {
    return [...(this.live.get(deviceId) ?? [])].some((client) => this.sessions.get(client)?.connected);
  }

  /** Ends every live connection of a device. Resolves when they are closed. */
  async kick(deviceId: string): Promise<void> {
    const clients = [...(this.live.get(deviceId) ?? [])];
    await Promise.all(clients.map((client) => new Promise<void>((resolve) => client.close(() => resolve()))));
  }

  /** Drops what is kept for a client id: whoever uses it next must not get what was meant for another. */
  async forgetSession(clientId: string): Promise<void> {
    const { persistence } = this.aedes as unknown as { persistence: SessionStore };
    const client = { id: clientId };
    await persistence.cleanSubscriptions(client);
    for await (const packet of persistence.outgoingStream(client)) await persistence.outgoingClearMessageId(client, packet);
    await persistence.cleanIncoming(client);
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

  private authenticate(
    client: Client,
    userName: string | undefined,
    password: Buffer | undefined,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): void {
    const address = peer(client);
    const clientId = this.leftIdToUs.has(client) ? '' : client.id;
    const admission: Admission =
      clientId === '' && !client.clean
        ? { ok: false, refusal: { cause: 'bad-client-id', fault: 'it wants its session kept but has no client id' } }
        : this.needs.authenticate(userName, password, clientId);
    if (admission.ok) {
      const { id, name } = admission.device;
      this.sessions.set(client, { deviceId: id, name, address, connected: false, fault: null });
      this.live.set(id, (this.live.get(id) ?? new Set()).add(client));
      done(null, true);
    } else {
      this.refused.add(client);
      this.needs.report({
        kind: 'refusal',
        text: describeRefusal(admission.refusal, userName, clientId),
        deviceId: 'device' in admission.refusal ? admission.refusal.device.id : null,
        address,
      });
      done(Object.assign(new Error('refused'), { returnCode: returnCode(admission.refusal) }), null);
    }
  }

  private listenToEvents(): void {
    this.aedes.on('client', (client) => {
      const session = this.sessions.get(client);
      if (!session || client.conn.destroyed) return;
      session.connected = true;
      this.needs.connected(session.deviceId, session.address, client.id);
    });
    this.aedes.on('ping', (_packet, client) => {
      const session = this.sessions.get(client);
      if (session) this.needs.alive(session.deviceId, session.address, client.id);
    });
    this.aedes.on('publish', (packet: AedesPublishPacket, client) => {
      if (packet.topic.startsWith('$')) return;
      const session = client ? this.sessions.get(client) : undefined;
      if (session && client) this.needs.alive(session.deviceId, session.address, client.id);
      const { topic, qos, retain } = packet;
      const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
      this.needs.published({ topic, payload, qos, retain, deviceId: session?.deviceId ?? null });
    });
    this.aedes.on('clientError', (client, error) => {
      const session = this.sessions.get(client);
      if (session) session.fault = error.message;
      else if (!this.refused.has(client)) this.reportBroken(client, error);
    });
    this.aedes.on('connectionError', (client, error) => this.reportBroken(client, error));
    this.aedes.on(
      'error' as 'closed',
      ((error: Error) =>
        this.needs.report({ kind: 'problem', text: `The broker had a fault: ${cleanText(error.message, 200)}.` })) as () => void,
    );
  }

  private left(client: Client): void {
    const session = this.sessions.get(client);
    const clients = session && this.live.get(session.deviceId);
    if (!session || !clients?.delete(client)) return;
    if (clients.size === 0) this.live.delete(session.deviceId);
    if (!session.connected || this.silent) return;
    const why = session.fault ? ` (${cleanText(session.fault, 100)})` : '';
    this.needs.report({
      kind: 'connection',
      text: `${session.name} disconnected${why}.`,
      deviceId: session.deviceId,
      address: session.address,
    });
    this.needs.disconnected(session.deviceId);
  }

  private deny(session: Session, what: string, topic: string): void {
    this.needs.report({
      kind: 'denial',
      text: `${session.name} may not ${what} "${cleanText(topic, 200)}".`,
      deviceId: session.deviceId,
      address: session.address,
    });
  }

  private reportBroken(client: Client, error: Error): void {
    const text = `Closed a connection that did not speak MQTT as expected: ${cleanText(error.message, 100)}.`;
    this.needs.report({ kind: 'refusal', text, address: peer(client) });
  }
}

function peer(client: Client): string | null {
  const { remoteAddress } = client.conn as Socket;
  return normaliseIpv4(remoteAddress) ?? remoteAddress ?? null;
}
