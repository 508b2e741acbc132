import type { Barred, Bootstrap } from '../../contract/access.ts';
import { UserError } from '../../contract/errors.ts';
import type { Permission as Written } from '../../contract/model.ts';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { BootstrapsTable, StoredArrival, StoredBootstrap } from '../storage/bootstraps-table.ts';
import { cleanText, firstFree, slug } from '../text.ts';
import { hashMade, makePassword, type Passwords } from './passwords.ts';
import { permissionFault } from './permissions.ts';

export interface BootstrapRules {
  name: string;
  register: boolean;
  most: number;
  expiresAt: number | null;
  permission: Written;
}

export interface BootstrapsNeeds {
  table: BootstrapsTable;
  passwords: Passwords;
  random: RandomBytes;
  now: () => number;
  /** True if a device of its own has this user name. */
  isUserNameTaken: (userName: string) => boolean;
  isConnected: (clientId: string) => boolean;
  changed: () => void;
}

/** User names and passwords that many devices share, and who came in by each. */
export class Bootstraps {
  private needs: BootstrapsNeeds;
  private byId = new Map<string, StoredBootstrap>();
  private arrivals = new Map<string, Map<string, StoredArrival>>();
  private barredIds = new Map<string, Barred>();

  constructor(needs: BootstrapsNeeds) {
    this.needs = needs;
    for (const bootstrap of needs.table.all()) this.byId.set(bootstrap.id, bootstrap);
    for (const arrival of needs.table.arrivals()) this.arrivalsOf(arrival.bootstrapId).set(arrival.clientId, arrival);
    for (const barred of needs.table.barred()) this.barredIds.set(barred.clientId, barred);
  }

  list(): Bootstrap[] {
    return [...this.byId.values()].map(({ secret: _, ...bootstrap }) => ({
      ...bootstrap,
      arrivals: [...this.arrivalsOf(bootstrap.id).values()]
        .reverse()
        .slice(0, LIMITS.arrivalsTold)
        .map(({ bootstrapId: __, ...arrival }) => ({ ...arrival, connected: this.needs.isConnected(arrival.clientId) })),
    }));
  }

  get(id: string): StoredBootstrap | null {
    return this.byId.get(id) ?? null;
  }

  /** Throws a {@link UserError} if it is gone. */
  known(id: string): StoredBootstrap {
    const bootstrap = this.byId.get(id);
    if (!bootstrap) throw new UserError('That bootstrap credential is not there any more.');
    return bootstrap;
  }

  findByUserName(userName: string): StoredBootstrap | null {
    return [...this.byId.values()].find((bootstrap) => bootstrap.userName === userName) ?? null;
  }

  /** Makes a bootstrap credential; its password is returned once. Throws a {@link UserError}. */
  async add(
    rules: BootstrapRules & { userName?: string | undefined; password?: string | undefined },
  ): Promise<{ id: string; userName: string; password: string }> {
    if (this.byId.size >= LIMITS.bootstraps) throw new UserError(`Porchlight holds at most ${LIMITS.bootstraps} bootstrap credentials.`);
    this.check(rules);
    const isTaken = (userName: string) => this.needs.isUserNameTaken(userName) || this.findByUserName(userName) !== null;
    const { userName: wanted, password: typed, ...kept } = rules;
    if (wanted !== undefined && cleanText(wanted, 64) !== wanted)
      throw new UserError('That user name holds characters that cannot be typed.');
    // With this user name a password is always read as a token.
    if (wanted === 'JWT') throw new UserError('The user name JWT is kept for tokens. Choose another.');
    if (wanted !== undefined && isTaken(wanted)) throw new UserError(`The user name "${wanted}" is taken. Choose another.`);
    const userName = wanted ?? firstFree(slug(rules.name, 32, 'bootstrap'), 32, isTaken);
    const password = typed ?? makePassword(this.needs.random);
    const secret = typed === undefined ? hashMade(password) : await this.needs.passwords.hashTyped(password);
    const id = Buffer.from(this.needs.random(12)).toString('base64url');
    this.store({ ...kept, id, userName, secret, createdAt: this.needs.now(), lastUsedAt: null });
    return { id, userName, password };
  }

