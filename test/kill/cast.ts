import { Seeded } from '../attack/support/seeded.ts';
import { connectPacket, PINGREQ, rawClient, subscribePacket } from '../hub/broker/raw-mqtt.ts';
import type { Account } from './house.ts';
import type { Ledger } from './ledger.ts';
import { Link } from './link.ts';
import { RETAINED_FILTER, readLoad } from './message.ts';
import { Publisher } from './publisher.ts';
import { Subscriber } from './subscriber.ts';

/** Publishers, and how many messages of theirs may be unsettled. */
const PUBLISHERS = { hasty: 40, brisk: 10, steady: 10, careful: 1 } as const;

/** Persistent subscribers, their QoS and how they behave. */
const SUBSCRIBERS = [
  { name: 'prompt-2', qos: 2, way: 'stays', delayMs: 0 },
  { name: 'prompt-1', qos: 1, way: 'stays', delayMs: 0 },
  { name: 'tardy-2', qos: 2, way: 'stays', delayMs: 40 },
  { name: 'wanderer-2', qos: 2, way: 'wanders', delayMs: 5 },
  { name: 'wanderer-1', qos: 1, way: 'wanders', delayMs: 5 },
  { name: 'sleeper-2', qos: 2, way: 'sleeps', delayMs: 0 },
  { name: 'sleeper-1', qos: 1, way: 'sleeps', delayMs: 10 },
  { name: 'latecomer-2', qos: 2, way: 'comes late', delayMs: 0 },
] as const;

/** Rounds that a sleeper is away, at most. */
const SLEEP_ROUNDS = 5;
/** The round in which the latecomer comes. */
const LATE_ROUND = 3;
/** How often a wanderer thinks of coming or going. */
const WANDER_MS = 60;

const WILLED = 'willed';
const WILL_TOPIC = 'will/willed';
const OBSERVER = 'observer';

/** All names that need a device. */
export const NAMES = [...Object.keys(PUBLISHERS), ...SUBSCRIBERS.map(({ name }) => name), WILLED, OBSERVER];

type Actor = { subscriber: Subscriber; way: (typeof SUBSCRIBERS)[number]['way']; awakeAt: number };

/** Everybody who takes part, and when they come and go. */
export class Cast {
  readonly publishers: Publisher[];
  private actors: Actor[];
  private accounts: Map<string, Account>;
  private port: number;
  private random: Seeded;
  private willed: Link;
  private wandering: NodeJS.Timeout | undefined;

  constructor(accounts: Map<string, Account>, port: number, ledger: Ledger, seed: number) {
    this.accounts = accounts;
    this.port = port;
    this.random = new Seeded(seed);
    const account = (name: string) => this.account(name);
    this.publishers = Object.entries(PUBLISHERS).map(([name, window], index) => {
      // Its own numbers, so that how fast it is changes nobody else's plan.
      return new Publisher(name, account(name), port, window, ledger, new Seeded(seed + index + 1));
    });
    this.actors = SUBSCRIBERS.map(({ name, qos, way, delayMs }) => {
      return { subscriber: new Subscriber(name, account(name), port, qos, delayMs, ledger), way, awakeAt: 0 };
    });
    const will = { topic: WILL_TOPIC, payload: 'gone', qos: 1 };
    this.willed = new Link(port, { clientId: WILLED, will, ...account(WILLED) }, QUIET);
  }

  get subscribers(): Subscriber[] {
    return this.actors.map(({ subscriber }) => subscriber);
  }

  /** Everybody who takes part in a round comes. */
  begin(round: number): void {
    for (const publisher of this.publishers) publisher.link.come();
    for (const actor of this.actors) if (this.attends(actor, round)) actor.subscriber.link.come();
    this.wandering = setInterval(() => this.wander(), WANDER_MS);
  }

  /** The app was killed. */
  end(): void {
    clearInterval(this.wandering);
  }

  /** Everybody comes and stays, and nobody publishes anything new. */
  finish(): void {
    for (const { subscriber } of this.actors) subscriber.link.come();
    for (const publisher of this.publishers) {
      publisher.finish();
      publisher.link.come();
    }
  }

  leave(): void {
    for (const { link } of [...this.publishers, ...this.subscribers]) link.leave('politely');
  }

  /** A client with a will comes, and stays until the next kill. */
  leaveWill(): void {
    this.willed.come();
  }

  /** The client with the will never comes back. */
  forsake(): void {
    this.willed.leave('suddenly');
  }

  /** The newest retained message of each stream, by the end of its topic, as who subscribes anew gets them. */
  async retained(): Promise<Map<string, number>> {
    const client = await this.observe('retained', RETAINED_FILTER);
    const found = new Map<string, number>();
    client.send(PINGREQ);
    // Whatever comes because of the subscription is on its way before the answer.
    for (let packet = await client.next(); packet.cmd !== 'pingresp'; packet = await client.next()) {
      if (packet.cmd === 'closed') throw new Error('the connection broke while retained messages were read');
      if (packet.cmd === 'publish' && packet.retain)
        found.set(packet.topic?.slice(RETAINED_FILTER.length - 1) ?? '', readLoad(packet.payload ?? '').seq);
    }
    await client.drop();
    return found;
  }

  /** Resolves when the will was published, to true; to false after a time. */
  async hearWill(timeoutMs: number): Promise<boolean> {
    const client = await this.observe('will', WILL_TOPIC);
    const timer = setTimeout(() => client.socket.destroy(), timeoutMs);
    const { cmd } = await client.next();
    clearTimeout(timer);
    await client.drop();
    return cmd === 'publish';
  }

  private async observe(what: string, filter: string) {
    const client = await rawClient(this.port);
    client.send(connectPacket({ clientId: `${OBSERVER}-${what}`, ...this.account(OBSERVER) }), subscribePacket(1, [filter, 0]));
    for (const expected of ['connack', 'suback']) {
      const { cmd } = await client.next();
      if (cmd !== expected) throw new Error(`the observer got ${cmd} in place of ${expected}`);
    }
    return client;
  }

  private account(name: string): Account {
    const account = this.accounts.get(name);
    if (!account) throw new Error(`${name} has no device`);
    return account;
  }

  private attends(actor: Actor, round: number): boolean {
    if (actor.way === 'comes late') return round >= LATE_ROUND;
    if (actor.way === 'wanders') return this.random.below(2) === 0;
    if (actor.way === 'stays' || round < actor.awakeAt) return actor.way === 'stays';
    actor.awakeAt = round + 1 + this.random.below(SLEEP_ROUNDS);
    return true;
  }

  private wander(): void {
    for (const { subscriber, way } of this.actors) {
      if (way !== 'wanders' || this.random.below(3) > 0) continue;
      if (subscriber.link.isOpen) subscriber.link.leave(this.random.of(['politely', 'suddenly']));
      else subscriber.link.come();
    }
  }
}

const QUIET = { opened: () => {}, received: () => {}, closed: () => {}, refused: () => {} };
