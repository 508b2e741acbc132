import type { Clock } from '../clock.ts';

/** A timer may not be longer than 2^31 ms, about 24 days; a token may. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls `end` at a time that may be far away (milliseconds since the epoch). Returns the function that calls it off. */
export function endAt(clock: Clock, at: number, end: () => void): () => void {
  let cancel = () => {};
  const wait = () => {
    const left = at - clock.now();
    cancel = left > LONGEST_TIMER_MS ? clock.after(LONGEST_TIMER_MS, wait) : clock.after(Math.max(0, left), end);
  };
  wait();
  return () => cancel();
}
