import type { AlertRule } from '../../contract/alerts.ts';
import { LIMITS } from '../limits.ts';
import type { StoredAlert } from '../storage/alerts-table.ts';
import { cleanText } from '../text.ts';

/** Text from the network in the middle of a sentence; where it is cut, that shows. */
function short(text: string, most: number): string {
  const clean = cleanText(text, most + 1);
  return [...clean].length > most ? `${[...clean].slice(0, most - 1).join('')}…` : clean;
}

const counted = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`);

/** A time in the largest unit in which it is whole. */
export function span(minutes: number): string {
  if (minutes % 1_440 === 0) return counted(minutes / 1_440, 'day');
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute');
}

const path = (rule: AlertRule) => ('path' in rule && rule.path !== '' ? ` (${short(rule.path, LIMITS.alertPathChars)})` : '');
const subject = ({ topic, rule }: Pick<StoredAlert, 'topic' | 'rule'>) => short(topic, LIMITS.alertTopicChars) + path(rule);

function condition(rule: AlertRule): string {
  if (rule.when === 'silent') return `is silent for ${span(rule.minutes)}`;
  return rule.when === 'changed' ? 'changes' : `is ${rule.when} ${rule.value}`;
}

export const added = (alert: StoredAlert) => `You want to be told when ${subject(alert)} ${condition(alert.rule)}.`;
export const removed = (alert: StoredAlert) => `You no longer want to be told when ${subject(alert)} ${condition(alert.rule)}.`;

export const silent = (alert: StoredAlert, minutes: number) => `${subject(alert)} has been silent for ${span(minutes)}.`;
export const silentNoMore = (alert: StoredAlert) => `${subject(alert)} is silent no more.`;

/** It passed the value, and what it is now. */
export const passed = (alert: StoredAlert, side: 'over' | 'under', value: number, now: number) =>
  `${subject(alert)} is ${side} ${value}: ${now}.`;
export const back = (alert: StoredAlert, side: 'over' | 'under', value: number, now: number) =>
  `${subject(alert)} is no longer ${side} ${value}: ${now}.`;

export function changed(alert: StoredAlert, count: number, value: string): string {
  const shown = short(value, LIMITS.alertValueChars);
  const to = shown === '' ? 'an empty message' : `"${shown}"`;
  return count === 1 ? `${subject(alert)} changed to ${to}.` : `${subject(alert)} changed ${count} times, at last to ${to}.`;
}

export const noNumber = (alert: StoredAlert) =>
  `${subject(alert)} says something that is no number, or too long to look for one, so its alert cannot tell. This is said once.`;
