import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Content, gather } from '../../../electron/hub/backup/content.ts';
import { putInPlace } from '../../../electron/hub/backup/put-in-place.ts';
import { complete, stage, stagedFolder } from '../../../electron/hub/backup/staged.ts';
import { openIdentity } from '../../../electron/hub/certificates/identity.ts';
import { keptKey } from '../../../electron/hub/certificates/signing-key.ts';
import { Vault } from '../../../electron/hub/certificates/vault.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { words } from '../../../electron/hub/words/index.ts';
import { newFolder } from './house.ts';

const NOW = Date.UTC(2031, 4, 6);

/** A data folder without a running hub. */
async function makeData(name: string, extraKeys: string[] = []): Promise<{ folder: string; hubId: string }> {
  const folder = newFolder();
  const database = openDatabase(join(folder, 'porchlight.db'));
  new SettingsTable(database).set('hubName', name);
  database.close();
  const vault = new Vault(join(folder, 'keys'), null, randomBytes);
  for (const key of ['authority.pem', 'server.pem', ...extraKeys]) await keptKey(vault, key);
  mkdirSync(join(folder, 'certificates'));
  for (const file of ['authority.crt', 'server.crt']) writeFileSync(join(folder, 'certificates', file), `${file} of ${name}`);
  return { folder, hubId: openIdentity(vault).id };
}

/** Who the hub in a folder is, by each thing that could tell; all must agree. */
function whoIn(folder: string): string[] {
  const database = new DatabaseSync(join(folder, 'porchlight.db'));
  const name = new SettingsTable(database).get('hubName') as string;
  database.close();
  const keys = readdirSync(join(folder, 'keys')).map((key) => `${key} ${readFileSync(join(folder, 'keys', key), 'utf8')}`);
  return [name, readFileSync(join(folder, 'certificates', 'authority.crt'), 'utf8'), ...keys.sort()];
}

let old: { folder: string; hubId: string };
let other: { folder: string; hubId: string };
let folder: string;
let content: Content;

beforeAll(async () => {
  old = await makeData('old', ['token-key.pem']);
  other = await makeData('new');
});

beforeEach(() => {
  folder = newFolder();
  cpSync(old.folder, folder, { recursive: true });
  const vault = new Vault(join(other.folder, 'keys'), null, randomBytes);
  content = gather({ dataDir: other.folder, vault, version: '1', now: NOW }, join(newFolder(), 'copy.db'));
});

const stageIt = async (setAside = false) => {
  await stage(content, { dataDir: folder, keyringKey: null });
  complete(folder, content.inventory, setAside);
};

describe('a power cut', () => {
  test('before all is staged leaves the old hub, and nothing of the other', async () => {
    await stage(content, { dataDir: folder, keyringKey: null });
    expect(putInPlace(folder, NOW)).toBe(false);
    expect(existsSync(stagedFolder(folder))).toBe(false);
    expect(whoIn(folder)).toEqual(whoIn(old.folder));
  });

  test('while it is staged leaves the old hub', async () => {
    await stageIt();
    for (const name of readdirSync(stagedFolder(folder))) {
      const half = newFolder();
      cpSync(folder, half, { recursive: true });
      rmSync(join(stagedFolder(half), 'complete'));
      rmSync(join(stagedFolder(half), name), { recursive: true, force: true });
      expect(putInPlace(half, NOW)).toBe(false);
      expect(whoIn(half)).toEqual(whoIn(old.folder));
    }
  });

  test.each([[false], [true]])(
    'at any step of putting it in place leaves the new hub after the next start (set aside: %s)',
    async (setAside) => {
      await stageIt(setAside);
      const wanted = whoIn(other.folder);
      writeFileSync(join(folder, 'porchlight.db-wal'), 'the log of the old database');
      const whole = newFolder();
      cpSync(folder, whole, { recursive: true });
      const steps: string[] = [];
      putInPlace(whole, NOW, (step) => steps.push(step));
      expect(steps.length).toBeGreaterThan(10);
      expect(whoIn(whole)).toEqual(wanted);
      expect(existsSync(join(whole, 'certificates', 'server.crt'))).toBe(false);
      for (const [index, name] of steps.entries()) {
        const cut = newFolder();
        cpSync(folder, cut, { recursive: true });
        let count = 0;
        const cutPower = () => {
          if (count++ === index) throw new Error(`power cut after: ${name}`);
        };
        expect(() => putInPlace(cut, NOW, cutPower)).toThrow('power cut');
        putInPlace(cut, NOW);
        expect(whoIn(cut)).toEqual(wanted);
        expect(existsSync(stagedFolder(cut))).toBe(false);
        expect(putInPlace(cut, NOW)).toBe(false);
      }
    },
  );
});

