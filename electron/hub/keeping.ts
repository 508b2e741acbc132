import type { DatabaseSync } from 'node:sqlite';
import type { BrokerLimits } from '../contract/limits.ts';
import type { Report } from './activity/report.ts';
import { KeptStore } from './broker/store/kept-store.ts';
import type { Clock } from './clock.ts';
import { StorageHealth } from './storage/health.ts';
import { databaseFile, suspect } from './storage/open.ts';
import { StorageWatch } from './storage/watch.ts';
import { ThreadWriter } from './storage/writer/writer.ts';
import { words } from './words/index.ts';

export interface KeepingNeeds {
  clock: Clock;
  database: DatabaseSync;
  dataDir: string;
  limits: () => BrokerLimits;
  report: Report;
  /** What was kept in memory because it could not be stored may be stored now. */
  save: () => void;
  /** What waited for its acknowledgement may go on. */
  recovered: () => void;
  /** What {@link StorageHealth.state} tells is different now. */
  changed: () => void;
}

/** Everything that the hub writes to disk, and whether it can: by its own thread, and by that of the broker's store. */
export class Keeping {
  readonly health: StorageHealth;
  readonly watch: StorageWatch;
  readonly store: KeptStore;
  private needs: KeepingNeeds;

  /** Reads what the broker keeps. */
  constructor(needs: KeepingNeeds) {
    const { clock, database, dataDir, limits, save, recovered } = needs;
    this.needs = needs;
    this.health = new StorageHealth({ now: () => clock.now(), folder: dataDir, changed: () => this.healthChanged() });
    this.watch = new StorageWatch({ database, health: this.health, clock, folder: dataDir, recovered: save });
    const writer = new ThreadWriter(databaseFile(dataDir), { failed: (error) => this.health.failed(error), recovered });
    this.store = new KeptStore({ database, writer, clock, limits });
  }

  private healthChanged(): void {
    const { dataDir, report, changed } = this.needs;
    const { state, problem } = this.health.state();
    const text = state === 'ok' ? words.life.savesAgain : words.life.savesNothing(problem);
    if (state === 'damaged') suspect(dataDir);
    report({ kind: state === 'ok' ? 'change' : 'problem', text });
    this.watch.healthChanged();
    changed();
  }
}
