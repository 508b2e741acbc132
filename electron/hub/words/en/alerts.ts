import type { AlertRule } from '../../../contract/alerts.ts';

const counted = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`);
/** A time in the largest unit in which it is whole. */
const span = (minutes: number): string => {
  if (minutes % 1_440 === 0) return counted(minutes / 1_440, 'day');
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute');
};
const condition = (rule: AlertRule): string => {
  if (rule.when === 'silent') return `is silent for ${span(rule.minutes)}`;
  return rule.when === 'changed' ? 'changes' : `is ${rule.when} ${rule.value}`;
};

/** What alerts tell. `subject`: the topic, and where in it the value stands. */
export const enAlerts = {
  added: (subject: string, rule: AlertRule) => `You want to be told when ${subject} ${condition(rule)}.`,
  removed: (subject: string, rule: AlertRule) => `You no longer want to be told when ${subject} ${condition(rule)}.`,
  silent: (subject: string, minutes: number) => `${subject} has been silent for ${span(minutes)}.`,
  silentNoMore: (subject: string) => `${subject} is silent no more.`,
  passed: (subject: string, side: 'over' | 'under', value: number, now: number) => `${subject} is ${side} ${value}: ${now}.`,
  back: (subject: string, side: 'over' | 'under', value: number, now: number) => `${subject} is no longer ${side} ${value}: ${now}.`,
  changed: (subject: string, count: number, value: string) => {
    const to = value === '' ? 'an empty message' : `"${value}"`;
    return count === 1 ? `${subject} changed to ${to}.` : `${subject} changed ${count} times, at last to ${to}.`;
  },
  noNumber: (subject: string) =>
    `${subject} says something that is no number, or too long to look for one, so its alert cannot tell. This is said once.`,

  noTopic: (fault: string) => `An alert is about one topic, and this is not the name of one: ${fault}.`,
  badPath: 'Write where the number is like this: sensor.values[0]. A name with a dot in it goes into ["…"].',
  twice: 'There is this very alert already.',
  full: (most: number) => `There are ${most} alerts, and no more fit. Remove one that you no longer need.`,
  gone: 'That alert is not there any more.',
};
