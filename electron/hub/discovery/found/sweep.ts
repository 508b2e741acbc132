import type { Sweep as SweepState } from '../../../contract/network.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';

export interface SweepNeeds {
  clock: Clock;
  /** Every address to ask. */
  hosts: () => string[];
  /** Asks one, in at most {@link LIMITS.sweepTimeoutMs} for each question. Never rejects. */
  ask: (address: string, signal: AbortSignal) => Promise<void>;
  /** How far it is; at most every {@link LIMITS.sweepProgressMs}. */
  progress: () => void;
}

/** Asks every address of our networks once, for makes that do not announce themselves. One search at a time; it ends by itself. */
export class Sweep {
  private needs: SweepNeeds;
  private asked = 0;
  private of = 0;
  private under: AbortController | null = null;

  constructor(needs: SweepNeeds) {
    this.needs = needs;
  }

  state(): SweepState {
    return { running: this.under !== null, asked: this.asked, of: this.of };
  }

  /** Does nothing while one is under way. */
  start(): void {
    if (this.under) return;
    const control = new AbortController();
    this.under = control;
    void this.run(control);
  }

  stop(): void {
    this.under?.abort();
    this.under = null;
  }

  private async run(control: AbortController): Promise<void> {
    const { clock, hosts, ask, progress } = this.needs;
    const waiting = hosts();
    this.asked = 0;
    this.of = waiting.length;
    progress();
    let told = 0;
    const endProgress = clock.every(LIMITS.sweepProgressMs, () => {
      if (told === this.asked) return;
      told = this.asked;
      progress();
    });
    const worker = async () => {
      for (let address = waiting.shift(); address !== undefined && !control.signal.aborted; address = waiting.shift()) {
        await ask(address, control.signal);
        if (this.under === control) this.asked++;
      }
    };
    await Promise.all(Array.from({ length: LIMITS.sweepAtATime }, worker));
    endProgress();
    if (this.under !== control) return;
    this.under = null;
    progress();
  }
}
