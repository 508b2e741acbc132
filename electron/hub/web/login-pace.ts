import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';

/** When the tries of one source were made, oldest first. */
type Tries = number[];

/**
 * How often a password may be tried: by one address, and by all together, so that many addresses are no way around it. A try counts
 * from its beginning, so that several at once do not slip through, and a right one is forgotten.
 */
export class LoginPace {
  private clock: Pick<Clock, 'now'>;
  private byAddress = new Map<string, Tries>();
  private all: Tries = [];

  constructor(clock: Pick<Clock, 'now'>) {
    this.clock = clock;
  }

  /** Counts a try. Milliseconds to wait if it may not be made now, and then it does not count. */
  begin(address: string): number {
    const now = this.clock.now();
    const own = recent(this.byAddress.get(address) ?? [], now, LIMITS.webLoginWindowMs);
    this.all = recent(this.all, now, LIMITS.webLoginPaceMs);
    const wait = Math.max(
      waitFor(own, LIMITS.webLoginsPerAddress, now, LIMITS.webLoginWindowMs),
      waitFor(this.all, LIMITS.webLoginsInAll, now, LIMITS.webLoginPaceMs),
    );
    if (wait > 0) return wait;
    own.push(now);
    this.all.push(now);
    this.byAddress.delete(address);
    this.byAddress.set(address, own);
    if (this.byAddress.size > LIMITS.webLoginAddresses) this.byAddress.delete(this.byAddress.keys().next().value as string);
    return 0;
  }

  /** The last try from this address was right. */
  right(address: string): void {
    this.byAddress.delete(address);
  }
}

const recent = (tries: Tries, now: number, ms: number): Tries => tries.filter((at) => at <= now && now - at < ms);

function waitFor(tries: Tries, most: number, now: number, ms: number): number {
  const first = tries.at(-most);
  return first === undefined ? 0 : first + ms - now;
}
