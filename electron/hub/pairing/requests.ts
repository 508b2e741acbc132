import { UserError } from '../../contract/errors.ts';
import type { Quieted, Request } from '../../contract/model.ts';
import { attemptOnce } from '../storage/attempt.ts';
import type { StoredRequest } from '../storage/requests-table.ts';
import { Alarm } from './alarm.ts';
import type { Knock, KnownDevice, RequestsNeeds } from './needs.ts';
import { QuietList } from './quiet-list.ts';
import { RequestBook } from './request-book.ts';
import * as words from './words.ts';

/**
 * The life of every request, whatever door it came through:
 * `pending` → `allowed` → `connected` or `lapsed`; a pending one also ends by Deny, by Ignore, or in silence.
 * Decisions are stored before a call returns, or it throws and nothing changes; times every `lastSeenWriteMs` and on {@link stop}.
 * What the network causes while the disk takes nothing is kept in memory until {@link flush}.
 */
export class Requests {
  private needs: RequestsNeeds;
  private book: RequestBook;
  /** Passwords of open windows, by request. Never stored. */
  private passwords = new Map<string, string>();
  private quiet: QuietList;
  private ends: Alarm;
  private writes: Alarm;

  constructor(needs: RequestsNeeds) {
    this.needs = needs;
    const { attempt = attemptOnce, limits } = needs;
    this.book = new RequestBook(needs.requests, (ids) => needs.changed('requests', ids), attempt);
    this.quiet = new QuietList({ table: needs.quieted, attempt, limits, changed: (keys) => needs.changed('quieted', keys) });
    this.ends = new Alarm(needs.clock, (slept) => this.expire(slept));
    this.writes = new Alarm(needs.clock, () => this.flush());
  }

  /** Takes up what was stored: who waited is shown again with a fresh silence time, an open window keeps its end. */
  start(): void {
    const now = this.needs.clock.now();
    const { requestSilenceMs, allowWindowMs, settledRequestMs } = this.needs.limits;
    const longest = { pending: requestSilenceMs, allowed: allowWindowMs, connected: settledRequestMs, lapsed: settledRequestMs };
    this.book.load();
    for (const request of this.book.all()) {
      const latest = now + longest[request.state];
      request.endsAt = request.state === 'pending' ? latest : Math.min(request.endsAt, latest);
    }
    this.quiet.listenFrom(now);
    this.expire(false);
  }

  /** Writes what is not yet stored and lets the timers go. */
  stop(): void {
    this.flush();
    this.ends.clear();
    this.writes.clear();
  }

  /** Oldest first. */
  list(): Request[] {
    return this.book.all().map(shown);
  }

  get(id: string): Request | null {
    const request = this.book.get(id);
    return request ? shown(request) : null;
  }

  /** Newest first. */
  quieted(): Quieted[] {
    return this.quiet.list();
  }

  quietedAt(address: string): Quieted | null {
    return this.quiet.findByAddress(address);
  }

  /** A quieted device turned out to have a better identity. */
  rekeyQuieted(from: string, to: string, name: string): void {
    this.quiet.rekey(from, to, name);
  }

  /** The pending or allowed request of an address. */
  at(protocol: Request['protocol'], address: string): { id: string; state: 'pending' | 'allowed' } | null {
    const request = this.book.liveAt(protocol, address);
    return request ? { id: request.id, state: request.state as 'pending' | 'allowed' } : null;
  }

  /** Somebody without a pending or allowed request knocks: a new card, or silence for who was denied or ignored. */
  knock(knock: Knock): void {
    const now = this.needs.clock.now();
    const { report, limits } = this.needs;
    const quieted = this.quiet.get(knock.key);
    if (quieted) {
      this.quiet.hear(knock.key, knock.address, now);
      this.writeSoon();
      report({ kind: 'knock', text: words.stayedQuiet(knock, quieted.reason), address: knock.address });
      return;
    }
    const known = this.at(knock.protocol, knock.address);
    if (known) {
      this.again(known.id, knock.keepsConnection);
      return;
    }
    const waiting = this.book.live().filter((request) => request.state === 'pending').length;
    if (waiting >= limits.waitingRequests) {
      report({ kind: 'refusal', text: words.tooMany(limits.waitingRequests) });
      return;
    }
    const request: StoredRequest = {
      ...knock,
      id: this.needs.randomId(),
      lastSeenAt: now,
      state: 'pending',
      folded: false,
      endsAt: now + limits.requestSilenceMs,
      knownDeviceId: this.knownDevice(knock.node),
      deviceId: null,
      madeDevice: false,
      fetched: false,
    };
    report({ kind: 'knock', text: words.knocked(request), address: request.address });
    this.store(request);
  }

