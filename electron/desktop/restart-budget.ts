import { HUB_RESTART_PAUSES_MS, HUB_RESTARTS_MS } from './limits.ts';

/** How often, and how soon, a hub that keeps ending is started again by itself. */
export class RestartBudget {
  private now: () => number;
  private taken: number[] = [];

  /** `now` in milliseconds, of a clock that nobody sets. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** How long to wait before the next start, in milliseconds; `null`: it was started often enough. */
  take(): number | null {
    const now = this.now();
    this.taken = this.taken.filter((at) => now - at < HUB_RESTARTS_MS);
    const pause = HUB_RESTART_PAUSES_MS[this.taken.length] ?? null;
    if (pause !== null) this.taken.push(now);
    return pause;
  }

  /** A person wants it started: what was before counts no longer. */
  reset(): void {
    this.taken = [];
  }
}
