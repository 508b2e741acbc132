import type { UpdateOf } from '../../../electron/contract/updates.ts';

type Alarms = UpdateOf<'alarm'>['alarms'];

/** How many stay in sight: older ones are in Activity. */
const SHOWN_MOST = 3;

/** With what alerts tell now at the end: the last word of each, and the latest few of all. */
export function withAlarms(before: Alarms, told: Alarms): Alarms {
  const ids = new Set(told.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...told].slice(-SHOWN_MOST);
}
