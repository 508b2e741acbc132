import { Readable } from 'node:stream';
import { compileFilters } from '../../devices/topic-filter.ts';
import { LIMITS } from '../../limits.ts';
import type { InnerClient, Message, Subscription, WirePacket } from './internals.ts';
import type { Sessions } from './sessions.ts';

/** Stands for a session where aedes looks for subscriptions: it takes a session without any for none (MQTT-3.2.2-2). */
export const SESSION_MARK: Subscription = { topic: '$porchlight/session', qos: 0 };

const nothing = async () => {};
const empty = () => Readable.from([]);

/** Retained messages, and what aedes asks its persistence for; it holds them in memory. Outgoing messages are {@link Sessions}' alone. */
export class Store {
  readonly outgoingEnqueueCombi = nothing;
  readonly outgoingEnqueue = nothing;
  readonly outgoingUpdate = nothing;
  readonly outgoingClearMessageId = nothing;
  readonly addSubscriptions = nothing;
  readonly removeSubscriptions = nothing;
  readonly cleanSubscriptions = nothing;
  readonly cleanIncoming = nothing;
  readonly putWill = nothing;
  readonly delWill = nothing;
  readonly destroy = nothing;
  /** aedes makes a pipeline of it for every CONNECT, which costs twice as much with a stream. */
  readonly outgoingStream = () => [];
  readonly streamWill = empty;
  readonly createRetainedStreamCombi = empty;
  private sessions: () => Sessions;
  private overflowed: () => void;
  private retained = new Map<string, Message>();
  private bytes = 0;

  constructor(sessions: () => Sessions, overflowed: () => void) {
    this.sessions = sessions;
    this.overflowed = overflowed;
  }

  async setup(): Promise<void> {}

  /** The topics of retained messages that a subscription asks for. */
  retainedTopics(filter: string): string[] {
    if (!/[+#]/.test(filter)) return this.retained.has(filter) ? [filter] : [];
    const { matches } = compileFilters([filter]);
    return [...this.retained.keys()].filter(matches);
  }

  retainedMessage(topic: string): Message | undefined {
    return this.retained.get(topic);
  }

  async storeRetained({ topic, payload, qos }: Message): Promise<void> {
    const before = this.retained.get(topic);
    if (before) this.bytes -= sizeOf(before);
    this.retained.delete(topic);
    if (payload.length === 0) return;
    const message = { topic, payload, qos, retain: true };
    if (this.retained.size >= LIMITS.retainedMessages || this.bytes + sizeOf(message) > LIMITS.retainedBytes) return this.overflowed();
    this.retained.set(topic, message);
    this.bytes += sizeOf(message);
  }

  async subscriptionsByClient({ id }: { id: string }): Promise<Subscription[]> {
    return this.sessions().isKept(id) ? [SESSION_MARK] : [];
  }

  async subscriptionsByTopic(): Promise<Subscription[]> {
    return [];
  }

  /**
   * Rejects for a QoS 2 message that is new. Its identifier is noted with the question: were it only later, two copies that
   * came together would both be new (MQTT-4.3.3-2).
   */
  async incomingGetPacket(client: InnerClient, packet: WirePacket): Promise<WirePacket> {
    const received = this.sessions().of(client)?.received;
    const id = packet.messageId ?? 0;
    if (received?.has(id)) return packet;
    if (packet.cmd === 'publish') received?.add(id);
    throw new Error('not received before');
  }

  async incomingStorePacket(): Promise<void> {}

  async incomingDelPacket(client: InnerClient, packet: WirePacket): Promise<void> {
    this.sessions()
      .of(client)
      ?.received.delete(packet.messageId ?? 0);
  }
}

const sizeOf = ({ topic, payload }: Message) => topic.length + payload.length + 300;
