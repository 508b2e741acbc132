import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';

/**
 * How long publishers wait for a subscriber that does not take messages as fast as they come. One that needs longer is
 * behind, and until it has caught up nobody waits for it: a client that froze must not hold up the others.
 */
export class Patience {
  isBehind = false;
  private clock: Clock;
  private waiting: (() => void)[] = [];
  private cancel: (() => void) | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Calls `done` when the subscriber has caught up, or is behind. */
  wait(done: () => void): void {
    this.waiting.push(done);
    this.cancel ??= this.clock.after(LIMITS.slowReaderMs, () => {
      this.isBehind = true;
      this.release();
    });
  }

  /** It has caught up, or is gone. */
  relieve(): void {
    this.isBehind = false;
    this.release();
  }

  private release(): void {
    this.cancel?.();
    this.cancel = null;
    const { waiting } = this;
    this.waiting = [];
    for (const done of waiting) done();
  }
}
