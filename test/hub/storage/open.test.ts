import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import type { StartTrouble } from '../../../electron/contract/start-trouble.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { makeFolder, openAtStart, suspect } from '../../../electron/hub/storage/open.ts';
import { setAside } from '../../../electron/hub/storage/set-aside.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { keysFailure, StartFailure, startFailure } from '../../../electron/hub/storage/start-failure.ts';
import { makeSmallDisk, noDiskBecause } from './small-disk.ts';

const BUSY_MS = 50;
let folder: string;
const file = () => join(folder, 'porchlight.db');

/** A database with some pages of content, closed in order. */
function fill(into = folder): void {
  const database = openAtStart(into);
  new SettingsTable(database).set('precious', 'x'.repeat(40_000));
  database.close();
}

function overwrite(path: string, at: number, bytes: number): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.alloc(bytes, 7), 0, bytes, at);
  closeSync(handle);
}

function troubleAt(start: () => unknown): StartTrouble {
  try {
    start();
  } catch (error) {
    if (error instanceof StartFailure) return error.trouble;
    throw error;
  }
  throw new Error('it started');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-'));
});

describe('a database that another program holds', () => {
  test('is said to be, after a bounded wait, and opens when it is let go', () => {
    fill();
    const other = new DatabaseSync(file());
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const started = performance.now();
    expect(troubleAt(() => openAtStart(folder, BUSY_MS))).toEqual({ cause: 'locked', folder, detail: '' });
    expect(performance.now() - started).toBeLessThan(BUSY_MS + 2_000);
    other.close();
    openAtStart(folder, BUSY_MS).close();
  });

  test('is so too when only writing is held up', () => {
    fill();
    const other = new DatabaseSync(file());
    other.exec('BEGIN IMMEDIATE');
    expect(troubleAt(() => openAtStart(folder, BUSY_MS)).cause).toBe('locked');
    other.close();
  });
});

describe('a damaged database', () => {
  test.each<[string, () => void]>([
    ['is no database at all', () => writeFileSync(file(), 'once upon a time '.repeat(500))],
    ['has its header overwritten', () => overwrite(file(), 0, 100)],
    ['has its schema overwritten', () => overwrite(file(), 100, 3_000)],
    ['was cut off', () => truncateSync(file(), statSync(file()).size / 2)],
  ])('is found at once when it %s', (_what, damage) => {
    fill();
    damage();
    expect(troubleAt(() => openAtStart(folder)).cause).toBe('damaged');
  });

  /** Damage in a page that no start needs. */
  function damageRetained(): void {
    const database = new DatabaseSync(file());
    const { root } = database.prepare("SELECT rootpage AS root FROM sqlite_schema WHERE name = 'retained'").get() as { root: number };
    database.close();
    overwrite(file(), (root - 1) * 4_096, 4_096);
  }

  test('is found in a page that no start needs, each time', () => {
    fill();
    damageRetained();
    expect(troubleAt(() => openAtStart(folder)).cause).toBe('damaged');
    expect(troubleAt(() => openAtStart(folder)).cause).toBe('damaged');
  });

  test('that takes long to look at is looked at before the start only if there was reason to', () => {
    fill();
    const database = new DatabaseSync(file());
    database.prepare("INSERT INTO settings (key, value) VALUES ('large', hex(zeroblob(?)))").run(LIMITS.startCheckBytes / 2);
    database.close();
    damageRetained();
    openAtStart(folder).close();
    suspect(folder);
    expect(troubleAt(() => openAtStart(folder)).cause).toBe('damaged');
  });

  test('that was suspected wrongly is looked at once', () => {
    fill();
    suspect(folder);
    openAtStart(folder).close();
    expect(readdirSync(folder)).toEqual(['porchlight.db']);
  });

  test('is kept under another name with what belongs to it, and an empty one takes its place', () => {
    fill();
    overwrite(file(), 0, 100);
    writeFileSync(`${file()}-wal`, 'wal');
    writeFileSync(`${file()}-shm`, 'shm');
    const damaged = readFileSync(file());
    suspect(folder);
    const aside = setAside(folder, Date.UTC(2031, 4, 6));
    expect(aside).toBe(join(folder, 'porchlight.damaged-2031-05-06.db'));
    expect(readFileSync(aside).equals(damaged)).toBe(true);
    expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('wal');
    expect(existsSync(`${aside}-shm`)).toBe(true);
    const fresh = openAtStart(folder);
    expect(new SettingsTable(fresh).get('precious')).toBeUndefined();
    fresh.close();
  });

  test('never takes the place of one that was set aside before', () => {
    for (const text of ['one', 'two']) {
      writeFileSync(file(), text);
      setAside(folder, 0);
    }
    expect(readFileSync(join(folder, 'porchlight.damaged-1970-01-01.db'), 'utf8')).toBe('one');
    expect(readFileSync(join(folder, 'porchlight.damaged-1970-01-01-2.db'), 'utf8')).toBe('two');
  });
});

