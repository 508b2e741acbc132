import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { HubFace } from '../contract/client.ts';
import type { Device, HubStatus } from '../contract/model.ts';
import type { HubOptions, ReadyLine } from '../contract/start.ts';
import { Activity } from './activity/activity.ts';
import type { Report } from './activity/report.ts';
import { Broker } from './broker/broker.ts';
import { TcpListener } from './broker/tcp-listener.ts';
import { hubId } from './certificates/identity.ts';
import { Clients } from './clients.ts';
import { systemClock } from './clock.ts';
import { Devices } from './devices/devices.ts';
import { Trigger } from './discovery/trigger.ts';
import { makeHandlers } from './handlers.ts';
import { LIMITS } from './limits.ts';
import { systemAddresses } from './network/addresses.ts';
import { Listeners } from './network/listeners.ts';
import { Pairing } from './pairing.ts';
import { HubSettings } from './settings/settings.ts';
import { ActivityTable } from './storage/activity-table.ts';
import { openDatabase } from './storage/database.ts';
import { DevicesTable, type StoredDevice } from './storage/devices-table.ts';
import { SettingsTable } from './storage/settings-table.ts';
import { Topics } from './topics/topics.ts';

const TRIGGER_PORT = 5005;

/** The whole product without a window: makes the parts, hands each what it needs, starts them in order, stops them in reverse. */
export class Hub {
  private id: string;
  private version: string;
  private startedAt = systemClock.now();
  private database: DatabaseSync;
  private settings: HubSettings;
  private activity: Activity;
  private devices: Devices;
  private topics: Topics;
  private broker: Broker;
  private listeners: Listeners;
  private trigger: Trigger;
  private pairing: Pairing;
  private clients: Clients;
  private stopSaving: (() => void) | null = null;

