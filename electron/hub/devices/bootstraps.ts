import type { Barred, Bootstrap } from '../../contract/access.ts';
import { UserError } from '../../contract/errors.ts';
import type { Permission as Written } from '../../contract/model.ts';
import type { RefusalCause } from '../../contract/refusal-cause.ts';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { type Attempt, attemptOnce } from '../storage/attempt.ts';
import type { BootstrapsTable, StoredArrival, StoredBootstrap } from '../storage/bootstraps-table.ts';
import { cleanText, firstFree, slug } from '../text.ts';
import { words } from '../words/index.ts';
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
  attempt?: Attempt;
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
  /** Credentials whose arrivals or time of use are not stored yet, each with the client ids that came or were forgotten. */
  private unsaved = new Map<string, Set<string>>();

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
    if (!bootstrap) throw new UserError(words.devices.bootstrapGone);
    return bootstrap;
  }

  findByUserName(userName: string): StoredBootstrap | null {
    return [...this.byId.values()].find((bootstrap) => bootstrap.userName === userName) ?? null;
  }

  /** Makes a bootstrap credential; its password is returned once. Throws a {@link UserError}. */
  async add(
    rules: BootstrapRules & { userName?: string | undefined; password?: string | undefined },
  ): Promise<{ id: string; userName: string; password: string }> {
    if (this.byId.size >= LIMITS.bootstraps) throw new UserError(words.devices.bootstrapsFull(LIMITS.bootstraps));
    this.check(rules);
    const isTaken = (userName: string) => this.needs.isUserNameTaken(userName) || this.findByUserName(userName) !== null;
    const { userName: wanted, password: typed, ...kept } = rules;
    if (wanted !== undefined && cleanText(wanted, 64) !== wanted) throw new UserError(words.devices.userNameUntypable);
    // With this user name a password is always read as a token.
    if (wanted === 'JWT') throw new UserError(words.devices.userNameJwt);
    if (wanted !== undefined && isTaken(wanted)) throw new UserError(words.devices.userNameTaken(wanted));
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
    this.needs.table.remove(this.known(id).id);
    const devices = [...this.arrivalsOf(id).values()].flatMap((arrival) => arrival.deviceId ?? []);
    this.byId.delete(id);
    this.arrivals.delete(id);
    this.unsaved.delete(id);
    this.needs.changed();
    return devices;
  }

  /** Why nobody new may come in by it with this client id now, in words, or `null` if it may. */
  obstacle(bootstrap: StoredBootstrap, clientId: string): { cause: RefusalCause; why: string } | null {
    const { name, most, expiresAt } = bootstrap;
    if (expiresAt !== null && expiresAt <= this.needs.now())
      return { cause: 'bootstrap-expired', why: words.entry.why.bootstrapExpired(name) };
    if (this.barredIds.has(clientId)) {
      return { cause: 'barred', why: words.entry.why.barred(cleanText(clientId, 64)) };
    }
    const inside = [...this.arrivalsOf(bootstrap.id).values()].filter(
      (arrival) => arrival.clientId !== clientId && (arrival.deviceId !== null || this.needs.isConnected(arrival.clientId)),
    );
    if (inside.length >= most) return { cause: 'bootstrap-full', why: words.entry.why.bootstrapFull(name, most) };
    return null;
  }

  /** Notes who came in. What cannot be stored now is kept for the next {@link save}. */
  arrived(bootstrap: StoredBootstrap, clientId: string, deviceId: string | null, address: string | null): void {
    const now = this.needs.now();
    const before = this.arrivalsOf(bootstrap.id).get(clientId);
    const arrival = { bootstrapId: bootstrap.id, clientId, deviceId, address, firstAt: before?.firstAt ?? now, lastAt: now };
    this.arrivalsOf(bootstrap.id).set(clientId, arrival);
    this.byId.set(bootstrap.id, { ...bootstrap, lastUsedAt: now });
    const unsaved = this.unsaved.get(bootstrap.id) ?? new Set();
    this.unsaved.set(bootstrap.id, unsaved.add(clientId));
    this.forgetOldest(bootstrap.id, unsaved);
    this.save();
    this.needs.changed();
  }

  /** Stores who came in since the last time. */
  save(): void {
    const { attempt = attemptOnce, table } = this.needs;
    for (const [id, clientIds] of this.unsaved) {
      const arrivals = this.arrivalsOf(id);
      const came = [...clientIds].flatMap((clientId) => arrivals.get(clientId) ?? []);
      const gone = [...clientIds].filter((clientId) => !arrivals.has(clientId));
      if (!attempt(() => table.saveUse(this.known(id), came, gone))) return;
      this.unsaved.delete(id);
    }
  }

  barred(): Barred[] {
    return [...this.barredIds.values()].reverse();
  }

  /**
   * Keeps revoked client ids from coming back by any bootstrap credential; who was barred the longest ago makes room.
   * `store` is given what writes that down, to do it together with the revocation; nothing changes if it throws.
   */
  bar(clientIds: readonly string[], name: string, store: (write: () => void) => void): void {
    const since = this.needs.now();
    const next = new Map(this.barredIds);
    for (const clientId of clientIds) next.delete(clientId);
    for (const clientId of clientIds) next.set(clientId, { clientId, name, since });
    const lifted = [...next.keys()].slice(0, Math.max(0, next.size - LIMITS.barredClientIds));
    for (const clientId of lifted) next.delete(clientId);
    const added = clientIds.flatMap((clientId) => next.get(clientId) ?? []);
    store(() => this.needs.table.bar(added, lifted));
    this.barredIds = next;
    this.needs.changed();
  }

  lift(clientId: string): void {
    if (!this.barredIds.has(clientId)) throw new UserError(words.devices.notBarred);
    this.needs.table.bar([], [clientId]);
    this.barredIds.delete(clientId);
    this.needs.changed();
  }

  private check({ permission, expiresAt }: BootstrapRules): void {
    const fault = permissionFault(permission);
    if (fault) throw new UserError(fault);
    if (expiresAt !== null && expiresAt <= this.needs.now()) throw new UserError(words.devices.expiryPast);
  }

  private arrivalsOf(id: string): Map<string, StoredArrival> {
    const found = this.arrivals.get(id) ?? new Map<string, StoredArrival>();
    this.arrivals.set(id, found);
    return found;
  }

  /** Clients that were never registered come under ever new ids. */
  private forgetOldest(id: string, unsaved: Set<string>): void {
    const arrivals = this.arrivalsOf(id);
    if (arrivals.size <= LIMITS.arrivalsPerBootstrap) return;
    const oldest = [...arrivals.values()].find((arrival) => arrival.deviceId === null && !this.needs.isConnected(arrival.clientId));
    if (!oldest) return;
    arrivals.delete(oldest.clientId);
    unsaved.add(oldest.clientId);
  }

  private store(bootstrap: StoredBootstrap): void {
    this.needs.table.save(bootstrap);
    this.byId.set(bootstrap.id, bootstrap);
    this.needs.changed();
  }
}