test('a database of a newer Porchlight is left alone', () => {
  const database = openAtStart(folder);
  database.exec('PRAGMA user_version = 9999');
  database.close();
  expect(troubleAt(() => openAtStart(folder))).toMatchObject({ cause: 'newer', detail: expect.stringContaining('newer Porchlight') });
});

describe('a data folder', () => {
  test('that cannot be made says why', () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, '');
    expect(troubleAt(() => makeFolder(taken))).toEqual({ cause: 'folder', folder: taken, detail: 'There is a file of this name.' });
    const inside = join(taken, 'inside');
    expect(troubleAt(() => makeFolder(inside))).toEqual({ cause: 'folder', folder: inside, detail: 'There is a file in its path.' });
  });

  const onDisk = (name: string, run: (disk: ReturnType<typeof makeSmallDisk>) => void) =>
    test.skipIf(noDiskBecause)(`${name} ${noDiskBecause ?? ''}`, () => {
      const disk = makeSmallDisk();
      try {
        run(disk);
      } finally {
        disk.remove();
      }
    });

  onDisk('on a full disk is said to be so, and opens when there is room', (disk) => {
    fill(disk.folder);
    disk.fill();
    expect(troubleAt(() => openAtStart(disk.folder))).toEqual({ cause: 'full', folder: disk.folder, detail: '' });
    disk.empty();
    openAtStart(disk.folder).close();
  });

  onDisk('on a disk with next to no room is said to be so before it is relied on', (disk) => {
    fill(disk.folder);
    disk.fill();
    const filler = join(disk.folder, 'filler');
    truncateSync(filler, statSync(filler).size - 65_536);
    expect(troubleAt(() => openAtStart(disk.folder)).cause).toBe('full');
  });

  onDisk('that is read-only is said to be so', (disk) => {
    fill(disk.folder);
    disk.setReadOnly(true);
    expect(troubleAt(() => openAtStart(disk.folder)).cause).toBe('read-only');
    expect(troubleAt(() => makeFolder(join(disk.folder, 'inner')))).toMatchObject({ cause: 'folder', detail: 'That disk is read-only.' });
    disk.setReadOnly(false);
    openAtStart(disk.folder).close();
  });
});

describe('keys that cannot be read', () => {
  const eacces = Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES', syscall: 'open' });

  test('are told apart from a folder that cannot be written', () => {
    expect(keysFailure(eacces, folder).trouble).toEqual({ cause: 'keys', folder, detail: 'You may not read them.' });
    expect(startFailure(eacces, folder).trouble.cause).toBe('read-only');
  });

  test('say in words what the vault says', () => {
    expect(keysFailure(new Error('The keys are locked.'), folder).trouble).toEqual({
      cause: 'keys',
      folder,
      detail: 'The keys are locked.',
    });
  });

  test('keep what OpenSSL says of a damaged file out of sight', () => {
    const opaque = Object.assign(new Error('error:1E08010C:DECODER routines::unsupported'), { code: 'ERR_OSSL_UNSUPPORTED' });
    expect(keysFailure(opaque, folder).trouble).toEqual({ cause: 'keys', folder, detail: '' });
  });

  test('a full disk on which none can be made is a full disk', () => {
    const enospc = Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' });
    expect(keysFailure(enospc, folder).trouble.cause).toBe('full');
  });
});

test('what nobody foresaw is told as it is', () => {
  expect(startFailure(new Error('the moon is missing'), '/data').trouble).toEqual({
    cause: 'other',
    folder: '/data',
    detail: 'the moon is missing',
  });
});
