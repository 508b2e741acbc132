import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { HubStatus } from '../contract/model.ts';
import type { FromHubThread, HubOptions, ReadyLine } from '../contract/start.ts';
import { Access } from './access.ts';
import type { Activity } from './activity/activity.ts';
import { Backups } from './backup/backups.ts';
import { ThreadJobs } from './backup/job-thread.ts';
import { Base } from './base.ts';
import type { Broker } from './broker/broker.ts';
import { makeBroker } from './brokering.ts';
import type { OpenKeys } from './certificates/open-keys.ts';
import type { Clients } from './clients.ts';
import { makeNetwork } from './discovering.ts';
import type { Network } from './discovery/network.ts';
import { Trigger } from './discovery/trigger.ts';
import { makeClients } from './facing.ts';
import { Forgetting } from './forgetting.ts';
import type { LogLines } from './help/log-lines.ts';
import type { Keeping } from './keeping.ts';
import { Listening } from './listening.ts';
import { systemAddresses } from './network/addresses.ts';
import { systemInterfaces } from './network/interfaces.ts';
import { deskOf } from './pairing/desk.ts';
import { Pairing } from './pairing.ts';
import { readyLineOf, type StatusParts, statusOf } from './status.ts';
import { Viewing } from './viewing.ts';
import type { Web } from './web/web.ts';
import { makeWeb } from './webbing.ts';

const TRIGGER_PORT = 5005;
const ANNOUNCE_PORT = 5006;

/** Where the hub writes what it does, and whom it tells. */
export interface HubVoices {
  log: Logger;
  /** What `log` wrote last, for who looks for a fault. */
  lines: LogLines;
  /** Asks for what only who started the hub can do. */
  tell(message: FromHubThread): void;
}

/** The parts of the hub, each handed what it needs. Nothing of them runs yet. */
export class Parts {
  private id: string;
  private version: string;
  private base: Base;
  readonly database: DatabaseSync;
  readonly keeping: Keeping;
  readonly activity: Activity;
  readonly access: Access;
  readonly viewing: Viewing;
  readonly broker: Broker;
  readonly listening: Listening;
  readonly trigger: Trigger;
  readonly pairing: Pairing;
  readonly network: Network;
  readonly backups: Backups;
  readonly clients: Clients;
  readonly web: Web | null;

  constructor({ vault, identity }: OpenKeys, options: HubOptions, database: DatabaseSync, { log, lines, tell }: HubVoices) {
    const { dataDir, version, triggerPort = TRIGGER_PORT } = options;
    const { announcePort = triggerPort === 0 ? 0 : ANNOUNCE_PORT } = options;
    const { id } = identity;
    this.id = id;
    this.version = version;
    this.database = database;
    this.base = new Base({
      options,
      database,
      log,
      devices: () => this.access.devices,
      save: () => this.save(),
      recovered: () => this.broker.storageRecovered(),
      changed: () => this.clients.hubChanged(),
      added: (entries) => this.clients.activityAdded(entries),
    });
    const { clock, settings, limits, keeping, activity, refusals, meter, report } = this.base;
    const { attempt } = keeping.watch;
    this.keeping = keeping;
    this.activity = activity;
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
      keeping,
      limits: () => limits.current,
      access: this.access,
      published: (message) => {
        meter.took(message.payload.length);
        this.viewing.published(message);
      },
      sent: (bytes) => meter.gave(bytes),
      report,
      log,
      deviceConnected: (deviceId) => {
        this.pairing.requests.deviceConnected(deviceId);
        refusals.deviceConnected(deviceId);
      },
      deviceChanged,
    });
    this.viewing = new Viewing({
      clock,
      database,
      settings: () => settings.current,
      limits: () => limits.current,
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
        bind: () => settings.current.bind,
        obstacle: () => this.listening.pairingObstacle(),
        report,
        changed: () => this.clients.hubChanged(),
      },
      triggerPort,
    );
    const forgetting = new Forgetting({
      access: this.access,
      viewing: this.viewing,
      broker: this.broker,
      requests: () => this.pairing.requests,
      report,
    });
    const desk = deskOf(this.access, (deviceId) => forgetting.forget(deviceId, false));
    this.pairing = new Pairing({
      clock,
      database,
      attempt,
      random: randomBytes,
      randomId: randomUUID,
      addresses: systemAddresses,
      interfaces: systemInterfaces,
      desk,
      settings: () => settings.current,
      endAlways: () => settings.change({ door: 'timed' }),
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
      settings,
      limits: () => limits.current,
      forcedPort0: options.mqttPort === 0,
      certificates: this.access.certificates,
      accept: (stream, address, entrance) => {
        meter.arrived(stream);
        this.broker.handle(stream, address, entrance);
      },
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
      settings: () => settings.current,
      listening: this.listening,
      trigger: this.trigger,
      access: this.access,
      desk,
      isDoorOpen: () => this.pairing.door.isOpen(),
      pushEmonesp: (order) => this.pairing.push.push(order),
      report,
      changed: () => this.clients.networkChanged(),
      woke: (slept) => this.awoke(slept),
    });
    this.backups = new Backups({
      clock,
      jobs: new ThreadJobs(),
      dataDir,
      hubId: id,
      version,
      keyringKey: options.keyringKey ?? null,
      report,
      save: () => this.save(),
      damaged: (error) => keeping.health.failed(error),
      restart: () => tell({ kind: 'restart' }),
    });
    this.clients = makeClients({
      clock,
      keeping,
      access: this.access,
      broker: this.broker,
      pairing: this.pairing,
      network: this.network,
      viewing: this.viewing,
      activity,
      trigger: this.trigger,
      settings,
      listening: this.listening,
      limits,
      backups: this.backups,
      refusals,
      lines,
      dataDir,
      report,
      log,
      status: () => this.status(),
      revoke: (deviceId) => forgetting.revoke(deviceId),
    });
    this.web =
      options.web === undefined
        ? null
        : makeWeb({
            options: options.web,
            language: options.language ?? 'en',
            hubId: id,
            version,
            dataDir,
            database,
            clock,
            keeping,
            access: this.access,
            broker: this.broker,
            pairing: this.pairing,
            face: this.clients,
            hostName: () => this.network.hostName,
            status: () => this.status(),
            meter,
            report,
            log,
            link: (link) => tell({ kind: 'web-link', ...link }),
          });
  }

  /** The hub as a whole, for clients. */
  status(): HubStatus {
    return statusOf(this.told);
  }

  /** What is printed when everything listens. */
  readyLine(): ReadyLine {
    return readyLineOf(this.told);
  }

  private awoke(slept: boolean): void {
    if (slept) {
      this.pairing.door.slept();
      this.base.clock.woke();
    }
    void this.listening.reopen('failed');
  }

  /** Stores what was kept in memory while it could not be stored. */
  private save(): void {
    this.access.save();
    this.pairing.requests.flush();
    this.activity.flush();
  }

  private get told(): StatusParts {
    const { id, version, listening, trigger, pairing, keeping, web } = this;
    const { startedAt, settings, limits } = this.base;
    return { id, version, startedAt, settings, limits, listening, trigger, door: pairing.door, health: keeping.health, web };
  }
}
