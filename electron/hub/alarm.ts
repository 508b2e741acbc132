import type { Clock } from './clock.ts';
import { LIMITS } from './limits.ts';

/**
 * One timer for many deadlines: it rings at the earliest that it was told of.
 * After the machine slept nobody can have been heard, so it says that too.
 */
export class Alarm {
  private clock: Clock;
  private ring: (slept: boolean) => void;
  private at = Number.POSITIVE_INFINITY;
  private cancel: (() => void) | null = null;

  constructor(clock: Clock, ring: (slept: boolean) => void) {
    this.clock = clock;
    this.ring = ring;
  }

  /** Makes sure that it rings at `time` (milliseconds since the epoch) or earlier. */
  by(time: number): void {
    if (time >= this.at) return;
    this.clear();
    this.at = time;
    this.cancel = this.clock.after(Math.max(0, time - this.clock.now()), () => {
      const slept = this.clock.now() - this.at > LIMITS.asleepMs;
      this.at = Number.POSITIVE_INFINITY;
      this.cancel = null;
      this.ring(slept);
    });
  }

  clear(): void {
    this.cancel?.();
    this.cancel = null;
    this.at = Number.POSITIVE_INFINITY;
  }
}
