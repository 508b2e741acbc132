import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Devices } from '../../../electron/hub/devices/devices.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { DevicesTable } from '../../../electron/hub/storage/devices-table.ts';

const text = (password: string) => Buffer.from(password);

function setUp(file = join(mkdtempSync(join(tmpdir(), 'porchlight-')), 'test.db')) {
  const changes: string[] = [];
  const released: string[] = [];
  const open = () => {
    const database = openDatabase(file);
    const devices = new Devices({
      table: new DevicesTable(database),
      random: randomBytes,
      now: () => 1_000,
      changed: (id) => changes.push(id),
      clientIdReleased: (clientId) => released.push(clientId),
    });
    return { database, devices };
  };
  return { ...open(), open, changes, released };
}

function newcomer(name: string) {
  return {
    name,
    origin: 'manual' as const,
    type: null,
    node: null,
    maxUserNameChars: 24,
    topics: (userName: string) => ({ baseTopic: `porchlight/${userName}`, publish: [`porchlight/${userName}/#`], subscribe: [] }),
  };
}

describe('a credential', () => {
  test('lets its device in with the password that was shown, and with no other', () => {
    const { devices } = setUp();
    const device = devices.admit(newcomer('Greenhouse sensor'));
    expect(device.userName).toBe('greenhouse-sensor');
    const password = devices.newPassword(device.id);
    expect(password).toMatch(/^[A-Za-z0-9]{22}$/);
    expect(devices.authenticate('greenhouse-sensor', text(password), 'c1')).toMatchObject({ ok: true, device: { id: device.id } });
    expect(devices.authenticate('greenhouse-sensor', text(`${password}x`), 'c1')).toMatchObject({ refusal: { cause: 'wrong-password' } });
    expect(devices.authenticate('greenhouse-sensor', undefined, 'c1')).toMatchObject({ refusal: { cause: 'wrong-password' } });
    expect(devices.authenticate('nobody', text(password), 'c1')).toMatchObject({ refusal: { cause: 'unknown-user' } });
    expect(devices.authenticate('__proto__', text(password), 'c1')).toMatchObject({ refusal: { cause: 'unknown-user' } });
    expect(devices.authenticate(undefined, undefined, 'c1')).toMatchObject({ refusal: { cause: 'no-user-name' } });
  });

  test('without a password yet lets nobody in', () => {
    const { devices } = setUp();
    const { userName } = devices.admit(newcomer('A'));
    expect(devices.authenticate(userName, text(''), 'c')).toMatchObject({ ok: false });
    expect(devices.authenticate(userName, undefined, 'c')).toMatchObject({ ok: false });
  });

  test('is kept as a hash only', () => {
    const { devices, database } = setUp();
    const { id } = devices.admit(newcomer('A'));
    const password = devices.newPassword(id);
    const stored = database.prepare('SELECT * FROM credentials').get() as { password_hash: Uint8Array };
    expect(stored.password_hash).toHaveLength(32);
    expect(JSON.stringify(stored)).not.toContain(password);
  });

  test('stops working when a new password is made, and for ever when it is revoked', () => {
    const { devices, open } = setUp();
    const { id, userName } = devices.admit(newcomer('A'));
    const first = devices.newPassword(id);
    const second = devices.newPassword(id);
    expect(devices.authenticate(userName, text(first), 'c')).toMatchObject({ ok: false });
    expect(devices.authenticate(userName, text(second), 'c')).toMatchObject({ ok: true });
    devices.remove(id);
    expect(devices.authenticate(userName, text(second), 'c')).toMatchObject({ refusal: { cause: 'unknown-user' } });
    expect(devices.permission(id)).toBeNull();
    expect(open().devices.authenticate(userName, text(second), 'c')).toMatchObject({ refusal: { cause: 'unknown-user' } });
  });

  test('survives a restart with name, permissions and client ids', () => {
    const { devices, open } = setUp();
    const a = devices.admit(newcomer('A'));
    const b = devices.admit(newcomer('B'));
    const passwordA = devices.newPassword(a.id);
    const passwordB = devices.newPassword(b.id);
    devices.rename(a.id, 'Kitchen');
    expect(devices.authenticate('a', text(passwordA), 'mine')).toMatchObject({ ok: true });
    const again = open().devices;
    expect(again.get(a.id)?.name).toBe('Kitchen');
    expect(again.permission(a.id)?.publish.matches('porchlight/a/x')).toBe(true);
    expect(again.authenticate('b', text(passwordB), 'mine')).toMatchObject({ refusal: { cause: 'id-of-another' } });
    expect(again.authenticate('a', text(passwordA), 'mine')).toMatchObject({ ok: true });
  });
});

