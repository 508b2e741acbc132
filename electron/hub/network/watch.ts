import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { Interfaces } from './interfaces.ts';

/** `asked`: nothing is known to have changed, and all is to be told anew. */
export type NetworkChange = 'addresses' | 'resumed' | 'asked';

export interface NetworkWatchNeeds {
  clock: Clock;
  interfaces: Interfaces;
}

/**
 * Notices within {@link LIMITS.networkLookMs} that this machine's addresses changed, and that it woke from sleep: a timer that
 * is far too late means that nothing ran meanwhile. No platform tells both to a plain Node program; who knows it sooner says so.
 */
export class NetworkWatch {
  private needs: NetworkWatchNeeds;
  private followers = new Set<(change: NetworkChange) => void>();
  private known = '';
  private lookedAt = 0;
  private end: () => void = () => {};

  constructor(needs: NetworkWatchNeeds) {
    this.needs = needs;
  }

  start(): void {
    this.end();
    this.known = this.addresses();
    this.lookedAt = this.needs.clock.now();
    this.end = this.needs.clock.every(LIMITS.networkLookMs, () => this.look());
  }

  stop(): void {
    this.end();
    this.followers.clear();
  }

  /** Calls back on every change, until the function that it returns is called. */
  follow(follower: (change: NetworkChange) => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** The desktop was told that the machine woke, or (`slept` is false) that somebody is back at it: told on at once. */
  woke(slept: boolean): void {
    // Its own timers are late then, and would say the same once more.
    this.lookedAt = this.needs.clock.now();
    this.known = this.addresses();
    this.tell(slept ? 'resumed' : 'asked');
  }

  private look(): void {
    const now = this.needs.clock.now();
    const slept = now - this.lookedAt > LIMITS.networkLookMs + LIMITS.asleepMs;
    const before = this.known;
    this.lookedAt = now;
    this.known = this.addresses();
    const change = slept ? 'resumed' : this.known === before ? null : 'addresses';
    if (change) this.tell(change);
  }

  private tell(change: NetworkChange): void {
    for (const follow of this.followers) follow(change);
  }

  private addresses(): string {
    return this.needs
      .interfaces()
      .map((each) => `${each.interface} ${each.address}/${each.prefix}`)
      .sort()
      .join();
  }
}
