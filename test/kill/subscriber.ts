import { puback, pubcomp, pubrec, type Received, subscribePacket } from '../hub/broker/raw-mqtt.ts';
import type { Account } from './house.ts';
import type { Ledger, Reader } from './ledger.ts';
import { type Conduct, Link } from './link.ts';
import { FILTERS, readLoad } from './message.ts';

const SUBSCRIBE_ID = 1;

/** A persistent session that acknowledges as MQTT demands, and keeps what it has to know of QoS 2 over every connection (4.3.3). */
export class Subscriber implements Conduct, Reader {
  readonly name: string;
  readonly qos: 1 | 2;
  readonly link: Link;
  private ledger: Ledger;
  /** How long acknowledgements wait before they are sent together. */
  private delayMs: number;
  private answers: Buffer[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** The messages whose PUBREL did not come yet, by identifier. */
  private incoming = new Map<number, string>();
  private isSubscribed = false;

  constructor(name: string, account: Account, port: number, qos: 1 | 2, delayMs: number, ledger: Ledger) {
    this.name = name;
    this.qos = qos;
    this.delayMs = delayMs;
    this.ledger = ledger;
    this.link = new Link(port, { clientId: name, clean: false, ...account }, this);
  }

  /** Its subscriptions were promised. */
  get isReady(): boolean {
    return this.isSubscribed;
  }

  opened(sessionPresent: boolean): void {
    if (this.isSubscribed && !sessionPresent) this.ledger.fault('session', `${this.name} came back and had none`);
    if (!this.isSubscribed) this.link.send(subscribePacket(SUBSCRIBE_ID, ...FILTERS.map((filter) => [filter, this.qos] as const)));
  }

  closed(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.answers = [];
  }

  refused(code: number): void {
    this.ledger.fault('app', `${this.name} was not let in: return code ${code}`);
  }

  received(packet: Received): void {
    const { cmd, id = 0 } = packet;
    if (cmd === 'suback') {
      this.isSubscribed = true;
      this.ledger.subscribed(this);
    } else if (cmd === 'pubrel') {
      this.incoming.delete(id);
      this.answer(pubcomp(id));
    } else if (cmd === 'publish') this.publish(packet, id);
  }

  private publish({ qos, payload = '', dup, retain }: Received, id: number): void {
    if (qos === 2) {
      const before = this.incoming.get(id);
      this.incoming.set(id, payload);
      this.answer(pubrec(id));
      if (before !== undefined) {
        if (before !== payload || !dup) this.ledger.fault('identifier', `${id} to ${this.name}: ${brief(before)}, then ${brief(payload)}`);
        return;
      }
    } else this.answer(puback(id));
    // An old message, which came because of the subscription.
    if (retain) return;
    const { stream, seq } = readLoad(payload);
    this.ledger.arrived(this, stream, seq);
  }

  private answer(packet: Buffer): void {
    if (this.delayMs === 0) {
      this.link.send(packet);
      return;
    }
    this.answers.push(packet);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.link.send(...this.answers.splice(0));
    }, this.delayMs);
  }
}

const brief = (payload: string) => payload.slice(0, 40);
