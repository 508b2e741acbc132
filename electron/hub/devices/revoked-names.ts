import { LIMITS } from '../limits.ts';
import type { DevicesTable, StoredDevice } from '../storage/devices-table.ts';

/** What revoked devices were called, to tell who left the messages that stay behind. Bounded: who was revoked the longest ago is forgotten first. */
export class RevokedNames {
  private table: Pick<DevicesTable, 'revokedNames' | 'saveRevokedName'>;
  /** By device id, oldest first. */
  private names: Map<string, string>;

  constructor(table: RevokedNames['table']) {
    this.table = table;
    this.names = new Map(table.revokedNames().map(({ deviceId, name }) => [deviceId, name]));
  }

  /** `null` if it was forgotten, or there never was such a device. */
  get(deviceId: string): string | null {
    return this.names.get(deviceId) ?? null;
  }

  /**
   * Keeps the name of a device that is about to be revoked. `store` is given what writes that down, to do it together with the
   * revocation; nothing changes if it throws.
   */
  keep({ id, name, lastSeenAt }: StoredDevice, store: (write: () => void) => void): void {
    // Who never came in left nothing behind.
    const leftNothing = lastSeenAt === null;
    store(() => leftNothing || this.table.saveRevokedName(id, name, LIMITS.revokedNames));
    if (leftNothing) return;
    this.names.set(id, name);
    for (const oldest of this.names.keys()) {
      if (this.names.size <= LIMITS.revokedNames) break;
      this.names.delete(oldest);
    }
  }
}
