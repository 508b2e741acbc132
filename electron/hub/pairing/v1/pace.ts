import { LIMITS } from '../../limits.ts';

const MINUTE_MS = 60_000;

/** How many new requests come in a minute, of each address and in all. */
export class Pace {
  /** When each address began its last requests, the address that began one last at the end. */
  private byAddress = new Map<string, number[]>();
  private all: number[] = [];

  /** Counts one, and returns `null`; or returns for how many seconds there is no room for it. */
  take(address: string, now: number): number | null {
    const since = now - MINUTE_MS;
    // A clock that was set back must not shut the door.
    const recent = (times: number[]) => times.filter((time) => time > since && time <= now);
    const own = recent(this.byAddress.get(address) ?? []);
    this.all = recent(this.all);
    const wait = waitFor(own, LIMITS.pairNewPerMinutePerAddress, now) ?? waitFor(this.all, LIMITS.pairNewPerMinute, now);
    if (wait !== null) return wait;
    this.all.push(now);
    this.byAddress.delete(address);
    this.byAddress.set(address, [...own, now]);
    if (this.byAddress.size > LIMITS.pairAddresses) this.byAddress.delete(this.byAddress.keys().next().value as string);
    return null;
  }
}

function waitFor(times: number[], most: number, now: number): number | null {
  const [oldest] = times;
  return times.length < most || oldest === undefined ? null : Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1_000));
}
