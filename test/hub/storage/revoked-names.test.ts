import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { Devices } from '../../../electron/hub/devices/devices.ts';
import { Passwords } from '../../../electron/hub/devices/passwords.ts';
import { RevokedNames } from '../../../electron/hub/devices/revoked-names.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { migrate, openDatabase } from '../../../electron/hub/storage/database.ts';
import { DevicesTable } from '../../../electron/hub/storage/devices-table.ts';
import { MIGRATIONS } from '../../../electron/hub/storage/migrations.ts';
import { ManualClock } from '../manual-clock.ts';

const open: DatabaseSync[] = [];

afterEach(() => {
  for (const database of open.splice(0)) database.close();
});

function openFile(file = join(mkdtempSync(join(tmpdir(), 'porchlight-')), 'test.db')): DatabaseSync {
  const database = openDatabase(file);
  open.push(database);
  return database;
}

const devicesOf = (database: DatabaseSync) =>
  new Devices({
    table: new DevicesTable(database),
    passwords: new Passwords(randomBytes),
    random: randomBytes,
    clock: new ManualClock(),
    changed: () => {},
    clientIdReleased: () => {},
  });

const topics = () => ({ baseTopic: '', publish: [], subscribe: [] });
const admit = (devices: Devices, name: string) =>
  devices.admit({ name, origin: 'manual', type: null, node: null, maxUserNameChars: 32, topics }).id;

test('the name of a revoked device is still known, also after a restart', () => {
  const database = openFile();
  const devices = devicesOf(database);
  const id = admit(devices, 'Greenhouse sensor');
  devices.sighted(id, '192.168.1.9', 'c');
  devices.rename(id, 'Greenhouse');
  expect(devices.revokedNames.get(id)).toBeNull();
  devices.remove(id);
  expect(devices.revokedNames.get(id)).toBe('Greenhouse');
  expect(devicesOf(database).revokedNames.get(id)).toBe('Greenhouse');
});

test('of a device that never came in, no name is kept', () => {
  const database = openFile();
  const devices = devicesOf(database);
  const id = admit(devices, 'Never used');
  devices.remove(id);
  expect(devices.revokedNames.get(id)).toBeNull();
  expect(new DevicesTable(database).revokedNames()).toEqual([]);
});

test('when the revocation cannot be stored, no name is kept either', () => {
  const database = openFile();
  const devices = devicesOf(database);
  const id = admit(devices, 'Lamp');
  devices.sighted(id, null, 'c');
  const fails = () => {
    throw new Error('The disk is full.');
  };
  expect(() => devices.remove(id, fails)).toThrow('The disk is full.');
  expect(devices.revokedNames.get(id)).toBeNull();
  expect(new DevicesTable(database).revokedNames()).toEqual([]);
  expect(devices.get(id)?.name).toBe('Lamp');
});

test('who was revoked the longest ago is forgotten first, in memory as on disk', () => {
  const database = openFile();
  const table = new DevicesTable(database);
  database.exec('BEGIN');
  for (let index = 0; index < LIMITS.revokedNames; index++) table.saveRevokedName(`d${index}`, `Device ${index}`, LIMITS.revokedNames);
  database.exec('COMMIT');
  const devices = devicesOf(database);
  const id = admit(devices, 'The last');
  devices.sighted(id, null, 'c');
  devices.remove(id);
  for (const names of [devices.revokedNames, new RevokedNames(table)]) {
    expect([names.get('d0'), names.get('d1'), names.get(id)]).toEqual([null, 'Device 1', 'The last']);
  }
  expect(table.revokedNames()).toHaveLength(LIMITS.revokedNames);
});

test('a database from before names were kept takes them', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'porchlight-')), 'old.db');
  const before = new DatabaseSync(file);
  migrate(before, MIGRATIONS.slice(0, 5));
  before.exec("INSERT INTO retained (topic, payload, qos, at, publisher) VALUES ('a', x'00', 0, 5, 'long-gone')");
  before.close();
  const database = openFile(file);
  const devices = devicesOf(database);
  expect(devices.revokedNames.get('long-gone')).toBeNull();
  const id = admit(devices, 'Lamp');
  devices.sighted(id, null, 'c');
  devices.remove(id);
  expect(devices.revokedNames.get(id)).toBe('Lamp');
  expect(database.prepare('SELECT publisher FROM retained').all()).toEqual([{ publisher: 'long-gone' }]);
});
