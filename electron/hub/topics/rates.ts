import { LIMITS } from '../limits.ts';

/** What a message still weighs after `ms`. Never more than one, should the clock have been set back. */
const weightAfter = (ms: number) => (ms > 0 ? Math.exp(-ms / LIMITS.topicRateMs) : 1);

/** What the messages of the last seconds weigh together; the older, the less. */
export interface Heat {
  heat: number;
  lastAt: number;
}

/** Counts a message at the time `at`. */
export function warm(of: Heat, at: number): void {
  of.heat = of.heat * weightAfter(at - of.lastAt) + 1;
  of.lastAt = at;
}

/** Messages per second at the time `now`, in two digits or so, that digits that mean nothing do not flicker. */
export function rateOf(of: Heat, now: number): number {
  const rate = (of.heat * weightAfter(now - of.lastAt) * 1_000) / LIMITS.topicRateMs;
  if (rate < 0.005) return 0;
  const unit = 10 ** (Math.max(Math.floor(Math.log10(rate)), 0) - 2);
  return Math.round(Math.round(rate / unit) * unit * 100) / 100;
}
