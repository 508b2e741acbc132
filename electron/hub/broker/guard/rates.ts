import type { BrokerLimits } from '../../../contract/limits.ts';
import { LIMITS } from '../../limits.ts';

/** How much a second may be saved up and used at once. */
const BURST_MS = 1_000;

/** For each bound: until when what was sent would have lasted at the allowed pace, in milliseconds. */
interface Use {
  messages: number;
  bytes: number;
}

/**
 * How fast each device may publish. One that is faster is made to wait, so that it comes down to the limit and loses nothing;
 * a short burst, of what a second allows, passes at once.
 */
export class Rates {
  private limits: () => Pick<BrokerLimits, 'messagesPerSecond' | 'bytesPerSecond'>;
  private uses = new Map<string, Use>();
  private sweptAt = 0;

  /** The limits are asked for each packet, so a change holds from the next one on. */
  constructor(limits: Rates['limits']) {
    this.limits = limits;
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.uses.size;
  }

  /**
   * A packet of `bytes` came from `key`, the key of its subject. Returns how many milliseconds the next one has to wait before it
   * is handled; 0: not at all. `now` in milliseconds; the wait is bounded even if that jumps.
   */
  take(key: string, bytes: number, now: number): number {
    const { messagesPerSecond, bytesPerSecond } = this.limits();
    const use = this.uses.get(key) ?? this.begin(key, now);
    use.messages = after(use.messages, 1_000 / messagesPerSecond, now);
    use.bytes = after(use.bytes, (bytes * 1_000) / bytesPerSecond, now);
    return Math.ceil(Math.max(0, use.messages - now, use.bytes - now));
  }

  private begin(key: string, now: number): Use {
    if (Math.abs(now - this.sweptAt) >= LIMITS.ratesSweepMs || this.uses.size >= LIMITS.ratedKeys) this.sweep(now);
    const use = { messages: now - BURST_MS, bytes: now - BURST_MS };
    this.uses.set(key, use);
    return use;
  }

  /** Who has its whole burst again is as good as new. */
  private sweep(now: number): void {
    this.sweptAt = now;
    for (const [key, { messages, bytes }] of this.uses) if (Math.max(messages, bytes) <= now - BURST_MS) this.uses.delete(key);
    const [oldest] = this.uses.keys();
    if (oldest !== undefined && this.uses.size >= LIMITS.ratedKeys) this.uses.delete(oldest);
  }
}

function after(use: number, cost: number, now: number): number {
  return Math.min(Math.max(use, now - BURST_MS) + cost, now + LIMITS.slowedMs);
}
