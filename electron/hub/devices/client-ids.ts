import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';

export interface ClientIdClaim {
  clientId: string;
  deviceId: string;
  at: number;
}

/** Where ownership is kept over restarts. */
export interface ClientIdStore {
  clientIds(): { clientId: string; deviceId: string }[];
  /** All or none. */
  claimClientIds(claims: readonly ClientIdClaim[]): void;
  releaseClientId(clientId: string): void;
}

/** Why a client id cannot be used at all, in words, or `null` if it can. Empty is fine: the broker then makes one up. */
export function clientIdFault(clientId: string): string | null {
  if (clientId.length > LIMITS.clientIdChars) return `its client id is longer than ${LIMITS.clientIdChars} characters`;
  if (/[/+#]/.test(clientId)) return 'its client id holds / + or #';
  if (/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}]/u.test(clientId)) return 'its client id holds control characters';
  return null;
}

/**
 * A client id belongs to the device that used it first, so that nobody can take over
 * another device's session. One device owns a bounded number; the oldest makes room.
 */
export class ClientIds {
  private owners = new Map<string, string>();
  private owned = new Map<string, Set<string>>();
  private store: ClientIdStore;
  private released: (clientId: string) => void;
  private after: Clock['after'];
  private unsaved = new Map<string, ClientIdClaim>();

  /** `released` is told of every id that has no owner any more. */
  constructor(store: ClientIdStore, released: (clientId: string) => void, after: Clock['after']) {
    this.store = store;
    this.released = released;
    this.after = after;
    for (const { clientId, deviceId } of store.clientIds()) this.note(clientId, deviceId);
  }

  /** Takes the id for this device. False if it belongs to another. */
  claim(clientId: string, deviceId: string, now: number): boolean {
    const owner = this.owners.get(clientId);
    if (owner !== undefined && owner !== deviceId) return false;
    if (owner === undefined) {
      this.makeRoom(deviceId);
      this.saveSoon({ clientId, deviceId, at: now });
    } else {
      this.owned.get(deviceId)?.delete(clientId);
    }
    this.note(clientId, deviceId);
    return true;
  }

  /** Stores what was claimed since the last time. */
  save(): void {
    if (this.unsaved.size === 0) return;
    this.store.claimClientIds([...this.unsaved.values()]);
    this.unsaved.clear();
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
    this.store.releaseClientId(oldest);
    this.release(oldest);
  }

  /** Many devices that connect at once cost one write to the disk, not one each. */
  private saveSoon(claim: ClientIdClaim): void {
    if (this.unsaved.size === 0) this.after(LIMITS.clientIdWriteDelayMs, () => this.save());
    this.unsaved.set(claim.clientId, claim);
  }

  private release(clientId: string): void {
    this.owners.delete(clientId);
    this.unsaved.delete(clientId);
    this.released(clientId);
  }

  private note(clientId: string, deviceId: string): void {
    this.owners.set(clientId, deviceId);
    const ids = this.owned.get(deviceId) ?? new Set();
    this.owned.set(deviceId, ids.add(clientId));
  }
}
