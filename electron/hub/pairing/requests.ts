import type { Quieted, Request } from '../../contract/model.ts';
import type { StoredRequest } from '../storage/requests-table.ts';
import { words } from '../words/index.ts';
import { Decisions } from './decisions.ts';
import { silentFor } from './lifetimes.ts';
import { quietKey } from './names.ts';
import type { Knock, KnockOutcome, KnownDevice, RequestsNeeds } from './needs.ts';
import { RequestLife } from './request-life.ts';

/**
 * The life of every request, whatever door it came through:
 * `pending` → `allowed` → `connected` or `lapsed`; a pending one also ends by Deny, by Ignore, or in silence.
 * Times are stored every `lastSeenWriteMs` and on {@link stop}.
 * What the network causes while the disk takes nothing is kept in memory until {@link flush}.
 */
export class Requests {
  private needs: RequestsNeeds;
  private life: RequestLife;
  private decisions: Decisions;

  constructor(needs: RequestsNeeds) {
    this.needs = needs;
    this.life = new RequestLife(needs);
    this.decisions = new Decisions(needs, this.life);
  }

  /** Takes up what was stored: who waited is shown again, an open window keeps its end. */
  start(): void {
    this.life.start();
  }

  /** Writes what is not yet stored and lets the timers go. */
  stop(): void {
    this.life.stop();
  }

  /** Writes what is not yet written, as far as that can be. */
  flush(): void {
    this.life.flush();
  }

  /** Oldest first. */
  list(): Request[] {
    return this.life.book.all().map(shown);
  }

  get(id: string): Request | null {
    const request = this.life.book.get(id);
    return request ? shown(request) : null;
  }

  /** Newest first. */
  quieted(): Quieted[] {
    return this.life.quiet.list();
  }

  quietedAt(address: string): Quieted | null {
    return this.life.quiet.findByAddress(address);
  }

  /** A quieted device turned out to have a better identity. */
  rekeyQuieted(from: string, to: string, name: string): void {
    this.life.quiet.rekey(from, to, name);
  }

  /** The pending or allowed request of an EmonESP, which has no identity but its address. */
  at(protocol: 'emonesp', address: string): { id: string; state: 'pending' | 'allowed' } | null {
    const request = this.life.book.liveOf({ protocol, address, node: null });
    return request ? { id: request.id, state: request.state as 'pending' | 'allowed' } : null;
  }

  /** The pending or allowed request under a device id of version 1. */
  under(node: string): Readonly<StoredRequest> | null {
    return this.life.book.liveOf({ protocol: 'v1', address: '', node });
  }

  /** With what is not for clients. */
  stored(id: string): Readonly<StoredRequest> | null {
    return this.life.book.get(id);
  }

  /** How a request ended that is gone; `null` if there never was one, or too long ago. */
  ending(id: string): 'denied' | 'over' | null {
    return this.life.endings.of(id);
  }

  waitingAt(address: string): number {
    return this.life.book.live().filter((request) => request.state === 'pending' && request.address === address).length;
  }

  /** Somebody without a pending or allowed request knocks: a new card, or silence for who was denied or ignored. */
  knock(knock: Knock): KnockOutcome {
    const now = this.needs.clock.now();
    const { report, limits } = this.needs;
    const quieted = this.quietedAs(knock);
    if (quieted) {
      this.life.quiet.hear(quieted.key, knock.address, now);
      this.life.writeSoon();
      report({ kind: 'knock', text: words.pairing.stayedQuiet(knock, quieted.reason), address: knock.address });
      return { state: 'quiet', reason: quieted.reason };
    }
    const known = this.life.book.liveOf(knock);
    if (known) {
      this.again(known.id, knock.keepsConnection);
      return { state: 'live', id: known.id };
    }
    const waiting = this.life.book.live().filter((request) => request.state === 'pending').length;
    if (waiting >= limits.waitingRequests) {
      report({ kind: 'refusal', text: words.pairing.tooMany(limits.waitingRequests), refusal: { cause: 'crowd' } });
      return { state: 'full' };
    }
    const { proof, ...who } = knock;
    const request: StoredRequest = {
      ...who,
      id: this.needs.randomId(),
      lastSeenAt: now,
      state: 'pending',
      folded: false,
      endsAt: now + silentFor(knock.protocol, limits),
      knownDeviceId: this.life.knownDevice(knock),
      deviceId: null,
      madeDevice: false,
      fetched: false,
      proof: proof ? 'waiting' : 'none',
      code: null,
      rivals: [],
      commitment: proof?.commitment ?? null,
      hubNonce: proof?.hubNonce ?? null,
      showsCode: proof?.showsCode ?? false,
    };
    report({ kind: 'knock', text: words.pairing.knocked(request), address: request.address });
    this.life.store(request);
    return { state: 'live', id: request.id };
  }

