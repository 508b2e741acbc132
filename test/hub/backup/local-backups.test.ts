import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LocalBackup } from '../../../electron/contract/backup.ts';
import { makeLocal, openLocal, removeUnfinished, soundLocal } from '../../../electron/hub/backup/local-backups.ts';
import { listLocal, localFolder } from '../../../electron/hub/backup/local-list.ts';
import { openIdentity } from '../../../electron/hub/certificates/identity.ts';
import { keptKey } from '../../../electron/hub/certificates/signing-key.ts';
import { Vault } from '../../../electron/hub/certificates/vault.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { words } from '../../../electron/hub/words/index.ts';
import { makeSmallDisk, noDiskBecause } from '../storage/small-disk.ts';
import { newFolder } from './house.ts';

const START = Date.UTC(2031, 4, 6);
const DAY = 86_400_000;
const never = () => false;
let folder: string;
let vault: Vault;

async function fill(into: string, key: Uint8Array | null = new Uint8Array(32).fill(5)): Promise<void> {
  folder = into;
  openDatabase(join(folder, 'porchlight.db')).close();
  vault = new Vault(join(folder, 'keys'), key, randomBytes);
  openIdentity(vault);
  for (const name of ['authority.pem', 'server.pem']) await keptKey(vault, name);
}
const make = (now: number, reason: LocalBackup['reason'] = 'daily') => makeLocal({ dataDir: folder, vault, version: '1', now }, reason);
const pathOf = ({ id }: LocalBackup, name = 'porchlight.db') => join(localFolder(folder), id, name);
/** In the middle of the file, where a page of a table is. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(7, 8_192, 20_000);
  writeFileSync(file, bytes);
}

beforeEach(() => fill(newFolder()));

test('the last seven of each day are kept, and the last three of the others', () => {
  for (let day = 0; day < 9; day++) make(START + day * DAY);
  for (let count = 0; count < 5; count++) make(START + 20 * DAY + count, 'before');
  for (let count = 0; count < 5; count++) make(START + 30 * DAY + count, 'asked');
  const kept = listLocal(folder);
  expect(kept.map(({ madeAt }) => madeAt)).toEqual([...kept.map(({ madeAt }) => madeAt)].sort((a, b) => b - a));
  const of = (reason: string) => kept.filter((backup) => backup.reason === reason).map(({ madeAt }) => madeAt);
  expect(of('daily')).toEqual([8, 7, 6, 5, 4, 3, 2].map((day) => START + day * DAY));
  expect(of('before')).toEqual([4, 3, 2].map((count) => START + 20 * DAY + count));
  expect(of('asked')).toEqual([4, 3, 2].map((count) => START + 30 * DAY + count));
});

test('one is for this user alone, and protected as the live data is', () => {
  const backup = make(START);
  expect(statSync(join(localFolder(folder), backup.id)).mode & 0o777).toBe(0o700);
  for (const name of ['porchlight.db', 'inventory.json']) expect(statSync(pathOf(backup, name)).mode & 0o777).toBe(0o600);
  const stored = readFileSync(pathOf(backup, 'inventory.json'), 'utf8');
  const { keys } = JSON.parse(stored) as { keys: Record<string, string> };
  for (const key of Object.values(keys)) expect(Buffer.from(key, 'base64').toString('latin1')).not.toContain('PRIVATE KEY');
  const opened = openLocal(folder, backup.id, vault).inventory.keys['identity.pem'] as string;
  expect(Buffer.from(opened, 'base64').toString()).toContain('PRIVATE KEY');
});

test('one that was interrupted is none, and is cleared away', () => {
  mkdirSync(join(localFolder(folder), '.unfinished'), { recursive: true });
  writeFileSync(join(localFolder(folder), '.unfinished', 'porchlight.db'), 'half');
  expect(listLocal(folder)).toEqual([]);
  removeUnfinished(folder);
  expect(readdirSync(localFolder(folder))).toEqual([]);
});

describe('what is offered when the database is damaged', () => {
  test('is what can be read, newest first', () => {
    const [oldest, broken, newest] = [make(START), make(START + DAY), make(START + 2 * DAY)];
    damage(pathOf(broken));
    expect(soundLocal(folder, vault, never)).toEqual([newest, oldest]);
  });

  test('is nothing whose keys this computer cannot open', () => {
    make(START);
    expect(soundLocal(folder, new Vault(join(folder, 'keys'), null, randomBytes), never)).toEqual([]);
    expect(soundLocal(folder, new Vault(join(folder, 'keys'), new Uint8Array(32).fill(6), randomBytes), never)).toEqual([]);
  });

  test('is what was looked at before the time was over', () => {
    for (let day = 0; day < 4; day++) make(START + day * DAY);
    let looks = 0;
    expect(soundLocal(folder, vault, () => ++looks > 2)).toHaveLength(2);
  });
});

test.each(['../keys', '2031-05-06T00-00-00-000Z-daily/..', 'nothing', ''])('the id %o leads nowhere', (id) => {
  expect(() => openLocal(folder, id, vault)).toThrow('This backup is not there any more.');
});

test('an inventory that was changed is damage', () => {
  const backup = make(START);
  writeFileSync(pathOf(backup, 'inventory.json'), '{}');
  expect(() => openLocal(folder, backup.id, vault)).toThrow(words.backup.damaged);
});

test('a damaged database is found while it is copied, and no backup is made of it', () => {
  damage(join(folder, 'porchlight.db'));
  expect(() => make(START)).toThrow(/malformed|damaged/);
  expect(listLocal(folder)).toEqual([]);
  expect(existsSync(join(localFolder(folder), '.unfinished'))).toBe(false);
});

test.skipIf(noDiskBecause)(`none is made on a disk that is nearly full, and those that are there stay ${noDiskBecause ?? ''}`, async () => {
  const disk = makeSmallDisk('200m');
  try {
    await fill(disk.folder);
    const backup = make(START);
    // Something else takes the room that is to stay free.
    writeFileSync(join(disk.folder, 'film'), Buffer.alloc(200 * 1_024 * 1_024 - LIMITS.backupRoomBytes));
    expect(() => make(START + DAY)).toThrow(words.backup.noRoom);
    expect(listLocal(folder)).toEqual([backup]);
  } finally {
    disk.remove();
  }
});
