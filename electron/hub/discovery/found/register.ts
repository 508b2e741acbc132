import type { Found } from '../../../contract/network.ts';
import { LIMITS } from '../../limits.ts';
import type { Identity, MakeDriver, MqttSettings } from './makes/driver.ts';
import type { SeenService } from './seen-service.ts';

/** A device that was found, as it was at the last look. */
export interface Entry {
  id: string;
  /** By which the desk knows it. */
  node: string;
  driver: MakeDriver;
  identity: Identity;
  /** What it announced; `null` if a search found it. */
  announced: SeenService | null;
  address: string;
  settings: MqttSettings;
  /** The host in its settings is this hub. */
  here: boolean;
  lastSeenAt: number;
}

export const nodeOf = (identity: Identity) => identity.node ?? `found:${identity.id}`;

/** The devices that were found: at most {@link LIMITS.foundDevices}, one at each address. */
export class Register {
  private entries = new Map<string, Entry>();

  all(): Entry[] {
    return [...this.entries.values()];
  }

  get(id: string): Entry | null {
    return this.entries.get(id) ?? null;
  }

  at(address: string): Entry | null {
    return this.all().find((entry) => entry.address === address) ?? null;
  }

  /** Takes in a look; what was at its address, or under its id, is replaced. */
  put(entry: Omit<Entry, 'id' | 'node'>): void {
    const before = this.at(entry.address);
    // Without a login it does not tell again who it is, but it is still the one that did.
    const identity = entry.identity.provisional && before?.driver === entry.driver ? before.identity : entry.identity;
    if (before) this.entries.delete(before.id);
    this.entries.delete(identity.id);
    this.makeRoom();
    this.entries.set(identity.id, { ...entry, identity, id: identity.id, node: nodeOf(identity) });
  }

  /** True if there was one. */
  remove(id: string): boolean {
    return this.entries.delete(id);
  }

  private makeRoom(): void {
    if (this.entries.size < LIMITS.foundDevices) return;
    const [oldest] = this.all().sort((a, b) => a.lastSeenAt - b.lastSeenAt);
    if (oldest) this.entries.delete(oldest.id);
  }
}

/** As windows are told. */
export function foundOf(entry: Entry, deviceId: string | null): Found {
  const { id, driver, identity, address, settings, here, lastSeenAt } = entry;
  return {
    id,
    make: driver.make,
    name: identity.name ?? `${driver.label} at ${address}`,
    model: identity.model,
    address,
    talksTo: settings.host === null ? null : { host: settings.host, here },
    locked: settings.locked,
    way: driver.way,
    tls: settings.tls,
    deviceId,
    lastSeenAt,
  };
}
