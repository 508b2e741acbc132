import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { Attempt } from '../storage/attempt.ts';
import { words } from '../words/index.ts';

export interface ClientIdClaim {
  clientId: string;
  deviceId: string;
  at: number;
}

/** Where ownership is kept over restarts. */
export interface ClientIdStore {
  clientIds(): { clientId: string; deviceId: string }[];
  /** All or none. `released` belong to nobody any more. */
  saveClientIds(claims: readonly ClientIdClaim[], released: readonly string[]): void;
}

export interface ClientIdsNeeds {
  store: ClientIdStore;
  /** Told of every id that has no owner any more. */
  released: (clientId: string) => void;
  after: Clock['after'];
  attempt: Attempt;
}

/** Why a client id cannot be used at all, in words, or `null` if it can. Empty is fine: the broker then makes one up. */
export function clientIdFault(clientId: string): string | null {
  if (clientId.length > LIMITS.clientIdChars) return words.entry.why.idLong(LIMITS.clientIdChars);
  if (/[/+#]/.test(clientId)) return words.entry.why.idWildcard;
  if (/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}]/u.test(clientId)) return words.entry.why.idControl;
  return null;
}

/**
 * A client id belongs to the device that used it first, so that nobody can take over
 * another device's session. One device owns a bounded number; the oldest makes room.
 */
export class ClientIds {
  private owners = new Map<string, string>();
  private owned = new Map<string, Set<string>>();
  private needs: ClientIdsNeeds;
  private unsaved = new Map<string, ClientIdClaim>();
  private unsavedReleases = new Set<string>();
  private cancelSave: (() => void) | null = null;

  constructor(needs: ClientIdsNeeds) {
    this.needs = needs;
    for (const { clientId, deviceId } of needs.store.clientIds()) this.note(clientId, deviceId);
  }

  /** Takes the id for this device. False if it belongs to another. */
  claim(clientId: string, deviceId: string, now: number): boolean {
    const owner = this.owners.get(clientId);
    if (owner !== undefined && owner !== deviceId) return false;
    if (owner === undefined) {
      this.makeRoom(deviceId);
      this.unsaved.set(clientId, { clientId, deviceId, at: now });
      this.saveSoon();
    } else {
      this.owned.get(deviceId)?.delete(clientId);
    }
    this.note(clientId, deviceId);
    return true;
  }

  /** Stores what was claimed and released since the last time; what cannot be stored now is kept for the next. */
  save(): void {
    this.cancelSave?.();
    this.cancelSave = null;
    const { attempt, store } = this.needs;
    if (this.unsaved.size + this.unsavedReleases.size === 0) return;
    if (!attempt(() => store.saveClientIds([...this.unsaved.values()], [...this.unsavedReleases]))) return;
    this.unsaved.clear();
    this.unsavedReleases.clear();
  }

  /** The device that owns an id. */
  owner(clientId: string): string | null {
    return this.owners.get(clientId) ?? null;
  }

  /** The ids that a device owns. */
  ownedBy(deviceId: string): string[] {
    return [...(this.owned.get(deviceId) ?? [])];
  }

  /** Forgets every id of a device that is gone; the store's rows go with the device's. */
  forget(deviceId: string): void {
    const ids = this.owned.get(deviceId) ?? new Set();
    this.owned.delete(deviceId);
    for (const clientId of ids) this.release(clientId);
  }

  private makeRoom(deviceId: string): void {
    const ids = this.owned.get(deviceId);
    if (!ids || ids.size < LIMITS.clientIdsPerDevice) return;
    const oldest = ids.values().next().value as string;
    ids.delete(oldest);
    this.unsavedReleases.add(oldest);
    this.release(oldest);
  }

  /** Many devices that connect at once cost one write to the disk, not one each. */
  private saveSoon(): void {
    this.cancelSave ??= this.needs.after(LIMITS.clientIdWriteDelayMs, () => this.save());
  }

  private release(clientId: string): void {
    this.owners.delete(clientId);
    this.unsaved.delete(clientId);
    this.needs.released(clientId);
  }

  private note(clientId: string, deviceId: string): void {
    this.owners.set(clientId, deviceId);
    const ids = this.owned.get(deviceId) ?? new Set();
    this.owned.set(deviceId, ids.add(clientId));
  }
}
