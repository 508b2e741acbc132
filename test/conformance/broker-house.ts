import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import type { Happening } from '../../electron/hub/activity/report.ts';
import type { Admission, Attempt, Subject } from '../../electron/hub/broker/admission.ts';
import { Broker, type BrokerNeeds, type Published } from '../../electron/hub/broker/broker.ts';
import { type Clock, systemClock } from '../../electron/hub/clock.ts';
import type { Permission } from '../../electron/hub/devices/permissions.ts';
import { compileFilters } from '../../electron/hub/devices/topic-filter.ts';
import { memoryStore } from '../hub/broker/memory-store.ts';
import { type Connect, connectPacket, type RawClient, type Received, rawClient, subscribePacket } from '../hub/broker/raw-mqtt.ts';

export const may = (publish: string[], subscribe: string[]): Permission => ({
  publish: compileFilters(publish),
  subscribe: compileFilters(subscribe),
});

export const ALL = may(['#', '$test/#'], ['#', '$test/#']);

/** Who comes in by its user name; a name that `permissions` does not hold may do everything. */
export class House {
  readonly permissions = new Map<string, Permission | null>();
  readonly happenings: Happening[] = [];
  readonly published: Published[] = [];
  readonly attempts: Attempt[] = [];
  /** `+name`, `-name` of who came and went. */
  readonly comings: string[] = [];
  readonly denials: string[] = [];
  limits = DEFAULT_BROKER_LIMITS;
  gate = async (attempt: Attempt): Promise<Admission> => ({ ok: true, subject: this.subject(attempt) });
  readonly broker: Broker;
  private server: Server;
  private sockets = new Set<Socket>();
  private clients: RawClient[] = [];

  constructor(clock: Clock = systemClock, given: Partial<BrokerNeeds> = {}) {
    this.broker = new Broker({
      clock,
      store: given.store ?? memoryStore(clock, () => this.limits),
      limits: () => this.limits,
      deviceOf: () => null,
      queueCaps: () => null,
      mayPublish: () => true,
      gate: (attempt) => {
        this.attempts.push(attempt);
        return this.gate(attempt);
      },
      report: (happening) => this.happenings.push(happening),
      connected: ({ name }) => this.comings.push(`+${name}`),
      alive: () => {},
      disconnected: ({ name }) => this.comings.push(`-${name}`),
      denied: ({ name }, action, topic) => this.denials.push(`${name} ${action} ${topic}`),
      published: (message) => this.published.push(message),
      ...given,
    });
    this.server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      this.broker.handle(socket, '192.0.2.7', { rule: 'password', certificate: null, certificateFault: null });
    });
  }

  async open(): Promise<void> {
    await this.broker.start();
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  async close(): Promise<void> {
    this.broker.silence();
    this.server.close();
    for (const client of this.clients) client.socket.destroy();
    for (const socket of this.sockets) socket.destroy();
    await this.broker.close();
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  subject({ userName = 'anyone' }: Pick<Attempt, 'userName'>, more: Partial<Subject> = {}): Subject {
    const permission = () => {
      const written = this.permissions.get(userName);
      return written === undefined ? ALL : written;
    };
    return { key: `device:${userName}`, deviceId: userName, name: userName, permission, forceCleanSession: false, ends: null, ...more };
  }

  /** A connection that said nothing yet. */
  async raw(): Promise<RawClient> {
    const client = await rawClient(this.port);
    this.clients.push(client);
    return client;
  }

  /** A connection with the answer to its CONNECT. */
  async greet(options: Connect = {}): Promise<RawClient & { connack: Received }> {
    const client = await this.raw();
    client.send(connectPacket(options));
    return Object.assign(client, { connack: await client.next() });
  }

  /** A connection that was accepted. */
  async join(clientId: string, options: Connect = {}): Promise<RawClient & { connack: Received }> {
    const client = await this.greet({ clientId, ...options });
    if (client.connack.code !== 0) throw new Error(`${clientId} was not let in: ${JSON.stringify(client.connack)}`);
    return client;
  }

  /** A connection that was accepted and is subscribed. */
  async listener(clientId: string, filters: (readonly [string, number])[], options: Connect = {}): Promise<RawClient> {
    const client = await this.join(clientId, options);
    client.send(subscribePacket(1, ...filters));
    const answer = await client.next();
    if (answer.cmd !== 'suback') throw new Error(`${clientId} was not subscribed: ${JSON.stringify(answer)}`);
    return client;
  }

  /** Waits until the server sees no connection any more. */
  async unattended(): Promise<void> {
    await Promise.all([...this.sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  }

  texts(kind: Happening['kind']): string[] {
    return this.happenings.filter((happening) => happening.kind === kind).map(({ text }) => text);
  }
}

/** A new house for each test of a file. */
export function houseForEach(makeClock: () => Clock = () => systemClock): { readonly now: House } {
  const holder = { now: undefined as unknown as House };
  beforeEach(async () => {
    holder.now = new House(makeClock());
    await holder.now.open();
  });
  afterEach(() => holder.now.close());
  return holder;
}
