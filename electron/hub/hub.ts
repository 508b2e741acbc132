import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { HubFace } from '../contract/client.ts';
import type { HubOptions, ReadyLine } from '../contract/start.ts';
import { Access } from './access.ts';
import { Activity } from './activity/activity.ts';
import type { Report } from './activity/report.ts';
import type { Broker } from './broker/broker.ts';
import { makeBroker } from './brokering.ts';
import { type OpenKeys, openKeys } from './certificates/open-keys.ts';
import type { Clients } from './clients.ts';
import { systemClock } from './clock.ts';
import { makeNetwork } from './discovering.ts';
import type { Network } from './discovery/network.ts';
import { Trigger } from './discovery/trigger.ts';
import { makeClients } from './facing.ts';
import { Keeping } from './keeping.ts';
import { Listening } from './listening.ts';
import { systemAddresses } from './network/addresses.ts';
import { systemInterfaces } from './network/interfaces.ts';
import { deskOf } from './pairing/desk.ts';
import { Pairing } from './pairing.ts';
import { BrokerLimits } from './settings/broker-limits.ts';
import { forcedBy, HubSettings } from './settings/settings.ts';
import { readyLineOf, type StatusParts, statusOf } from './status.ts';
import { ActivityTable } from './storage/activity-table.ts';
import { makeFolder, noted, openAtStart } from './storage/open.ts';
import { setAside } from './storage/set-aside.ts';
import { SettingsTable } from './storage/settings-table.ts';
import { keysFailure, startFailure } from './storage/start-failure.ts';
import { Viewing } from './viewing.ts';

const TRIGGER_PORT = 5005;
const ANNOUNCE_PORT = 5006;

/** The whole product without a window: makes the parts, hands each what it needs, starts them in order, stops them in reverse. */
export class Hub {
  private id: string;
  private version: string;
  private startedAt = systemClock.now();
  private folder: string;
  private database: DatabaseSync;
  private keeping: Keeping;
  private settings: HubSettings;
  private limits: BrokerLimits;
  private activity: Activity;
  private access: Access;
  private viewing: Viewing;
  private broker: Broker;
  private listening: Listening;
  private trigger: Trigger;
  private pairing: Pairing;
  private network: Network;
  private clients: Clients;
  private running = false;

  /**
   * Resolves when every listener is open or has said why it is not. Rejects only if the hub cannot run at all, with a
   * `StartFailure`; then nothing of it is left open.
   */
  static async start(options: HubOptions, log: Logger): Promise<Hub> {
    const { dataDir } = options;
    makeFolder(dataDir);
    if (options.setDamagedAside) setAside(dataDir, systemClock.now());
    const database = openAtStart(dataDir);
    let hub: Hub | null = null;
    try {
      hub = new Hub(openKeys(options), options, database, log);
      await hub.open();
      return hub;
    } catch (error) {
      await hub?.release().catch((fault: unknown) => log.error({ err: fault }, 'not everything could be closed'));
      if (database.isOpen) database.close();
      throw noted(startFailure(error, dataDir));
    }
  }

