import type { Alert, AlertRule } from '../../../electron/contract/alerts.ts';
import { Alerts } from '../../../electron/hub/alerts/alerts.ts';
import { AlertsTable } from '../../../electron/hub/storage/alerts-table.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { HouseClock } from '../pairing/house-clock.ts';

export const MINUTE = 60_000;

/** Alerts on a clock that a test moves, over restarts; and what they said. */
export function watchdog() {
  const database = openDatabase(':memory:');
  const table = new AlertsTable(database);
  const clock = new HouseClock();
  const said: string[] = [];
  /** The texts of each telling. */
  const alarms: string[][] = [];
  let changes = 0;
  const make = () =>
    new Alerts({
      clock,
      table,
      report: ({ kind, text }) => said.push(`${kind}: ${text}`),
      changed: () => changes++,
      alarm: (told) => alarms.push(told.map(({ text }) => text)),
    });
  let alerts = make();
  alerts.start();
  return {
    clock,
    database,
    table,
    said,
    alarms,
    changes: () => changes,
    alerts: () => alerts,
    add: (topic: string, rule: AlertRule) => alerts.add(topic, rule).id,
    publish: (topic: string, payload: string | Uint8Array) => alerts.record({ topic, payload: Buffer.from(payload as string) }),
    state: (): Alert => alerts.state()[0] as Alert,
    /** The hub stops, `ms` go by, and it starts again. */
    restart(ms = 0) {
      alerts.stop();
      clock.forget();
      clock.sleep(ms);
      alerts = make();
      alerts.start();
    },
  };
}
