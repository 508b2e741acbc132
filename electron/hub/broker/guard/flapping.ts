import { LIMITS } from '../../limits.ts';
import { cleanText } from '../../text.ts';
import { words } from '../../words/index.ts';

const MINUTE_MS = 60_000;

interface Comings {
  /** When it came within the last minute, as many as count. */
  at: number[];
  /** When the last one was or will be let in. */
  letInAt: number;
  /** How often it was slowed in this episode. */
  slowed: number;
  told: boolean;
}

/**
 * Client ids that connect again and again. Each time costs a check of the password, a session to load and a line in the
 * activity, and two devices with the same client id throw each other out for ever; so they are let in later and later, until
 * none comes for a minute.
 *
 * To be asked only about who is about to be let in: else a stranger could slow down a device whose client id it knows.
 */
export class Flapping {
  /** Who came the longest ago comes first. */
  private comings = new Map<string, Comings>();

  /** Keys that are remembered. */
  get size(): number {
    return this.comings.size;
  }

  /** `key`, a client id, connected. Returns how many milliseconds its CONNACK is to be held back; 0: not at all. */
  came(key: string, now: number): number {
    this.forgetOld(now);
    const known = this.comings.get(key);
    const one = known && !isOver(known, now) ? known : { at: [], letInAt: now, slowed: 0, told: false };
    this.comings.delete(key);
    this.comings.set(key, one);
    // It left before its wait was over: it waits for the rest, or who is impatient would never get in.
    if (one.letInAt > now) return one.letInAt - now;
    one.at = [...one.at.filter((at) => now - at < MINUTE_MS), now].slice(-LIMITS.flapsPerMinute - 1);
    const isFlapping = one.slowed > 0 || one.at.length > LIMITS.flapsPerMinute;
    const delay = isFlapping ? Math.min(1_000 * 2 ** one.slowed, LIMITS.flapDelayMs) : 0;
    if (isFlapping) one.slowed++;
    one.letInAt = now + delay;
    return delay;
  }

  /** Why it is slowed, as a sentence, once for each time that this begins; else `null`. */
  reason(key: string): string | null {
    const one = this.comings.get(key);
    if (!one || one.slowed === 0 || one.told) return null;
    one.told = true;
    return words.life.flapping(cleanText(key, 64));
  }

  private forgetOld(now: number): void {
    for (const [key, one] of this.comings) {
      if (this.comings.size < LIMITS.flappingKeys && !isOver(one, now)) return;
      this.comings.delete(key);
    }
  }
}

/** It stayed for a minute, connected or away. */
const isOver = ({ letInAt }: Comings, now: number) => now - letInAt >= MINUTE_MS;
