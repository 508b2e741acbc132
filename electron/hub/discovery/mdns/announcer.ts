import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { wholeSets } from './answers.ts';
import type { Path } from './links.ts';
import { ALL_SERVICES, nameKey } from './names.ts';
import { writeResponse } from './packets.ts';
import { type MdnsRecord, recordKey } from './records.ts';

export interface AnnouncerNeeds {
  clock: Clock;
  /** What is, or soon will be, said on this way. */
  wanted: (path: Path) => MdnsRecord[];
  /** What may be said on this way now. */
  records: (path: Path) => MdnsRecord[];
  announce: (path: Path, records: MdnsRecord[]) => void;
  send: (path: Path, data: Buffer) => void;
}

/** Tells each link what is new, twice, and takes back what is gone (RFC 6762, 8.3, 8.4 and 10.1). */
export class Announcer {
  private needs: AnnouncerNeeds;
  /** What was announced, by way. */
  private told = new Map<string, Map<string, MdnsRecord>>();
  private repeats = new Map<string, () => void>();
  private paths: Path[] = [];

  constructor(needs: AnnouncerNeeds) {
    this.needs = needs;
  }

  /** Tells the difference between what was announced and what there is. */
  sync(paths: Path[]): void {
    this.paths = paths;
    for (const key of this.told.keys()) if (!paths.some((path) => path.key === key)) this.told.delete(key);
    for (const path of paths) this.syncPath(path);
  }

  /** Somebody else has this name: what refers to it is forgotten rather than taken back, since it may be true of them. */
  disown(name: string): void {
    for (const told of this.told.values()) {
      for (const [key, record] of told) if (record.type === 'PTR' && nameKey(record.data) === nameKey(name)) told.delete(key);
    }
  }

  /** Forgets what was announced, under one name or all, so that it is announced again. */
  forget(name?: string): void {
    for (const told of this.told.values()) {
      for (const [key, record] of told) if (name === undefined || nameKey(record.name) === nameKey(name)) told.delete(key);
    }
  }

  /** The same for these ways. */
  forgetPaths(paths: Path[]): void {
    for (const { key } of paths) this.told.delete(key);
  }

  /** Takes everything back. */
  stop(paths: Path[]): void {
    for (const cancel of this.repeats.values()) cancel();
    this.repeats.clear();
    for (const path of paths) this.takeBack(path, [...(this.told.get(path.key)?.values() ?? [])]);
    this.told.clear();
  }

  private syncPath(path: Path): void {
    const before = this.told.get(path.key) ?? new Map<string, MdnsRecord>();
    const wanted = new Set(this.needs.wanted(path).map(recordKey));
    const now = this.needs.records(path);
    const gone = [...before].filter(([key]) => !wanted.has(key));
    const fresh = now.filter((record) => !before.has(recordKey(record)));
    for (const [key] of gone) before.delete(key);
    for (const record of now) before.set(recordKey(record), record);
    this.told.set(path.key, before);
    this.takeBack(
      path,
      gone.map(([, record]) => record),
    );
    if (fresh.length === 0) return;
    this.needs.announce(path, wholeSets(fresh, now));
    this.repeats.get(path.key)?.();
    this.repeats.set(
      path.key,
      this.needs.clock.after(LIMITS.mdnsAnnounceMs, () => this.repeat(path.key)),
    );
  }

  /** The way may have other addresses by now, or be gone. */
  private repeat(key: string): void {
    this.repeats.delete(key);
    const path = this.paths.find((each) => each.key === key);
    if (path) this.needs.announce(path, this.needs.records(path));
  }

  /** Without the bit that voids what others said under this name. The list of all types is not ours alone. */
  private takeBack(path: Path, records: MdnsRecord[]): void {
    const gone = records.filter((record) => record.type !== 'NSEC' && record.name !== ALL_SERVICES);
    const last = gone.map((record) => ({ ...record, ttl: 0, flush: false }));
    for (const part of writeResponse(last, [])) this.needs.send(path, part);
  }
}