  /** Who has a live request knocks again. */
  again(id: string, keepsConnection: boolean): void {
    const request = this.book.get(id);
    if (!request) return;
    const now = this.needs.clock.now();
    request.lastSeenAt = now;
    request.knocks++;
    request.keepsConnection = keepsConnection;
    if (request.state === 'pending') {
      request.endsAt = now + this.needs.limits.requestSilenceMs;
      this.needs.report({ kind: 'knock', text: words.knocked(request), address: request.address });
    }
    this.book.touch(request);
    this.writeSoon();
  }

  /**
   * The credential of an allowed request, for the address that it was allowed to. The same one each time while
   * the window is open; after a restart a new one. `null` if there is nothing (any more) to fetch, or it cannot be stored now.
   */
  fetch(id: string): { device: KnownDevice; password: string; asker: Readonly<StoredRequest> } | null {
    const request = this.book.get(id);
    if (request?.state !== 'allowed' || request.deviceId === null || request.endsAt <= this.needs.clock.now()) return null;
    const device = this.needs.desk.get(request.deviceId);
    if (!device) return null;
    const password = this.passwords.get(id) ?? this.newPassword(device.id);
    if (password === null) return null;
    const first = !this.passwords.has(id);
    this.passwords.set(id, password);
    if (first) {
      request.fetched = true;
      this.needs.report({ kind: 'decision', text: words.fetched(request), deviceId: device.id, address: request.address });
      this.store(request);
    }
    return { device, password, asker: request };
  }

  /** Lets the device in: it gets its credential when it asks next, if it does so in time. Throws a {@link UserError}. */
  allow(id: string): void {
    const request = this.pending(id);
    const known = request.node === null ? null : this.needs.desk.findByNode(request.node);
    if (known && this.book.live().some((other) => other.deviceId === known.id)) {
      throw new UserError(`${known.name} is joining at this moment. Wait until it has connected or its time is over.`);
    }
    const { allowWindowMs } = this.needs.limits;
    const endsAt = this.needs.clock.now() + allowWindowMs;
    const madeDevice = known === null;
    const allowed: StoredRequest = { ...request, state: 'allowed', folded: false, endsAt, knownDeviceId: known?.id ?? null, madeDevice };
    this.book.decide(allowed, (save) => {
      const saveWith = (device: { id: string }) => {
        allowed.deviceId = device.id;
        save();
      };
      if (known) saveWith(known);
      else this.needs.desk.admit(this.needs.newcomer(request), saveWith);
    });
    this.ends.by(endsAt);
    const { deviceId, address } = allowed;
    this.needs.report({ kind: 'decision', text: words.allowed(allowed, allowWindowMs), deviceId, address });
    this.refreshKnown(allowed.node);
  }

  /** Not now: it stays quiet until it has been silent for a while. Throws a {@link UserError}. */
  deny(id: string): void {
    const request = this.turnAway(id, 'denied');
    this.needs.report({ kind: 'decision', text: words.denied(request), address: request.address });
  }

  /** Never again, until undone. Throws a {@link UserError}. */
  ignore(id: string): void {
    const request = this.turnAway(id, 'ignored');
    this.needs.report({ kind: 'decision', text: words.ignored(request), address: request.address });
  }

  /** Later: the card is folded away, the request stays. Throws a {@link UserError}. */
  fold(id: string, folded: boolean): void {
    const request = this.pending(id);
    this.book.decide({ ...request, folded });
  }

  /** A denied or ignored device may ask again. Throws a {@link UserError}. */
  undoQuiet(key: string): void {
    const entry = this.quiet.undo(key);
    this.needs.report({ kind: 'decision', text: words.undone(entry), address: entry.address });
  }

  /** A CONNECT with this device's credential succeeded: its window closes, if the credential came from there. */
  deviceConnected(deviceId: string): void {
    for (const request of this.book.live()) {
      // Before the first fetch it can only have been the earlier password.
      if (request.deviceId !== deviceId || !request.fetched) continue;
      this.settle(request, 'connected');
      this.needs.report({ kind: 'decision', text: words.joined(request), deviceId, address: request.address });
    }
  }

