import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Access as AccessInfo } from '../contract/access.ts';
import type { Denial } from '../contract/model.ts';
import type { Report } from './activity/report.ts';
import type { Subject } from './broker/admission.ts';
import { Certificates } from './certificates/certificates.ts';
import { dnsNames, machineAddresses } from './certificates/names.ts';
import type { Vault } from './certificates/vault.ts';
import type { Clock } from './clock.ts';
import { Bootstraps } from './devices/bootstraps.ts';
import { ClientCertificates } from './devices/client-certificates.ts';
import { Denials } from './devices/denials.ts';
import { Devices } from './devices/devices.ts';
import { Gate } from './devices/gate.ts';
import { Passwords } from './devices/passwords.ts';
import { LIMITS } from './limits.ts';
import type { Attempt } from './storage/attempt.ts';
import { BootstrapsTable } from './storage/bootstraps-table.ts';
import { CertificatesTable } from './storage/certificates-table.ts';
import { ClientCertificatesTable } from './storage/client-certificates-table.ts';
import { DevicesTable } from './storage/devices-table.ts';
import { TokenIssuersTable } from './storage/token-issuers-table.ts';
import { cleanText } from './text.ts';
import { Tokens } from './tokens/tokens.ts';
import { words } from './words/index.ts';

/** What the broker does for who decides about its clients. */
export interface Door {
  connectedAs(clientId: string): string | null;
  kick(key: string, why: string): Promise<void>;
  forgetSession(clientId: string): Promise<void>;
}

export interface AccessNeeds {
  clock: Clock;
  database: DatabaseSync;
  attempt: Attempt;
  vault: Vault;
  dataDir: string;
  hubId: string;
  /** What devices are told to connect to, for the certificate. */
  hostName: () => string;
  report: Report;
  door: Door;
  deviceChanged: (deviceId: string) => void;
  /** What {@link Access.info} tells is different now. */
  changed: () => void;
}

/** Who comes in and what they may do: devices, bootstrap credentials, certificates and tokens, put together behind one gate. */
export class Access {
  readonly devices: Devices;
  readonly bootstraps: Bootstraps;
  readonly certificates: Certificates;
  readonly clientCertificates: ClientCertificates;
  readonly denials: Denials;
  readonly tokens: Tokens;
  readonly gate: Gate;
  private needs: AccessNeeds;
  private stopSaving: () => void = () => {};

  constructor(needs: AccessNeeds) {
    const { clock, database, attempt, vault, dataDir, hubId, report, door, changed } = needs;
    const passwords = new Passwords(randomBytes);
    this.needs = needs;
    this.denials = new Denials(() => clock.now());
    this.devices = new Devices({
      table: new DevicesTable(database),
      passwords,
      random: randomBytes,
      clock,
      attempt,
      changed: needs.deviceChanged,
      clientIdReleased: (clientId) => void door.forgetSession(clientId).catch((error) => this.fault(error)),
    });
    this.bootstraps = new Bootstraps({
      table: new BootstrapsTable(database),
      passwords,
      random: randomBytes,
      now: () => clock.now(),
      attempt,
      isUserNameTaken: (userName) => this.devices.hasUserName(userName),
      isConnected: (clientId) => door.connectedAs(clientId) !== null,
      changed,
    });
    this.certificates = new Certificates({
      vault,
      dir: join(dataDir, 'certificates'),
      hubId,
      table: new CertificatesTable(database),
      clock,
      random: randomBytes,
      randomId: randomUUID,
      names: () => ({ dns: dnsNames(hostname(), needs.hostName()), addresses: machineAddresses() }),
      report,
      changed,
    });
    this.clientCertificates = new ClientCertificates({
      table: new ClientCertificatesTable(database),
      now: () => clock.now(),
      attempt,
      nameOf: (deviceId) => this.devices.get(deviceId)?.name ?? null,
      changed: needs.deviceChanged,
    });
    this.tokens = new Tokens({
      table: new TokenIssuersTable(database),
      clock,
      random: randomBytes,
      attempt,
      vault,
      report,
      changed,
      ended: (key) => void door.kick(key, words.life.issuerRemoved),
      hubIssuerId: hubId,
    });
    this.gate = new Gate({
      clock,
      devices: this.devices,
      bootstraps: this.bootstraps,
      passwords,
      tokens: this.tokens,
      certificates: this.clientCertificates,
    });
  }

  /** Opens the keys, or makes them. Rejects with words if they cannot be had. */
  async start(): Promise<void> {
    await this.certificates.start();
    this.stopSaving = this.needs.clock.every(LIMITS.lastSeenWriteMs, () => this.save());
  }

  /** Stores what is only in memory. */
  stop(): void {
    this.stopSaving();
    this.certificates.stop();
    this.tokens.stop();
    this.save();
  }

  /** Holds nothing secret. */
  info(): AccessInfo {
    return {
      certificates: this.certificates.info(),
      bootstraps: this.bootstraps.list(),
      barred: this.bootstraps.barred(),
      tokenIssuers: this.tokens.list(),
    };
  }

  /** Somebody came in or left: lists of who is connected may be different now. */
  moved(subject: Subject): void {
    const registered = subject.deviceId !== null && this.devices.get(subject.deviceId)?.origin === 'bootstrap';
    if (registered || subject.key.startsWith('bootstrap:')) this.needs.changed();
  }

  /** Somebody tried what it may not: told in the activity, and on the device's own page. */
  denied({ deviceId, name }: Subject, action: Denial['action'], topic: string): void {
    // What a device leaves behind when it is revoked is no news.
    if (deviceId !== null && !this.devices.get(deviceId)) return;
    const text = words.life.denied(name, action, cleanText(topic, LIMITS.deniedTopicChars));
    this.needs.report({ kind: 'denial', text, deviceId, refusal: { cause: 'topic', tried: { action, topic } } });
    if (deviceId === null || topic.length > LIMITS.topicBytes) return;
    this.denials.note(deviceId, action, topic);
    this.needs.deviceChanged(deviceId);
  }

  /** Forgets a device with all that lets it in. It may come back only as somebody new, and not by a bootstrap credential if `bar`. */
  forget(deviceId: string, bar: boolean): void {
    const { name } = this.devices.known(deviceId);
    const clientIds = this.devices.clientIds.ownedBy(deviceId);
    if (bar) this.bootstraps.bar(clientIds, name, (write) => this.devices.remove(deviceId, write));
    else this.devices.remove(deviceId);
    this.clientCertificates.forgetDevice(deviceId);
    this.denials.forgetDevice(deviceId);
  }

  /** Stores what is only in memory. To be called now and then, and when the disk takes writes again. */
  save(): void {
    this.devices.save();
    this.bootstraps.save();
    this.clientCertificates.saveUse();
    this.tokens.saveUse();
  }

  private fault(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.needs.report({ kind: 'problem', text: words.life.notDropped(cleanText(reason, 200)) });
  }
}
