import type { Alert } from '../../contract/alerts.ts';
import { LIMITS } from '../limits.ts';
import type { StoredAlert } from '../storage/alerts-table.ts';
import { preview } from '../topics/payloads.ts';
import { type JsonPath, numberAt, parsePath } from './json-path.ts';
import { markOf } from './payload-mark.ts';
import * as words from './words.ts';

/** What there is to say of an alert now. */
export interface News {
  /** It begins to hold, or its topic changed: for people at once. */
  alarm: string | null;
  /** Of less weight: for the activity log alone. */
  note: string | null;
  /** What {@link Watched.state} tells is different. */
  changed: boolean;
}

/** One alert while the hub runs: whether it holds, and what of it was told. */
export class Watched {
  readonly alert: StoredAlert;
  private path: JsonPath;
  private since: number | null = null;
  private toldAt: number | null = null;
  private heardAt: number;
  /** Beginnings or changes that are not told yet. */
  private untold = 0;
  /** That it holds was told, so its end will be. */
  private isTold = false;
  private note: string | null = null;
  private isChanged = false;
  private number = 0;
  private mark: string | null = null;
  private value = '';
  private saidNoNumber = false;

  /** `now`: silence counts from here. */
  constructor(alert: StoredAlert, now: number) {
    this.alert = alert;
    this.path = 'path' in alert.rule ? (parsePath(alert.rule.path) ?? []) : [];
    this.heardAt = now;
  }

  state(): Alert {
    return { ...this.alert, since: this.since, toldAt: this.toldAt };
  }

  /** A message to its topic came. */
  hear(payload: Uint8Array, at: number): void {
    const { rule } = this.alert;
    this.heardAt = at;
    if (rule.when === 'silent') this.hold(false, at);
    else if (rule.when === 'changed') this.compare(payload);
    else this.measure(payload, at);
  }

  /** Time passed. Silence before `from` does not count, because nobody listened. */
  look(now: number, from: number): void {
    // A clock that was set back must not make silence longer than it is waited for.
    this.heardAt = Math.min(this.heardAt, now);
    if (this.silentAt(from) <= now) this.hold(true, now);
  }

  /** When to look again, if no message comes before; silence before `from` does not count. */
  nextLook(from: number): number {
    const tell = this.untold > 0 ? (this.toldAt ?? 0) + LIMITS.alertGapMs : Number.POSITIVE_INFINITY;
    return Math.min(tell, this.silentAt(from));
  }

  /** What is to be said now; each thing once. */
  takeNews(now: number): News {
    const alarm = this.mayTell(now) ? this.tell(now) : null;
    const news = { alarm, note: this.note, changed: this.isChanged };
    this.note = null;
    this.isChanged = false;
    return news;
  }

  private silentAt(from: number): number {
    const { rule } = this.alert;
    if (rule.when !== 'silent' || this.since !== null) return Number.POSITIVE_INFINITY;
    return Math.max(this.heardAt, from) + rule.minutes * 60_000;
  }

  private measure(payload: Uint8Array, at: number): void {
    const { rule } = this.alert;
    // An empty message takes a retained one away, and says nothing itself.
    if ((rule.when !== 'over' && rule.when !== 'under') || payload.length === 0) return;
    const number = numberAt(payload, this.path);
    if (number === null) {
      if (!this.saidNoNumber) this.note = words.noNumber(this.alert);
      this.saidNoNumber = true;
      return;
    }
    this.number = number;
    this.hold(rule.when === 'over' ? number > rule.value : number < rule.value, at);
  }

  /** The first message since the start has nothing before it to differ from. */
  private compare(payload: Uint8Array): void {
    const mark = markOf(payload);
    if (this.mark !== null && this.mark !== mark) {
      this.untold++;
      this.value = preview({ payload, size: payload.length });
    }
    this.mark = mark;
  }

  private hold(holds: boolean, at: number): void {
    if (holds === (this.since !== null)) return;
    this.since = holds ? at : null;
    this.isChanged = true;
    this.untold = holds ? 1 : 0;
    if (holds) return;
    if (this.isTold) this.note = this.endInWords();
    this.isTold = false;
  }

  private mayTell(now: number): boolean {
    if (this.untold === 0) return false;
    const waited = now - (this.toldAt ?? Number.NEGATIVE_INFINITY);
    return waited >= LIMITS.alertGapMs || waited < 0;
  }

  private tell(now: number): string {
    const text = this.inWords();
    this.toldAt = now;
    this.untold = 0;
    this.isTold = this.since !== null;
    this.isChanged = true;
    return text;
  }

  private inWords(): string {
    const { alert, number, value, untold } = this;
    const { rule } = alert;
    if (rule.when === 'silent') return words.silent(alert, rule.minutes);
    return rule.when === 'changed' ? words.changed(alert, untold, value) : words.passed(alert, rule.when, rule.value, number);
  }

  private endInWords(): string | null {
    const { alert, number } = this;
    const { rule } = alert;
    if (rule.when === 'silent') return words.silentNoMore(alert);
    return rule.when === 'changed' ? null : words.back(alert, rule.when, rule.value, number);
  }
}
