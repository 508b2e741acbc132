import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../contract/errors.ts';
import type { Admission } from '../broker/admission.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import type { Attempt } from './attempt.ts';
import { proveWritable } from './database.ts';
import type { StorageHealth } from './health.ts';
import { notSaved, troubleOf } from './trouble.ts';

export interface StorageWatchNeeds {
  database: DatabaseSync;
  health: StorageHealth;
  clock: Clock;
  /** The data folder. */
  folder: string;
  /** Writing works again: what was kept in memory can be stored. */
  recovered: () => void;
}

/** Keeps the hub going while its disk takes nothing, and notices when it does again. */
export class StorageWatch {
  private needs: StorageWatchNeeds;
  private stopLooking: (() => void) | null = null;
  private ending = false;

  constructor(needs: StorageWatchNeeds) {
    this.needs = needs;
  }

  /** A write in the background. While there is trouble it is not even tried, because waiting for a lock holds up every message. */
  attempt: Attempt = (write) => {
    const { health } = this.needs;
    if (!this.ending && health.state().state !== 'ok') return false;
    try {
      write();
      return true;
    } catch (error) {
      if (troubleOf(error) === null) throw error;
      health.failed(error);
      return false;
    }
  };

  /** The same handlers, which answer with a {@link UserError} when the disk did not take what they wrote. */
  guard<H extends object>(handlers: H): H {
    const guarded = Object.entries(handlers).map(([name, handler]) => [
      name,
      async (args: unknown) => {
        try {
          return await (handler as (args: unknown) => unknown)(args);
        } catch (error) {
          throw this.inWords(error);
        }
      },
    ]);
    return Object.fromEntries(guarded) as H;
  }

  /** What a client is answered that cannot be let in because that could not be stored; `null` if the error is about something else. */
  refusal(error: unknown): Admission | null {
    if (troubleOf(error) === null) return null;
    this.needs.health.failed(error);
    return { ok: false, refusal: { returnCode: 3, cause: 'storage', text: words.entry.unsaved, deviceId: null } };
  }

  /** To be called whenever the health's state changed. */
  healthChanged(): void {
    if (this.ending) return;
    const { database, health, clock, recovered } = this.needs;
    const isFine = health.state().state === 'ok';
    database.exec(`PRAGMA busy_timeout = ${isFine ? LIMITS.storageBusyMs : LIMITS.storageBusyInTroubleMs}`);
    if (isFine) {
      this.stopLooking?.();
      this.stopLooking = null;
      recovered();
    } else this.stopLooking ??= clock.every(LIMITS.storageProbeMs, () => this.look());
  }

  /** One look whether writing works again. */
  look(): void {
    const { database, health } = this.needs;
    if (health.state().state === 'ok') return;
    try {
      proveWritable(database);
      health.ok();
    } catch (error) {
      health.failed(error);
    }
  }

  /** From now on every write is tried: there is no later. */
  end(): void {
    this.ending = true;
    this.stopLooking?.();
  }

  private inWords(error: unknown): unknown {
    const trouble = error instanceof UserError ? null : troubleOf(error, this.needs.folder);
    if (trouble === null) return error;
    this.needs.health.failed(error);
    return new UserError(notSaved(trouble));
  }
}
