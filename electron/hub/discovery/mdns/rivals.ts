import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { withoutZone } from './links.ts';
import { Meter } from './meter.ts';
import { nameKey } from './names.ts';
import { type MdnsRecord, recordKey } from './records.ts';
import type { Claim } from './types.ts';

export interface RivalsNeeds {
  clock: Clock;
  claimed: (claim: Claim) => void;
  /** Lower-case names that are, or shall be, this machine's alone, each with what it names. */
  names: () => ReadonlyMap<string, Claim['what']>;
  /** What this machine says on all its links. */
  records: () => MdnsRecord[];
  isOwnAddress: (address: string) => boolean;
  isAsking: (name: string) => boolean;
  isSettled: (name: string) => boolean;
  /** Somebody else has the name: take another one. */
  lost: (what: Claim['what']) => void;
  /** Find out whether the name is still ours. */
  verify: (name: string) => void;
}

/** Notices that another machine uses one of our names, and bounds what that makes us do (RFC 6762, 9). */
export class Rivals {
  private needs: RivalsNeeds;
  private claims: Meter;
  private verifications: Meter;

  constructor(needs: RivalsNeeds) {
    this.needs = needs;
    this.claims = new Meter(needs.clock, { perKey: 1, total: LIMITS.mdnsClaims, ms: LIMITS.mdnsClaimRepeatMs });
    this.verifications = new Meter(needs.clock, { perKey: 1, total: LIMITS.mdnsClaims, ms: LIMITS.mdnsVerifyMs });
  }

  /** Takes what another machine said. Saying the same as this one is no conflict. */
  hear(records: MdnsRecord[], from: string): void {
    const names = this.needs.names();
    const contested = records.filter((record) => isUnique(record) && record.ttl > 0 && names.has(nameKey(record.name)));
    if (contested.length === 0) return;
    const own = new Set(this.needs.records().map(recordKey));
    const foreign = contested.filter((record) => !own.has(recordKey(record)) && !this.isOurs(record));
    for (const name of new Set(foreign.map((record) => nameKey(record.name)))) {
      // Taking another name may have settled the rest.
      const what = this.needs.names().get(name);
      if (what) this.conflict(what, foreign.find((record) => nameKey(record.name) === name)?.name ?? name, withoutZone(from));
    }
  }

  /** An address of another of our links, as a repeater tells it. */
  private isOurs(record: MdnsRecord): boolean {
    return (record.type === 'A' || record.type === 'AAAA') && this.needs.isOwnAddress(record.data);
  }

  private conflict(what: Claim['what'], name: string, address: string): void {
    if (this.claims.admits(`${what} ${address}`)) this.needs.claimed({ what, name, address });
    if (this.needs.isAsking(name)) this.needs.lost(what);
    else if (this.needs.isSettled(name) && this.verifications.admits(nameKey(name))) this.needs.verify(name);
  }
}

const isUnique = ({ type }: MdnsRecord) => type !== 'PTR' && type !== 'NSEC';
