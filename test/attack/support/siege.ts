import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { Canary, type RoundTrips } from './canary.ts';
import type { Memory } from './hub-process.ts';
import { Process } from './process.ts';
import { SIZES } from './sizes.ts';
import type { Account, Target } from './wire.ts';

/** What a round trip of another client may take at the 99th percentile. */
const MOST_P99_MS = 50;
/** Above this without any attack, the machine is too busy for a first result to count. */
const BUSY_P99_MS = 15;
const MOST_GROWTH = 1.1;
const MEMORY_WAIT_MS = 20_000;

/** A hub, an attacker and a canary, each in a process of its own. */
export class Siege {
  readonly target: Target;
  private folder: string;
  private hub: Process;
  private attacker: Process;
  private canary: Canary;

  private constructor(folder: string, hub: Process, attacker: Process, target: Target, canary: Canary) {
    this.folder = folder;
    this.hub = hub;
    this.attacker = attacker;
    this.target = target;
    this.canary = canary;
  }

  static async begin(): Promise<Siege> {
    const folder = mkdtempSync(join(tmpdir(), 'porchlight-attack-'));
    const hub = new Process('hub-process', ['--expose-gc']);
    const attacker = new Process('attacker');
    attacker.standBack();
    const port = await hub.ask<number>('start', { dataDir: folder });
    const [intruder, bird] = [
      await hub.ask<Account>('addDevice', { name: 'Intruder' }),
      await hub.ask<Account>('addDevice', { name: 'Canary' }),
    ];
    const canary = await Canary.hatch({ port, account: bird });
    return new Siege(folder, hub, attacker, { port, account: intruder }, canary);
  }

  async end(): Promise<void> {
    await this.canary.fly();
    await Promise.all([this.attacker.stop(), this.hub.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Attacks, and checks that others hardly notice: the 99th percentile of the canary's round trips during it, and the hub's memory
   * after it. The first time is a warm-up: what the hub makes once and keeps is no growth. Returns what the attacker counted.
   */
  async attack<T>(name: string, args: object, warmUp: object = args): Promise<T> {
    const ask = (with_: object) => this.attacker.ask<T>(name, { ...this.target, ...with_ });
    await ask(warmUp);
    await this.unattended();
    const before = await this.hub.ask<Memory>('memory');
    const quiet = await this.canary.during(wait(SIZES.quietMs));
    let result = await this.timed(ask(args));
    if (result.trips.p99 >= MOST_P99_MS && quiet.p99 > BUSY_P99_MS) result = await this.timed(ask(args));
    await this.unattended();
    const after = await this.settled(before);
    console.log(`${name}: ${JSON.stringify(result.counts)}\n  round trips ${told(result.trips)}, without attack ${told(quiet)}`);
    console.log(`  memory held ${mib(before.held)} -> ${mib(after.held)}, resident ${mib(before.resident)} -> ${mib(after.resident)} MiB`);
    expect(this.canary.isAlive, 'the canary is still connected').toBe(true);
    expect(result.trips.p99, 'round trips of another client, 99th percentile, in ms').toBeLessThan(MOST_P99_MS);
    expect(after.held / before.held, 'memory held after it, of that before').toBeLessThan(MOST_GROWTH);
    expect(after.resident / before.resident, 'resident memory after it, of that before').toBeLessThan(MOST_GROWTH);
    return result.counts;
  }

  /** How many connections the hub has open. */
  open(): Promise<number> {
    return this.hub.ask('open');
  }

  /** What the hub says happened, without the times. */
  said(): Promise<{ text: string; count: number }[]> {
    return this.hub.ask('said');
  }

  private async timed<T>(attack: Promise<T>): Promise<{ counts: T; trips: RoundTrips }> {
    const trips = await this.canary.during(attack);
    return { counts: await attack, trips };
  }

  /** Waits until nobody but the canary is connected. */
  private async unattended(): Promise<void> {
    await expect.poll(() => this.hub.ask('connected'), { timeout: MEMORY_WAIT_MS, interval: 100 }).toEqual(['canary']);
  }

  /** The memory when it is back, or after a while. */
  private async settled(before: Memory): Promise<Memory> {
    const until = Date.now() + MEMORY_WAIT_MS;
    for (;;) {
      const now = await this.hub.ask<Memory>('memory');
      const isBack = now.held < before.held * MOST_GROWTH && now.resident < before.resident * MOST_GROWTH;
      if (isBack || Date.now() > until) return now;
      await wait(500);
    }
  }
}

const mib = (bytes: number) => (bytes / 1_048_576).toFixed(1);
const told = ({ count, p50, p99, worst }: RoundTrips) =>
  `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, worst ${worst.toFixed(1)} ms (${count})`;
