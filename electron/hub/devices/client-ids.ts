import { LIMITS } from '../limits.ts';

/** Where ownership is kept over restarts. */
export interface ClientIdStore {
  clientIds(): { clientId: string; userName: string }[];
  claimClientId(clientId: string, userName: string, now: number): void;
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
 * A client id belongs to the credential that used it first, so that nobody can take over
 * another device's session. One credential owns a bounded number; the oldest makes room.
 */
export class ClientIds {
  private owners = new Map<string, string>();
  private owned = new Map<string, Set<string>>();
  private store: ClientIdStore;
  private released: (clientId: string) => void;

  /** `released` is told of every id that has no owner any more. */
  constructor(store: ClientIdStore, released: (clientId: string) => void) {
    this.store = store;
    this.released = released;
    for (const { clientId, userName } of store.clientIds()) this.note(clientId, userName);
  }

  /** Takes the id for this credential. False if it belongs to another. */
  claim(clientId: string, userName: string, now: number): boolean {
    const owner = this.owners.get(clientId);
    if (owner !== undefined && owner !== userName) return false;
    if (owner === undefined) {
      this.store.claimClientId(clientId, userName, now);
      this.makeRoom(userName);
    } else {
      this.owned.get(userName)?.delete(clientId);
    }
    this.note(clientId, userName);
    return true;
  }

  /** Forgets every id of a credential that is gone; the store's rows go with the credential's. */
  forget(userName: string): void {
    const ids = this.owned.get(userName) ?? new Set();
    this.owned.delete(userName);
    for (const clientId of ids) this.release(clientId);
  }

  private makeRoom(userName: string): void {
    const ids = this.owned.get(userName);
    if (!ids || ids.size < LIMITS.clientIdsPerCredential) return;
    const oldest = ids.values().next().value as string;
    ids.delete(oldest);
    this.store.releaseClientId(oldest);
    this.release(oldest);
  }

  private release(clientId: string): void {
    this.owners.delete(clientId);
    this.released(clientId);
  }

  private note(clientId: string, userName: string): void {
    this.owners.set(clientId, userName);
    const ids = this.owned.get(userName) ?? new Set();
    this.owned.set(userName, ids.add(clientId));
  }
}
