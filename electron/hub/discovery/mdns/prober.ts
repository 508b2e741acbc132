import type { Clock, RandomBytes } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { jitter } from './jitter.ts';
import { nameKey } from './names.ts';

export interface ProberNeeds {
  clock: Clock;
  random: RandomBytes;
  /** Asks on all links whether somebody has one of these names, and says what we want to use them for. */
  ask: (names: string[]) => void;
  /** Nobody objected: the names are ours. */
  won: (names: string[]) => void;
}

interface Probe {
  name: string;
  asked: number;
  /** Not asked about before. */
  from: number;
}

/** Finds out whether names are free before they are used: asks three times, 250 ms apart (RFC 6762, 8.1). */
export class Prober {
  private needs: ProberNeeds;
  private probes = new Map<string, Probe>();
  private cancel: (() => void) | null = null;

  constructor(needs: ProberNeeds) {
    this.needs = needs;
  }

  /** Whether the name is being probed now, and nobody has objected yet. */
  isAsking(name: string): boolean {
    const probe = this.probes.get(nameKey(name));
    return probe !== undefined && probe.from <= this.needs.clock.now();
  }

  /** Probes these names, after `wait` ms at the earliest. Those that are being probed already start anew only after a wait. */
  add(names: string[], wait = 0): void {
    const { clock, random } = this.needs;
    for (const name of names) {
      if (wait === 0 && this.probes.has(nameKey(name))) continue;
      this.probes.set(nameKey(name), { name, asked: 0, from: clock.now() + wait });
    }
    if (this.probes.size > 0) this.cancel ??= clock.after(jitter(random, LIMITS.mdnsProbeMs), () => this.round());
  }

  /** Probes no names but these. */
  keep(isWanted: (name: string) => boolean): void {
    for (const name of this.probes.keys()) if (!isWanted(name)) this.probes.delete(name);
    if (this.probes.size === 0) this.stop();
  }

  stop(): void {
    this.probes.clear();
    this.cancel?.();
    this.cancel = null;
  }

  private round(): void {
    const now = this.needs.clock.now();
    const due = [...this.probes.values()].filter((probe) => probe.from <= now);
    const won = due.filter((probe) => probe.asked >= LIMITS.mdnsProbes).map((probe) => probe.name);
    const asked = due.filter((probe) => probe.asked < LIMITS.mdnsProbes);
    for (const name of won) this.probes.delete(nameKey(name));
    for (const probe of asked) probe.asked++;
    this.cancel = this.probes.size > 0 ? this.needs.clock.after(LIMITS.mdnsProbeMs, () => this.round()) : null;
    if (asked.length > 0) this.needs.ask(asked.map((probe) => probe.name));
    if (won.length > 0) this.needs.won(won);
  }
}