  private constructor({ vault, identity }: OpenKeys, options: HubOptions, database: DatabaseSync, log: Logger) {
    const clock = systemClock;
    const { dataDir, version, triggerPort = TRIGGER_PORT } = options;
    const { announcePort = triggerPort === 0 ? 0 : ANNOUNCE_PORT } = options;
    const { id } = identity;
    this.id = id;
    this.version = version;
    this.folder = dataDir;
    this.database = database;
    const report: Report = (happening) => this.activity.report(happening);
    this.settings = new HubSettings(new SettingsTable(database), forcedBy(options));
    this.limits = new BrokerLimits(new SettingsTable(database), () => this.clients.hubChanged());
    this.keeping = new Keeping({
      clock,
      database,
      dataDir,
      limits: () => this.limits.current,
      report,
      save: () => this.save(),
      recovered: () => this.broker.storageRecovered(),
      changed: () => this.clients.hubChanged(),
    });
    const { attempt } = this.keeping.watch;
    this.activity = new Activity({
      table: new ActivityTable(database),
      clock,
      attempt,
      added: (entries) => this.clients.activityAdded(entries),
    });
    const deviceChanged = (deviceId: string) => this.clients.deviceChanged(deviceId);
    this.access = new Access({
      clock,
      database,
      attempt,
      vault,
      dataDir,
      hubId: id,
      hostName: () => this.network.hostName,
      report,
      door: {
        connectedAs: (clientId) => this.broker.connectedAs(clientId),
        kick: (key, why) => this.broker.kick(key, why),
        forgetSession: (clientId) => this.broker.forgetSession(clientId),
      },
      deviceChanged,
      changed: () => this.clients.accessChanged(),
    });
    this.broker = makeBroker({
      clock,
      keeping: this.keeping,
      limits: () => this.limits.current,
      access: this.access,
      published: (message) => this.viewing.published(message),
      report,
      log,
      deviceConnected: (deviceId) => this.pairing.requests.deviceConnected(deviceId),
      deviceChanged,
    });
    this.viewing = new Viewing({
      clock,
      database,
      settings: () => this.settings.current,
      limits: () => this.limits.current,
      access: this.access,
      broker: this.broker,
      report,
      topicUsed: deviceChanged,
      messagesChanged: () => this.clients.messagesChanged(),
      alertsChanged: () => this.clients.alertsChanged(),
      alarm: (alarms) => this.clients.alarm(alarms),
    });
    this.trigger = new Trigger(
      {
        clock,
        addresses: systemAddresses,
        bind: () => this.settings.current.bind,
        obstacle: () => this.listening.pairingObstacle(),
        report,
        changed: () => this.clients.hubChanged(),
      },
      triggerPort,
    );
    const desk = deskOf(this.access, (deviceId) => this.forget(deviceId, false));
    this.pairing = new Pairing({
      clock,
      database,
      attempt,
      random: randomBytes,
      randomId: randomUUID,
      addresses: systemAddresses,
      interfaces: systemInterfaces,
      desk,
      settings: () => this.settings.current,
      endAlways: () => this.settings.change({ door: 'timed' }),
      brokerPort: () => this.listening.mqttPort(),
      placeFor: (address) => this.network.placeFor(address),
      trust: () => this.network.trust(),
      tls: this.access.certificates,
      report,
      changed: (what, ids) => (what === 'requests' ? this.clients.requestsChanged(ids) : this.clients.quietedChanged()),
      doorChanged: () => {
        this.clients.hubChanged();
        this.network.announce();
      },
    });
    this.listening = new Listening({
      clock,
      database,
      settings: this.settings,
      limits: () => this.limits.current,
      forcedPort0: options.mqttPort === 0,
      certificates: this.access.certificates,
      accept: (stream, address, entrance) => this.broker.handle(stream, address, entrance),
      pairing: this.pairing.listeners,
      trigger: this.trigger,
      report,
      changed: () => {
        this.clients.hubChanged();
        this.network.refresh();
      },
    });
    this.network = makeNetwork({
      clock,
      database,
      attempt,
      identity,
      announcePort,
      settings: () => this.settings.current,
      listening: this.listening,
      trigger: this.trigger,
      access: this.access,
      desk,
      isDoorOpen: () => this.pairing.door.isOpen(),
      pushEmonesp: (order) => this.pairing.push.push(order),
      report,
      changed: () => this.clients.networkChanged(),
    });
    this.clients = makeClients({
      clock,
      keeping: this.keeping,
      access: this.access,
      broker: this.broker,
      pairing: this.pairing,
      network: this.network,
      viewing: this.viewing,
      activity: this.activity,
      trigger: this.trigger,
      settings: this.settings,
      listening: this.listening,
      limits: this.limits,
      report,
      log,
      status: () => statusOf(this.parts),
      revoke: (deviceId) => this.revoke(deviceId, report),
    });
  }

  get face(): HubFace {
    return this.clients;
  }

  readyLine(): ReadyLine {
    return readyLineOf(this.parts);
  }

  /** Stores everything and closes. Does nothing the second time. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.running = false;
    await this.release();
    this.activity.report({ kind: 'change', text: 'Porchlight stopped.' });
    this.activity.flush();
    this.database.close();
  }

  /** Closes what {@link open} opened, however far it came. */
  private async release(): Promise<void> {
    this.keeping.watch.end();
    this.trigger.stop();
    await this.network.stop();
    this.pairing.stop();
    await this.viewing.stop();
    this.broker.silence();
    await this.listening.close();
    await this.broker.close();
    await this.keeping.store.close();
    this.access.stop();
    this.activity.flush();
  }

  private async open(): Promise<void> {
    this.activity.report({ kind: 'change', text: 'Porchlight started.' });
    await this.access.start().catch((error: unknown) => {
      throw keysFailure(error, this.folder);
    });
    await this.broker.start();
    this.viewing.start();
    this.pairing.start();
    await this.trigger.start();
    await this.listening.reopen('all');
    await this.network.start();
    this.running = true;
  }

  /** Stores what was kept in memory while it could not be stored. */
  private save(): void {
    this.access.save();
    this.pairing.requests.flush();
    this.activity.flush();
  }

  private async revoke(deviceId: string, report: Report): Promise<void> {
    const { name } = this.access.devices.known(deviceId);
    this.forget(deviceId, true);
    this.pairing.requests.deviceRevoked(deviceId);
    await this.broker.kick(`device:${deviceId}`, 'it was revoked');
    report({ kind: 'revocation', text: `You revoked ${name}. Nothing that let it in works any longer.`, deviceId });
  }

  private forget(deviceId: string, bar: boolean): void {
    this.access.forget(deviceId, bar);
    this.viewing.topics.forgetDevice(deviceId);
  }

  private get parts(): StatusParts {
    const { id, version, startedAt, settings, limits, listening, trigger, pairing, keeping } = this;
    return { id, version, startedAt, settings, limits, listening, trigger, door: pairing.door, health: keeping.health };
  }
}
