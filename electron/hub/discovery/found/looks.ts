import { LIMITS } from '../../limits.ts';

/** Looks at addresses, a few at a time; an address that is asked for again meanwhile is looked at once more afterwards. */
export class Looks {
  private look: (address: string) => Promise<void>;
  private waiting = new Set<string>();
  private running = new Set<string>();

  /** `look` never rejects. */
  constructor(look: (address: string) => Promise<void>) {
    this.look = look;
  }

  ask(address: string): void {
    this.waiting.add(address);
    // All services of a device come at once: it is looked at after the last one.
    queueMicrotask(() => this.next());
  }

  clear(): void {
    this.waiting.clear();
  }

  private next(): void {
    for (const address of this.waiting) {
      if (this.running.size >= LIMITS.foundLooks) return;
      if (this.running.has(address)) continue;
      this.waiting.delete(address);
      void this.run(address);
    }
  }

  private async run(address: string): Promise<void> {
    this.running.add(address);
    await this.look(address);
    this.running.delete(address);
    this.next();
  }
}