  /** Changes the rules for who comes next; who came in before keeps what it has, but for clients that are not registered. */
  change(id: string, rules: BootstrapRules): void {
    this.check(rules);
    this.store({ ...this.known(id), ...rules });
  }

  /** Forgets it. Returns the ids of the devices that it registered. */
  remove(id: string): string[] {
    const devices = [...this.arrivalsOf(id).values()].flatMap((arrival) => arrival.deviceId ?? []);
    this.byId.delete(this.known(id).id);
    this.arrivals.delete(id);
    this.needs.table.remove(id);
    this.needs.changed();
    return devices;
  }

  /** Why nobody new may come in by it with this client id now, in words, or `null` if it may. */
  obstacle(bootstrap: StoredBootstrap, clientId: string): string | null {
    const { name, most, expiresAt } = bootstrap;
    if (expiresAt !== null && expiresAt <= this.needs.now()) return `the bootstrap credential "${name}" has expired`;
    if (this.barredIds.has(clientId))
      return `the client id "${cleanText(clientId, 64)}" was revoked and may not come back by a bootstrap credential`;
    const inside = [...this.arrivalsOf(bootstrap.id).values()].filter(
      (arrival) => arrival.clientId !== clientId && (arrival.deviceId !== null || this.needs.isConnected(arrival.clientId)),
    );
    if (inside.length >= most) return `the bootstrap credential "${name}" has let in all ${most} that it may`;
    return null;
  }

  /** Notes who came in. */
  arrived(bootstrap: StoredBootstrap, clientId: string, deviceId: string | null, address: string | null): void {
    const now = this.needs.now();
    const before = this.arrivalsOf(bootstrap.id).get(clientId);
    const arrival = { bootstrapId: bootstrap.id, clientId, deviceId, address, firstAt: before?.firstAt ?? now, lastAt: now };
    this.arrivalsOf(bootstrap.id).set(clientId, arrival);
    this.needs.table.saveArrival(arrival);
    this.forgetOldest(bootstrap.id);
    this.store({ ...bootstrap, lastUsedAt: now });
  }

  barred(): Barred[] {
    return [...this.barredIds.values()].reverse();
  }

  /** Keeps a revoked client id from coming back by any bootstrap credential. */
  bar(clientId: string, name: string): void {
    const barred = { clientId, name, since: this.needs.now() };
    this.barredIds.set(clientId, barred);
    this.needs.table.bar(barred);
    if (this.barredIds.size > LIMITS.barredClientIds) this.lift(this.barredIds.keys().next().value as string);
    this.needs.changed();
  }

  lift(clientId: string): void {
    if (!this.barredIds.delete(clientId)) throw new UserError('That client id is not on the list any more.');
    this.needs.table.lift(clientId);
    this.needs.changed();
  }

  private check({ permission, expiresAt }: BootstrapRules): void {
    const fault = permissionFault(permission);
    if (fault) throw new UserError(fault);
    if (expiresAt !== null && expiresAt <= this.needs.now()) throw new UserError('The expiry lies in the past. Choose a later day.');
  }

  private arrivalsOf(id: string): Map<string, StoredArrival> {
    const found = this.arrivals.get(id) ?? new Map<string, StoredArrival>();
    this.arrivals.set(id, found);
    return found;
  }

  /** Clients that were never registered come under ever new ids. */
  private forgetOldest(id: string): void {
    const arrivals = this.arrivalsOf(id);
    if (arrivals.size <= LIMITS.arrivalsPerBootstrap) return;
    const oldest = [...arrivals.values()].find((arrival) => arrival.deviceId === null && !this.needs.isConnected(arrival.clientId));
    if (!oldest) return;
    arrivals.delete(oldest.clientId);
    this.needs.table.removeArrival(id, oldest.clientId);
  }

  private store(bootstrap: StoredBootstrap): void {
    this.byId.set(bootstrap.id, bootstrap);
    this.needs.table.save(bootstrap);
    this.needs.changed();
  }
}
