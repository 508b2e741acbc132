import type { Aedes, Client } from 'aedes';
import { LIMITS } from '../../limits.ts';
import { suback } from './bytes.ts';
import { gatherWrites } from './gather-writes.ts';
import type { InnerBroker, InnerClient, Message, Subscription, WirePacket } from './internals.ts';
import { Line } from './line.ts';
import type { Session } from './session.ts';
import { Sessions } from './sessions.ts';
import { SESSION_MARK, type Store } from './store.ts';
import { makeStrict } from './strict-parser.ts';

/** A SUBSCRIBE that waits for its SUBACK. */
interface Request {
  id: number;
  subscriptions: Subscription[];
}

/**
 * Makes aedes keep what MQTT 3.1.1 demands of a server and aedes by itself does not: it checks every packet, and does all
 * that concerns subscriptions and delivery. aedes keeps connecting, keep-alive, wills and what clients publish.
 */
export class Front {
  readonly sessions: Sessions;
  private broker: InnerBroker;
  private store: Store;
  private bridges = new WeakSet<InnerClient>();
  private requests = new WeakMap<Subscription, Request>();

  /** `overflowed` is told once when messages for a client id begin to be dropped, because too many wait for it. */
  constructor(aedes: Aedes, store: Store, overflowed: (clientId: string) => void) {
    this.broker = aedes as unknown as InnerBroker;
    this.store = store;
    this.sessions = new Sessions(this.broker.mq, overflowed);
    this.takeSubscriptions();
    this.dropClusterNews();
    this.listenToEvents();
  }

  /** For each connection, before any of its bytes is read. */
  guard(client: Client): void {
    const inner = client as unknown as InnerClient;
    makeStrict(inner._parser);
    gatherWrites(inner.conn);
    inner._parser.prependListener('packet', (packet: WirePacket) => this.saw(inner, packet));
    // aedes would read on before it has handled what came along with CONNECT, and so change the order.
    const resume = inner.resume.bind(inner);
    inner.resume = () => {};
    inner.once('connected', resume);
  }

  private takeSubscriptions(): void {
    const { broker } = this;
    const later = (_filter: string, _listener: unknown, done?: () => void) => done?.();
    broker.subscribe = later;
    broker.unsubscribe = later;
    const { authorizeSubscribe, unregisterClient } = broker;
    broker.authorizeSubscribe = (client, subscription, done) => {
      if (subscription === SESSION_MARK) return done(null, null);
      const session = this.sessions.of(client as unknown as InnerClient);
      const isFull = session && session.subscriptions >= LIMITS.sessionSubscriptions && !session.isSubscribed(subscription.topic);
      if (isFull) done(null, null);
      else authorizeSubscribe.call(broker as unknown as Aedes, client, subscription, done);
    };
    // A connection that ends while it is being accepted must not strike another off the list.
    broker.unregisterClient = (client) => {
      if (broker.clients[client.id] === client) unregisterClient.call(broker, client);
    };
  }

  /** aedes tells the other brokers of a cluster who comes and goes, at the cost of a message each time. There are none. */
  private dropClusterNews(): void {
    const { broker } = this;
    const publish = broker.publish.bind(broker);
    const news = `$SYS/${broker.id}/`;
    broker.publish = (message, ...rest) => {
      const [done] = rest;
      if (typeof done === 'object' || !message.topic.startsWith(news)) publish(message, ...rest);
      else done?.();
    };
  }

  private listenToEvents(): void {
    const { broker, sessions } = this;
    broker.on('client', (client) => {
      if (client.closed) return;
      sessions.begin(client);
      const session = sessions.of(client);
      if (session) session.bridge = this.bridges.has(client);
    });
    broker.on('clientDisconnect', (client) => sessions.leave(client));
    broker.on('connackSent', ({ returnCode }, client) => {
      if (returnCode === 0) sessions.of(client)?.open(new Line(client, (message) => Boolean(broker.authorizeForward(client, message))));
    });
    broker.on('subscribe', (subscriptions, client) => this.subscribed(client, subscriptions));
    broker.on('unsubscribe', (filters, client) => {
      for (const filter of filters) sessions.of(client)?.unsubscribe(filter);
    });
  }

  private saw(client: InnerClient, packet: WirePacket): void {
    const { cmd, messageId = 0, subscriptions = [] } = packet;
    if (cmd === 'connect' && packet.bridgeMode) this.bridges.add(client);
    else if (cmd === 'puback' || cmd === 'pubrec' || cmd === 'pubcomp') this.sessions.of(client)?.acknowledged(cmd, messageId);
    else if (cmd === 'subscribe') {
      // Without an identifier aedes sends no SUBACK. Its own has one code for filters that are alike (MQTT-3.8.4-5).
      packet.messageId = undefined;
      const request = { id: messageId, subscriptions };
      for (const subscription of subscriptions) this.requests.set(subscription, request);
    }
  }

  /** aedes authorized a SUBSCRIBE; it gives each filter once, with QoS 128 if it was refused. */
  private subscribed(client: InnerClient, granted: Subscription[]): void {
    const session = this.sessions.of(client);
    const request = granted[0] && this.requests.get(granted[0]);
    if (!session || !request || client.closed) return;
    const refused = new Set(granted.flatMap(({ topic, qos }) => (qos > 2 ? [topic] : [])));
    for (const { topic, qos } of granted) if (!refused.has(topic)) session.subscribe(topic, qos);
    const codes = request.subscriptions.map(({ topic, qos }) => (refused.has(topic) ? 128 : qos));
    client.conn.write(suback(request.id, codes));
    void this.sendRetained(session, granted).catch(() => {});
  }

  private async sendRetained(session: Session, granted: Subscription[]): Promise<void> {
    const most = new Map<string, number>();
    for (const { topic: filter, qos } of granted) {
      if (qos <= 2) for (const topic of this.store.retainedTopics(filter)) most.set(topic, Math.max(qos, most.get(topic) ?? 0));
    }
    for (const [topic, qos] of most) {
      // Looked up late: a newer message may have come meanwhile.
      const message: Message | undefined = this.store.retainedMessage(topic);
      if (message) await new Promise<void>((resolve) => session.offer(message, qos, resolve));
    }
  }
}
