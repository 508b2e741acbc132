import type { enAlerts } from './en-alerts.ts';
import { numberDe, pluralDe } from './plural.ts';

const span = (minutes: number): string => {
  if (minutes % 1_440 === 0) return pluralDe(minutes / 1_440, 'Tag', 'Tagen');
  return minutes % 60 === 0 ? pluralDe(minutes / 60, 'Stunde', 'Stunden') : pluralDe(minutes, 'Minute', 'Minuten');
};
const at = (path: string): string => (path === '' ? 'Wert' : path);

/** Alerts: what a person wants to be told of. */
export const deAlerts: typeof enAlerts = {
  menu: 'Alarm, wenn …',
  title: 'Alarm, wenn …',
  topic: 'Topic',
  when: 'Wenn',
  whens: {
    silent: 'es eine Zeit lang still ist',
    over: 'sein Wert über einer Zahl liegt',
    under: 'sein Wert unter einer Zahl liegt',
    changed: 'es sich ändert',
  },
  whenHints: {
    silent: 'Zeit, in der dieser Computer schlief oder Porchlight nicht lief, zählt nicht.',
    over: 'Beim Überschreiten kommt ein Alarm. Der nächste kommt erst, wenn der Wert dazwischen zurückgegangen ist.',
    under: 'Beim Unterschreiten kommt ein Alarm. Der nächste kommt erst, wenn der Wert dazwischen zurückgegangen ist.',
    changed: 'Andere Nutzdaten als zuvor. Viele Änderungen in einer Minute werden zusammen gemeldet.',
  },
  minutes: 'Minuten Stille',
  minutesHint: 'Von 1 bis 10.080, das ist eine Woche.',
  minutesWrong: 'Eine ganze Zahl von 1 bis 10.080 eingeben.',
  value: 'Zahl',
  valueWrong: 'Eine Zahl wie 30 oder -4.5 eingeben.',
  path: 'Wo die Zahl im JSON steht',
  pathHint: 'Zum Beispiel sensor.temperature oder values[0]. Leer lassen, wenn die Nutzdaten selbst die Zahl sind.',
  add: 'Alarm hinzufügen',
  onThis: 'Alarme zu diesem Topic',

  intro:
    'Ein Alarm kommt als Benachrichtigung des Systems, oder in diesem Fenster, solange es im Blick ist, und steht unter „Aktivität“. Angelegt wird er im Menü eines Topics.',
  emptyTitle: 'Keine Alarme',
  emptyText:
    'Porchlight kann melden, wenn ein Topic still ist, wenn sein Wert über oder unter einer Zahl liegt oder wenn es sich ändert. Ein Topic wählen und dann „Alarm, wenn …“.',
  goToTopics: 'Topic wählen',
  list: 'Alarme',
  rule: (rule) => {
    if (rule.when === 'silent') return `Still seit ${span(rule.minutes)}`;
    if (rule.when === 'changed') return 'Ändert sich';
    return `${at(rule.path)} ${rule.when === 'over' ? 'über' : 'unter'} ${numberDe(rule.value)}`;
  },
  holds: (time) => `Gilt seit ${time}`,
  quiet: 'Ruhig',
  lastTold: 'zuletzt gemeldet',
  remove: 'Entfernen',
  removeOf: (topic, rule) => `Alarm zu ${topic} entfernen: ${rule}`,

  told: 'Was Alarme meldeten',
  show: 'Alarme zeigen',
  close: 'Schließen',
};
