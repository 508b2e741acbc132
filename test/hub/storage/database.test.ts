import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase, proveWritable, transaction } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { troubleOf } from '../../../electron/hub/storage/trouble.ts';
import { makeSmallDisk, noDiskBecause } from './small-disk.ts';

const openNew = (folder = mkdtempSync(join(tmpdir(), 'porchlight-'))) => openDatabase(join(folder, 'test.db'));

describe('a transaction', () => {
  test('stores all or nothing', () => {
    const database = openNew();
    const settings = new SettingsTable(database);
    const work = () =>
      transaction(database, () => {
        settings.set('a', 1);
        throw new Error('in the middle');
      });
    expect(work).toThrow('in the middle');
    expect(settings.get('a')).toBeUndefined();
    database.close();
  });

  test('within another is a part of it', () => {
    const database = openNew();
    const settings = new SettingsTable(database);
    const work = () =>
      transaction(database, () => {
        transaction(database, () => settings.set('inner', 1));
        throw new Error('after the inner one');
      });
    expect(work).toThrow('after the inner one');
    expect(settings.get('inner')).toBeUndefined();
    database.close();
  });

  test.skipIf(noDiskBecause)(`that meets a full disk says so, and the next one works when there is room ${noDiskBecause ?? ''}`, () => {
    const disk = makeSmallDisk();
    const database = openNew(disk.folder);
    try {
      const settings = new SettingsTable(database);
      const fillUp = () => transaction(database, () => settings.set('big', 'x'.repeat(300_000)));
      disk.fill();
      let error: unknown;
      try {
        fillUp();
      } catch (thrown) {
        error = thrown;
      }
      expect(troubleOf(error)).toBe('full');
      expect(database.isTransaction).toBe(false);
      disk.empty();
      fillUp();
      expect(settings.get('big')).toHaveLength(300_000);
    } finally {
      database.close();
      disk.remove();
    }
  });
});

test('the proof that a database can be written leaves nothing in it', () => {
  const database = openNew();
  proveWritable(database);
  expect(database.prepare('SELECT count(*) AS count FROM settings').get()).toMatchObject({ count: 0 });
  database.close();
});

test.skipIf(noDiskBecause)(`there is no proof on a full disk ${noDiskBecause ?? ''}`, () => {
  const disk = makeSmallDisk();
  const database = openNew(disk.folder);
  try {
    disk.fill();
    expect(() => proveWritable(database)).toThrow(/full/);
    disk.empty();
    proveWritable(database);
  } finally {
    database.close();
    disk.remove();
  }
});
