import type { Aedes, Client } from 'aedes';
import type { BrokerLimits } from '../../../contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { Turns } from '../guard/turns.ts';
import type { KeptStore } from '../store/kept-store.ts';
import { StoredMessage } from '../store/stored-message.ts';
import type { Will } from '../store/wills.ts';
import { BrokerPersistence, SESSION_MARK } from './broker-persistence.ts';
import { pubcomp, pubrel, suback, unsuback } from './bytes.ts';
import { gatherWrites } from './gather-writes.ts';
import type { InnerBroker, InnerClient, Message, Subscription, WirePacket } from './internals.ts';
import { Line } from './line.ts';
import { Publishing, type PublishingNeeds } from './publishing.ts';
import { readWhenDone } from './read-when-done.ts';
import { Router } from './router.ts';
import type { Session } from './session.ts';
import { Sessions, type SessionsNeeds } from './sessions.ts';
import { makeStrict } from './strict-parser.ts';

export interface FrontNeeds
  extends Pick<SessionsNeeds, 'caps' | 'overflowed' | 'lapsed'>,
    Pick<PublishingNeeds, 'publisherOf' | 'pace' | 'hurries' | 'published' | 'retainedOverflowed'> {
  store: KeptStore;
  clock: Clock;
  limits: () => Readonly<BrokerLimits>;
  /** The key of who a connection belongs to. */
  ownerOf(client: InnerClient): string;
  /** A message was sent to a client, with so many bytes of payload. Must be quick. */
  sent(bytes: number): void;
}

/** A SUBSCRIBE that waits for its SUBACK. */
interface Request {
  id: number;
  subscriptions: Subscription[];
}

/**
 * Makes aedes keep what MQTT 3.1.1 demands of a server and aedes by itself does not: it checks every packet, does all that
 * concerns subscriptions and delivery, and acknowledges what was stored. aedes keeps connecting, keep-alive and wills.
 */
export class Front {
  readonly sessions: Sessions;
  readonly publishing: Publishing;
  /** What aedes has to be made with. */
  readonly persistence: BrokerPersistence;
  private needs: FrontNeeds;
  private broker: InnerBroker | null = null;
  private turns = new Turns(() => performance.now(), setImmediate);
  private bridges = new WeakSet<InnerClient>();
  private requests = new WeakMap<Subscription, Request>();
  /** The identifiers of UNSUBSCRIBEs, by their filters. */
  private unsubscriptions = new WeakMap<string[], number>();
  private wills = new WeakMap<InnerClient, Will>();

  constructor(needs: FrontNeeds) {
    const { store, clock, limits, caps, overflowed, lapsed } = needs;
    const router = new Router<Session>();
    this.needs = needs;
    this.sessions = new Sessions({ store, router, clock, limits, caps, overflowed, lapsed });
    this.publishing = new Publishing({ ...needs, sessions: this.sessions, router });
    this.persistence = new BrokerPersistence(store, clock, () => this.sessions);
  }

  /** Before aedes listens. */
  takeOver(aedes: Aedes): void {
    const broker = aedes as unknown as InnerBroker;
    this.broker = broker;
    const later = (_filter: string, _listener: unknown, done?: () => void) => done?.();
    broker.subscribe = later;
    broker.unsubscribe = later;
    const { authorizeSubscribe, unregisterClient } = broker;
    broker.authorizeSubscribe = (client, subscription, done) => {
      if (subscription === SESSION_MARK) return done(null, null);
      const session = this.sessions.of(client as unknown as InnerClient);
      const isFull = session && session.subscriptions >= this.needs.limits().subscriptions && !session.isSubscribed(subscription.topic);
      if (isFull) done(null, null);
      else authorizeSubscribe.call(aedes, client, subscription, done);
    };
    // A connection that ends while it is being accepted must not strike another off the list.
    broker.unregisterClient = (client) => {
      if (broker.clients[client.id] === client) unregisterClient.call(broker, client);
    };
    broker.publish = (packet, ...rest) => {
      const [client, done] = rest;
      // Without a client it is news for the other brokers of a cluster. There are none.
      if (typeof client === 'object' && done) this.publishing.publish(packet, client, done);
      else if (typeof client === 'function') client();
    };
    this.listenToEvents(broker);
  }

  /** For each connection, before any of its bytes is read. */
  guard(client: Client): void {
    const inner = client as unknown as InnerClient;
    makeStrict(inner._parser, this.needs.limits, this.turns, () => this.needs.ownerOf(inner));
    gatherWrites(inner.conn);
    readWhenDone(inner);
    inner._parser.prependListener('packet', (packet: WirePacket) => this.saw(inner, packet));
    // aedes would read on before it has handled what came along with CONNECT, and so change the order.
    const resume = inner.resume.bind(inner);
    inner.resume = () => {};
    inner.once('connected', resume);
  }

  /** What its client wants published when it is lost is kept, so that it happens also after a crash. */
  keepWill(client: InnerClient, will: Pick<WirePacket, 'topic' | 'payload' | 'qos' | 'retain'> | null): void {
    const { wills } = this.needs.store;
    if (!will) {
      wills.remove(client.id);
      return;
    }
    const { topic, payload = '', qos, retain } = will;
    const kept = { topic, payload: Buffer.from(payload as string), qos, retain, owner: this.needs.ownerOf(client), extra: null };
    this.wills.set(client, kept);
    wills.put(client.id, kept);
  }

