import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { KeptStore } from '../store/kept-store.ts';
import { StoredMessage } from '../store/stored-message.ts';
import { type Answer, Answers } from './answers.ts';
import { puback, pubrec } from './bytes.ts';
import type { InnerClient, WirePacket } from './internals.ts';
import type { Router } from './router.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

/** Who published, as far as it matters for what becomes of the message. */
export interface Publisher {
  /** `null` for who is no device. */
  deviceId: string | null;
}

export interface PublishingNeeds {
  store: KeptStore;
  sessions: Sessions;
  router: Router<Session>;
  clock: Clock;
  publisherOf(client: InnerClient): Publisher | null;
  /** Milliseconds that a client has to wait before its next packet is handled, having published so many bytes. */
  pace(client: InnerClient, bytes: number): number;
  /** True if it publishes so much that it may be made to wait for slow subscribers. */
  hurries(client: InnerClient, bytes: number): boolean;
  /** A message was accepted. Must be quick. */
  published(message: StoredMessage, retain: boolean, publisher: Publisher | null): void;
  /** A retained message was not kept: there are too many. */
  retainedOverflowed(): void;
}

type Done = (error?: Error) => void;

/** A message that waits for the disk to work again. */
interface Held {
  client: InnerClient | null;
  resume: () => void;
}

/**
 * What becomes of a published message: it is queued for every session that it is for and, where one of them is kept, stored;
 * only then it is acknowledged. aedes by itself acknowledges first.
 */
export class Publishing {
  private needs: PublishingNeeds;
  private answers = new WeakMap<InnerClient, Answers>();
  private finished: Done[] = [];
  private held: Held[] = [];

  constructor(needs: PublishingNeeds) {
    this.needs = needs;
  }

  /** `done` is called, later, when the next packet of this client may be handled; with an error its connection must end. */
  publish(packet: WirePacket, client: InnerClient | null, done: Done): void {
    const { sentQos, messageId = 0 } = packet;
    const session = client && this.needs.sessions.of(client);
    if (client && !session) {
      this.finish(done);
      return;
    }
    const answer = client && sentQos ? this.answersTo(client).owe((sentQos === 1 ? puback : pubrec)(messageId)) : null;
    if (this.needs.store.journal.isFailing && packet.qos + (sentQos ?? 0) > 0) this.hold(packet, client, answer, done);
    else this.accept(packet, client, answer, done);
  }

  /** The disk works again: what waited for it goes on. */
  resume(): void {
    const { held } = this;
    this.held = [];
    for (const { resume } of held) resume();
  }

  private accept(packet: WirePacket, client: InnerClient | null, answer: Answer | null, done: Done): void {
    const { sentQos, messageId = 0 } = packet;
    const session = client && this.needs.sessions.of(client);
    let mustStore = false;
    let isNew = true;
    if (session && sentQos === 2) {
      isNew = session.receive(messageId);
      if (session.received > LIMITS.receivedPackets) {
        done(new Error('it left too many QoS 2 messages unreleased'));
        return;
      }
      mustStore = session.kept !== null;
    }
    const crowded: Session[] = [];
    if (isNew && !packet.isDenied) mustStore = this.route(packet, client, crowded) || mustStore;

    const pause = client ? this.needs.pace(client, packet.length) : 0;
    const hurries = client !== null && this.needs.hurries(client, packet.length);
    // A client may say more while the disk is busy, but not without end.
    const waitsForDisk = mustStore && (!client || this.answersTo(client).count > LIMITS.unansweredMessages);
    let waitsFor = 1 + Number(waitsForDisk) + (hurries ? crowded.length : 0) + Number(pause > 0);
    const step = () => {
      waitsFor--;
      if (waitsFor === 0) this.finish(done);
    };
    const acknowledge = () => {
      if (client && answer) this.answersTo(client).ready(answer);
      if (waitsForDisk) step();
    };
    if (hurries) for (const other of crowded) other.whenReady(step);
    if (pause > 0) this.needs.clock.after(pause, step);
    if (mustStore) this.needs.store.journal.whenStored(acknowledge);
    else acknowledge();
    step();
  }

  /** True if something of it must be on disk before it is acknowledged. */
  private route(packet: WirePacket, client: InnerClient | null, crowded: Session[]): boolean {
    const { topic, retain } = packet;
    const { router, published, publisherOf } = this.needs;
    const qos = packet.sentQos ?? packet.qos;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : (packet.payload ?? NOTHING);
    // The flag tells an old message from a new one (MQTT-3.3.1-9); other brokers get it as it was published.
    const message = new StoredMessage(topic, payload, qos, false);
    const forBridges = retain ? new StoredMessage(topic, payload, qos, true) : message;
    let mustStore = false;
    for (const { session, qos: most } of router.matches(topic)) {
      if (session.bridge && session.clientId === client?.id) continue;
      const granted = Math.min(qos, most);
      session.offer(session.bridge ? forBridges : message, granted);
      if (granted > 0 && session.kept) mustStore = true;
      if (session.clientId !== client?.id && session.isCrowded) crowded.push(session);
    }
    const publisher = client && publisherOf(client);
    if (retain) {
      mustStore ||= qos > 0;
      this.retain(message, publisher);
    }
    if (topic.charCodeAt(0) !== DOLLAR) published(message, retain, publisher);
    return mustStore;
  }

  private retain({ topic, payload, qos }: StoredMessage, publisher: Publisher | null): void {
    const { store, clock, retainedOverflowed } = this.needs;
    // A copy: the payload is a piece of all that came with it.
    const kept = { topic, payload: Buffer.from(payload), qos, at: clock.now(), publisher: publisher?.deviceId ?? null, extra: null };
    if (!store.retained.put(kept)) retainedOverflowed();
  }

  /** Nothing can be stored now, so it is neither taken nor acknowledged until that is mended, or its client comes back with it. */
  private hold(packet: WirePacket, client: InnerClient | null, answer: Answer | null, done: Done): void {
    if (this.held.length >= LIMITS.heldMessages) this.held = this.held.filter((other) => !other.client?.closed);
    if (this.held.length >= LIMITS.heldMessages) {
      done(new Error('messages cannot be stored now, and too many wait'));
      return;
    }
    // It may say more meanwhile, such as that it is still there.
    const mayGoOn = client !== null && this.answersTo(client).count <= LIMITS.unansweredMessages;
    const later = mayGoOn ? () => {} : done;
    this.held.push({
      client,
      resume: () => {
        // A will comes from a client that is gone.
        if (packet.sentQos === undefined) this.publish(packet, null, later);
        else if (client && !client.closed) this.accept(packet, client, answer, later);
      },
    });
    if (mayGoOn) this.finish(done);
  }

  private answersTo(client: InnerClient): Answers {
    let answers = this.answers.get(client);
    if (!answers) {
      answers = new Answers(client);
      this.answers.set(client, answers);
    }
    return answers;
  }

  /** Never at once: aedes reads on in it, and the stack would grow. */
  private finish(done: Done): void {
    if (this.finished.length === 0) {
      setImmediate(() => {
        const { finished } = this;
        this.finished = [];
        for (const each of finished) each();
      });
    }
    this.finished.push(done);
  }
}

const DOLLAR = 36;
const NOTHING = Buffer.alloc(0);
