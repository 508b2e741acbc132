import { Readable } from 'node:stream';
import type { Clock } from '../../clock.ts';
import { compileFilters } from '../../devices/topic-filter.ts';
import type { Entry } from './entry.ts';
import type { KeptSession } from './kept-session.ts';
import type { KeptStore } from './kept-store.ts';
import { StoredMessage } from './stored-message.ts';

/** A packet as aedes gives and takes them. */
export interface AnyPacket {
  cmd?: string;
  topic: string;
  payload: Buffer | string;
  qos: number;
  retain: boolean;
  messageId?: number | undefined;
  [more: string]: unknown;
}

interface AnyClient {
  id: string;
}

interface AnySubscription {
  topic: string;
  qos: number;
  [more: string]: unknown;
}

/** Nobody in particular: only who uses this interface directly makes sessions without an owner. */
const NOBODY = '';

/**
 * aedes' own interface to what is kept (aedes-persistence 11): everything is on disk when a promise resolves. The broker itself
 * takes the short ways past it for what happens with every message.
 */
export class Persistence {
  /** Whom aedes has it serve. */
  broker = { id: '' };
  protected store: KeptStore;
  private clock: Clock;

  constructor(store: KeptStore, clock: Clock) {
    this.store = store;
    this.clock = clock;
  }

  async setup(broker: { id: string }): Promise<void> {
    this.broker = broker;
  }

  async destroy(): Promise<void> {
    await this.store.journal.stored();
  }

  async storeRetained({ topic, payload, qos, retain: _, ...more }: AnyPacket): Promise<void> {
    const { bytes, extra } = packed(payload, more);
    this.store.retained.put({ topic, payload: bytes, qos, at: this.clock.now(), publisher: null, extra });
    await this.store.journal.stored();
  }

  createRetainedStream(pattern: string): Readable {
    return this.createRetainedStreamCombi([pattern]);
  }

  createRetainedStreamCombi(patterns: readonly string[]): Readable {
    const { retained } = this.store;
    return Readable.from(
      patterns.flatMap((pattern) =>
        retained.topics(pattern).flatMap((topic) => {
          const found = retained.get(topic);
          return found ? [{ topic, qos: found.qos, retain: true, ...unpacked(found.payload, found.extra) }] : [];
        }),
      ),
    );
  }

  async addSubscriptions({ id }: AnyClient, subscriptions: readonly AnySubscription[]): Promise<void> {
    const session = this.sessionOf(id);
    for (const { topic, qos, ...options } of subscriptions) session.subscribe(topic, qos, JSON.stringify(options));
    await this.store.journal.stored();
  }

  async removeSubscriptions({ id }: AnyClient, filters: readonly string[]): Promise<void> {
    const session = this.store.get(id);
    for (const filter of filters) session?.unsubscribe(filter);
    await this.store.journal.stored();
  }

  async subscriptionsByClient({ id }: AnyClient): Promise<AnySubscription[]> {
    return [...(this.store.get(id)?.filters ?? [])].map(([topic, { qos, options }]) => ({ topic, qos, ...parsed(options) }));
  }

  async countOffline(): Promise<{ subsCount: number; clientsCount: number }> {
    const filters = this.store.all().map((session) => [...session.filters.values()]);
    return {
      subsCount: filters.flat().filter(({ qos }) => qos > 0).length,
      clientsCount: filters.filter(({ length }) => length > 0).length,
    };
  }

  /** Of QoS 1 and 2, which are those that messages are queued for; a filter with `#` comes before what it ends in. */
  async subscriptionsByTopic(topic: string): Promise<(AnySubscription & { clientId: string })[]> {
    const found = this.store
      .all()
      .flatMap(({ clientId, filters }) => [...filters].map(([filter, { qos, options }]) => ({ clientId, filter, qos, options })))
      .filter(({ filter, qos }) => qos > 0 && compileFilters([filter]).matches(topic))
      .sort((a, b) => (a.filter < b.filter ? 1 : -1));
    return found.map(({ clientId, filter, qos, options }) => ({ clientId, topic: filter, qos, ...parsed(options) }));
  }

  async cleanSubscriptions({ id }: AnyClient): Promise<void> {
    const session = this.store.get(id);
    for (const filter of [...(session?.filters.keys() ?? [])]) session?.unsubscribe(filter);
    await this.store.journal.stored();
  }

  getClientList(filter: string): Readable {
    return Readable.from(this.store.all().flatMap(({ clientId, filters }) => (filters.has(filter) ? [clientId] : [])));
  }

  outgoingEnqueue(subscription: { clientId: string }, packet: AnyPacket): Promise<void> {
    return this.outgoingEnqueueCombi([subscription], packet);
  }

  async outgoingEnqueueCombi(subscriptions: readonly { clientId: string }[], packet: AnyPacket): Promise<void> {
    const { topic, payload, qos, retain, cmd = 'publish', dup = false, brokerId, brokerCounter, clientId } = packet;
    const { bytes, extra } = packed(payload, { cmd, dup, brokerId, brokerCounter, ...(clientId !== undefined && { clientId }) });
    const message = new StoredMessage(topic, bytes, qos, retain, extra);
    for (const { clientId: id } of subscriptions) this.sessionOf(id).enqueue(message, qos, this.clock.now());
    await this.store.journal.stored();
  }

