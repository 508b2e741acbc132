import type { AlertRule } from '../../electron/contract/alerts.ts';
import { plural } from './plural.ts';

const span = (minutes: number): string => {
  if (minutes % 1_440 === 0) return plural(minutes / 1_440, 'day', 'days');
  return minutes % 60 === 0 ? plural(minutes / 60, 'hour', 'hours') : plural(minutes, 'minute', 'minutes');
};
const at = (path: string): string => (path === '' ? 'Its value' : `Its ${path}`);

/** Alerts: what a person wants to be told of. */
export const enAlerts = {
  menu: 'Alert me when…',
  title: 'Alert me when…',
  topic: 'Topic',
  when: 'When',
  whens: {
    silent: 'it is silent for some time',
    over: 'its value is over a number',
    under: 'its value is under a number',
    changed: 'it changes',
  } satisfies Record<AlertRule['when'], string>,
  whenHints: {
    silent: 'Time during which this computer slept, or Porchlight did not run, does not count.',
    over: 'You are told once when it goes over. It has to come back before you are told again.',
    under: 'You are told once when it goes under. It has to come back before you are told again.',
    changed: 'Another payload than before. Many changes in one minute are told together.',
  } satisfies Record<AlertRule['when'], string>,
  minutes: 'Minutes of silence',
  minutesHint: 'From 1 to 10,080, which is a week.',
  minutesWrong: 'Write a whole number from 1 to 10,080.',
  value: 'Number',
  valueWrong: 'Write a number, such as 30 or -4.5.',
  path: 'Where the number is in JSON',
  pathHint: 'For example sensor.temperature or values[0]. Leave it empty when the payload is the number itself.',
  add: 'Add alert',
  onThis: 'Alerts on this topic',

  intro:
    'You are told by a desktop notification, or in this window while you look at it, and in Activity. The menu of a topic makes an alert.',
  emptyTitle: 'No alerts',
  emptyText:
    'Porchlight can tell you when a topic is silent, when its value is over or under a number, or when it changes. Choose a topic and then “Alert me when…”.',
  goToTopics: 'Choose a topic',
  list: 'Alerts',
  rule: (rule: AlertRule): string => {
    if (rule.when === 'silent') return `Silent for ${span(rule.minutes)}`;
    if (rule.when === 'changed') return 'It changes';
    return `${at(rule.path)} is ${rule.when} ${rule.value}`;
  },
  holds: (time: string) => `Holds since ${time}`,
  quiet: 'Quiet',
  lastTold: 'last told',
  remove: 'Remove',
  removeOf: (topic: string, rule: string) => `Remove the alert on ${topic}: ${rule}`,

  told: 'What alerts told',
  show: 'Show alerts',
  close: 'Close',
};
