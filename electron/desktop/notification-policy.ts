import type { Request } from '../contract/model.ts';
import type { UpdateOf } from '../contract/updates.ts';
import { ALARM_TEXT_LENGTH, ALARM_TOPICS_NAMED, NAME_LENGTH, NOTIFICATION_GAP_MS } from './limits.ts';
import { cleanLine, cleanName, words } from './words.ts';

/** What has been told so far. */
export interface Told {
  /** Ids of waiting requests that need no more telling. */
  readonly ids: ReadonlySet<string>;
  /** When the last notification was shown. */
  readonly at: number;
}

export interface NotificationFacts {
  now: number;
  /** Requests that wait for a decision. */
  waiting: readonly Request[];
  /** The person looks at the main window, or wants no notifications. */
  quiet: boolean;
  told: Told;
}

export interface Decision {
  /** Requests to tell about in one notification; none: nothing to show now. */
  show: readonly Request[];
  /** Decide again after so many milliseconds; `null`: only when something changes. */
  againIn: number | null;
  told: Told;
}

export const NOTHING_TOLD: Told = { ids: new Set(), at: Number.NEGATIVE_INFINITY };

/** The first request is told at once; those that come soon after it are told together, with all that wait. */
export function decideNotification({ now, waiting, quiet, told }: NotificationFacts): Decision {
  const waitingIds = new Set(waiting.map((request) => request.id));
  // What was on the screen while the person looked at it is not told again later.
  if (quiet) return { show: [], againIn: null, told: { ids: waitingIds, at: told.at } };

  const known = new Set([...told.ids].filter((id) => waitingIds.has(id)));
  const fresh = waiting.filter((request) => !known.has(request.id));
  if (fresh.length === 0) return { show: [], againIn: null, told: { ids: known, at: told.at } };

  const since = now - told.at;
  // A clock that was set back must not silence us.
  if (since >= 0 && since < NOTIFICATION_GAP_MS)
    return { show: [], againIn: NOTIFICATION_GAP_MS - since, told: { ids: known, at: told.at } };
  // Who reads "3 devices waiting" finds three, also when the first of them was told before.
  return { show: fresh.length > 1 ? waiting : fresh, againIn: null, told: { ids: waitingIds, at: now } };
}

/** Its card says something that a person must read, or a code that they must compare, before they let it in. */
export const mustBeSeen = (request: Request): boolean => request.proof !== 'none';

/** What the button that lets in says; for some that is only the way to the card. */
export function allowWords(request: Request): string {
  if (!mustBeSeen(request)) return words.notification.allow;
  return request.proof === 'unseen' ? words.notification.openCard : words.notification.compareCode;
}

/** The words. A name goes into the title alone: some desktops read the body as markup. */
export function notificationWords(requests: readonly Request[]): { title: string; body: string } {
  const [first] = requests;
  if (first && requests.length === 1) {
    return {
      title: words.notification.wantsIn(cleanName(first.name)),
      body: `${cleanName(first.address)} · ${words.notification.ways[first.protocol]}`,
    };
  }
  return { title: words.notification.waiting(requests.length), body: words.notification.decide };
}

export type Alarm = UpdateOf<'alarm'>['alarms'][number];
/** `at`: when it came. */
export type FreshAlarm = Alarm & { at: number };

/** What was told in the last notification. */
export interface ToldAlarms {
  readonly alarms: readonly Alarm[];
  readonly at: number;
}

export interface AlarmFacts {
  now: number;
  /** Not told yet, oldest first. */
  fresh: readonly FreshAlarm[];
  /** The person looks at the main window, or wants no notifications. */
  quiet: boolean;
  told: ToldAlarms;
}

export interface AlarmDecision {
  /** Alarms to tell about in one notification; none: nothing to show now. */
  show: readonly Alarm[];
  /** Decide again after so many milliseconds; `null`: only when something changes. */
  againIn: number | null;
  fresh: FreshAlarm[];
  told: ToldAlarms;
}

export const NO_ALARMS_TOLD: ToldAlarms = { alarms: [], at: Number.NEGATIVE_INFINITY };

/** The first alarm is told at once; those that come soon after it are told together with it. */
export function decideAlarms({ now, fresh, quiet, told }: AlarmFacts): AlarmDecision {
  // What the window showed while the person looked at it is not told again later.
  if (quiet) return { show: [], againIn: null, fresh: [], told: { alarms: [], at: told.at } };
  const [first] = fresh;
  if (!first) return { show: [], againIn: null, fresh: [], told };

  const since = now - told.at;
  // A clock that was set back must not silence us.
  if (since >= 0 && since < NOTIFICATION_GAP_MS) return { show: [], againIn: NOTIFICATION_GAP_MS - since, fresh: [...fresh], told };
  const before = first.at - told.at < NOTIFICATION_GAP_MS ? told.alarms : [];
  // Of one alert that was told twice, the last word counts.
  const show = [...new Map([...before, ...fresh].map(({ id, topic, text }) => [id, { id, topic, text }])).values()];
  return { show, againIn: null, fresh: [], told: { alarms: show, at: now } };
}

/** For a body, which some desktops read as markup: nothing in it can be a tag or an entity. */
const plain = (text: string, most: number) => cleanLine(text, most).replaceAll('<', '‹').replaceAll('>', '›').replaceAll('&', '＆');

/** The words for alarms. Their texts hold what the network said. */
export function alarmWords(alarms: readonly Alarm[]): { title: string; body: string } {
  const [first] = alarms;
  if (first && alarms.length === 1) return { title: words.notification.alert, body: plain(first.text, ALARM_TEXT_LENGTH) };
  const topics = [...new Set(alarms.map(({ topic }) => topic))];
  const named = topics.slice(0, ALARM_TOPICS_NAMED).map((topic) => plain(topic, NAME_LENGTH));
  const more = topics.length - named.length;
  return {
    title: words.notification.alerts(alarms.length),
    body: [...named, ...(more > 0 ? [words.notification.more(more)] : [])].join('\n'),
  };
}
