import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { Link } from './links.ts';
import { type MdnsRecord, recordKey, setKey } from './records.ts';

/** A record of somebody else. */
export interface Cached {
  record: MdnsRecord;
  link: Link;
  /** The address that it came from. */
  from: string;
  heardAt: number;
  expiresAt: number;
  /** How many percent of its time are over when it is asked for again. */
  refreshAt: number;
}

/** How old a record gets before it is asked for again, until it is told anew (RFC 6762, 5.2). */
const REFRESH = { firstPercent: 80, stepPercent: 5 };

/** How long taken-back records are kept, so that whoever still has them may say so (RFC 6762, 10.1). */
const LAST_MS = 1_000;

/** What others said, for as long as they said that it holds. When it is full, whoever said most loses the oldest. */
export class Cache {
  private clock: Clock;
  private sets = new Map<string, Map<string, Cached>>();
  /** The oldest first. */
  private sources = new Map<string, Set<Cached>>();
  private size = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Remembers a record, or, with time to live 0, that it is gone in a second. */
  put(record: MdnsRecord, link: Link, from: string): void {
    const now = this.clock.now();
    const set = this.sets.get(setKey(record));
    const known = set?.get(keyOf(link, record));
    if (record.flush && record.ttl > 0) {
      for (const each of set?.values() ?? []) if (each.link.name === link.name && now - each.heardAt > LAST_MS) soon(each, now);
    }
    if (known) {
      if (record.ttl === 0) soon(known, now);
      else this.remove(known);
    }
    if (record.ttl > 0) this.add(record, link, from);
  }

  /** The records of a name and type, the newest first. */
  find(name: string, type: string): Cached[] {
    return [...(this.sets.get(setKey({ name, type }))?.values() ?? [])].sort((a, b) => b.heardAt - a.heardAt);
  }

  /** Drops what is over. */
  expire(): void {
    const now = this.clock.now();
    for (const set of this.sets.values()) for (const cached of set.values()) if (cached.expiresAt <= now) this.remove(cached);
  }

  /** Drops what came over other links than these. */
  keep(links: Link[]): void {
    const names = new Set(links.map(({ name }) => name));
    for (const set of this.sets.values()) for (const cached of set.values()) if (!names.has(cached.link.name)) this.remove(cached);
  }

  /** Names and types that have to be asked for again before they are over. Each is returned once per step of its age. */
  aging(): { name: string; type: MdnsRecord['type'] }[] {
    const now = this.clock.now();
    const found = new Map<string, { name: string; type: MdnsRecord['type'] }>();
    for (const [key, set] of this.sets) {
      for (const cached of set.values()) {
        const age = (100 * (now - cached.heardAt)) / (cached.expiresAt - cached.heardAt);
        if (age < cached.refreshAt || cached.expiresAt - now <= LAST_MS) continue;
        cached.refreshAt = (Math.floor(age / REFRESH.stepPercent) + 1) * REFRESH.stepPercent;
        found.set(key, { name: cached.record.name, type: cached.record.type });
      }
    }
    return [...found.values()];
  }

  /** What need not be told again: records with more than half of their time left, as they stand now. */
  known(name: string, type: string): MdnsRecord[] {
    const now = this.clock.now();
    return this.find(name, type).flatMap(({ record, expiresAt }) => {
      const ttl = Math.floor((expiresAt - now) / 1_000);
      return ttl > record.ttl / 2 ? [{ ...record, ttl, flush: false }] : [];
    });
  }

  clear(): void {
    this.sets.clear();
    this.sources.clear();
    this.size = 0;
  }

  /** Records that are remembered. */
  get count(): number {
    return this.size;
  }

  private add(record: MdnsRecord, link: Link, from: string): void {
    this.makeRoom(from);
    const now = this.clock.now();
    const life = Math.min(record.ttl, LIMITS.mdnsCacheTtlSeconds) * 1_000;
    const cached = { record, link, from, heardAt: now, expiresAt: now + life, refreshAt: REFRESH.firstPercent };
    entry(this.sets, setKey(record), () => new Map<string, Cached>()).set(keyOf(link, record), cached);
    entry(this.sources, from, () => new Set<Cached>()).add(cached);
    this.size++;
  }

  private makeRoom(from: string): void {
    const own = this.sources.get(from) ?? new Set<Cached>();
    const isFull = this.size >= LIMITS.mdnsCacheRecords;
    if (!isFull && own.size < LIMITS.mdnsCachePerSource) return;
    const loser =
      own.size < LIMITS.mdnsCacheShare ? [...this.sources.values()].reduce((most, each) => (each.size > most.size ? each : most)) : own;
    const [oldest] = loser;
    if (oldest) this.remove(oldest);
  }

  private remove(cached: Cached): void {
    const key = setKey(cached.record);
    const set = this.sets.get(key);
    const source = this.sources.get(cached.from);
    set?.delete(keyOf(cached.link, cached.record));
    source?.delete(cached);
    if (set?.size === 0) this.sets.delete(key);
    if (source?.size === 0) this.sources.delete(cached.from);
    this.size--;
  }
}

const keyOf = (link: Link, record: MdnsRecord) => `${link.name} ${recordKey(record)}`;

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function soon(cached: Cached, now: number): void {
  cached.expiresAt = Math.min(cached.expiresAt, now + LAST_MS);
}
