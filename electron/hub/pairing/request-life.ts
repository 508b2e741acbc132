import type { Request } from '../../contract/model.ts';
import { Alarm } from '../alarm.ts';
import { attemptOnce } from '../storage/attempt.ts';
import type { StoredRequest } from '../storage/requests-table.ts';
import { words } from '../words/index.ts';
import { Endings } from './endings.ts';
import { Handouts } from './handouts.ts';
import { keepAtStart } from './lifetimes.ts';
import { registeredAs } from './names.ts';
import type { RequestsNeeds } from './needs.ts';
import { QuietList } from './quiet-list.ts';
import { RequestBook } from './request-book.ts';

/** What happens to requests by itself: they are kept, grow old, end, and are forgotten. */
export class RequestLife {
  readonly book: RequestBook;
  readonly quiet: QuietList;
  readonly handouts: Handouts;
  readonly endings: Endings;
  private needs: RequestsNeeds;
  private ends: Alarm;
  private writes: Alarm;

  constructor(needs: RequestsNeeds) {
    this.needs = needs;
    const { attempt = attemptOnce, limits } = needs;
    this.book = new RequestBook(needs.requests, (ids) => needs.changed('requests', ids), attempt);
    this.quiet = new QuietList({ table: needs.quieted, attempt, limits, changed: (keys) => needs.changed('quieted', keys) });
    this.handouts = new Handouts(needs.desk, attempt);
    this.endings = new Endings(limits.pairEnded);
    this.ends = new Alarm(needs.clock, (slept) => this.expire(slept));
    this.writes = new Alarm(needs.clock, () => this.flush());
  }

  /** Takes up what was stored: who waited is shown again, an open window keeps its end. */
  start(): void {
    const now = this.needs.clock.now();
    this.book.load();
    for (const request of this.book.all()) request.endsAt = keepAtStart(request, now, this.needs.limits);
    this.quiet.listenFrom(now);
    this.expire(false);
  }

  /** Writes what is not yet stored and lets the timers go. */
  stop(): void {
    this.flush();
    this.ends.clear();
    this.writes.clear();
  }

  /** Looks again at this time at the latest. */
  endsBy(time: number): void {
    this.ends.by(time);
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

  private expire(slept: boolean): void {
    const now = this.needs.clock.now();
    const { requestSilenceMs, deniedSilenceMs } = this.needs.limits;
    if (slept) this.quiet.listenFrom(now);
    for (const request of this.book.all()) {
      if (slept && request.state === 'pending' && request.protocol === 'emonesp') request.endsAt = now + requestSilenceMs;
      if (request.endsAt > now) this.ends.by(request.endsAt);
      else if (request.state !== 'allowed') this.forget(request);
      else if (!this.lapse(request)) this.ends.by(now + this.needs.limits.lastSeenWriteMs);
    }
    for (const entry of this.quiet.expire(now)) {
      this.needs.report({ kind: 'knock', text: words.pairing.quietOver(entry, deniedSilenceMs), address: entry.address });
    }
    this.ends.by(this.quiet.nextEnd());
  }

  private forget(request: StoredRequest): void {
    if (request.state === 'pending')
      this.needs.report({ kind: 'knock', text: words.pairing.wentSilent(request), address: request.address });
    this.remove(request);
  }

  /** False if the device that never came cannot be forgotten now. */
  lapse(request: StoredRequest): boolean {
    const { deviceId, madeDevice, fetched } = request;
    const unused = madeDevice && !fetched ? deviceId : null;
    if (unused && !this.withdraw(unused)) return false;
    this.needs.report({
      kind: 'decision',
      text: words.pairing.lapsed(request),
      deviceId: fetched ? deviceId : null,
      address: request.address,
    });
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

  settle(request: StoredRequest, state: 'connected' | 'lapsed'): void {
    this.handouts.forget(request.id);
    request.state = state;
    request.endsAt = this.needs.clock.now() + this.needs.limits.settledRequestMs;
    this.store(request);
  }

  store(request: StoredRequest): void {
    this.book.store(request);
    this.ends.by(request.endsAt);
  }

  remove(request: StoredRequest, how: 'denied' | 'over' = 'over'): void {
    this.handouts.forget(request.id);
    this.endings.note(request.id, how);
    this.book.remove(request);
  }

  knownDevice(who: Pick<Request, 'protocol' | 'node'>): string | null {
    const registered = registeredAs(who);
    return registered === null ? null : (this.needs.desk.findByNode(registered)?.id ?? null);
  }

  /** Times and counts changed: they are written before long. */
  writeSoon(): void {
    this.writes.by(this.needs.clock.now() + this.needs.limits.lastSeenWriteMs);
  }

  /** Writes what is not yet written, as far as that can be. */
  flush(): void {
    this.book.flush();
    this.quiet.flush();
  }
}
