import { UserError } from '../../contract/errors.ts';
import type { QueueCaps } from '../../contract/limits.ts';
import type { Permission as Written } from '../../contract/model.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { type Attempt, attemptOnce } from '../storage/attempt.ts';
import type { DevicesTable, StoredDevice, StoredSecret } from '../storage/devices-table.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import { ClientIds } from './client-ids.ts';
import { type Newcomer, Newcomers, type Registrant, type Settler } from './newcomers.ts';
import { hashMade, makePassword, type Passwords } from './passwords.ts';
import { permissionFault } from './permissions.ts';
import { RevokedNames } from './revoked-names.ts';

export interface DevicesNeeds {
  table: DevicesTable;
  passwords: Passwords;
  random: RandomBytes;
  clock: Clock;
  attempt?: Attempt;
  /** A device was added, changed, or is gone. */
  changed: (id: string) => void;
  /** A client id belongs to nobody any more. */
  clientIdReleased: (clientId: string) => void;
}

/** The devices that were let in: their passwords, permissions and client ids. Kept in memory, stored on every change. */
export class Devices {
  readonly clientIds: ClientIds;
  readonly revokedNames: RevokedNames;
  private needs: DevicesNeeds;
  private newcomers: Newcomers;
  private byId = new Map<string, StoredDevice>();
  /** By user name; a shared one belongs to as many devices as came in by it, told apart by their client ids. */
  private byUserName = new Map<string, StoredDevice>();
  private unsavedSightings = new Set<string>();

  constructor(needs: DevicesNeeds) {
    this.needs = needs;
    this.newcomers = new Newcomers({
      random: needs.random,
      now: () => needs.clock.now(),
      names: () => this.all().map(({ name }) => name),
      userNames: () => this.byUserName.keys(),
    });
    for (const device of needs.table.all()) this.index(device);
    this.revokedNames = new RevokedNames(needs.table);
    this.clientIds = new ClientIds({
      store: needs.table,
      released: needs.clientIdReleased,
      after: (ms, task) => needs.clock.after(ms, task),
      attempt: needs.attempt ?? attemptOnce,
    });
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
    if (!device) throw new UserError(words.devices.gone);
    return device;
  }

  findByNode(node: string): StoredDevice | null {
    return this.all().find((device) => device.node === node) ?? null;
  }

  /** The device that was granted exactly this topic filter to publish to. */
  findByFilter(filter: string): StoredDevice | null {
    return this.all().find((device) => device.permission.publish.includes(filter)) ?? null;
  }

  /** The device that a CONNECT with this user name means: its own, or the one of this client id if the name is shared. */
  findByLogin(userName: string, clientId: string): StoredDevice | null {
    const own = this.byUserName.get(userName);
    if (own) return own;
    const device = this.get(this.clientIds.owner(clientId) ?? '');
    return device?.passwordKind === 'shared' && device.userName === userName ? device : null;
  }

  hasUserName(userName: string): boolean {
    return this.byUserName.has(userName);
  }

  /**
   * Registers a device. It has no password yet, so nobody can use it before {@link newPassword}. `isTaken`: user names that are somebody else's.
   * What `along` writes is stored together with it, or neither is.
   */
  admit(newcomer: Newcomer, along?: (device: StoredDevice) => void, isTaken: (userName: string) => boolean = () => false): StoredDevice {
    return this.add(this.newcomers.one(newcomer, isTaken, null), along);
  }

  /** Registers a device with a password of its own, which is returned once and only its hash is kept. */
  admitWithPassword(newcomer: Newcomer, isTaken: (userName: string) => boolean): { device: StoredDevice; password: string } {
    const password = makePassword(this.needs.random);
    return { device: this.add(this.newcomers.one(newcomer, isTaken, hashMade(password))), password };
  }

  /** Registers what came in by a bootstrap credential: from its next connection on it is a device like any other. */
  register(registrant: Registrant): StoredDevice {
    const device = this.add(this.newcomers.registered(registrant));
    this.clientIds.claim(registrant.clientId, device.id, this.needs.clock.now());
    return device;
  }

  /** Registers what was imported, all or none; user names stay as they are. Throws a {@link UserError} that names what cannot be. */
  settle(settlers: readonly Settler[], origin: StoredDevice['origin']): StoredDevice[] {
    const devices = this.newcomers.settled(settlers, origin);
    this.addAll(devices);
    return devices;
  }

  /** Makes a new password. It is returned once and only its hash is kept. The earlier one ends now, or at `oldUntil`. */
  newPassword(id: string, oldUntil: number | null = null): string {
    const password = makePassword(this.needs.random);
    this.changePassword(this.known(id), 'hub', hashMade(password), oldUntil);
    return password;
  }

