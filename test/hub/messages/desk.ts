import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Draft } from '../../../electron/contract/messages.ts';
import type { Published } from '../../../electron/hub/broker/broker.ts';
import type { KeptStore } from '../../../electron/hub/broker/store/kept-store.ts';
import { Messages, type MessagesNeeds } from '../../../electron/hub/messages/messages.ts';
import type { KnownPublisher } from '../../../electron/hub/messages/publishers.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { House } from '../../conformance/broker-house.ts';
import { memoryStore } from '../broker/memory-store.ts';
import { ManualClock } from '../manual-clock.ts';

const desks: Desk[] = [];

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

/** A broker with what a person publishes, removes and records there. */
export class Desk {
  readonly clock = new ManualClock();
  readonly database = openDatabase(':memory:');
  readonly devices = new Map<string, KnownPublisher>();
  readonly published: Published[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'porchlight-messages-'));
  readonly store: KeptStore;
  readonly house: House;
  messages: Messages;
  changes = 0;
  private given: Partial<MessagesNeeds>;
  private ids = 0;

  private constructor(given: Partial<MessagesNeeds>) {
    this.given = given;
    this.store = memoryStore(this.clock, () => this.house.limits);
    this.house = new House(this.clock, {
      store: this.store,
      published: (message) => {
        this.published.push(message);
        this.messages.record(message);
      },
    });
    this.messages = this.make();
  }

  static async open(given: Partial<MessagesNeeds> = {}): Promise<Desk> {
    const desk = new Desk(given);
    desks.push(desk);
    await desk.house.open();
    return desk;
  }

  /** As after a restart of the hub. */
  async again(): Promise<Messages> {
    await this.messages.stop();
    this.messages = this.make();
    return this.messages;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Of the activity that it reported. */
  get said(): string[] {
    return this.house.happenings.map(({ text }) => text);
  }

  async close(): Promise<void> {
    await this.messages.stop();
    await this.house.close();
    this.database.close();
    rmSync(this.folder, { recursive: true });
  }

  private make(): Messages {
    const { publisher, retained } = this.house.broker;
    return new Messages({
      clock: this.clock,
      randomId: () => `id${++this.ids}`,
      table: new SettingsTable(this.database),
      limits: () => this.house.limits,
      publisher,
      retained,
      publisherOf: (deviceId) => this.devices.get(deviceId) ?? { kind: 'revoked', name: null },
      report: (happening) => this.house.happenings.push(happening),
      changed: () => this.changes++,
      ...this.given,
    });
  }
}

/** A message as a person writes it. */
export const draft = (topic: string, text: string | Uint8Array, more: Partial<Draft> = {}): Draft => ({
  topic,
  payload: Buffer.from(text).toString('base64'),
  kind: 'text',
  qos: 0,
  retain: false,
  ...more,
});

/** What other events of this moment may change has changed then. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A file of one JSON a line. */
export const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