  /** Gives a queued message its identifier, or notes that it was released. Rejects if there is none such. */
  async outgoingUpdate({ id }: AnyClient, packet: AnyPacket): Promise<void> {
    const { messageId = 0, brokerId, brokerCounter } = packet;
    const entry = (await this.queueOf(id)).find(({ message, packetId }) => {
      const { brokerId: itsId, brokerCounter: itsCounter } = parsed(message.extra);
      return itsId === brokerId && packet.cmd !== 'pubrel' ? itsCounter === brokerCounter : packetId === messageId;
    });
    if (!entry) throw new Error('no such packet');
    entry.packetId = messageId;
    entry.released = packet.cmd === 'pubrel';
    entry.changed();
    await this.store.journal.stored();
  }

  async outgoingClearMessageId({ id }: AnyClient, { messageId = 0 }: AnyPacket): Promise<AnyPacket | undefined> {
    const entry = (await this.queueOf(id)).find(({ packetId }) => packetId === messageId);
    entry?.remove();
    await this.store.journal.stored();
    return entry && packetOf(entry);
  }

  outgoingStream({ id }: AnyClient): Readable {
    const queue = () => this.queueOf(id);
    async function* packets() {
      for (const entry of await queue()) yield entry.released ? { cmd: 'pubrel', messageId: entry.packetId } : packetOf(entry);
    }
    return Readable.from(packets());
  }

  async incomingStorePacket({ id }: AnyClient, packet: AnyPacket): Promise<void> {
    const { messageId = 0, payload, cmd = 'publish', topic, qos, dup = false, retain } = packet;
    const { bytes, extra } = packed(payload, { cmd, topic, qos, dup, retain, messageId });
    this.sessionOf(id).receive(messageId, extra, bytes);
    await this.store.journal.stored();
  }

  /** Rejects if no such packet was received. */
  async incomingGetPacket({ id }: AnyClient, { messageId = 0 }: Pick<AnyPacket, 'messageId'>): Promise<unknown> {
    const received = this.store.get(id)?.received.get(messageId);
    if (!received) throw new Error('no such packet');
    return unpacked(received.payload, received.packet);
  }

  async incomingDelPacket({ id }: AnyClient, { messageId = 0 }: Pick<AnyPacket, 'messageId'>): Promise<void> {
    if (!this.store.get(id)?.release(messageId)) throw new Error('no such packet');
    await this.store.journal.stored();
  }

  async cleanIncoming({ id }: AnyClient): Promise<void> {
    const session = this.store.get(id);
    for (const packetId of [...(session?.received.keys() ?? [])]) session?.release(packetId);
    await this.store.journal.stored();
  }

  async putWill({ id }: AnyClient, packet: AnyPacket): Promise<void> {
    packet.brokerId = this.broker.id;
    packet.clientId = id;
    const { topic, payload, qos, retain, ...more } = packet;
    const { bytes, extra } = packed(payload, more);
    this.store.wills.put(id, { topic, payload: bytes, qos, retain, owner: null, extra });
    await this.store.journal.stored();
  }

  async getWill({ id }: AnyClient): Promise<AnyPacket | undefined> {
    const will = this.store.wills.get(id);
    return will && { topic: will.topic, qos: will.qos, retain: will.retain, ...unpacked(will.payload, will.extra) };
  }

  async delWill(client: AnyClient): Promise<AnyPacket | undefined> {
    const will = await this.getWill(client);
    this.store.wills.remove(client.id);
    await this.store.journal.stored();
    return will;
  }

  /** Those of other brokers than these. */
  streamWill(brokers: Record<string, unknown> = {}): Readable {
    const store = this.store;
    const read = (id: string) => this.getWill({ id });
    async function* wills() {
      for (const [id] of store.wills.entries()) {
        const will = await read(id);
        if (will && !Object.hasOwn(brokers, String(will.brokerId))) yield will;
      }
    }
    return Readable.from(wills());
  }

  private sessionOf(clientId: string): KeptSession {
    return this.store.get(clientId) ?? this.store.begin(clientId, NOBODY, this.clock.now());
  }

  /** Everything that is queued for a client, in order. */
  private async queueOf(clientId: string): Promise<Entry[]> {
    await this.store.journal.stored();
    const session = this.store.get(clientId);
    if (!session) return [];
    const entries = [...this.store.inFlight(session), ...this.store.waiting(session, 0, -1)];
    return entries.sort((a, b) => a.seq - b.seq);
  }
}

function packetOf({ message, packetId }: Entry): AnyPacket {
  const { topic, payload, qos, retain, extra } = message;
  return { topic, qos, retain, messageId: packetId || undefined, ...unpacked(payload, extra) };
}

/** aedes may be given a text as payload, and wants it back as a text. */
function packed(payload: Buffer | string, more: Record<string, unknown>): { bytes: Buffer; extra: string } {
  const isText = typeof payload === 'string';
  return { bytes: isText ? Buffer.from(payload) : payload, extra: JSON.stringify(isText ? { ...more, isText } : more) };
}

function unpacked(payload: Buffer, extra: string | null): { payload: Buffer | string; [more: string]: unknown } {
  const { isText, ...more } = parsed(extra);
  return { ...more, payload: isText ? payload.toString() : payload };
}

const parsed = (extra: string | null) => (extra === null ? {} : JSON.parse(extra)) as Record<string, unknown>;
