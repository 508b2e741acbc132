import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { sealChunks } from '../../../electron/hub/backup/chunks.ts';
import {
  CHUNK_BYTES,
  encodeHeader,
  FORMAT_VERSION,
  HEADER_BYTES,
  type Header,
  type ScryptCost,
  TAG_BYTES,
} from '../../../electron/hub/backup/format.ts';
import type { Inventory } from '../../../electron/hub/backup/inventory.ts';
import { derive } from '../../../electron/hub/backup/passphrase.ts';
import { readThrough, withSealed, writeSealed } from '../../../electron/hub/backup/sealed-file.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { MIGRATIONS } from '../../../electron/hub/storage/migrations.ts';
import { words } from '../../../electron/hub/words/index.ts';
import { makeSmallDisk, noDiskBecause } from '../storage/small-disk.ts';
import { newFolder, PASSPHRASE } from './house.ts';

/** The least that a file may ask for, so that each try is quick. */
const CHEAP: ScryptCost = { log2N: LIMITS.backupScryptLog2N.least, r: 8, p: 1 };
/** Each waits for the disk. */
vi.setConfig({ testTimeout: 30_000 });

const database = randomBytes(2 * CHUNK_BYTES + 777);
const key = Buffer.from('a key').toString('base64');

const anInventory = (over: Partial<Inventory> = {}): Inventory => ({
  hubId: 'abcdefghijklmnopqrstuvwxyz',
  hubName: 'Attic',
  version: '1.2.3',
  madeAt: 1_700_000_000_000,
  devices: 2,
  database: { bytes: database.length, version: MIGRATIONS.length },
  keys: { 'identity.pem': key, 'authority.pem': key, 'server.pem': key },
  issuers: {},
  authority: null,
  ...over,
});

let file: string;
const write = (inventory = anInventory(), pieces: Iterable<Buffer> = [database]) =>
  writeSealed(file, { inventory, database: pieces }, PASSPHRASE, randomBytes, CHEAP);
const open = (passphrase = PASSPHRASE) =>
  withSealed(file, passphrase, (content) => ({ inventory: content.inventory, database: Buffer.concat([...content.database]) }));

beforeEach(() => {
  file = join(newFolder(), 'a.backup');
});

describe('a backup file', () => {
  test('holds what was put into it, in pieces of any length', async () => {
    const pieces = [database.subarray(0, 1), database.subarray(1, CHUNK_BYTES + 5), database.subarray(CHUNK_BYTES + 5)];
    const bytes = write(anInventory(), pieces);
    expect(readFileSync(file)).toHaveLength(bytes);
    expect(await open()).toEqual({ inventory: anInventory(), database });
  });

  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES])('holds it when a chunk ends %i bytes after the inventory', async (bytes) => {
    const exact = anInventory({ database: { bytes: bytes + 1, version: 1 } });
    write(exact, [Buffer.alloc(bytes + 1, 3)]);
    expect((await open()).database).toEqual(Buffer.alloc(bytes + 1, 3));
  });

  test('shows nothing of its content, and is different each time', () => {
    write();
    const first = readFileSync(file);
    expect(first.includes('Attic')).toBe(false);
    expect(first.includes(database.subarray(0, 32))).toBe(false);
    file = `${file}.again`;
    write();
    expect(readFileSync(file).subarray(24, 300).equals(first.subarray(24, 300))).toBe(false);
  });

  test('takes the passphrase in any spelling of Unicode, and no other', async () => {
    writeSealed(file, { inventory: anInventory(), database: [database] }, 'Käse und Brötchen', randomBytes, CHEAP);
    expect((await open('Käse und Brötchen'.normalize('NFD'))).database).toEqual(database);
    await expect(open('Kase und Brotchen')).rejects.toThrow(words.backup.wrongPassphrase);
  });
});

describe('damage is told from a wrong passphrase, wherever it is', () => {
  const length = HEADER_BYTES + 3 * TAG_BYTES + 4 + JSON.stringify(anInventory()).length + database.length;
  const last = length - TAG_BYTES;
  const places: [string, number][] = [
    ['the version', 17],
    ['the length of the header', 19],
    ["scrypt's N", 20],
    ['the salt', 30],
    ['the nonce', 60],
    ['the check value', 70],
    ['the checksum', 100],
    ['the inventory', HEADER_BYTES + 30],
    ['the tag of the first chunk', HEADER_BYTES + CHUNK_BYTES + 3],
    ['the middle of the database', HEADER_BYTES + CHUNK_BYTES + TAG_BYTES + 1_000],
    ['the end of the database', last - 1],
    ['the last tag', last + 2],
  ];
  test.each(places)('%s', async (_what, at) => {
    write();
    const bytes = readFileSync(file);
    bytes[at] = (bytes[at] as number) ^ 1;
    writeFileSync(file, bytes);
    await expect(open()).rejects.toThrow(words.backup.damaged);
  });

  test.each([
    ['to nothing but its name', 16],
    ['in the header', 60],
    ['after the header', HEADER_BYTES],
    ['in the first chunk', HEADER_BYTES + 100],
    ['after the first chunk', HEADER_BYTES + CHUNK_BYTES + TAG_BYTES],
    ['by one byte', length - 1],
  ])('cut off %s', async (_what, bytes) => {
    write();
    truncateSync(file, bytes);
    await expect(open()).rejects.toThrow(words.backup.damaged);
  });

  test('something was appended', async () => {
    write();
    for (const more of [Buffer.alloc(1), Buffer.alloc(CHUNK_BYTES + TAG_BYTES)]) {
      writeFileSync(file, Buffer.concat([readFileSync(file), more]));
      await expect(open()).rejects.toThrow(words.backup.damaged);
    }
  });

  test('two chunks changed places', async () => {
    write();
    const bytes = readFileSync(file);
    const size = CHUNK_BYTES + TAG_BYTES;
    const [first, second] = [HEADER_BYTES, HEADER_BYTES + size].map((at) => Buffer.from(bytes.subarray(at, at + size)));
    writeFileSync(
      file,
      Buffer.concat([bytes.subarray(0, HEADER_BYTES), second as Buffer, first as Buffer, bytes.subarray(HEADER_BYTES + 2 * size)]),
    );
    await expect(open()).rejects.toThrow(words.backup.damaged);
  });
});

