import type { RandomBytes } from '../../clock.ts';

/** A random time below `most` ms, so that machines that heard the same packet do not answer at the same moment. */
export function jitter(random: RandomBytes, most: number): number {
  const [high = 0, low = 0] = random(2);
  return Math.floor(((high * 256 + low) / 65_536) * most);
}
