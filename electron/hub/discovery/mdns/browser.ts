import type { Clock, RandomBytes } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { Cache } from './cache.ts';
import { jitter } from './jitter.ts';
import type { Link } from './links.ts';
import { Meter } from './meter.ts';
import { isAskable, nameKey, serviceOf } from './names.ts';
import { type MdnsRecord, setKey } from './records.ts';
import { readService } from './services.ts';
import type { SeenService } from './types.ts';

export interface BrowserNeeds {
  clock: Clock;
  random: RandomBytes;
  /** Asks on all links; `known` need not be answered. */
  ask: (questions: Asked[], known: MdnsRecord[]) => void;
}

export interface BrowseFollower {
  /** A service appeared, or something about it changed. */
  seen(service: SeenService): void;
  gone(service: { type: string; instance: string }): void;
}

interface Asked {
  name: string;
  type: MdnsRecord['type'];
}

interface Browse {
  types: string[];
  on: BrowseFollower;
  /** What the follower knows, by the service's name. */
  told: Map<string, { service: SeenService; text: string }>;
}

/** Looks for services for as long as somebody wants to know of them (RFC 6762, 5.2). */
export class Browser {
  private needs: BrowserNeeds;
  private cache: Cache;
  private meter: Meter;
  private browses = new Set<Browse>();
  /** When each type is asked for again. */
  private rounds = new Map<string, () => void>();
  /** What is missing and was asked for: how often, and when next. */
  private tries = new Map<string, { count: number; next: number }>();
  /** Names that belong to services that there are now. */
  private needed = new Set<string>();
  private cancelLook: (() => void) | null = null;
  private endTicks: (() => void) | null = null;

  constructor(needs: BrowserNeeds) {
    this.needs = needs;
    this.cache = new Cache(needs.clock);
    this.meter = new Meter(needs.clock, { perKey: LIMITS.mdnsQuestionsPerSecond, total: LIMITS.mdnsQuestionsPerSecond, ms: 1_000 });
  }

  /** Follows all services of these types, such as `_http._tcp`, until the result's `stop` is called. */
  browse(types: string[], on: BrowseFollower): { stop(): void } {
    const browse: Browse = { types: types.map(nameKey), on, told: new Map() };
    this.browses.add(browse);
    this.endTicks ??= this.needs.clock.every(LIMITS.mdnsAgeMs, () => this.tick());
    for (const type of browse.types) if (!this.rounds.has(type)) this.begin(type);
    this.lookSoon();
    return { stop: () => this.end(browse) };
  }

  /** Asks again at once, as if all had just begun. What came over other links than these is gone. */
  restart(links: Link[]): void {
    this.tries.clear();
    this.cache.keep(links);
    for (const [type, cancel] of this.rounds) {
      cancel();
      this.begin(type);
    }
  }

  stop(): void {
    for (const browse of this.browses) this.end(browse);
  }

  /** Takes records that came over a link. Keeps those alone that tell something about services that are looked for. */
  hear(records: MdnsRecord[], link: Link, from: string): void {
    if (this.browses.size === 0) return;
    const useful = [
      ...records.filter((record) => record.type === 'PTR' && this.isPointer(record)),
      ...records.filter((record) => isDetail(record) && this.rounds.has(serviceOf(record.name)?.type ?? '')),
    ];
    const hosts = new Set(useful.flatMap((record) => (record.type === 'SRV' ? [nameKey(record.data.target)] : [])));
    const addresses = records.filter(
      (record) =>
        (record.type === 'A' || record.type === 'AAAA') &&
        (hosts.has(nameKey(record.name)) || this.tries.has(setKey(record)) || this.cache.find(record.name, record.type).length > 0),
    );
    for (const record of [...useful, ...addresses]) this.cache.put(record, link, from);
    if (useful.length + addresses.length > 0) this.lookSoon();
  }

  private isPointer(record: MdnsRecord & { type: 'A' | 'AAAA' | 'PTR' }): boolean {
    const type = serviceOf(record.data)?.type ?? '';
    return this.rounds.has(type) && nameKey(record.name) === `${type}.local`;
  }

