import type { TopicsQuery } from '../../contract/topics.ts';
import { LIMITS } from '../limits.ts';

export interface BackPressureNeeds {
  /** Bytes that were sent and have not left. */
  waiting(): number;
  /** What the page has on screen from now on; `null`: it is told of no topics. */
  watch(query: TopicsQuery | null): void;
}

/**
 * Keeps what waits for a slow page short: while too much does, its view of the topics is ended, and begins anew, whole, when most
 * has left. So nothing is sent that would be old when it arrives.
 */
export class BackPressure {
  private needs: BackPressureNeeds;
  private query: TopicsQuery | null = null;
  private isHeld = false;

  constructor(needs: BackPressureNeeds) {
    this.needs = needs;
  }

  /** The page looks elsewhere. True if the hub is to be told now. */
  look(query: TopicsQuery | null): boolean {
    this.query = query;
    return !this.isHeld;
  }

  /** A view of topics is about to be sent. False if it must not be. */
  mayShow(): boolean {
    if (this.isHeld) return false;
    if (this.needs.waiting() <= LIMITS.webWaitingBytes) return true;
    this.isHeld = true;
    this.needs.watch(null);
    return false;
  }

  /** Something left. */
  drained(): void {
    if (!this.isHeld || this.needs.waiting() > LIMITS.webWaitingBytes / 2) return;
    this.isHeld = false;
    if (this.query) this.needs.watch(this.query);
  }
}