test('the key from the keyring of this computer stays', async () => {
  writeFileSync(join(folder, 'keys', 'keyring.bin'), 'encrypted by the desktop');
  await stageIt();
  putInPlace(folder, NOW);
  expect(readFileSync(join(folder, 'keys', 'keyring.bin'), 'utf8')).toBe('encrypted by the desktop');
  expect(existsSync(join(folder, 'keys', 'token-key.pem'))).toBe(false);
});

test('a damaged database that was there is kept under another name', async () => {
  writeFileSync(join(folder, 'porchlight.db'), 'damaged');
  await stageIt(true);
  putInPlace(folder, NOW);
  expect(readFileSync(join(folder, 'porchlight.damaged-2031-05-06.db'), 'utf8')).toBe('damaged');
  expect(whoIn(folder)).toEqual(whoIn(other.folder));
});

test('browsers log in by the password of this computer', async () => {
  const database = openDatabase(join(folder, 'porchlight.db'));
  new SettingsTable(database).set('web.password', { of: 'this computer' });
  database.close();
  await stageIt();
  putInPlace(folder, NOW);
  const restored = openDatabase(join(folder, 'porchlight.db'));
  expect(new SettingsTable(restored).get('web.password')).toEqual({ of: 'this computer' });
  expect(new SettingsTable(restored).get('hubName')).toBe('new');
  restored.close();
});

describe('what cannot be used is not staged, and leaves nothing behind', () => {
  /** The same content with another database. */
  function withDatabase(change: (database: DatabaseSync) => void): Content {
    const file = join(newFolder(), 'changed.db');
    cpSync(join(other.folder, 'porchlight.db'), file);
    const database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = DELETE');
    change(database);
    database.close();
    return { inventory: content.inventory, database: [readFileSync(file)] };
  }

  const cases: [string, () => Content, string][] = [
    ['no database at all', () => ({ ...content, database: [Buffer.from('once upon a time '.repeat(500))] }), words.backup.damaged],
    ['an empty one', () => ({ ...content, database: [] }), words.backup.damaged],
    [
      'one that was cut off',
      () => ({ ...content, database: [[...content.database][0]?.subarray(0, 20_000) as Buffer] }),
      words.backup.damaged,
    ],
    [
      'one with something that acts by itself',
      () => withDatabase((database) => database.exec('CREATE TRIGGER t AFTER INSERT ON settings BEGIN DELETE FROM devices; END')),
      words.backup.damaged,
    ],
    ['one with a view', () => withDatabase((database) => database.exec('CREATE VIEW v AS SELECT 1')), words.backup.damaged],
    [
      'one that was never ours',
      () => withDatabase((database) => database.exec('DROP TABLE devices; PRAGMA user_version = 0')),
      words.backup.damaged,
    ],
    ['one of a newer Porchlight', () => withDatabase((database) => database.exec('PRAGMA user_version = 9999')), words.backup.newer],
    ['one without a table', () => withDatabase((database) => database.exec('DROP TABLE token_issuers')), words.backup.damaged],
    ['the keys of another hub', () => ({ ...content, inventory: { ...content.inventory, hubId: old.hubId } }), words.backup.damaged],
    [
      'a key that is none',
      () => ({ ...content, inventory: { ...content.inventory, keys: { ...content.inventory.keys, 'server.pem': 'AAAA' } } }),
      words.backup.damaged,
    ],
  ];
  test.each(cases)('%s', async (_what, made, words) => {
    await expect(stage(made(), { dataDir: folder, keyringKey: null })).rejects.toThrow(words);
    expect(existsSync(stagedFolder(folder))).toBe(false);
    expect(whoIn(folder)).toEqual(whoIn(old.folder));
  });
});