  private end(browse: Browse): void {
    this.browses.delete(browse);
    const wanted = new Set([...this.browses].flatMap(({ types }) => types));
    for (const [type, cancel] of this.rounds) {
      if (wanted.has(type)) continue;
      cancel();
      this.rounds.delete(type);
    }
    if (this.browses.size > 0) return;
    this.endTicks?.();
    this.cancelLook?.();
    this.endTicks = null;
    this.cancelLook = null;
    this.cache.clear();
    this.tries.clear();
    this.needed.clear();
  }

  private begin(type: string): void {
    const { least, most } = LIMITS.mdnsSharedDelayMs;
    const wait = least + jitter(this.needs.random, most - least);
    this.rounds.set(
      type,
      this.needs.clock.after(wait, () => this.round(type, LIMITS.mdnsBrowseFirstMs)),
    );
  }

  private round(type: string, wait: number): void {
    const name = `${type}.local`;
    // A name that cannot be written would spoil the whole question.
    const known = this.cache.known(name, 'PTR').filter((record) => record.type === 'PTR' && isAskable(record.data));
    this.needs.ask([{ name, type: 'PTR' }], known);
    this.rounds.set(
      type,
      this.needs.clock.after(wait, () => this.round(type, Math.min(wait * 3, LIMITS.mdnsBrowseMostMs))),
    );
  }

  private tick(): void {
    this.cache.expire();
    this.look();
    this.ask(this.cache.aging().filter(({ name }) => this.needed.has(nameKey(name))));
  }

  private lookSoon(): void {
    this.cancelLook ??= this.needs.clock.after(LIMITS.mdnsGatherMs, () => {
      this.cancelLook = null;
      this.look();
    });
  }

  /** Tells what changed, and asks for what is missing. */
  private look(): void {
    const missing: Asked[] = [];
    this.needed = new Set([...this.rounds.keys()].map((type) => `${type}.local`));
    for (const browse of this.browses) {
      const now = new Map<string, SeenService>();
      for (const type of browse.types) {
        for (const { record } of this.cache.find(`${type}.local`, 'PTR')) {
          if (record.type !== 'PTR' || now.has(nameKey(record.data))) continue;
          const { service, missing: lacks } = readService(this.cache, record.data);
          missing.push(...lacks);
          this.needed.add(nameKey(record.data));
          if (!service) continue;
          this.needed.add(nameKey(service.host));
          now.set(nameKey(record.data), service);
        }
      }
      tell(browse, now);
    }
    this.resolve(missing);
  }

  private resolve(missing: Asked[]): void {
    const now = this.needs.clock.now();
    const wanted = new Set(missing.map(setKey));
    for (const key of this.tries.keys()) if (!wanted.has(key)) this.tries.delete(key);
    const due = missing.filter((asked) => {
      const key = setKey(asked);
      const { count, next } = this.tries.get(key) ?? { count: 0, next: now };
      const isDue = count < LIMITS.mdnsResolveTries && next <= now;
      if (isDue) this.tries.set(key, { count: count + 1, next: now + LIMITS.mdnsBrowseFirstMs * 2 ** count });
      return isDue;
    });
    this.ask(due);
  }

  private ask(questions: Asked[]): void {
    const askable = new Map<string, Asked>();
    for (const asked of questions) {
      const type = serviceOf(asked.name)?.type;
      const question = isAskable(asked.name) || !type ? asked : { name: `${type}.local`, type: 'PTR' as const };
      if (isAskable(question.name)) askable.set(setKey(question), question);
    }
    const admitted = [...askable.values()].filter(() => this.meter.admits(''));
    if (admitted.length > 0) this.needs.ask(admitted, []);
  }
}

function isDetail(record: MdnsRecord): boolean {
  if (record.type === 'TXT') return record.data.reduce((sum, string) => sum + 1 + string.length, 0) <= LIMITS.mdnsTxtBytes;
  return record.type === 'SRV';
}

function tell({ told, on }: Browse, now: Map<string, SeenService>): void {
  for (const [key, { service }] of told) {
    if (now.has(key)) continue;
    told.delete(key);
    on.gone({ type: service.type, instance: service.instance });
  }
  for (const [key, service] of now) {
    const text = JSON.stringify(service);
    if (told.get(key)?.text === text) continue;
    told.set(key, { service, text });
    on.seen(service);
  }
}
