import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { Backups } from '../../../electron/hub/backup/backups.ts';
import type { Job, JobData } from '../../../electron/hub/backup/jobs.ts';
import { Unusable } from '../../../electron/hub/backup/problems.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { words } from '../../../electron/hub/words/index.ts';
import { ManualClock } from '../manual-clock.ts';
import { newFolder } from './house.ts';

const made = { id: 'x', madeAt: 1, bytes: 1, reason: 'daily' as const };
let clock: ManualClock;
let backups: Backups;
let jobs: Job[];
let reports: Happening[];
/** What the next jobs come to. */
let outcomes: unknown[];
const save = vi.fn();
const damaged = vi.fn();
const restart = vi.fn();
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  const dataDir = newFolder();
  openDatabase(join(dataDir, 'porchlight.db')).close();
  clock = new ManualClock();
  jobs = [];
  reports = [];
  outcomes = [];
  for (const each of [save, damaged, restart]) each.mockReset();
  const run = async (job: Job, _data: JobData) => {
    jobs.push(job);
    const outcome = await outcomes.shift();
    if (outcome instanceof Error) throw outcome;
    return outcome as never;
  };
  backups = new Backups({
    clock,
    jobs: { run, stop: async () => {} },
    dataDir,
    hubId: 'me',
    version: '1',
    keyringKey: null,
    report: (happening) => reports.push(happening),
    save,
    damaged,
    restart,
  });
});

describe('the automatic backup', () => {
  test('is made some time after the start, with what was only in memory, and without a word', async () => {
    backups.start();
    expect(jobs).toEqual([]);
    outcomes = [made];
    clock.advance(LIMITS.localBackupFirstMs);
    await settled();
    expect(jobs).toEqual([{ kind: 'makeLocal', reason: 'daily' }]);
    expect(save).toHaveBeenCalledOnce();
    expect(reports).toEqual([]);
  });

  test('is said once when it cannot be made, tried again, and said anew when it failed anew', async () => {
    backups.start();
    outcomes = [new Unusable(words.backup.noRoom), new Unusable(words.backup.noRoom), made, new Unusable(words.backup.noRoom)];
    for (let look = 0; look < 3; look++) {
      clock.advance(LIMITS.localBackupLookMs);
      await settled();
    }
    expect(jobs.length).toBeGreaterThanOrEqual(3);
    expect(reports).toEqual([{ kind: 'problem', text: `The automatic backup could not be made. ${words.backup.noRoom}` }]);
    clock.advance(LIMITS.localBackupLookMs);
    await settled();
    expect(reports).toHaveLength(2);
  });

  test('of a database that turns out to be damaged tells so', async () => {
    outcomes = [Object.assign(new Error('malformed'), { errcode: 11 })];
    await backups.makeDaily();
    expect(damaged).toHaveBeenCalledOnce();
    expect(reports).toMatchObject([{ kind: 'problem' }]);
  });

  test('is not made when the hub stops', async () => {
    backups.start();
    await backups.stop();
    clock.advance(10 * LIMITS.localBackupEveryMs);
    expect(jobs).toEqual([]);
  });
});

describe('a restore', () => {
  test('starts the hub anew once it is staged, after the answer, and takes no more orders', async () => {
    await backups.restore('/a', 'passphrase');
    expect(restart).not.toHaveBeenCalled();
    await expect(backups.make('/b', 'passphrase')).rejects.toThrow('Porchlight is about to start anew.');
    clock.advance(LIMITS.backupRestartMs);
    expect(restart).toHaveBeenCalledOnce();
  });

  test('that fails starts nothing', async () => {
    outcomes = [new Unusable('The passphrase is wrong.')];
    await expect(backups.restore('/a', 'x')).rejects.toThrow('The passphrase is wrong.');
    clock.advance(LIMITS.backupRestartMs);
    expect(restart).not.toHaveBeenCalled();
    expect(await backups.restoreLocal('one')).toBeUndefined();
  });
});

test('two at a time are not done', async () => {
  const first = Promise.withResolvers<unknown>();
  outcomes = [first.promise];
  const making = backups.makeLocal();
  await expect(backups.read('/a', 'x')).rejects.toThrow('Another backup is being made or read.');
  first.resolve(made);
  expect(await making).toEqual(made);
  outcomes = [{ hubId: 'me' }];
  expect(await backups.read('/a', 'x')).toEqual({ hubId: 'me', isThisHub: true });
});

test('a full disk is said in words, and no passphrase is in them', async () => {
  outcomes = [Object.assign(new Error('full'), { errcode: 13 })];
  await expect(backups.make('/a', 'my secret passphrase')).rejects.toThrow(words.backup.noRoom);
  expect(JSON.stringify(reports)).not.toContain('my secret passphrase');
});
