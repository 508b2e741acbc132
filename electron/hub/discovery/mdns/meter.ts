import type { Clock } from '../../clock.ts';

/** Counts how often each of some keys came within a time, and all together. Memory is bounded by the total that it lets pass. */
export class Meter {
  private clock: Clock;
  private bounds: { perKey: number; total: number; ms: number };
  private counts = new Map<string, number>();
  private total = 0;
  private since = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, bounds: { perKey: number; total: number; ms: number }) {
    this.clock = clock;
    this.bounds = bounds;
  }

  /** Whether there is room for one more of `key`; if so, it is counted. */
  admits(key: string): boolean {
    const now = this.clock.now();
    if (Math.abs(now - this.since) >= this.bounds.ms) {
      this.counts.clear();
      this.total = 0;
      this.since = now;
    }
    const count = this.counts.get(key) ?? 0;
    if (count >= this.bounds.perKey || this.total >= this.bounds.total) return false;
    this.counts.set(key, count + 1);
    this.total++;
    return true;
  }
}
