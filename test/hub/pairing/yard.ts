import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Aedes } from 'aedes';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { systemClock } from '../../../electron/hub/clock.ts';
import { Trigger } from '../../../electron/hub/discovery/trigger.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import type { LocalAddress } from '../../../electron/hub/network/addresses.ts';
import { readDeviceConfig } from '../../../electron/hub/pairing/emonesp/device-config.ts';
import { EmonEspDoor } from '../../../electron/hub/pairing/emonesp/door.ts';
import { Knocks } from '../../../electron/hub/pairing/emonesp/knocks.ts';
import { Push } from '../../../electron/hub/pairing/emonesp/push.ts';
import { newcomer } from '../../../electron/hub/pairing/emonesp/topics.ts';
import { Requests } from '../../../electron/hub/pairing/requests.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { QuietedTable } from '../../../electron/hub/storage/quieted-table.ts';
import { RequestsTable } from '../../../electron/hub/storage/requests-table.ts';
import { EmonEsp, type EmonEspOptions } from '../../devices/emonesp.ts';
import { freePort } from '../../support/free-port.ts';
import { Ledger } from './ledger.ts';

const LOOPBACK: LocalAddress = {
  interface: 'lo',
  address: '127.0.0.1',
  netmask: '255.0.0.0',
  broadcast: '127.255.255.255',
  loopback: true,
};

/** Pairing with a real door, trigger, broker and database, for simulated devices on 127.0.0.x. */
export class Yard {
  readonly ledger = new Ledger();
  readonly happenings: Happening[] = [];
  /** What the broker was sent, after authentication. */
  readonly published: { topic: string; payload: string }[] = [];
  requests!: Requests;
  push!: Push;
  private door!: EmonEspDoor;
  private knocks!: Knocks;
  trigger!: Trigger;
  doorPort = 0;
  triggerPort = 0;
  private folder = mkdtempSync(join(tmpdir(), 'porchlight-yard-'));
  private database!: DatabaseSync;
  private broker!: Aedes;
  private brokerServer!: Server;
  private devices: EmonEsp[] = [];
  /** Where every device has its web page. */
  devicePort = 0;

  get brokerPort(): number {
    return (this.brokerServer.address() as AddressInfo).port;
  }

  async open(): Promise<void> {
    this.broker = await Aedes.createBroker({
      authenticate: (_client, user, password, done) => {
        const device = [...this.ledger.devices.values()].find(({ userName }) => userName === user);
        const right = device?.password !== null && device?.password === password?.toString();
        if (device && right) queueMicrotask(() => this.requests.deviceConnected(device.id));
        done(null, right);
      },
    });
    this.broker.on('publish', ({ topic, payload }, client) => {
      if (client) this.published.push({ topic, payload: payload.toString() });
    });
    this.brokerServer = createServer(this.broker.handle);
    await new Promise<void>((resolve) => this.brokerServer.listen(0, '127.0.0.1', resolve));
    this.trigger = new Trigger(
      {
        clock: systemClock,
        addresses: () => [LOOPBACK],
        bind: () => '127.0.0.1',
        obstacle: () => null,
        report: (happening) => this.happenings.push(happening),
        changed: () => {},
      },
      0,
    );
    this.devicePort = await freePort();
    this.doorPort = await freePort();
    this.triggerPort = await this.trigger.start();
    await this.start();
  }

  /** The hub goes down and comes back on the same port. */
  async restart(): Promise<void> {
    await this.stop();
    this.database.close();
    await this.start();
  }

  async close(): Promise<void> {
    this.trigger.stop();
    for (const device of this.devices) await device.stop();
    await this.stop();
    this.broker.close();
    this.brokerServer.close();
    this.database.close();
    rmSync(this.folder, { recursive: true });
  }

  async device(options: Partial<EmonEspOptions>): Promise<EmonEsp> {
    const { doorPort: hubHttpPort, triggerPort, devicePort: webPort } = this;
    const device = new EmonEsp({ hubHttpPort, triggerPort, webPort, pollMs: 100, reconnectMs: 100, ...options });
    this.devices.push(device);
    await device.start();
    return device;
  }

  /** Publishes to subscribers, as the hub would. */
  send(topic: string, payload: string): void {
    this.broker.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => {});
  }

  private async start(): Promise<void> {
    this.database = openDatabase(join(this.folder, 'hub.sqlite'));
    const { ledger: desk, devicePort } = this;
    const addresses = () => [LOOPBACK];
    const brokerPort = () => this.brokerPort;
    const report = (happening: Happening) => this.happenings.push(happening);
    const requests = new Requests({
      clock: systemClock,
      randomId: () => crypto.randomUUID(),
      requests: new RequestsTable(this.database),
      quieted: new QuietedTable(this.database),
      desk,
      newcomer: (request) => newcomer(request, desk),
      report,
      changed: () => {},
      limits: LIMITS,
    });
    const identify = (address: string, signal: AbortSignal) => readDeviceConfig({ address, port: devicePort, signal });
    this.requests = requests;
    this.knocks = new Knocks({ clock: systemClock, requests, desk, identify, brokerPort });
    this.door = new EmonEspDoor({ addresses, report, answer: (address, keeps) => this.knocks.answer(address, keeps) });
    const isAsking = (address: string) => requests.at('emonesp', address) !== null;
    this.push = new Push({ desk, addresses, devicePort, brokerPort, isAsking, report });
    requests.start();
    this.doorPort = await this.door.start('127.0.0.1', this.doorPort);
  }

  private async stop(): Promise<void> {
    await this.door.stop();
    this.knocks.stop();
    this.requests.stop();
  }
}

/** Waits until `check` gives something. */
export async function until<T>(check: () => T | undefined | null | false, ms = 3_000): Promise<T> {
  for (const end = Date.now() + ms; ; ) {
    const value = check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Not within ${ms} ms: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
