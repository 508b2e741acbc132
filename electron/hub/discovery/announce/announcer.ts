import type { Report } from '../../activity/report.ts';
import type { Identity } from '../../certificates/identity.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { Interfaces } from '../../network/interfaces.ts';
import { words } from '../../words/index.ts';
import { freeUdpPort, sendDatagram } from '../datagrams.ts';
import { type Claims, signAnnouncement } from './announcement.ts';
import { type AnnouncePath, announcePaths } from './paths.ts';

export interface AnnouncerNeeds {
  clock: Clock;
  interfaces: Interfaces;
  /** `127.0.0.1`: only devices on this machine are meant. */
  bind: () => '127.0.0.1' | 'lan';
  identity: Identity;
  /** `null` while there is no number that was never used. */
  sequence: { next(): number | null };
  claims: () => Pick<Claims, 'name' | 'mqtt' | 'mqtts' | 'pair'>;
  isDoorOpen: () => boolean;
  report: Report;
  /** {@link Announcer.problem} changed. */
  changed: () => void;
  /** 5006 is the protocol's; 0 asks the system for a free one, once. */
  port: number;
}

/** Tells every network that this hub is here, signed: by a broadcast from each IPv4 address, and to all nodes of each IPv6 link. */
export class Announcer {
  private needs: AnnouncerNeeds;
  private usedPort: number | null = null;
  private running = false;
  private lastRound: number | null = null;
  private cancel: () => void = () => {};
  /** How often in a row it failed, by what failed. */
  private failures = new Map<string, number>();
  private current: string | null = null;

  constructor(needs: AnnouncerNeeds) {
    this.needs = needs;
  }

  /** The port that devices listen on; 0 before {@link start} if any will do. */
  get port(): number {
    return this.usedPort ?? this.needs.port;
  }

  /** Why nothing can be announced now, in words, or `null`. */
  problem(): string | null {
    return this.current;
  }

  /** Settles the port and announces at once, from then on at the pace of the protocol. Never rejects for the network's sake. */
  async start(): Promise<void> {
    this.usedPort ??= this.needs.port === 0 ? await freeUdpPort() : this.needs.port;
    this.running = true;
    this.now();
  }

  stop(): void {
    this.running = false;
    this.cancel();
  }

  /** Something that devices should know has changed: announces at once, or as soon as the last time is {@link LIMITS.announceGapMs} ago. */
  now(): void {
    this.within(0);
  }

  /** The next round comes after `ms`, but not too soon after the last. A clock that was set back delays it by no more than the gap. */
  private within(ms: number): void {
    if (!this.running) return;
    this.cancel();
    const { clock } = this.needs;
    const since = this.lastRound === null ? Number.POSITIVE_INFINITY : Math.max(0, clock.now() - this.lastRound);
    const wait = Math.max(ms, LIMITS.announceGapMs - since);
    if (wait > 0) this.cancel = clock.after(wait, () => void this.round());
    else void this.round();
  }

  /** Addresses are read anew each time: cables are pulled and Wi-Fi comes and goes. */
  private async round(): Promise<void> {
    const { clock, interfaces, bind, isDoorOpen } = this.needs;
    this.lastRound = clock.now();
    this.within(isDoorOpen() ? LIMITS.announceOpenMs : LIMITS.announceMs);
    const paths = announcePaths(interfaces(), bind() === '127.0.0.1');
    const faults = (await Promise.all(paths.map((path) => this.announce(path)))).flat();
    if (!this.running) return;
    const isHeard = faults.includes(null);
    const why = faults.find((fault) => fault !== null) ?? words.network.noNetwork;
    this.settle(isHeard ? null : why);
    // Soon again, once, for what failed for the first time: an address may have been too new.
    if (this.count(paths.length === 0 ? [words.network.noNetwork] : faults)) this.within(LIMITS.announceRetryMs);
  }

  /** One announcement on one interface. Resolves, for each of its ways, to `null` or what went wrong. */
  private async announce({ interface: name, addresses, ways }: AnnouncePath): Promise<(string | null)[]> {
    const { clock, sequence, identity, claims } = this.needs;
    const seq = sequence.next();
    if (seq === null) return [words.network.noNumber];
    const iat = Math.floor(clock.now() / 1_000);
    const payload = Buffer.from(signAnnouncement({ ...claims(), seq, iat, addr: addresses }, identity));
    return Promise.all(
      ways.map(async (way) => {
        const code = await sendDatagram({ ...way, port: this.port, payload });
        return code && words.network.cannotAnnounce(way.from, name, code);
      }),
    );
  }

  /** Tells of what failed twice in a row, once until it works again. True if something failed for the first time. */
  private count(faults: (string | null)[]): boolean {
    const before = this.failures;
    this.failures = new Map();
    for (const fault of faults) {
      if (fault === null || this.failures.has(fault)) continue;
      const times = (before.get(fault) ?? 0) + 1;
      this.failures.set(fault, times);
      if (times === 2) this.needs.report({ kind: 'problem', text: fault });
    }
    return [...this.failures.values()].includes(1);
  }

  private settle(problem: string | null): void {
    if (problem === this.current) return;
    this.current = problem;
    this.needs.changed();
  }
}