  /** Resolves when every listener is open or has said why it is not. Rejects only if the hub cannot run at all. */
  static async start(options: HubOptions, log: Logger): Promise<Hub> {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const id = hubId(join(options.dataDir, 'keys', 'identity.pem'));
    const database = openDatabase(join(options.dataDir, 'porchlight.db'));
    try {
      const hub = new Hub(id, options, database, log);
      await hub.open();
      return hub;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private constructor(id: string, options: HubOptions, database: DatabaseSync, log: Logger) {
    const clock = systemClock;
    const { dataDir: _, version, triggerPort = TRIGGER_PORT, ...forced } = options;
    this.id = id;
    this.version = version;
    this.database = database;
    this.settings = new HubSettings(new SettingsTable(database), forced);
    this.activity = new Activity({
      table: new ActivityTable(database),
      clock,
      added: (entries) => this.clients.activityAdded(entries),
    });
    const report: Report = (happening) => this.activity.report(happening);
    const changed = (deviceId: string) => this.clients.deviceChanged(deviceId);
    this.devices = new Devices({
      table: new DevicesTable(database),
      random: randomBytes,
      now: clock.now,
      changed,
      clientIdReleased: (clientId) => this.broker.forgetSession(clientId),
    });
    this.topics = new Topics({ clock, nameOf: (deviceId) => (deviceId && this.devices.get(deviceId)?.name) || null, topicUsed: changed });
    this.broker = new Broker({
      authenticate: (userName, password, clientId) => this.devices.authenticate(userName, password, clientId),
      permission: (deviceId) => this.devices.permission(deviceId),
      report,
      connected: (deviceId, address, clientId) => this.connected(deviceId, address, clientId, report),
      alive: (deviceId, address, clientId) => this.devices.sighted(deviceId, address, clientId),
      disconnected: changed,
      published: (message) => this.topics.record(message),
    });
    this.trigger = new Trigger(
      {
        clock,
        addresses: systemAddresses,
        bind: () => this.settings.current.bind,
        obstacle: () => this.pairingObstacle(),
        report,
        changed: () => this.clients.hubChanged(),
      },
      triggerPort,
    );
    this.pairing = new Pairing({
      clock,
      database,
      randomId: randomUUID,
      addresses: systemAddresses,
      desk: {
        findByNode: (node) => this.devices.findByNode(node),
        findByFilter: (filter) => this.devices.findByFilter(filter),
        get: (deviceId) => this.devices.get(deviceId),
        admit: (newcomer) => this.devices.admit(newcomer),
        newPassword: (deviceId) => this.devices.newPassword(deviceId),
        withdraw: (deviceId) => this.forget(deviceId),
      },
      brokerPort: () => this.listeners.get('mqtt')?.port ?? this.settings.current.mqttPort,
      report,
      changed: (what, ids) => (what === 'requests' ? this.clients.requestsChanged(ids) : this.clients.quietedChanged()),
    });
    this.listeners = new Listeners([new TcpListener((socket) => this.broker.handle(socket)), this.pairing.listener], () =>
      this.clients.hubChanged(),
    );
    this.clients = new Clients({
      clock,
      handlers: makeHandlers({
        requests: this.pairing.requests,
        push: this.pairing.push,
        devices: this.devices,
        activity: this.activity,
        trigger: this.trigger,
        settings: this.settings,
        report,
        shown: (deviceId) => this.shown(this.devices.get(deviceId)) as Device,
        revoke: (deviceId) => this.revoke(deviceId, report),
        kick: (deviceId) => this.broker.kick(deviceId),
        reopen: (which) => this.reopen(which),
        hubChanged: () => this.clients.hubChanged(),
      }),
      state: {
        hub: () => this.status(),
        requests: () => this.pairing.requests.list(),
        quieted: () => this.pairing.requests.quieted(),
        devices: () => this.devices.all().map((device) => this.shown(device) as Device),
        device: (deviceId) => this.shown(this.devices.get(deviceId)),
      },
      watchTopics: (send) => this.topics.watch(send),
      fault: (call, error) => log.error({ err: error, call }, 'a call failed'),
    });
  }

  get face(): HubFace {
    return this.clients;
  }

  readyLine(): ReadyLine {
    const portOf = (name: 'mqtt' | 'emonesp') => {
      const listener = this.listeners.get(name);
      return listener?.state === 'open' ? listener.port : null;
    };
    return {
      version: this.version,
      hub: this.id,
      mqtt: portOf('mqtt'),
      emonesp: portOf('emonesp'),
      trigger: this.trigger.port,
      bind: this.settings.current.bind,
      address: this.addresses()[0] ?? '127.0.0.1',
    };
  }

  /** Stores everything and closes. Does nothing the second time. */
  async stop(): Promise<void> {
    if (!this.stopSaving) return;
    this.stopSaving();
    this.stopSaving = null;
    this.trigger.stop();
    this.pairing.stop();
    this.broker.silence();
    await this.listeners.close();
    await this.broker.close();
    this.devices.saveSightings();
    this.activity.report({ kind: 'change', text: 'Porchlight stopped.' });
    this.activity.flush();
    this.database.close();
  }

  private async open(): Promise<void> {
    this.activity.report({ kind: 'change', text: 'Porchlight started.' });
    await this.broker.start();
    this.pairing.start();
    await this.trigger.start();
    await this.reopen('all');
    this.stopSaving = systemClock.every(LIMITS.lastSeenWriteMs, () => this.devices.saveSightings());
  }

  private async reopen(which: 'all' | 'failed'): Promise<void> {
    const { bind, mqttPort, emonespPort } = this.settings.current;
    const wanted = { mqtt: mqttPort, emonesp: emonespPort };
    for (const name of ['mqtt', 'emonesp'] as const) {
      if (which === 'failed' && this.listeners.get(name)?.state === 'open') continue;
      await this.listeners.open(name, bind, wanted[name]);
      const problem = this.listeners.get(name)?.problem;
      if (problem) this.activity.report({ kind: 'problem', text: problem.message });
    }
    // Devices would be called to a hub that cannot answer them.
    if (this.pairingObstacle() !== null && this.trigger.state().on) this.trigger.set(false);
  }

  private pairingObstacle(): string | null {
    const failed = this.listeners.all().find((listener) => listener.state !== 'open');
    return failed ? `EmonESP devices cannot be paired now. ${failed.problem?.message ?? ''}` : null;
  }

  private connected(deviceId: string, address: string | null, clientId: string, report: Report): void {
    this.devices.sighted(deviceId, address, clientId);
    this.pairing.requests.deviceConnected(deviceId);
    report({ kind: 'connection', text: `${this.devices.get(deviceId)?.name} connected.`, deviceId, address });
  }

  private async revoke(deviceId: string, report: Report): Promise<void> {
    const { name } = this.devices.known(deviceId);
    this.forget(deviceId);
    this.pairing.requests.deviceRevoked(deviceId);
    await this.broker.kick(deviceId);
    report({ kind: 'revocation', text: `You revoked ${name}. Its password no longer works.`, deviceId });
  }

  private forget(deviceId: string): void {
    this.devices.remove(deviceId);
    this.topics.forgetDevice(deviceId);
  }

  private shown(device: StoredDevice | null): Device | null {
    if (!device) return null;
    const { node: _, baseTopic: __, passwordHash: ___, ...open } = device;
    return { ...open, connected: this.broker.isConnected(device.id), topics: this.topics.usedBy(device.id) };
  }

  private status(): HubStatus {
    const pairing = this.trigger.state();
    return {
      id: this.id,
      version: this.version,
      startedAt: this.startedAt,
      addresses: this.addresses(),
      listeners: [
        ...this.listeners.all(),
        { name: 'trigger', port: this.trigger.port, state: pairing.on ? 'open' : 'closed', problem: null },
      ],
      pairing,
      settings: this.settings.current,
    };
  }

  private addresses(): string[] {
    const loopback = this.settings.current.bind === '127.0.0.1';
    return systemAddresses()
      .filter((local) => local.loopback === loopback)
      .map((local) => local.address);
  }
}

/** Why the hub cannot run, in words for people. */
export function startFailure(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `Porchlight could not open its data: ${reason}`;
}
