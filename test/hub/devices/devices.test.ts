import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { impatientClock, makeHouse, newcomer, refusedWith } from './house.ts';

const WRONG = /wrong password/;
const UNKNOWN = /no device has the user name/;

describe('a credential', () => {
  test('lets its device in with the password that was shown, and with no other', async () => {
    const { devices, connect } = makeHouse();
    const device = devices.admit(newcomer('Greenhouse sensor'));
    expect(device.userName).toBe('greenhouse-sensor');
    const password = devices.newPassword(device.id);
    expect(password).toMatch(/^[A-Za-z0-9]{22}$/);
    expect(await connect('greenhouse-sensor', password, 'c1')).toMatchObject({ ok: true, subject: { deviceId: device.id } });
    expect(await connect('greenhouse-sensor', `${password}x`, 'c1')).toMatchObject(refusedWith(WRONG, 5));
    expect(await connect('greenhouse-sensor', undefined, 'c1')).toMatchObject(refusedWith(WRONG, 5));
    expect(await connect('nobody', password, 'c1')).toMatchObject(refusedWith(UNKNOWN, 5));
    expect(await connect('__proto__', password, 'c1')).toMatchObject(refusedWith(UNKNOWN, 5));
    expect(await connect(undefined, undefined, 'c1')).toMatchObject(refusedWith(/without a user name/, 5));
  });

  test('without a password yet lets nobody in', async () => {
    const { devices, connect } = makeHouse();
    const { userName } = devices.admit(newcomer('A'));
    expect(await connect(userName, '', 'c')).toMatchObject({ ok: false });
    expect(await connect(userName, undefined, 'c')).toMatchObject({ ok: false });
  });

  test('is kept as a hash only, also when a person typed it', async () => {
    const { devices, database } = makeHouse();
    const { id } = devices.admit(newcomer('A'));
    const made = devices.newPassword(id);
    await devices.takePassword(id, 'correct horse', Date.now());
    const stored = database.prepare('SELECT * FROM passwords').get() as { hash: Uint8Array; salt: Uint8Array; old_hash: Uint8Array };
    expect([stored.hash.length, stored.salt.length, stored.old_hash.length]).toEqual([32, 16, 32]);
    const everything = Buffer.concat([stored.hash, stored.salt, stored.old_hash]).toString('latin1') + JSON.stringify(stored);
    expect(everything).not.toContain(made);
    expect(everything).not.toContain('correct horse');
  });

  test('ends when a new password is made, or at the end of the overlap', async () => {
    const clock = impatientClock(1_000);
    const { devices, connect } = makeHouse({
      clock,
    });
    const { id } = devices.admit(newcomer('A'));
    const first = devices.newPassword(id);
    const second = devices.newPassword(id);
    expect(await connect('a', first, 'c')).toMatchObject(refusedWith(WRONG, 5));
    await devices.takePassword(id, 'typed by me', 5_000);
    for (const good of [second, 'typed by me']) expect(await connect('a', good, 'c')).toMatchObject({ ok: true });
    clock.time = 5_000;
    expect(await connect('a', second, 'c')).toMatchObject(refusedWith(WRONG, 5));
    expect(await connect('a', 'typed by me', 'c')).toMatchObject({ ok: true });
  });

  test('ends for ever when it is revoked', async () => {
    const { devices, connect, reopen } = makeHouse();
    const { id } = devices.admit(newcomer('A'));
    const password = devices.newPassword(id);
    const let_in = await connect('a', password, 'c');
    devices.remove(id);
    expect(let_in.ok && let_in.subject.permission()).toBeNull();
    expect(await connect('a', password, 'c')).toMatchObject(refusedWith(UNKNOWN, 5));
    expect(await reopen().connect('a', password, 'c')).toMatchObject(refusedWith(UNKNOWN, 5));
  });

  test('survives a restart with name, permission and client ids', async () => {
    const { devices, connect, reopen } = makeHouse();
    const a = devices.admit(newcomer('A'));
    const b = devices.admit(newcomer('B'));
    const passwordA = devices.newPassword(a.id);
    const passwordB = devices.newPassword(b.id);
    devices.rename(a.id, 'Kitchen');
    devices.setPermission(a.id, { publish: ['x/%c'], subscribe: [], networks: ['192.168.1.0/24'], hours: { from: '22:00', to: '21:59' } });
    expect(await connect('a', passwordA, 'mine')).toMatchObject({ ok: true });
    const again = reopen();
    expect(again.devices.get(a.id)).toMatchObject({ name: 'Kitchen', permission: { publish: ['x/%c'], networks: ['192.168.1.0/24'] } });
    const admission = await again.connect('a', passwordA, 'mine');
    expect(admission.ok && admission.subject.permission()?.publish.matches('x/mine')).toBe(true);
    expect(await again.connect('b', passwordB, 'mine')).toMatchObject(refusedWith(/belongs to another device/, 2));
  });

  test('a database of the first version opens, and its devices still come in', async () => {
    const { mkdtempSync } = await import('node:fs');
    const { DatabaseSync } = await import('node:sqlite');
    const { migrate } = await import('../../../electron/hub/storage/database.ts');
    const { MIGRATIONS } = await import('../../../electron/hub/storage/migrations.ts');
    const { createHash } = await import('node:crypto');
    const file = `${mkdtempSync('/tmp/porchlight-')}/old.db`;
    const old = new DatabaseSync(file);
    migrate(old, MIGRATIONS.slice(0, 1));
    old.exec(`INSERT INTO devices (id, name, origin, base_topic, created_at) VALUES ('d1', 'Old', 'manual', 'porchlight/old', 5)`);
    const hash = createHash('sha256').update('secret').digest();
    old.prepare(`INSERT INTO credentials (user_name, device_id, password_hash, created_at) VALUES ('old', 'd1', ?, 5)`).run(hash);
    old.exec(`INSERT INTO permissions VALUES ('d1', 'publish', 'porchlight/old/#')`);
    old.exec(`INSERT INTO client_ids VALUES ('c-old', 'old', 7)`);
    old.close();
    const { connect, devices } = makeHouse({ file });
    expect(await connect('old', 'secret', 'c-old')).toMatchObject({ ok: true, subject: { deviceId: 'd1' } });
    expect(devices.clientIds.owner('c-old')).toBe('d1');
    expect(devices.get('d1')).toMatchObject({ passwordKind: 'hub', passwordSince: 5, permission: { publish: ['porchlight/old/#'] } });
  });
});

