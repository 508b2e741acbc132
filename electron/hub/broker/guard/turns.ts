import { LIMITS } from '../../limits.ts';

interface Waiting {
  key: () => string;
  go: () => void;
}

/** Used time counts half after this. */
const HALVED_MS = 1_000;
const FORGOTTEN_MS = 0.1;

/**
 * Shares this thread among those whose packets are handled on it. A single packet may cost milliseconds, when it matches a thousand
 * subscriptions or names hundreds, and one read from the system may hold hundreds of such packets. So in one turn of the event
 * loop packets are handled for a short time only; the rest waits, and who used the least lately goes on first. Who sends little
 * then hardly notices who sends what is costly, over however many connections.
 */
export class Turns {
  private now: () => number;
  private later: (task: () => void) => void;
  /** When handling packets began in this turn of the event loop; `null`: none was handled yet. */
  private since: number | null = null;
  private isScheduled = false;
  private waiting: Waiting[] = [];
  private used = new Map<string, number>();
  private halvedAt = 0;

  /** `now` in milliseconds, with fractions; `later` runs a task in the next turn of the event loop, after what came meanwhile was read. */
  constructor(now: () => number, later: (task: () => void) => void) {
    this.now = now;
    this.later = later;
  }

  /** False when this turn was long enough: then {@link wait}. */
  mayGoOn(): boolean {
    const now = this.now();
    if (this.since === null) {
      this.since = now;
      this.schedule();
    }
    return now - this.since < LIMITS.turnMs;
  }

  /** Calls `go` in a later turn. It may wait again. `key`: on whose behalf; the key of its subject. */
  wait(key: () => string, go: () => void): void {
    this.waiting.push({ key, go });
  }

  /** Runs a task and notes how long it took, on behalf of `key`, which may be known only after it. */
  charge<T>(key: () => string, task: () => T): T {
    const start = this.now();
    try {
      return task();
    } finally {
      const end = this.now();
      if (end - this.halvedAt >= HALVED_MS) this.halve(end);
      const name = key();
      this.used.set(name, (this.used.get(name) ?? 0) + end - start);
    }
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.later(() => {
      this.isScheduled = false;
      this.next();
    });
  }

  private next(): void {
    const used = new Map(this.waiting.map((one) => [one, this.used.get(one.key()) ?? 0]));
    const queue = this.waiting.sort((a, b) => (used.get(a) as number) - (used.get(b) as number));
    this.waiting = [];
    this.since = null;
    let reached = 0;
    while (reached < queue.length && this.mayGoOn()) queue[reached++]?.go();
    this.waiting = [...queue.slice(reached), ...this.waiting];
    // What is read next has time of its own.
    this.since = null;
    if (this.waiting.length > 0) this.schedule();
  }

  private halve(now: number): void {
    this.halvedAt = now;
    for (const [key, ms] of this.used) {
      if (ms < FORGOTTEN_MS) this.used.delete(key);
      else this.used.set(key, ms / 2);
    }
  }
}
