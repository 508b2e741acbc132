import type { BackupSummary, LocalBackup } from '../../contract/backup.ts';
import { UserError } from '../../contract/errors.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { isLarge } from '../storage/open.ts';
import { troubleOf } from '../storage/trouble.ts';
import { words } from '../words/index.ts';
import type { Jobs } from './job-thread.ts';
import type { Job, JobResults } from './jobs.ts';
import { removeUnfinished } from './local-backups.ts';
import { listLocal, localFolder } from './local-list.ts';
import { Unusable } from './problems.ts';

export interface BackupsNeeds {
  clock: Clock;
  jobs: Jobs;
  dataDir: string;
  hubId: string;
  /** Of Porchlight. */
  version: string;
  /** What protects the hub's keys on this computer; `null` where there is no keyring. */
  keyringKey: Uint8Array | null;
  report: Report;
  /** Stores what is only in memory, so that the copy has it. */
  save: () => void;
  /** The database that is in use was found damaged. */
  damaged: (error: Error) => void;
  /** Ends the hub and starts it anew, which puts in place what was staged. */
  restart: () => void;
}

/** Backups of this hub: the encrypted file that a person takes along, and those that it makes by itself on this disk. */
export class Backups {
  private needs: BackupsNeeds;
  private timers: (() => void)[] = [];
  private isBusy = false;
  private isLeaving = false;
  /** Said once, not at every look. */
  private lastProblem: string | null = null;

  constructor(needs: BackupsNeeds) {
    this.needs = needs;
  }

  start(): void {
    const { clock, dataDir } = this.needs;
    removeUnfinished(dataDir);
    const look = () => void this.makeDaily();
    this.timers = [clock.after(LIMITS.localBackupFirstMs, look), clock.every(LIMITS.localBackupLookMs, look)];
    if (isLarge(dataDir)) this.timers.push(clock.after(LIMITS.lateCheckMs, () => void this.check()));
  }

  async stop(): Promise<void> {
    for (const end of this.timers) end();
    this.timers = [];
    this.isLeaving = true;
    await this.needs.jobs.stop();
  }

  /** Writes the encrypted file. Rejects with a {@link UserError} that says why it cannot be written. */
  async make(file: string, passphrase: string): Promise<{ bytes: number }> {
    this.needs.save();
    const made = await this.run({ kind: 'make', file, passphrase });
    this.needs.report({ kind: 'change', text: words.backup.made });
    return made;
  }

  /** What is in a file, when all of it is sound. Rejects with a {@link UserError} that says why it cannot be used. */
  async read(file: string, passphrase: string): Promise<BackupSummary> {
    const summary = await this.run({ kind: 'read', file, passphrase });
    return { ...summary, isThisHub: summary.hubId === this.needs.hubId };
  }

  /** Stages a backup, keeps what is here, and starts the hub anew. Rejects with a {@link UserError}, and then nothing is changed. */
  async restore(file: string, passphrase: string): Promise<void> {
    this.needs.save();
    await this.run({ kind: 'restore', file, passphrase });
    this.leave();
  }

  local(): { backups: LocalBackup[]; folder: string } {
    const { dataDir } = this.needs;
    return { backups: listLocal(dataDir), folder: localFolder(dataDir) };
  }

  /** One more than those that are made by themselves. */
  async makeLocal(): Promise<LocalBackup> {
    this.needs.save();
    const made = await this.run({ kind: 'makeLocal', reason: 'asked' });
    this.needs.report({ kind: 'change', text: words.backup.madeLocal });
    return made;
  }

  /** As {@link restore}, from a local one. */
  async restoreLocal(id: string): Promise<void> {
    this.needs.save();
    await this.run({ kind: 'restoreLocal', id });
    this.leave();
  }

  /** Makes the automatic one if it is due, and says in the activity if that fails. */
  async makeDaily(): Promise<void> {
    const { clock, dataDir, report, save } = this.needs;
    if (this.isBusy || this.isLeaving || !isDue(dataDir, clock.now())) return;
    try {
      save();
      await this.run({ kind: 'makeLocal', reason: 'daily' });
      this.lastProblem = null;
    } catch (error) {
      if (this.isLeaving) return;
      const problem = error instanceof UserError ? error.message : words.backup.seeLog;
      if (problem !== this.lastProblem) report({ kind: 'problem', text: words.backup.dailyFailed(problem) });
      this.lastProblem = problem;
    }
  }

  private async check(): Promise<void> {
    // What was found has been told by then; anything else that keeps it from looking is no damage.
    await this.run({ kind: 'check' }).catch(() => {});
  }

  private leave(): void {
    this.isLeaving = true;
    this.needs.clock.after(LIMITS.backupRestartMs, this.needs.restart);
  }

  /** One at a time: each takes memory and the disk, and two must not stage. */
  private async run<J extends Job>(job: J): Promise<JobResults[J['kind']]> {
    const { jobs, dataDir, keyringKey, version, clock, damaged } = this.needs;
    if (this.isLeaving) throw new Unusable(words.backup.leaving);
    if (this.isBusy) throw new Unusable(words.backup.busy);
    this.isBusy = true;
    try {
      return await jobs.run(job, { dataDir, keyringKey, version, now: clock.now() });
    } catch (error) {
      const trouble = error instanceof UserError ? null : troubleOf(error);
      if (trouble === 'damaged') damaged(error as Error);
      throw trouble === 'full' ? new Unusable(words.backup.noRoom) : error;
    } finally {
      this.isBusy = false;
    }
  }
}

/** A clock that was set back must not keep backups from being made. */
function isDue(dataDir: string, now: number): boolean {
  const last = listLocal(dataDir).find(({ reason }) => reason === 'daily');
  return last === undefined || Math.abs(now - last.madeAt) >= LIMITS.localBackupEveryMs;
}
