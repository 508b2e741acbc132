import type { Clock } from '../clock.ts';

/** Runs a task some time after it was asked for, however often that was. */
export class Gathered {
  private clock: Clock;
  private ms: number;
  private task: () => void;
  private cancel: (() => void) | null = null;

  constructor(clock: Clock, ms: number, task: () => void) {
    this.clock = clock;
    this.ms = ms;
    this.task = task;
  }

  ask(): void {
    this.cancel ??= this.clock.after(this.ms, () => {
      this.cancel = null;
      this.task();
    });
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
