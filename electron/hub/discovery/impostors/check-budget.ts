import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';

/** How many packets of strangers are looked at in a second, so that a flood costs little and one address cannot use it up. */
export class CheckBudget {
  private clock: Clock;
  private since = Number.NEGATIVE_INFINITY;
  private all = 0;
  private byAddress = new Map<string, number>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** True if one more from this address may be looked at. */
  take(address: string): boolean {
    const now = this.clock.now();
    if (Math.abs(now - this.since) >= 1_000) {
      this.since = now;
      this.all = 0;
      this.byAddress.clear();
    }
    const used = this.byAddress.get(address) ?? 0;
    if (this.all >= LIMITS.announcementChecks || used >= LIMITS.announcementChecksPerAddress) return false;
    this.all++;
    this.byAddress.set(address, used + 1);
    return true;
  }
}
