import { LIMITS } from '../../limits.ts';
import { Announcer } from './announcer.ts';
import type { Path } from './links.ts';
import { Meter } from './meter.ts';
import { nameKey } from './names.ts';
import { Naming } from './naming.ts';
import { type Packet, writeProbe } from './packets.ts';
import { Prober } from './prober.ts';
import { hostRecords, type MdnsRecord, recordKey, serviceName, serviceRecords } from './records.ts';
import { Responder } from './responder.ts';
import { Rivals } from './rivals.ts';
import type { Target } from './sockets.ts';
import { compareProbes } from './tiebreak.ts';
import type { Claim, MdnsNeeds } from './types.ts';

export interface AdvertiserNeeds extends Omit<MdnsNeeds, 'interfaces' | 'fault' | 'port'> {
  port: number;
  paths: () => Path[];
  isOwnAddress: (address: string) => boolean;
  send: (path: Path, data: Buffer, target?: Target) => void;
}

const MINUTE_MS = 60_000;

/** Takes the hub's names, tells its records to all links, and gives way where somebody else has a name. */
export class Advertiser {
  private needs: AdvertiserNeeds;
  private naming: Naming;
  private prober: Prober;
  private responder: Responder;
  private announcer: Announcer;
  private rivals: Rivals;
  private renames: Meter;
  /** Names that are ours, in lower case. */
  private settled = new Set<string>();

  constructor(needs: AdvertiserNeeds) {
    const { clock, random, port, send } = needs;
    this.needs = needs;
    this.naming = new Naming(needs);
    this.renames = new Meter(clock, { perKey: LIMITS.mdnsRenamesPerMinute, total: 2 * LIMITS.mdnsRenamesPerMinute, ms: MINUTE_MS });
    const records = (path: Path) => this.records(path);
    this.responder = new Responder({ clock, random, port, records, send });
    const announce = (path: Path, some: MdnsRecord[]) => this.responder.announce(path, some, true);
    this.announcer = new Announcer({ clock, wanted: (path) => this.wanted(path), records, announce, send });
    this.prober = new Prober({ clock, random, ask: (names) => this.probe(names), won: (names) => this.won(names) });
    this.rivals = new Rivals({
      ...needs,
      names: () => this.names(),
      records: () => this.allWanted(),
      isAsking: (name) => this.prober.isAsking(name),
      isSettled: (name) => this.settled.has(nameKey(name)),
      lost: (what) => this.lost(what),
      verify: (name) => this.verify(name),
    });
  }

  get hostName(): string {
    return this.naming.host;
  }

  get serviceName(): string {
    return this.naming.instance;
  }

  /** Takes up new wishes and services. On other links all names have to be taken again; `anew`, all is told again too. */
  refresh(links: 'same' | 'other' | 'anew'): void {
    const renamed = this.naming.refresh();
    if (links === 'anew') this.announcer.forget();
    if (links !== 'same') {
      this.settled.clear();
      this.prober.stop();
      this.responder.reset(this.needs.paths());
    }
    this.settle();
    if (renamed) this.needs.renamed();
  }

  /** These ways work from now on: what was told there is told again, once it is sure that nobody there has the names. */
  opened(paths: Path[]): void {
    this.announcer.forgetPaths(paths);
    this.prober.add([...this.names().keys()]);
  }

  stop(): void {
    this.prober.stop();
    this.responder.reset([]);
    this.announcer.stop(this.needs.paths());
    this.settled.clear();
  }

  hearQuery(path: Path, packet: Packet, from: Target, isOwn: boolean): void {
    if (!isOwn) this.compete(path, packet.authorities);
    this.responder.hear(path, packet, from);
  }

  /** Takes what another machine said. */
  hearResponse(paths: Path[], records: MdnsRecord[], from: string): void {
    this.rivals.hear(records, from);
    const gone = records.filter((record) => record.ttl === 0);
    if (gone.length > 0) for (const path of paths) this.responder.rescue(path, gone);
  }

  /** Another machine probes for a name at the same moment: one of us waits. A repeater brings us our own probe of another link. */
  private compete(path: Path, authorities: MdnsRecord[]): void {
    if (!authorities.some((record) => this.prober.isAsking(record.name))) return;
    const own = new Set(this.allWanted().map(recordKey));
    for (const name of new Set(authorities.map((record) => nameKey(record.name)))) {
      if (!this.prober.isAsking(name)) continue;
      const theirs = authorities.filter((record) => nameKey(record.name) === name);
      if (theirs.every((record) => own.has(recordKey(record)))) continue;
      if (compareProbes(this.proposed(path, name), theirs) < 0) this.prober.add([name], LIMITS.mdnsTieMs);
    }
  }

  /** The names that are to be ours alone, with what they name. */
  private names(): Map<string, Claim['what']> {
    const names = new Map<string, Claim['what']>([[nameKey(this.naming.host), 'host']]);
    for (const { type } of this.needs.services()) names.set(nameKey(serviceName(this.naming.instance, type)), 'service');
    return names;
  }

  /** What is said on this way when all names are ours. */
  private wanted(path: Path): MdnsRecord[] {
    const services = this.needs.services().flatMap((offer) => serviceRecords(offer, this.naming));
    return [...hostRecords(path.link, this.naming.host), ...services];
  }

  private allWanted(): MdnsRecord[] {
    return this.needs.paths().flatMap((path) => this.wanted(path));
  }

  /** What may be said on this way now. */
  private records(path: Path): MdnsRecord[] {
    const { host, instance } = this.naming;
    if (!this.settled.has(nameKey(host))) return [];
    const offers = this.needs.services().filter(({ type }) => this.settled.has(nameKey(serviceName(instance, type))));
    return [...hostRecords(path.link, host), ...offers.flatMap((offer) => serviceRecords(offer, this.naming))];
  }

  /** What a probe says that a name shall be used for. */
  private proposed(path: Path, name: string): MdnsRecord[] {
    return this.wanted(path).filter((record) => nameKey(record.name) === nameKey(name) && record.type !== 'NSEC');
  }

  private probe(names: string[]): void {
    for (const path of this.needs.paths()) {
      for (const name of names) this.needs.send(path, writeProbe(name, this.proposed(path, name)));
    }
  }

  /** Probes the names that are not ours yet, and tells what changed. */
  private settle(): void {
    const names = this.names();
    for (const name of this.settled) if (!names.has(name)) this.settled.delete(name);
    this.prober.keep((name) => names.has(name));
    this.prober.add([...names.keys()].filter((name) => !this.settled.has(name)));
    this.announcer.sync(this.needs.paths());
  }

  private won(names: string[]): void {
    for (const name of names) this.settled.add(nameKey(name));
    this.announcer.sync(this.needs.paths());
  }

  private lost(what: Claim['what']): void {
    const names = [...this.names()].flatMap(([name, each]) => (each === what ? [name] : []));
    for (const name of names) this.announcer.disown(name);
    if (!this.renames.admits(what)) {
      this.prober.add(names, MINUTE_MS);
      return;
    }
    this.naming.next(what);
    this.settle();
    this.needs.renamed();
  }

  private verify(name: string): void {
    this.settled.delete(nameKey(name));
    this.announcer.forget(name);
    this.prober.add([name]);
  }
}
