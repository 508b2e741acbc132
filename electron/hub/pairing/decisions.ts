import { UserError } from '../../contract/errors.ts';
import type { Quieted, Request } from '../../contract/model.ts';
import type { StoredRequest } from '../storage/requests-table.ts';
import { words } from '../words/index.ts';
import { quietKey, registeredAs } from './names.ts';
import type { RequestsNeeds } from './needs.ts';
import type { RequestLife } from './request-life.ts';

/** What a person decides about requests. Each is stored before the call returns, or it throws and nothing changes. */
export class Decisions {
  private needs: RequestsNeeds;
  private life: RequestLife;

  constructor(needs: RequestsNeeds, life: RequestLife) {
    this.needs = needs;
    this.life = life;
  }

  /**
   * Lets the device in: it gets its credential when it asks next, if it does so in time. `sameCode`: a person compared the codes.
   * Throws a {@link UserError}.
   */
  allow(id: string, sameCode = false): void {
    const request = this.pending(id);
    if (request.proof === 'waiting') throw new UserError(words.pairing.codeMissing);
    if (request.proof === 'code' && !sameCode) throw new UserError(words.pairing.compareFirst);
    const registered = registeredAs(request);
    const known = registered === null ? null : this.needs.desk.findByNode(registered);
    if (known && this.life.book.live().some((other) => other.deviceId === known.id)) {
      throw new UserError(words.pairing.isJoining(known.name));
    }
    const { allowWindowMs } = this.needs.limits;
    const endsAt = this.needs.clock.now() + allowWindowMs;
    const madeDevice = known === null;
    const allowed: StoredRequest = { ...request, state: 'allowed', folded: false, endsAt, knownDeviceId: known?.id ?? null, madeDevice };
    this.life.book.decide(allowed, (save) => {
      const saveWith = (device: { id: string }) => {
        allowed.deviceId = device.id;
        save();
      };
      if (known) saveWith(known);
      else this.needs.desk.admit(this.needs.newcomer(request), saveWith);
    });
    this.life.endsBy(endsAt);
    const { deviceId, address } = allowed;
    this.needs.report({ kind: 'decision', text: words.pairing.allowed(allowed, allowWindowMs), deviceId, address });
    this.refreshKnown(allowed);
  }

  /** Not now: it stays quiet until it has been silent for a while. `codesDiffer`: a person compared the codes. Throws a {@link UserError}. */
  deny(id: string, codesDiffer = false): void {
    const request = this.turnAway(id, 'denied');
    const { address } = request;
    if (codesDiffer) this.needs.report({ kind: 'problem', text: words.pairing.codesDiffered(request), address });
    else this.needs.report({ kind: 'decision', text: words.pairing.denied(request), address });
  }

  /** Never again, until undone. Throws a {@link UserError}. */
  ignore(id: string): void {
    const request = this.turnAway(id, 'ignored');
    this.needs.report({ kind: 'decision', text: words.pairing.ignored(request), address: request.address });
  }

  /** Later: the card is folded away, the request stays. Throws a {@link UserError}. */
  fold(id: string, folded: boolean): void {
    const request = this.pending(id);
    this.life.book.decide({ ...request, folded });
  }

  /** A denied or ignored device may ask again. Throws a {@link UserError}. */
  undoQuiet(key: string): void {
    const entry = this.life.quiet.undo(key);
    this.needs.report({ kind: 'decision', text: words.pairing.undone(entry), address: entry.address });
  }

  private pending(id: string): StoredRequest {
    const request = this.life.book.get(id);
    if (!request) throw new UserError(words.pairing.ended);
    if (request.state !== 'pending') throw new UserError(words.pairing.decided);
    return request;
  }

  private turnAway(id: string, reason: Quieted['reason']): StoredRequest {
    const request = this.pending(id);
    const { name, address, lastSeenAt } = request;
    this.life.quiet.add({ key: quietKey(request, reason), name, address, reason, since: this.needs.clock.now(), lastSeenAt });
    this.life.remove(request, 'denied');
    this.life.endsBy(this.life.quiet.nextEnd());
    return request;
  }

  /** Other cards that claim the name of the device that was just let in say so. */
  private refreshKnown(admitted: Pick<Request, 'protocol' | 'node'>): void {
    for (const request of this.life.book.live()) {
      if (request.state !== 'pending' || registeredAs(request) !== registeredAs(admitted)) continue;
      const known = this.life.knownDevice(request);
      if (known === request.knownDeviceId) continue;
      request.knownDeviceId = known;
      this.life.store(request);
    }
  }
}