describe('a file that was made up', () => {
  /** Sealed as ours, by whoever knows the passphrase, with any content. */
  function forge(content: Buffer[], cost = CHEAP): void {
    const salt = randomBytes(32);
    const { key: sealing, check } = derive(PASSPHRASE, salt, CHEAP);
    const parts: Header = { cost, salt, noncePrefix: randomBytes(7), check };
    const header = encodeHeader(parts);
    writeFileSync(file, Buffer.concat([header, ...sealChunks({ key: sealing, noncePrefix: parts.noncePrefix, header }, content)]));
  }
  const inventoryOf = (value: unknown) => {
    const json = Buffer.from(JSON.stringify(value));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    return Buffer.concat([length, json]);
  };

  test.each([
    ['64 GiB of memory', { log2N: 20, r: 255, p: 1 }],
    ['an N of 2 to the 63', { log2N: 63, r: 8, p: 1 }],
    ['next to no work', { log2N: 1, r: 8, p: 1 }],
    ['no r', { log2N: 14, r: 0, p: 1 }],
    ['255 times the work', { log2N: 14, r: 8, p: 255 }],
  ])('that asks for %s is not opened, at once', async (_what, cost) => {
    forge([Buffer.alloc(100)], cost);
    const started = performance.now();
    await expect(open()).rejects.toThrow('asks for more work or memory than any backup');
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('of a newer format is told from damage', async () => {
    write();
    const newer = readFileSync(file).subarray(0, HEADER_BYTES);
    newer.writeUInt16BE(FORMAT_VERSION + 1, 16);
    const { createHash } = await import('node:crypto');
    createHash('sha256').update(newer.subarray(0, 96)).digest().copy(newer, 96);
    writeFileSync(file, newer);
    await expect(open()).rejects.toThrow(words.backup.newer);
  });

  test('with a database of a newer Porchlight is refused in words', async () => {
    write(anInventory({ database: { bytes: database.length, version: MIGRATIONS.length + 1 } }));
    await expect(open()).rejects.toThrow(words.backup.newer);
  });

  test.each<[string, Buffer[]]>([
    ['claims an inventory of 4 GiB', [Buffer.from('ffffffff00', 'hex')]],
    ['has no JSON for an inventory', [Buffer.from('00000002{{', 'latin1')]],
    ['claims a database of 10 GB', [inventoryOf({ ...anInventory(), database: { bytes: 10_000_000_000, version: 1 } }), database]],
    ['has less of a database than it claims', [inventoryOf(anInventory()), database.subarray(1)]],
    ['has more', [inventoryOf(anInventory()), database, Buffer.alloc(1)]],
    ['has no key of the authority', [inventoryOf(anInventory({ keys: { 'identity.pem': key, 'server.pem': key } })), database]],
    ['would write a key elsewhere', [inventoryOf(anInventory({ keys: { ...anInventory().keys, '../x.pem': key } })), database]],
    [
      'would replace the key from the keyring',
      [inventoryOf(anInventory({ keys: { ...anInventory().keys, 'keyring.bin': key } })), database],
    ],
  ])('that %s is damaged', async (_what, content) => {
    forge(content);
    await expect(open()).rejects.toThrow(words.backup.damaged);
  });

  test('of more bytes than any backup has is not read', async () => {
    write();
    truncateSync(file, 10_000_000_000);
    await expect(open()).rejects.toThrow('larger than any backup');
  });

  test('is not ours if it does not begin as ours', async () => {
    for (const text of ['', 'Porch', 'x'.repeat(5_000)]) {
      writeFileSync(file, text);
      await expect(open()).rejects.toThrow(words.backup.noBackup);
    }
    mkdirSync(`${file}.folder`);
    file = `${file}.folder`;
    await expect(open()).rejects.toThrow('is not a file');
  });
});

test('a path that does not say by itself where it leads is refused', async () => {
  file = 'a.backup';
  expect(() => write()).toThrow('Give the whole path');
  await expect(open()).rejects.toThrow('Give the whole path');
});

test.skipIf(noDiskBecause)(`nothing is left of a file that did not fit on its disk ${noDiskBecause ?? ''}`, () => {
  const disk = makeSmallDisk();
  try {
    disk.fill();
    file = join(disk.folder, 'a.backup');
    expect(() => write()).toThrow(/cannot be written to .*: the disk is full/);
    expect(existsSync(file)).toBe(false);
  } finally {
    disk.remove();
  }
});

test('reading through a file looks at all of it', async () => {
  write();
  const bytes = readFileSync(file);
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
  writeFileSync(file, bytes);
  await expect(withSealed(file, PASSPHRASE, readThrough)).rejects.toThrow(words.backup.damaged);
});
