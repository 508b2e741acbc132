import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { HubOptions } from '../contract/start.ts';
import { Activity, type ActivityNeeds } from './activity/activity.ts';
import type { Report } from './activity/report.ts';
import { systemClock } from './clock.ts';
import type { Devices } from './devices/devices.ts';
import { mayNow } from './help/may-now.ts';
import { Refusals } from './help/refusals.ts';
import { Keeping } from './keeping.ts';
import { BrokerLimits } from './settings/broker-limits.ts';
import { forcedBy, HubSettings } from './settings/settings.ts';
import { ActivityTable } from './storage/activity-table.ts';
import { SettingsTable } from './storage/settings-table.ts';
import { WakingClock } from './waking-clock.ts';
import { Meter } from './web/meter.ts';

export interface BaseNeeds {
  options: HubOptions;
  database: DatabaseSync;
  log: Logger;
  devices: () => Devices;
  /** What was kept in memory because it could not be stored may be stored now. */
  save: () => void;
  /** What waited for its acknowledgement may go on. */
  recovered: () => void;
  /** The hub as a whole is told of differently now. */
  changed: () => void;
  added: ActivityNeeds['added'];
}

/** What every other part stands on: the time, the store, what a person chose, and where they tell what happens. */
export class Base {
  readonly clock = new WakingClock(systemClock);
  readonly startedAt = this.clock.now();
  readonly meter = new Meter();
  readonly settings: HubSettings;
  readonly limits: BrokerLimits;
  readonly keeping: Keeping;
  readonly activity: Activity;
  readonly refusals: Refusals;
  /** Keeps what happens in the activity log, and counts it. */
  readonly report: Report;

  constructor({ options, database, log, devices, save, recovered, changed, added }: BaseNeeds) {
    const { clock } = this;
    this.refusals = new Refusals({ now: () => clock.now(), mayNow: mayNow(devices, clock) });
    this.report = this.meter.counting((happening) => {
      this.activity.report(happening);
      this.refusals.note(happening);
      if (happening.kind === 'problem') log.warn(happening.text);
    });
    this.settings = new HubSettings(new SettingsTable(database), forcedBy(options));
    this.limits = new BrokerLimits(new SettingsTable(database), changed);
    this.keeping = new Keeping({
      clock,
      database,
      dataDir: options.dataDir,
      limits: () => this.limits.current,
      report: this.report,
      save,
      recovered,
      changed,
    });
    this.activity = new Activity({
      table: new ActivityTable(database),
      clock,
      keep: () => this.settings.current.activityEntries,
      attempt: this.keeping.watch.attempt,
      added,
    });
  }
}
