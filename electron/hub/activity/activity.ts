import type { ActivityEntry, ActivityKind } from '../../contract/model.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { ActivityQuery, ActivityTable } from '../storage/activity-table.ts';
import { type Attempt, attemptOnce } from '../storage/attempt.ts';
import { words } from '../words/index.ts';
import type { Happening } from './report.ts';

export interface ActivityNeeds {
  table: ActivityTable;
  clock: Clock;
  /** Lines that are kept, as it is set now. */
  keep: () => number;
  attempt?: Attempt;
  /** New and counted-up lines. */
  added: (entries: ActivityEntry[]) => void;
}

/** What the network can cause at will. */
const NOISY: ReadonlySet<ActivityKind> = new Set(['knock', 'refusal', 'denial', 'connection']);

const moreNoise = (): Happening => ({ kind: 'refusal', text: words.life.moreHappened, refusal: { cause: 'other' } });

const keyOf = (happening: Happening) => [happening.kind, happening.deviceId, happening.address, happening.text].join('\n');

/**
 * The log of who did what. Repeats of one happening are counted on one line, so that a device
 * that knocks every 10 seconds for a week neither fills the log nor hides the rest.
 * Lines are written in batches: a flood of refusals costs one disk write per batch, not one each.
 */
export class Activity {
  private needs: ActivityNeeds;
  private lastId: number;
  private recent = new Map<string, ActivityEntry>();
  private unsaved = new Map<number, ActivityEntry>();
  private untold = new Set<number>();
  private cancelWrite: (() => void) | null = null;
  private noiseSince = 0;
  private noise = 0;

  constructor(needs: ActivityNeeds) {
    this.needs = needs;
    this.lastId = needs.table.lastId();
  }

  report(happening: Happening): void {
    const now = this.needs.clock.now();
    if (!this.countUp(happening, now)) this.add(this.inNoiseBound(happening, now) ? happening : moreNoise(), now);
    this.cancelWrite ??= this.needs.clock.after(LIMITS.activityWriteDelayMs, () => this.flush());
  }

  /** Newest first; lines that could not be stored yet are among them. */
  list(query: ActivityQuery): ActivityEntry[] {
    this.flush();
    const stored = this.needs.table.list(query);
    if (this.unsaved.size === 0) return stored;
    const all = new Map(stored.map((entry) => [entry.id, entry]));
    for (const entry of this.unsaved.values()) if (matches(entry, query)) all.set(entry.id, { ...entry });
    return [...all.values()].sort((a, b) => b.id - a.id).slice(0, query.most);
  }

  /** Writes what waits, and tells. What cannot be stored now is kept for the next time, within a bound. */
  flush(): void {
    this.cancelWrite?.();
    this.cancelWrite = null;
    const { attempt = attemptOnce, table, keep, added } = this.needs;
    const unsaved = [...this.unsaved.values()].map((entry) => ({ ...entry }));
    const untold = unsaved.filter(({ id }) => this.untold.has(id));
    if (unsaved.length > 0 && attempt(() => table.save(unsaved, keep()))) this.unsaved.clear();
    for (const id of [...this.unsaved.keys()].slice(0, -LIMITS.activityUnsaved)) this.unsaved.delete(id);
    this.untold.clear();
    if (untold.length > 0) added(untold);
  }

  private countUp(happening: Happening, now: number): boolean {
    const entry = this.recent.get(keyOf(happening));
    if (!entry || now - entry.firstAt >= LIMITS.activityRepeatMs) return false;
    entry.lastAt = now;
    entry.count++;
    this.note(entry);
    return true;
  }

  private inNoiseBound(happening: Happening, now: number): boolean {
    if (!NOISY.has(happening.kind)) return true;
    if (now - this.noiseSince >= 60_000) {
      this.noiseSince = now;
      this.noise = 0;
    }
    return ++this.noise <= LIMITS.activityNoisePerMinute;
  }

  private add(happening: Happening, now: number): void {
    if (happening.text === words.life.moreHappened && this.countUp(happening, now)) return;
    const entry: ActivityEntry = {
      id: ++this.lastId,
      kind: happening.kind,
      text: happening.text,
      cause: happening.refusal?.cause ?? null,
      deviceId: happening.deviceId ?? null,
      address: happening.address ?? null,
      firstAt: now,
      lastAt: now,
      count: 1,
    };
    this.note(entry);
    this.recent.delete(keyOf(happening));
    this.recent.set(keyOf(happening), entry);
    if (this.recent.size > LIMITS.activityRepeats) this.recent.delete(this.recent.keys().next().value as string);
  }

  private note(entry: ActivityEntry): void {
    this.unsaved.set(entry.id, entry);
    this.untold.add(entry.id);
  }
}

/** The same choice as the table makes. */
function matches(entry: ActivityEntry, { before, kinds, text, deviceId }: ActivityQuery): boolean {
  if (before !== null && entry.id >= before) return false;
  if (kinds.length > 0 && !kinds.includes(entry.kind)) return false;
  if (deviceId !== null && entry.deviceId !== deviceId) return false;
  const wanted = text.toLowerCase();
  return entry.text.toLowerCase().includes(wanted) || (entry.address ?? '').toLowerCase().includes(wanted);
}
