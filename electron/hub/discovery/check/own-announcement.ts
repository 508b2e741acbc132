import type { Clock } from '../../clock.ts';

/** Asks for an announcement and waits until this machine hears it. */
export class OwnAnnouncement {
  private clock: Clock;
  private announce: () => void;
  private waiting = new Set<() => void>();

  /** `announce`: sends one at once, or soon. */
  constructor(clock: Clock, announce: () => void) {
    this.clock = clock;
    this.announce = announce;
  }

  /** To be called whenever this hub's own announcement came back. */
  heard(): void {
    for (const tell of this.waiting) tell();
  }

  /** Resolves to whether one came back within `ms`. */
  comesBack(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isHeard: boolean) => {
        cancel();
        this.waiting.delete(tell);
        resolve(isHeard);
      };
      const tell = () => settle(true);
      const cancel = this.clock.after(ms, () => settle(false));
      this.waiting.add(tell);
      this.announce();
    });
  }
}
