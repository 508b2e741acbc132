import { isIPv4 } from 'node:net';
import { LIMITS } from '../../limits.ts';
import type { SeenService } from './seen-service.ts';

/** The services that are announced now, by the address of their device: at most {@link LIMITS.foundServices}. */
export class Announced {
  private isNeighbour: (address: string) => boolean;
  private services = new Map<string, { service: SeenService; address: string }>();

  constructor(isNeighbour: (address: string) => boolean) {
    this.isNeighbour = isNeighbour;
  }

  /** The address of its device, and whether that is news; `null` if it is not in our networks or there are too many. */
  add(service: SeenService): { address: string; isNew: boolean } | null {
    const address = this.addressOf(service);
    const key = keyOf(service);
    const before = this.services.get(key);
    if (address === null || (!before && this.services.size >= LIMITS.foundServices)) return null;
    this.services.set(key, { service, address });
    return { address, isNew: before?.address !== address };
  }

  /** The address whose last service this was, or `null`. */
  remove(service: { type: string; instance: string }): string | null {
    const key = keyOf(service);
    const address = this.services.get(key)?.address;
    this.services.delete(key);
    return address !== undefined && this.at(address).length === 0 ? address : null;
  }

  at(address: string): SeenService[] {
    return [...this.services.values()].filter((each) => each.address === address).map(({ service }) => service);
  }

  clear(): void {
    this.services.clear();
  }

  /** Who tells it is asked first: anybody can announce somebody else's address. */
  private addressOf({ addresses, from }: SeenService): string | null {
    const candidates = addresses.includes(from) || addresses.length === 0 ? [from, ...addresses] : addresses;
    return candidates.find((address) => isIPv4(address) && this.isNeighbour(address)) ?? null;
  }
}

const keyOf = ({ type, instance }: { type: string; instance: string }) => `${type} ${instance}`;
