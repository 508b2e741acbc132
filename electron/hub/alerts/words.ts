import type { AlertRule } from '../../contract/alerts.ts';
import { LIMITS } from '../limits.ts';
import type { StoredAlert } from '../storage/alerts-table.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';

/** Text from the network in the middle of a sentence; where it is cut, that shows. */
function short(text: string, most: number): string {
  const clean = cleanText(text, most + 1);
  return [...clean].length > most ? `${[...clean].slice(0, most - 1).join('')}…` : clean;
}

const path = (rule: AlertRule) => ('path' in rule && rule.path !== '' ? ` (${short(rule.path, LIMITS.alertPathChars)})` : '');
const subject = ({ topic, rule }: Pick<StoredAlert, 'topic' | 'rule'>) => short(topic, LIMITS.alertTopicChars) + path(rule);

export const added = (alert: StoredAlert): string => words.alerts.added(subject(alert), alert.rule);
export const removed = (alert: StoredAlert): string => words.alerts.removed(subject(alert), alert.rule);

export const silent = (alert: StoredAlert, minutes: number): string => words.alerts.silent(subject(alert), minutes);
export const silentNoMore = (alert: StoredAlert): string => words.alerts.silentNoMore(subject(alert));

/** It passed the value, and what it is now. */
export const passed = (alert: StoredAlert, side: 'over' | 'under', value: number, now: number): string =>
  words.alerts.passed(subject(alert), side, value, now);
export const back = (alert: StoredAlert, side: 'over' | 'under', value: number, now: number): string =>
  words.alerts.back(subject(alert), side, value, now);

export const changed = (alert: StoredAlert, count: number, value: string): string =>
  words.alerts.changed(subject(alert), count, short(value, LIMITS.alertValueChars));

export const noNumber = (alert: StoredAlert): string => words.alerts.noNumber(subject(alert));
