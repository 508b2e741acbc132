import type { enAlerts } from '../en/alerts.ts';

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);
const span = (minutes: number): string => {
  if (minutes % 1_440 === 0) return counted(minutes / 1_440, 'Tag', 'Tage');
  return minutes % 60 === 0 ? counted(minutes / 60, 'Stunde', 'Stunden') : counted(minutes, 'Minute', 'Minuten');
};
/** After „seit“. */
const since = (minutes: number): string => (minutes % 1_440 === 0 ? counted(minutes / 1_440, 'Tag', 'Tagen') : span(minutes));
const number = (value: number) => value.toLocaleString('de-DE', { maximumFractionDigits: 20, useGrouping: false });
const SIDES = { over: 'über', under: 'unter' } as const;

type Rule = Parameters<typeof enAlerts.added>[1];
const condition = (rule: Rule): string => {
  if (rule.when === 'silent') return `${span(rule.minutes)} still ist`;
  return rule.when === 'changed' ? 'sich ändert' : `${SIDES[rule.when]} ${number(rule.value)} liegt`;
};

/** What alerts tell. */
export const deAlerts: typeof enAlerts = {
  added: (subject, rule) => `Alarm angelegt: wenn ${subject} ${condition(rule)}.`,
  removed: (subject, rule) => `Alarm entfernt: wenn ${subject} ${condition(rule)}.`,
  silent: (subject, minutes) => `${subject} ist seit ${since(minutes)} still.`,
  silentNoMore: (subject) => `${subject} ist nicht mehr still.`,
  passed: (subject, side, value, now) => `${subject} liegt ${SIDES[side]} ${number(value)}: ${number(now)}.`,
  back: (subject, side, value, now) => `${subject} liegt nicht mehr ${SIDES[side]} ${number(value)}: ${number(now)}.`,
  changed: (subject, count, value) => {
    const to = value === '' ? 'leere Nachricht' : `„${value}“`;
    return count === 1 ? `${subject} hat sich geändert: ${to}.` : `${subject} hat sich ${count}-mal geändert, zuletzt: ${to}.`;
  },
  noNumber: (subject) =>
    `${subject} sagt etwas, das keine Zahl ist oder zu lang, um eine darin zu suchen. Der Alarm kann daher nichts melden. Das wird einmal gesagt.`,

  noTopic: (fault) => `Ein Alarm gilt einem Topic, und dies ist kein Name eines Topics: ${fault}.`,
  badPath: 'Den Ort der Zahl so angeben: sensor.values[0]. Ein Name mit einem Punkt darin kommt in ["…"].',
  twice: 'Genau diesen Alarm gibt es schon.',
  full: (most) => `Es gibt ${most} Alarme, mehr passen nicht. Einen entfernen, der nicht mehr gebraucht wird.`,
  gone: 'Diesen Alarm gibt es nicht mehr.',
};
