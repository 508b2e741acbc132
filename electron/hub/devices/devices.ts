import { UserError } from '../../contract/errors.ts';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { DevicesTable, StoredDevice } from '../storage/devices-table.ts';
import { cleanText, firstFree, slug } from '../text.ts';
import { ClientIds, clientIdFault } from './client-ids.ts';
import { hashPassword, makePassword, passwordMatches } from './passwords.ts';
import { compileFilters, type FilterSet, filterFault } from './topic-filter.ts';

/** What one device may do, ready to be checked. */
export interface Permission {
  publish: FilterSet;
  subscribe: FilterSet;
}

export interface Newcomer {
  name: string;
  origin: StoredDevice['origin'];
  type: string | null;
  node: string | null;
  maxUserNameChars: number;
  /** Told the user name that was chosen; gives the topics that go with it. */
  topics(userName: string): { baseTopic: string; publish: string[]; subscribe: string[] };
}

/** Why a CONNECT is refused. */
export type Refusal =
  | { cause: 'no-user-name' | 'unknown-user' }
  | { cause: 'wrong-password' | 'id-of-another'; device: StoredDevice }
  | { cause: 'bad-client-id'; fault: string };

export type Admission = { ok: true; device: StoredDevice; permission: Permission } | { ok: false; refusal: Refusal };

export interface DevicesNeeds {
  table: DevicesTable;
  random: RandomBytes;
  now: () => number;
  /** A device was added, changed, or is gone. */
  changed: (id: string) => void;
  /** A client id belongs to nobody any more. */
  clientIdReleased: (clientId: string) => void;
}

/** The devices that were let in: their credentials, permissions and client ids. Kept in memory, stored on every change. */
export class Devices {
  private needs: DevicesNeeds;
  private byId = new Map<string, StoredDevice>();
  private byUserName = new Map<string, StoredDevice>();
  private permissions = new Map<string, Permission>();
  private clientIds: ClientIds;
  private unsavedSightings = new Set<string>();

  constructor(needs: DevicesNeeds) {
    this.needs = needs;
    for (const device of needs.table.all()) this.index(device);
    this.clientIds = new ClientIds(needs.table, needs.clientIdReleased);
  }

  all(): StoredDevice[] {
    return [...this.byId.values()];
  }

  get(id: string): StoredDevice | null {
    return this.byId.get(id) ?? null;
  }

  /** Throws a {@link UserError} if it is gone. */
  known(id: string): StoredDevice {
    const device = this.byId.get(id);
    if (!device) throw new UserError('That device is not there any more.');
    return device;
  }

  findByNode(node: string): StoredDevice | null {
    return this.all().find((device) => device.node === node) ?? null;
  }

  /** The device that was granted exactly this topic filter to publish to. */
  findByFilter(filter: string): StoredDevice | null {
    return this.all().find((device) => device.publish.includes(filter)) ?? null;
  }

  permission(id: string): Permission | null {
    return this.permissions.get(id) ?? null;
  }

  /** Registers a device. Its credential has no password yet, so nobody can use it before {@link newPassword}. */
  admit(newcomer: Newcomer): StoredDevice {
    if (this.byId.size >= LIMITS.devices) throw new UserError(`Porchlight holds at most ${LIMITS.devices} devices. Revoke one first.`);
    const cleaned = cleanText(newcomer.name, LIMITS.deviceTextChars) || 'Device';
    const name = firstFree(cleaned, LIMITS.deviceTextChars + 4, (wanted) => this.all().some((device) => device.name === wanted));
    const userName = firstFree(slug(cleaned, newcomer.maxUserNameChars, 'device'), newcomer.maxUserNameChars, (wanted) =>
      this.byUserName.has(wanted),
    );
    const { baseTopic, publish, subscribe } = newcomer.topics(userName);
    for (const filter of [...publish, ...subscribe]) {
      const fault = filterFault(filter);
      if (fault) throw new UserError(`"${filter}" cannot be used as a topic filter: ${fault}.`);
    }
    const device: StoredDevice = {
      id: this.randomId(),
      name,
      origin: newcomer.origin,
      type: newcomer.type,
      node: newcomer.node,
      baseTopic,
      createdAt: this.needs.now(),
      lastSeenAt: null,
      address: null,
      clientId: null,
      userName,
      passwordHash: null,
      publish,
      subscribe,
    };
    this.needs.table.insert(device);
    this.index(device);
    this.needs.changed(device.id);
    return device;
  }

  /** Makes a new password. It is returned once and only its hash is kept; the earlier one stops working. */
  newPassword(id: string): string {
    const device = this.known(id);
    const password = makePassword(this.needs.random);
    const hash = hashPassword(password);
    this.needs.table.setPasswordHash(id, hash);
    device.passwordHash = hash;
    return password;
  }

  rename(id: string, name: string): void {
    const device = this.known(id);
    const cleaned = cleanText(name, LIMITS.deviceTextChars);
    if (!cleaned) throw new UserError('Give the device a name with at least one visible character.');
    this.needs.table.rename(id, cleaned);
    device.name = cleaned;
    this.needs.changed(id);
  }

  /** Forgets the device, its credential, its permissions and its client ids. */
  remove(id: string): StoredDevice {
    const device = this.known(id);
    this.needs.table.remove(id);
    this.byId.delete(id);
    this.byUserName.delete(device.userName);
    this.permissions.delete(id);
    this.clientIds.forget(device.userName);
    this.needs.changed(id);
    return device;
  }

  /**
   * Checks a CONNECT. Fails closed. An unknown user name costs the same as a wrong password.
   * `clientId` is empty when the client left it to the broker to make one up.
   */
  authenticate(userName: string | undefined, password: Uint8Array | undefined, clientId: string): Admission {
    const fault = clientIdFault(clientId);
    if (fault) return refuse({ cause: 'bad-client-id', fault });
    if (!userName) return refuse({ cause: 'no-user-name' });
    const device = this.byUserName.get(userName) ?? null;
    const matches = passwordMatches(password ?? new Uint8Array(), device?.passwordHash ?? null);
    if (!device) return refuse({ cause: 'unknown-user' });
    if (!matches) return refuse({ cause: 'wrong-password', device });
    if (clientId !== '' && !this.clientIds.claim(clientId, userName, this.needs.now())) return refuse({ cause: 'id-of-another', device });
    return { ok: true, device, permission: this.permissions.get(device.id) as Permission };
  }

  /** Notes a sign of life. Stored with the next {@link saveSightings}. */
  sighted(id: string, address: string | null, clientId: string): void {
    const device = this.byId.get(id);
    if (!device) return;
    device.lastSeenAt = this.needs.now();
    device.address = address;
    device.clientId = clientId;
    this.unsavedSightings.add(id);
    this.needs.changed(id);
  }

  saveSightings(): void {
    const seen = [...this.unsavedSightings].flatMap((id) => this.byId.get(id) ?? []);
    this.needs.table.saveSightings(seen);
    this.unsavedSightings.clear();
  }

  private index(device: StoredDevice): void {
    this.byId.set(device.id, device);
    this.byUserName.set(device.userName, device);
    this.permissions.set(device.id, { publish: compileFilters(device.publish), subscribe: compileFilters(device.subscribe) });
  }

  private randomId(): string {
    return Buffer.from(this.needs.random(12)).toString('base64url');
  }
}

const refuse = (refusal: Refusal): Admission => ({ ok: false, refusal });
