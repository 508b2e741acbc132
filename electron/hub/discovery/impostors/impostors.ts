import { UserError } from '../../../contract/errors.ts';
import type { Impostor } from '../../../contract/network.ts';
import type { Report } from '../../activity/report.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { cleanText } from '../../text.ts';
import { words } from '../../words/index.ts';
import type { Announcement, NoAnnouncement } from '../announce/announcement.ts';
import type { HiddenImpostors } from './hidden-impostors.ts';

export interface ImpostorsNeeds {
  clock: Clock;
  report: Report;
  /** {@link Impostors.list} changed. */
  changed: () => void;
  hubId: string;
  hubName: () => string;
  hidden: Pick<HiddenImpostors, 'has' | 'set'>;
}

/** What was seen of somebody else. */
export type Sighting = Pick<Impostor, 'kind' | 'address' | 'claim'>;

/**
 * Who passes for this hub, or draws its devices away, as far as it is heard. Told in the activity when it is new, while the list has
 * room: a flood from made-up addresses must not fill the log.
 */
export class Impostors {
  private needs: ImpostorsNeeds;
  /** By id, the one heard last at the end. */
  private known = new Map<string, Omit<Impostor, 'hidden'>>();
  private toldAt = 0;
  private cancel: (() => void) | null = null;

  constructor(needs: ImpostorsNeeds) {
    this.needs = needs;
  }

  /** Newest first. */
  list(): Impostor[] {
    const { hidden } = this.needs;
    return [...this.known.values()]
      .map((impostor) => ({ ...impostor, hidden: hidden.has(impostor.id) }))
      .sort((one, other) => other.firstAt - one.firstAt);
  }

  /** The person knows this machine and wants no warning of it, or wants one again. Throws a {@link UserError}. */
  hide(id: string, hidden: boolean): Pick<Impostor, 'address'> {
    const impostor = this.known.get(id);
    if (!impostor) throw new UserError(words.network.notHeard);
    if (hidden && impostor.kind === 'id') throw new UserError(words.network.notHidable);
    this.needs.hidden.set(id, hidden);
    this.tell();
    return impostor;
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  /** Somebody at an address that is not this machine's does what only this hub ought to. */
  note(sighting: Sighting): void {
    this.see(sighting, sighting.kind);
  }

  /** An announcement, or what passes for one, came from an address that is not this machine's. */
  heardAnnouncement(result: Announcement | NoAnnouncement, address: string): void {
    const isGenuine = !('fault' in result);
    const claimed = isGenuine ? result : result.claimed;
    if (claimed) this.heardHub(claimed, address, isGenuine ? 'repeat' : 'id');
  }

  /** A hub at an address that is not this machine's says who it is. Another hub under another name is no harm. */
  heardHub({ hub, name }: { hub: string; name: string }, address: string, doing: 'id' | 'repeat' = 'id'): void {
    const { hubId, hubName } = this.needs;
    if (hub === hubId) this.see({ kind: 'id', address, claim: name }, doing);
    else if (alike(name) === alike(hubName())) this.see({ kind: 'name', address, claim: name }, 'name');
  }

  private see({ kind, address, claim }: Sighting, doing: Impostor['kind'] | 'repeat'): void {
    const now = this.needs.clock.now();
    const id = `${kind} ${address}`;
    const known = this.known.get(id);
    const shown = cleanText(claim, LIMITS.deviceTextChars);
    this.known.delete(id);
    const isFull = this.known.size >= LIMITS.impostors;
    const [oldest] = this.known.keys();
    if (isFull && oldest !== undefined) this.known.delete(oldest);
    this.known.set(id, { id, kind, address, claim: shown, firstAt: known?.firstAt ?? now, lastAt: now });
    if (!known && !isFull && !this.needs.hidden.has(id))
      this.needs.report({ kind: 'problem', text: words.network.impostors[doing](address, shown), address });
    if (!known || known.claim !== shown || Math.abs(now - this.toldAt) >= LIMITS.impostorToldMs) this.tell();
    this.cancel ??= this.needs.clock.after(LIMITS.impostorSilenceMs, () => this.forget());
  }

  private forget(): void {
    this.cancel = null;
    const now = this.needs.clock.now();
    const silent = [...this.known.values()].filter(({ lastAt }) => now - lastAt >= LIMITS.impostorSilenceMs);
    for (const { id } of silent) this.known.delete(id);
    if (silent.length > 0) this.tell();
    const [next] = this.known.values();
    if (next) this.cancel = this.needs.clock.after(next.lastAt + LIMITS.impostorSilenceMs - now, () => this.forget());
  }

  private tell(): void {
    this.toldAt = this.needs.clock.now();
    this.needs.changed();
  }
}

/** What a person would take for the same name. */
const alike = (name: string) => cleanText(name, LIMITS.deviceTextChars).normalize('NFKC').toLowerCase();