  /** Its will was published, or is not wanted any more. */
  settleWill(client: InnerClient): void {
    const { wills } = this.needs.store;
    const will = this.wills.get(client);
    // Who came next with the same client id may have left another.
    if (will && wills.get(client.id) === will) wills.remove(client.id);
  }

  private listenToEvents(broker: InnerBroker): void {
    const { sessions } = this;
    broker.on('client', (client) => {
      if (client.closed) return;
      sessions.begin(client, this.needs.ownerOf(client));
      const session = sessions.of(client);
      if (session) session.bridge = this.bridges.has(client);
    });
    broker.on('clientDisconnect', (client) => sessions.leave(client));
    broker.on('connackSent', ({ returnCode }, client) => {
      if (returnCode === 0) this.open(client);
    });
    broker.on('subscribe', (subscriptions, client) => this.subscribed(client, subscriptions));
    broker.on('unsubscribe', (filters, client) => {
      const id = this.unsubscriptions.get(filters);
      const session = sessions.of(client);
      for (const filter of filters) session?.unsubscribe(filter);
      if (session && id !== undefined) this.confirm(client, session, () => client.conn.write(unsuback(id)));
    });
  }

  private open(client: InnerClient): void {
    const session = this.sessions.of(client);
    const mayRead = (message: Message) => Boolean(this.broker?.authorizeForward(client, message));
    session?.open(new Line(client, mayRead, () => session.pump(), this.needs.sent));
  }

  private saw(client: InnerClient, packet: WirePacket): void {
    const { cmd, messageId = 0, subscriptions = [] } = packet;
    if (cmd === 'publish' && packet.qos > 0) {
      // For aedes it has QoS 0, so that it does not acknowledge what was not stored yet.
      packet.sentQos = packet.qos as 1 | 2;
      packet.qos = 0;
    } else if (cmd === 'connect' && packet.bridgeMode) this.bridges.add(client);
    else if (cmd === 'puback' || cmd === 'pubcomp') this.sessions.of(client)?.acknowledged(cmd, messageId);
    else if (cmd === 'pubrec' || cmd === 'pubrel') this.handshake(client, packet);
    else if (cmd === 'subscribe') {
      // Without an identifier aedes sends no SUBACK. Its own has one code for filters that are alike (MQTT-3.8.4-5).
      packet.messageId = undefined;
      const request = { id: messageId, subscriptions };
      for (const subscription of subscriptions) this.requests.set(subscription, request);
    } else if (cmd === 'unsubscribe' && packet.unsubscriptions) {
      packet.messageId = undefined;
      this.unsubscriptions.set(packet.unsubscriptions, messageId);
    }
  }

  /**
   * The middle of QoS 2. PUBREL may go out only when it is on disk that PUBREC came, or the message could be sent a second time
   * after a crash; and PUBCOMP only when the identifier is free on disk, or the next message with it could be lost.
   */
  private handshake(client: InnerClient, packet: WirePacket): void {
    const { cmd, messageId = 0 } = packet;
    // With this aedes has nothing to do.
    packet.cmd = 'puback';
    const session = this.sessions.of(client);
    if (!session) return;
    if (cmd === 'pubrec') session.acknowledged('pubrec', messageId);
    else session.release(messageId);
    this.answer(client, session, () => client.conn.write((cmd === 'pubrec' ? pubrel : pubcomp)(messageId)));
  }

  /** aedes authorized a SUBSCRIBE; it gives each filter once, with QoS 128 if it was refused. */
  private subscribed(client: InnerClient, granted: Subscription[]): void {
    const session = this.sessions.of(client);
    const request = granted[0] && this.requests.get(granted[0]);
    if (!session || !request || client.closed) return;
    const refused = new Set(granted.flatMap(({ topic, qos }) => (qos > 2 ? [topic] : [])));
    for (const { topic, qos } of granted) if (!refused.has(topic)) session.subscribe(topic, qos);
    const codes = request.subscriptions.map(({ topic, qos }) => (refused.has(topic) ? 128 : qos));
    this.confirm(client, session, () => {
      client.conn.write(suback(request.id, codes));
      this.sendRetained(session, granted);
    });
  }

  /** What is promised must hold after a crash as well; while the disk takes nothing, a subscription holds for now. */
  private confirm(client: InnerClient, session: Session, send: () => void): void {
    if (this.needs.store.journal.isFailing) send();
    else this.answer(client, session, send);
  }

  /** Sends an answer when what it says is on disk. */
  private answer(client: InnerClient, session: Session, send: () => void): void {
    const { journal } = this.needs.store;
    if (session.kept) journal.whenStored(() => !client.closed && send());
    else send();
  }

  private sendRetained(session: Session, granted: Subscription[]): void {
    const { retained } = this.needs.store;
    const most = new Map<string, number>();
    for (const { topic: filter, qos } of granted) {
      if (qos <= 2) for (const topic of retained.topics(filter)) most.set(topic, Math.max(qos, most.get(topic) ?? 0));
    }
    const rest = most.entries();
    // There may be more than a queue holds, so it is given as many as it takes.
    const proceed = () => {
      while (session.isConnected && session.isReady(proceed)) {
        const next = rest.next();
        if (next.done) return;
        const [topic, qos] = next.value;
        // Looked up late: a newer message may have come meanwhile.
        const message = retained.get(topic);
        if (message) session.offer(new StoredMessage(topic, message.payload, message.qos, true), Math.min(qos, message.qos));
      }
    };
    proceed();
  }
}
