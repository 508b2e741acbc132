import type { Alert, AlertRule } from '../../contract/alerts.ts';
import { UserError } from '../../contract/errors.ts';
import type { UpdateOf } from '../../contract/updates.ts';
import type { Report } from '../activity/report.ts';
import { Alarm } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import { topicFault } from '../devices/topic-filter.ts';
import { LIMITS } from '../limits.ts';
import type { AlertsTable, StoredAlert } from '../storage/alerts-table.ts';
import { words } from '../words/index.ts';
import { parsePath } from './json-path.ts';
import { Watched } from './watched.ts';

export interface AlertsNeeds {
  clock: Clock;
  table: AlertsTable;
  report: Report;
  /** What {@link Alerts.state} tells is different. */
  changed: () => void;
  /** To be told to people now. */
  alarm: (alarms: UpdateOf<'alarm'>['alarms']) => void;
}

/** What an alert needs of a message. */
export interface HeardMessage {
  topic: string;
  payload: Uint8Array;
  /** Now, if it is not given. */
  at?: number;
}

/**
 * Tells when something that a person asked about comes true: when it begins, and again only after it has ceased; each alert at
 * most once per `LIMITS.alertGapMs`. What holds is known only since the start: silence counts from there, and again from when
 * the machine woke up, because nobody was heard while nobody listened. There are no alerts but those that a person made.
 */
export class Alerts {
  private needs: AlertsNeeds;
  private timer: Alarm;
  private byId = new Map<string, Watched>();
  private byTopic = new Map<string, Watched[]>();
  private listeningSince = 0;

  constructor(needs: AlertsNeeds) {
    this.needs = needs;
    this.timer = new Alarm(needs.clock, (slept) => this.look(slept));
  }

  /** Takes up what is stored, and begins to listen. */
  start(): void {
    const now = this.needs.clock.now();
    this.listeningSince = now;
    for (const stored of this.needs.table.all()) this.watch(stored, now);
    if (this.byId.size > 0) this.needs.changed();
  }

  /** Listens no more. */
  stop(): void {
    this.timer.clear();
    this.byId.clear();
    this.byTopic.clear();
  }

  /** In the order in which they were made. */
  state(): Alert[] {
    return [...this.byId.values()].map((watched) => watched.state());
  }

  /** Stored when it returns. Throws a {@link UserError} if the topic or the rule will not do, or if there are too many. */
  add(topic: string, wanted: AlertRule): StoredAlert {
    const fault = topicFault(topic);
    if (fault !== null) throw new UserError(words.alerts.noTopic(fault));
    const rule = 'path' in wanted ? { ...wanted, path: wanted.path.trim() } : wanted;
    if ('path' in rule && parsePath(rule.path) === null) {
      throw new UserError(words.alerts.badPath);
    }
    if (this.byTopic.get(topic)?.some(({ alert }) => keyOf(alert.rule) === keyOf(rule))) {
      throw new UserError(words.alerts.twice);
    }
    if (this.byId.size >= LIMITS.alerts) {
      throw new UserError(words.alerts.full(LIMITS.alerts));
    }
    const stored = { id: this.needs.table.add(topic, rule), topic, rule };
    this.watch(stored, this.needs.clock.now());
    this.needs.changed();
    return stored;
  }

  /** Stored when it returns. Throws a {@link UserError} if there is no such alert. */
  remove(id: string): StoredAlert {
    const watched = this.byId.get(id);
    if (!watched) throw new UserError(words.alerts.gone);
    const { alert } = watched;
    this.needs.table.remove(id);
    this.byId.delete(id);
    const others = this.byTopic.get(alert.topic)?.filter((each) => each !== watched) ?? [];
    if (others.length > 0) this.byTopic.set(alert.topic, others);
    else this.byTopic.delete(alert.topic);
    this.needs.changed();
    return alert;
  }

  /** To be called for every message that was published. One that no alert is about costs a look into a map, or not even that. */
  record({ topic, payload, at }: HeardMessage): void {
    if (this.byTopic.size === 0) return;
    const here = this.byTopic.get(topic);
    if (here) this.hear(here, payload, at ?? this.needs.clock.now());
  }

  private hear(here: readonly Watched[], payload: Uint8Array, at: number): void {
    for (const watched of here) watched.hear(payload, at);
    this.settle(here, at);
  }

  private watch(stored: StoredAlert, now: number): void {
    const watched = new Watched(stored, now);
    this.byId.set(stored.id, watched);
    this.byTopic.set(stored.topic, [...(this.byTopic.get(stored.topic) ?? []), watched]);
    this.lookAgain(watched, now);
  }

  private look(slept: boolean): void {
    const now = this.needs.clock.now();
    // A clock that was set back must not put it off.
    if (slept || this.listeningSince > now) this.listeningSince = now;
    const all = [...this.byId.values()];
    for (const watched of all) watched.look(now, this.listeningSince);
    this.settle(all, now);
  }

  /** Says what there is to say of some alerts, and sees to it that they are looked at again. */
  private settle(some: readonly Watched[], now: number): void {
    const { report, changed, alarm } = this.needs;
    const alarms: UpdateOf<'alarm'>['alarms'] = [];
    for (const watched of some) {
      const news = watched.takeNews(now);
      const { id, topic } = watched.alert;
      for (const text of [news.note, news.alarm]) if (text !== null) report({ kind: 'alert', text });
      if (news.alarm !== null) alarms.push({ id, topic, text: news.alarm });
      if (news.changed) changed();
      this.lookAgain(watched, now);
    }
    if (alarms.length > 0) alarm(alarms);
  }

  /** Sooner than it needs to, so that a sleep in between is noticed soon after it. */
  private lookAgain(watched: Watched, now: number): void {
    const next = watched.nextLook(this.listeningSince);
    if (next < Number.POSITIVE_INFINITY) this.timer.by(Math.min(next, now + LIMITS.alertLookMs));
  }
}

/** The same for two rules that ask for the same. */
const keyOf = (rule: AlertRule): string =>
  JSON.stringify([rule.when, 'minutes' in rule && rule.minutes, 'value' in rule && rule.value, 'path' in rule && rule.path]);
