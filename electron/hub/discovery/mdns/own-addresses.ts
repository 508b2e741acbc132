import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { NetworkAddress } from '../../network/interfaces.ts';

/** This machine's addresses; those that it just lost count for a while, since packets from them may still be on their way. */
export class OwnAddresses {
  private clock: Clock;
  private present = new Set<string>();
  private former = new Map<string, number>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Takes all addresses of now. Returns whether they are others than before. */
  set(addresses: NetworkAddress[]): boolean {
    const now = this.clock.now();
    const before = this.present;
    this.present = new Set(addresses.map(({ address }) => address));
    for (const [address, until] of this.former) if (until <= now) this.former.delete(address);
    const lost = [...before].filter((address) => !this.present.has(address));
    for (const address of lost) this.former.set(address, now + LIMITS.mdnsFormerAddressMs);
    return lost.length > 0 || this.present.size !== before.size;
  }

  /** Without a zone. */
  has(address: string): boolean {
    return this.present.has(address) || (this.former.get(address) ?? 0) > this.clock.now();
  }
}