  /** The device is gone: nothing is left to fetch, and a card no longer calls it known. */
  deviceRevoked(deviceId: string): void {
    for (const request of this.book.all()) {
      if (request.deviceId === deviceId) {
        this.remove(request);
      } else if (request.knownDeviceId === deviceId) {
        request.knownDeviceId = null;
        this.store(request);
      }
    }
  }

  private pending(id: string): StoredRequest {
    const request = this.book.get(id);
    if (!request) throw new UserError('That request has ended.');
    if (request.state !== 'pending') throw new UserError('That request has been decided already.');
    return request;
  }

  private turnAway(id: string, reason: Quieted['reason']): StoredRequest {
    const request = this.pending(id);
    const { key, name, address, lastSeenAt } = request;
    this.quiet.add({ key, name, address, reason, since: this.needs.clock.now(), lastSeenAt });
    this.remove(request);
    this.ends.by(this.quiet.nextEnd());
    return request;
  }

  private expire(slept: boolean): void {
    const now = this.needs.clock.now();
    const { requestSilenceMs, deniedSilenceMs } = this.needs.limits;
    if (slept) this.quiet.listenFrom(now);
    for (const request of this.book.all()) {
      if (slept && request.state === 'pending') request.endsAt = now + requestSilenceMs;
      if (request.endsAt > now) this.ends.by(request.endsAt);
      else if (request.state !== 'allowed') this.forget(request);
      else if (!this.lapse(request)) this.ends.by(now + this.needs.limits.lastSeenWriteMs);
    }
    for (const entry of this.quiet.expire(now)) {
      this.needs.report({ kind: 'knock', text: words.quietOver(entry, deniedSilenceMs), address: entry.address });
    }
    this.ends.by(this.quiet.nextEnd());
  }

  private forget(request: StoredRequest): void {
    if (request.state === 'pending') this.needs.report({ kind: 'knock', text: words.wentSilent(request), address: request.address });
    this.remove(request);
  }

  /** False if the device that never came cannot be forgotten now. */
  private lapse(request: StoredRequest): boolean {
    const { deviceId, madeDevice, fetched } = request;
    const unused = madeDevice && !fetched ? deviceId : null;
    if (unused && !this.withdraw(unused)) return false;
    this.needs.report({ kind: 'decision', text: words.lapsed(request), deviceId: fetched ? deviceId : null, address: request.address });
    if (unused) request.deviceId = null;
    this.settle(request, 'lapsed');
    if (unused) this.deviceRevoked(unused);
    return true;
  }

  private withdraw(deviceId: string): boolean {
    const { attempt = attemptOnce, desk } = this.needs;
    // It may be gone already, if the hub was cut off in between.
    return desk.get(deviceId) === null || attempt(() => desk.withdraw(deviceId));
  }

  /** `null` if it cannot be stored: a device must not be given what is forgotten at the next start. */
  private newPassword(deviceId: string): string | null {
    const { attempt = attemptOnce, desk } = this.needs;
    let password: string | null = null;
    attempt(() => {
      password = desk.newPassword(deviceId);
    });
    return password;
  }

  private settle(request: StoredRequest, state: 'connected' | 'lapsed'): void {
    this.passwords.delete(request.id);
    request.state = state;
    request.endsAt = this.needs.clock.now() + this.needs.limits.settledRequestMs;
    this.store(request);
  }

  private store(request: StoredRequest): void {
    this.book.store(request);
    this.ends.by(request.endsAt);
  }

  private remove(request: StoredRequest): void {
    this.passwords.delete(request.id);
    this.book.remove(request);
  }

  private knownDevice(node: string | null): string | null {
    return node === null ? null : (this.needs.desk.findByNode(node)?.id ?? null);
  }

  /** Other cards that claim the name of the device that was just let in say so. */
  private refreshKnown(node: string | null): void {
    for (const request of this.book.live()) {
      if (request.state !== 'pending' || request.node !== node) continue;
      const known = this.knownDevice(node);
      if (known === request.knownDeviceId) continue;
      request.knownDeviceId = known;
      this.store(request);
    }
  }

  private writeSoon(): void {
    this.writes.by(this.needs.clock.now() + this.needs.limits.lastSeenWriteMs);
  }

  /** Writes what is not yet written, as far as that can be. */
  flush(): void {
    this.book.flush();
    this.quiet.flush();
  }
}

/** What clients are told of a request. */
function shown({ key: _, node, keepsConnection, madeDevice, fetched, ...request }: StoredRequest): Request {
  return request;
}
