import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late this thread handles what is due, from when it is made until it is asked. */
export class Lateness {
  private delay = monitorEventLoopDelay({ resolution: 1 });

  constructor() {
    this.delay.enable();
  }

  /** The 99th percentile in milliseconds. Ends the measurement. */
  p99(): number {
    this.delay.disable();
    // The timer of 1 ms that measures is part of what is measured.
    return Math.max(0, this.delay.percentile(99) / 1e6 - 1);
  }
}