  /** Takes a password that a person chose. */
  async takePassword(id: string, password: string, oldUntil: number | null): Promise<void> {
    const secret = await this.needs.passwords.hashTyped(password);
    this.changePassword(this.known(id), 'person', secret, oldUntil);
  }

  rename(id: string, name: string): void {
    const device = this.known(id);
    const cleaned = cleanText(name, LIMITS.deviceTextChars);
    if (!cleaned) throw new UserError(words.devices.nameInvisible);
    this.needs.table.rename(id, cleaned);
    device.name = cleaned;
    this.needs.changed(id);
  }

  /** Holds from the next publish, subscription and delivery on. Throws a {@link UserError} that names what cannot be. */
  setPermission(id: string, permission: Written): void {
    const device = this.known(id);
    const fault = permissionFault(permission);
    if (fault) throw new UserError(fault);
    if (permission.publish.length + permission.subscribe.length > LIMITS.filtersPerDevice) {
      throw new UserError(words.devices.filtersFull(LIMITS.filtersPerDevice));
    }
    this.needs.table.savePermission(id, permission);
    // A new object: who compiled the old one sees that it is outdated.
    device.permission = structuredClone(permission);
    this.needs.changed(id);
  }

  /** Its own bounds for what waits for it; `null`: those of all others. */
  setQueue(id: string, queue: QueueCaps | null): void {
    const device = this.known(id);
    this.needs.table.saveQueue(id, queue);
    device.queue = queue;
    this.needs.changed(id);
  }

  /** Forgets all of the device but its name: its password, its permission and its client ids. What `along` writes is stored together with that, or neither is. */
  remove(id: string, along: () => void = () => {}): StoredDevice {
    const device = this.known(id);
    this.revokedNames.keep(device, (write) =>
      this.needs.table.remove(id, () => {
        write();
        along();
      }),
    );
    this.byId.delete(id);
    if (this.byUserName.get(device.userName) === device) this.byUserName.delete(device.userName);
    this.clientIds.forget(id);
    this.needs.changed(id);
    return device;
  }

  /** Until when this password is good: `null` for its own, a time for the one before while that is good, `false` if it is neither. */
  async passwordGoodUntil(device: StoredDevice, password: Uint8Array): Promise<number | null | false> {
    if (await this.needs.passwords.matches(password, device.secret)) return null;
    const { old } = device;
    if (old === null || old.until <= this.needs.clock.now()) return false;
    return (await this.needs.passwords.matches(password, old.secret)) && old.until;
  }

  /** Notes a sign of life. Stored with the next {@link save}. */
  sighted(id: string, address: string | null, clientId: string): void {
    const device = this.byId.get(id);
    if (!device) return;
    device.lastSeenAt = this.needs.clock.now();
    device.address = address;
    device.clientId = clientId;
    this.unsavedSightings.add(id);
    this.needs.changed(id);
  }

  /** Notes that its password was used. */
  passwordUsed(device: StoredDevice): void {
    device.passwordUsedAt = this.needs.clock.now();
    this.unsavedSightings.add(device.id);
  }

  /** Stores sightings and client ids. To be called now and then, and before the database closes. */
  save(): void {
    const { attempt = attemptOnce, table } = this.needs;
    const seen = [...this.unsavedSightings].flatMap((id) => this.byId.get(id) ?? []);
    if (attempt(() => table.saveSightings(seen))) this.unsavedSightings.clear();
    this.clientIds.save();
  }

  private changePassword(device: StoredDevice, kind: 'hub' | 'person', secret: StoredSecret, oldUntil: number | null): void {
    if (device.passwordKind === 'shared') {
      throw new UserError(words.devices.sharesPassword(device.name));
    }
    const old = device.secret && oldUntil !== null ? { secret: device.secret, until: oldUntil } : null;
    const change = { old, secret, passwordKind: kind, passwordSince: this.needs.clock.now() };
    this.needs.table.savePassword({ ...device, ...change });
    Object.assign(device, change);
    this.needs.changed(device.id);
  }

  private add(device: StoredDevice, along?: (device: StoredDevice) => void): StoredDevice {
    this.addAll([device], () => along?.(device));
    return device;
  }

  private addAll(devices: readonly StoredDevice[], along?: () => void): void {
    if (this.byId.size + devices.length > LIMITS.devices) {
      throw new UserError(words.devices.full(LIMITS.devices));
    }
    for (const { permission } of devices) {
      const fault = permissionFault(permission);
      if (fault) throw new UserError(fault);
    }
    this.needs.table.insert(devices, along);
    for (const device of devices) {
      this.index(device);
      this.needs.changed(device.id);
    }
  }

  private index(device: StoredDevice): void {
    this.byId.set(device.id, device);
    if (device.passwordKind !== 'shared') this.byUserName.set(device.userName, device);
  }
}
