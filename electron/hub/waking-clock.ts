import type { Clock } from './clock.ts';

interface Pending {
  due: number;
  run: () => void;
  cancel: () => void;
}

/**
 * A clock whose times hold over a sleep of the machine. The system's own timers stand still meanwhile: what was due in a minute when
 * the lid closed would come a minute after it opened, hours late.
 */
export class WakingClock implements Clock {
  private base: Clock;
  private pending = new Set<Pending>();

  constructor(base: Clock) {
    this.base = base;
  }

  now(): number {
    return this.base.now();
  }

  after(ms: number, task: () => void): () => void {
    const pending: Pending = { due: this.now() + ms, run: () => this.end(pending, task), cancel: () => {} };
    pending.cancel = this.base.after(ms, pending.run);
    this.pending.add(pending);
    return () => {
      pending.cancel();
      this.pending.delete(pending);
    };
  }

  every(ms: number, task: () => void): () => void {
    return this.base.every(ms, task);
  }

  /** To be called when the machine woke: what fell due meanwhile runs now, in its order, and the rest at its time. */
  woke(): void {
    const now = this.now();
    for (const each of [...this.pending].sort((a, b) => a.due - b.due)) {
      each.cancel();
      each.cancel = this.base.after(Math.max(0, each.due - now), each.run);
    }
  }

  private end(pending: Pending, task: () => void): void {
    this.pending.delete(pending);
    task();
  }
}
