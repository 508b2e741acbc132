import type { Seeded } from '../attack/support/seeded.ts';
import { publishPacket, pubrel, type Received } from '../hub/broker/raw-mqtt.ts';
import type { Account } from './house.ts';
import type { Ledger, Stream } from './ledger.ts';
import { type Conduct, Link } from './link.ts';
import { isRetained, type Load, payloadOf, topicOf } from './message.ts';

/** A message that is not settled. A client keeps it over any number of connections. */
interface Unsettled extends Load {
  payload: string;
  /** QoS 2: PUBREC came, so PUBREL is what is sent again. */
  released: boolean;
}

/** Most payloads are short; some do not fit into one packet of the network. */
const PADDING = [0, 20, 20, 100, 2_500] as const;

/** Publishes with QoS 1 and 2 as fast as it is answered, and keeps to MQTT over every broken connection (4.4). */
export class Publisher implements Conduct {
  readonly link: Link;
  private ledger: Ledger;
  private random: Seeded;
  private name: string;
  private streams: [Stream, Stream];
  /** The most that may be unsettled. */
  private window: number;
  private unsettled = new Map<number, Unsettled>();
  private lastId = 0;
  private isProducing = true;
  /** The broker has promised something that needs the session. */
  private wasPromised = false;

  constructor(name: string, account: Account, port: number, window: number, ledger: Ledger, random: Seeded) {
    this.name = name;
    this.window = window;
    this.ledger = ledger;
    this.random = random;
    this.streams = [
      { publisher: name, qos: 1 },
      { publisher: name, qos: 2 },
    ];
    for (const stream of this.streams) ledger.announce(stream);
    this.link = new Link(port, { clientId: name, clean: false, ...account }, this);
  }

  /** Nothing of it waits for an answer. */
  get isSettled(): boolean {
    return this.unsettled.size === 0;
  }

  /** Publishes nothing new from now on. */
  finish(): void {
    this.isProducing = false;
  }

  opened(sessionPresent: boolean): void {
    if (this.wasPromised && !sessionPresent) this.ledger.fault('session', `${this.name} came back and had none`);
    this.link.send(...[...this.unsettled].map(([id, message]) => this.packet(id, message, true)));
    this.produce();
  }

  closed(): void {}

  refused(code: number): void {
    this.ledger.fault('app', `${this.name} was not let in: return code ${code}`);
  }

  received({ cmd, id = 0 }: Received): void {
    const message = this.unsettled.get(id);
    if (!message) return;
    if ((cmd === 'puback' && message.stream.qos === 1) || (cmd === 'pubcomp' && message.released)) this.unsettled.delete(id);
    if ((cmd === 'puback' || cmd === 'pubrec') && !message.released) {
      this.wasPromised = true;
      this.ledger.acknowledge(message.stream, message.seq, isRetained(message));
    }
    if (cmd === 'pubrec' && message.stream.qos === 2) {
      message.released = true;
      this.link.send(pubrel(id));
    }
    this.produce();
  }

  private produce(): void {
    const packets: Buffer[] = [];
    while (this.isProducing && this.link.isOpen && this.unsettled.size < this.window) {
      const stream = this.random.of(this.streams);
      const load = { stream, seq: this.ledger.publish(stream) };
      const message = { ...load, payload: payloadOf(load, this.random.of(PADDING)), released: false };
      const id = this.freeId();
      this.unsettled.set(id, message);
      packets.push(this.packet(id, message, false));
    }
    if (packets.length > 0) this.link.send(...packets);
  }

  private packet(id: number, message: Unsettled, dup: boolean): Buffer {
    if (message.released) return pubrel(id);
    return publishPacket(topicOf(message), message.payload, { qos: message.stream.qos, id, dup, retain: isRetained(message) });
  }

  private freeId(): number {
    do this.lastId = (this.lastId % 65_535) + 1;
    while (this.unsettled.has(this.lastId));
    return this.lastId;
  }
}
