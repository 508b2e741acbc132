/** Time as the hub sees it, handed in so that a test can set it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `task` once, after `ms`. Returns the function that calls it off. */
  after(ms: number, task: () => void): () => void;
  /** Runs `task` every `ms`. Returns the function that ends it. */
  every(ms: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, task) => {
    const timer = setInterval(task, ms);
    return () => clearInterval(timer);
  },
};

/** Cryptographically strong random bytes, handed in so that a test can set them. */
export type RandomBytes = (count: number) => Uint8Array;
