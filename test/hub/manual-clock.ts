import type { Clock } from '../../electron/hub/clock.ts';

type Task = { at: number; every: number | null; run: () => void };

/** A clock that stands still until a test moves it. Tasks run in the order of their times. */
export class ManualClock implements Clock {
  private time: number;
  private tasks = new Set<Task>();

  constructor(start = 1_700_000_000_000) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): () => void {
    return this.add({ at: this.time + ms, every: null, run });
  }

  every(ms: number, run: () => void): () => void {
    return this.add({ at: this.time + ms, every: ms, run });
  }

  /** Moves time forward and runs what falls due. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const due = [...this.tasks].filter((task) => task.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.time = due.at;
      if (due.every === null) this.tasks.delete(due);
      else due.at += due.every;
      due.run();
    }
    this.time = end;
  }

  private add(task: Task): () => void {
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  }
}
