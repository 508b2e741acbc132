import type { Clock } from '../../../electron/hub/clock.ts';
import { ManualClock } from '../manual-clock.ts';

/** A clock that a test moves, for a hub that is restarted, or whose machine sleeps. */
export class HouseClock implements Clock {
  private ticking = new ManualClock();
  private offset = 0;

  now(): number {
    return this.ticking.now() + this.offset;
  }

  after(ms: number, task: () => void): () => void {
    return this.ticking.after(ms, task);
  }

  every(ms: number, task: () => void): () => void {
    return this.ticking.every(ms, task);
  }

  advance(ms: number): void {
    this.ticking.advance(ms);
  }

  /** Time passes, and no timer runs: as on Linux, whose timers stand still in sleep. */
  sleep(ms: number): void {
    this.offset += ms;
  }

  /** The process is gone, and its timers with it. */
  forget(): void {
    this.ticking = new ManualClock(this.ticking.now());
  }
}