describe('a client id', () => {
  test('belongs to the device that used it first', async () => {
    const { devices, connect } = makeHouse();
    const [first, second] = ['A', 'B'].map((name) => devices.newPassword(devices.admit(newcomer(name)).id));
    expect(await connect('a', first, 'x')).toMatchObject({ ok: true });
    expect(await connect('b', second, 'x')).toMatchObject(refusedWith(/belongs to another device/, 2));
    expect(await connect('b', 'wrong', 'x')).toMatchObject(refusedWith(WRONG, 5));
    expect(await connect('a', first, 'x')).toMatchObject({ ok: true });
  });

  test('is free again after its device was revoked, and said to be', async () => {
    const released: string[] = [];
    const { devices, connect } = makeHouse({ released: (id) => released.push(id) });
    const [a, b] = ['A', 'B'].map((name) => devices.admit(newcomer(name)).id) as [string, string];
    const [passwordA, passwordB] = [devices.newPassword(a), devices.newPassword(b)];
    await connect('a', passwordA, 'x');
    devices.remove(a);
    expect(released).toEqual(['x']);
    expect(await connect('b', passwordB, 'x')).toMatchObject({ ok: true });
  });

  test('that a device used the longest ago makes room', async () => {
    const { devices, connect, reopen } = makeHouse();
    const [passwordA, passwordB] = ['A', 'B'].map((name) => devices.newPassword(devices.admit(newcomer(name)).id));
    for (let count = 0; count <= LIMITS.clientIdsPerDevice; count++) await connect('a', passwordA, `id${count}`);
    expect(await reopen().connect('b', passwordB, `id${LIMITS.clientIdsPerDevice}`)).toMatchObject({ ok: false });
    expect(await connect('b', passwordB, 'id1')).toMatchObject({ ok: false });
    expect(await connect('b', passwordB, 'id0')).toMatchObject({ ok: true });
  });

  test.each(['a/b', 'a+', '#', 'a\u0000b', 'a\u202eb', 'x'.repeat(129)])('%j is refused', async (id) => {
    const { devices, connect } = makeHouse();
    const password = devices.newPassword(devices.admit(newcomer('A')).id);
    expect(await connect('a', password, id)).toMatchObject({ ok: false, refusal: { returnCode: 2 } });
  });
});

test('two devices of one name get names and user names of their own', () => {
  const { devices } = makeHouse();
  expect([1, 2, 3].map(() => devices.admit(newcomer('Sensor Ä')).userName)).toEqual(['sensor-a', 'sensor-a-2', 'sensor-a-3']);
  expect(devices.all().map((device) => device.name)).toEqual(['Sensor Ä', 'Sensor Ä-2', 'Sensor Ä-3']);
});

test('a hostile name is cleaned, and one with nothing left is refused or replaced', () => {
  const { devices } = makeHouse();
  const device = devices.admit(newcomer('\u202e<b>evil\u0000</b>\n'));
  expect(device.name).toBe('<b>evil</b>');
  expect(devices.admit(newcomer('\u200b')).name).toBe('Device');
  expect(() => devices.rename(device.id, '\u200b')).toThrow(/visible/);
});

test('sightings are written together and found after a restart', () => {
  const { devices, reopen, clock } = makeHouse();
  const { id } = devices.admit(newcomer('A'));
  devices.sighted(id, '192.168.1.7', 'c1');
  expect(reopen().devices.get(id)).toMatchObject({ lastSeenAt: clock.now(), address: '192.168.1.7', clientId: 'c1' });
});