  /** Who has a live request knocks again. */
  again(id: string, keepsConnection: boolean): void {
    const request = this.life.book.get(id);
    if (!request) return;
    request.knocks++;
    request.keepsConnection = keepsConnection;
    if (request.state === 'pending') {
      request.endsAt = this.needs.clock.now() + silentFor(request.protocol, this.needs.limits);
      this.needs.report({ kind: 'knock', text: words.pairing.knocked(request), address: request.address });
    }
    this.seen(id);
  }

  /** Who has a live request was heard, without asking anew. */
  seen(id: string): void {
    const request = this.life.book.get(id);
    if (!request) return;
    request.lastSeenAt = this.needs.clock.now();
    this.life.book.touch(request);
    this.life.writeSoon();
  }

  /** The device has shown its half, and this is the code of both. */
  reveal(id: string, code: string): void {
    const request = this.life.book.get(id);
    if (!request) return;
    this.life.store({ ...request, proof: request.showsCode ? 'code' : 'unseen', code: request.showsCode ? code : null, hubNonce: null });
  }

  /** Another address asks under the id of this request. */
  rival(id: string, address: string): void {
    const request = this.life.book.get(id);
    if (!request) return;
    this.needs.report({ kind: 'problem', text: words.pairing.rivalled(request, address), address });
    if (request.rivals.includes(address) || request.rivals.length >= this.needs.limits.pairRivals) return;
    request.rivals = [...request.rivals, address];
    this.life.book.touch(request);
  }

  /** The device gave it up, or broke the rules. False if that cannot be stored now. */
  drop(id: string, text: (asker: StoredRequest) => string): boolean {
    const request = this.life.book.get(id);
    if (!request) return true;
    if (request.state === 'allowed' && !this.life.lapse(request)) return false;
    this.needs.report({ kind: 'knock', text: text(request), address: request.address });
    this.life.remove(request);
    return true;
  }

  /**
   * The credential of an allowed request, for the address that it was allowed to. The same one each time while
   * the window is open; after a restart a new one. `null` if there is nothing (any more) to fetch, or it cannot be stored now.
   */
  fetch(id: string): { device: KnownDevice; password: string; asker: Readonly<StoredRequest> } | null {
    const request = this.life.book.get(id);
    if (request?.state !== 'allowed' || request.deviceId === null || request.endsAt <= this.needs.clock.now()) return null;
    const device = this.needs.desk.get(request.deviceId);
    const taken = device && this.life.handouts.take(id, device.id);
    if (!taken) return null;
    if (taken.first) {
      request.fetched = true;
      this.needs.report({ kind: 'decision', text: words.pairing.fetched(request), deviceId: device.id, address: request.address });
      this.life.store(request);
    }
    return { device, password: taken.password, asker: request };
  }

  /** See {@link Decisions.allow}. */
  allow(id: string, sameCode = false): void {
    this.decisions.allow(id, sameCode);
  }

  /** See {@link Decisions.deny}. */
  deny(id: string, codesDiffer = false): void {
    this.decisions.deny(id, codesDiffer);
  }

  /** See {@link Decisions.ignore}. */
  ignore(id: string): void {
    this.decisions.ignore(id);
  }

  /** See {@link Decisions.fold}. */
  fold(id: string, folded: boolean): void {
    this.decisions.fold(id, folded);
  }

  /** See {@link Decisions.undoQuiet}. */
  undoQuiet(key: string): void {
    this.decisions.undoQuiet(key);
  }

  /** The device is gone: nothing is left to fetch, and a card no longer calls it known. */
  deviceRevoked(deviceId: string): void {
    this.life.deviceRevoked(deviceId);
  }

  /** A CONNECT with this device's credential succeeded: its window closes, if the credential came from there. */
  deviceConnected(deviceId: string): void {
    for (const request of this.life.book.live()) {
      // Before the first fetch it can only have been the earlier password.
      if (request.deviceId !== deviceId || !request.fetched) continue;
      this.life.settle(request, 'connected');
      this.needs.report({ kind: 'decision', text: words.pairing.joined(request), deviceId, address: request.address });
    }
  }

  /** Who is turned away without a card, and why; `null` if it is not. */
  quietedAs(knock: Pick<Knock, 'protocol' | 'key' | 'address'>): Quieted | null {
    return this.life.quiet.get(quietKey(knock, 'ignored')) ?? this.life.quiet.get(quietKey(knock, 'denied'));
  }
}

/** What clients are told of a request. */
function shown({ key: _, keepsConnection, madeDevice, fetched, commitment, hubNonce, showsCode, ...request }: StoredRequest): Request {
  return request;
}
