import type { Client } from 'aedes';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import type { Entrance, Subject } from './admission.ts';
import { endAt } from './end-at.ts';
import { BEGAN_TLS } from './front/strict-parser.ts';

/** On whose behalf a connection acts, once it was let in. */
export interface Guest {
  subject: Subject;
  address: string | null;
  /** Its CONNECT went through. */
  connected: boolean;
  fault: string | null;
  cancelEnd: () => void;
}

/** What is known of a connection. */
export interface Visitor {
  address: string | null;
  entrance: Entrance;
  connect: { clientId: string; clean: boolean; username?: string } | null;
  refused: boolean;
  guest: Guest | null;
}

export interface GuestsNeeds {
  clock: Clock;
  report: Report;
  disconnected(subject: Subject, clientId: string): void;
}

/** Everybody who is connected or about to be, and how they are asked to leave. */
export class Guests {
  private needs: GuestsNeeds;
  private visitors = new WeakMap<Client, Visitor>();
  /** Every client from the moment it was let in, so that none slips past a {@link kick}, by the key of its subject. */
  private live = new Map<string, Set<Client>>();
  /** Who has each client id, from the same moment. */
  private holders = new Map<string, Client>();
  private silent = false;

  constructor(needs: GuestsNeeds) {
    this.needs = needs;
  }

  /** A connection was accepted. */
  arrive(client: Client, address: string | null, entrance: Entrance): void {
    this.visitors.set(client, { address, entrance, connect: null, refused: false, guest: null });
  }

  visitor(client: Client): Visitor | undefined {
    return this.visitors.get(client);
  }

  /** `undefined` for who was not let in. */
  of(client: Client): Guest | undefined {
    return this.visitors.get(client)?.guest ?? undefined;
  }

  isConnected(key: string): boolean {
    return [...(this.live.get(key) ?? [])].some((client) => this.of(client)?.connected);
  }

  /** The key of who is connected, or is just coming in, under a client id. */
  connectedAs(clientId: string): string | null {
    const client = this.holders.get(clientId);
    return (client && this.of(client)?.subject.key) ?? null;
  }

  letIn(client: Client, visitor: Visitor, subject: Subject): void {
    const { ends } = subject;
    const cancelEnd = ends ? endAt(this.needs.clock, ends.at, () => void this.endFor(client, ends.why)) : () => {};
    const guest = { subject, address: visitor.address, connected: false, fault: null, cancelEnd };
    visitor.guest = guest;
    this.live.set(subject.key, (this.live.get(subject.key) ?? new Set()).add(client));
    const holder = this.holders.get(client.id);
    const before = holder && this.of(holder);
    if (before && before !== guest) before.fault ??= words.life.cameAnew;
    this.holders.set(client.id, client);
  }

  /** Ends every live connection whose key is `key`, or begins with `key:`; `why` is told. Resolves when they are closed. */
  async kick(key: string, why: string): Promise<void> {
    const clients = [...this.live].flatMap(([of, set]) => (of === key || of.startsWith(`${key}:`) ? [...set] : []));
    await Promise.all(clients.map((client) => this.endFor(client, why)));
  }

  /** From now on a connection that ends is no news. */
  silence(): void {
    this.silent = true;
  }

  /** A connection broke a rule, or broke. */
  fault(client: Client, error: Error): void {
    const visitor = this.visitors.get(client);
    if (visitor?.guest) visitor.guest.fault ??= error.message;
    if (!visitor || visitor.guest || visitor.refused) return;
    const text = words.life.notMqtt(cleanText(error.message, 100));
    const cause = error.message === BEGAN_TLS ? 'tls-on-plain' : 'not-mqtt';
    this.needs.report({ kind: 'refusal', text, address: visitor.address, refusal: { cause } });
  }

  /** A connection is gone. */
  leave(client: Client): void {
    const visitor = this.visitors.get(client);
    const guest = visitor?.guest;
    if (!visitor || !guest) return;
    const { subject, address } = guest;
    const fault = guest.fault ?? (visitor.entrance.isOpen?.() === false ? words.life.listenerClosed : null);
    guest.cancelEnd();
    if (this.holders.get(client.id) === client) this.holders.delete(client.id);
    const clients = this.live.get(subject.key);
    if (!clients?.delete(client)) return;
    if (clients.size === 0) this.live.delete(subject.key);
    if (!guest.connected || this.silent) return;
    const text = words.life.disconnected(subject.name, fault ? cleanText(fault, 100) : null);
    this.needs.report({ kind: 'connection', text, deviceId: subject.deviceId, address });
    this.needs.disconnected(subject, client.id);
  }

  private endFor(client: Client, why: string): Promise<void> {
    const guest = this.of(client);
    if (guest) guest.fault = why;
    return new Promise((resolve) => client.close(() => resolve()));
  }
}