describe('a client id', () => {
  test('belongs to the credential that used it first', () => {
    const { devices } = setUp();
    const passwords = ['A', 'B'].map((name) => devices.newPassword(devices.admit(newcomer(name)).id));
    const as = (user: string, password: string | undefined, id: string) => devices.authenticate(user, text(password ?? ''), id);
    expect(as('a', passwords[0], 'x')).toMatchObject({ ok: true });
    expect(as('b', passwords[1], 'x')).toMatchObject({ refusal: { cause: 'id-of-another' } });
    expect(as('b', 'wrong', 'x')).toMatchObject({ refusal: { cause: 'wrong-password' } });
    expect(as('a', passwords[0], 'x')).toMatchObject({ ok: true });
  });

  test('is free again after its credential was revoked', () => {
    const { devices } = setUp();
    const [a, b] = ['A', 'B'].map((name) => devices.admit(newcomer(name)));
    const passwordA = devices.newPassword(a?.id as string);
    const passwordB = devices.newPassword(b?.id as string);
    devices.authenticate('a', text(passwordA), 'x');
    devices.remove(a?.id as string);
    expect(devices.authenticate('b', text(passwordB), 'x')).toMatchObject({ ok: true });
  });

  test('that one credential used the longest ago makes room', () => {
    const { devices, open } = setUp();
    const [a, b] = ['A', 'B'].map((name) => devices.admit(newcomer(name)));
    const passwordA = devices.newPassword(a?.id as string);
    const passwordB = devices.newPassword(b?.id as string);
    for (let count = 0; count <= LIMITS.clientIdsPerCredential; count++) devices.authenticate('a', text(passwordA), `id${count}`);
    const taken = (id: string, of = devices) => !of.authenticate('b', text(passwordB), id).ok;
    const again = open().devices;
    expect(taken(`id${LIMITS.clientIdsPerCredential}`, again)).toBe(true);
    expect(taken('id1')).toBe(true);
    expect(taken('id0')).toBe(false);
  });

  test.each(['a/b', 'a+', '#', 'a\u0000b', 'a\u202eb', 'x'.repeat(129)])('%j is refused', (id) => {
    const { devices } = setUp();
    const password = devices.newPassword(devices.admit(newcomer('A')).id);
    expect(devices.authenticate('a', text(password), id)).toMatchObject({ refusal: { cause: 'bad-client-id' } });
  });
});

test('two devices of one name get names and user names of their own', () => {
  const { devices } = setUp();
  expect([1, 2, 3].map(() => devices.admit(newcomer('Sensor Ä')).userName)).toEqual(['sensor-a', 'sensor-a-2', 'sensor-a-3']);
  expect(devices.all().map((device) => device.name)).toEqual(['Sensor Ä', 'Sensor Ä-2', 'Sensor Ä-3']);
});

test('a hostile name is cleaned, and one with nothing left is refused or replaced', () => {
  const { devices } = setUp();
  const device = devices.admit(newcomer('\u202e<b>evil\u0000</b>\n'));
  expect(device.name).toBe('<b>evil</b>');
  expect(devices.admit(newcomer('\u200b')).name).toBe('Device');
  expect(() => devices.rename(device.id, '\u200b')).toThrow(/visible/);
});

test('sightings are written together and found after a restart', () => {
  const { devices, open } = setUp();
  const { id } = devices.admit(newcomer('A'));
  devices.sighted(id, '192.168.1.7', 'c1');
  expect(open().devices.get(id)?.lastSeenAt).toBeNull();
  devices.saveSightings();
  expect(open().devices.get(id)).toMatchObject({ lastSeenAt: 1_000, address: '192.168.1.7', clientId: 'c1' });
});
