import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { connect, nextMessage, startHub } from '../running-hub.ts';
import { comeBack, filesIn, livedIn, newFolder, PASSPHRASE } from './house.ts';

/** Each has scrypt at its full cost a few times, and several hubs. */
vi.setConfig({ testTimeout: 120_000 });

const anotherKeyring = { keyringKey: new Uint8Array(32).fill(9) };

test('a hub moves to another computer, and every device comes in with what it has', async () => {
  // The old computer has a keyring of its own, and so has the new one.
  const old = await livedIn(newFolder(), { keyringKey: new Uint8Array(32).fill(5) });
  const path = join(newFolder(), 'move.backup');
  const { bytes } = await old.house.call('backup.make', { path, passphrase: PASSPHRASE });
  expect(statSync(path)).toMatchObject({ size: bytes });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await old.house.hub.stop();

  const folder = newFolder();
  const before = await startHub(folder, anotherKeyring);
  await before.call('devices.add', { name: 'Stranger', preset: 'own' });
  const summary = await before.call('backup.read', { path, passphrase: PASSPHRASE });
  expect(summary).toEqual({
    hubName: 'Attic',
    hubId: old.house.ready.hub,
    version: '0.0.0',
    madeAt: expect.any(Number),
    devices: 2,
    isThisHub: false,
  });
  await before.call('backup.restore', { path, passphrase: PASSPHRASE });
  expect((await before.call('backup.local', {})).backups).toMatchObject([{ reason: 'before' }]);
  await before.hub.stop();

  const moved = await startHub(folder, anotherKeyring);
  expect(moved.ready.hub).toBe(old.house.ready.hub);
  const { plain, newcomer } = await comeBack(moved, old);
  const snapshot = await moved.call('snapshot', {});
  expect(snapshot.hub.settings.hubName).toBe('Attic');
  expect(snapshot.devices.map(({ name }) => name).sort()).toEqual(['Lamp', 'Pump', 'esp-1']);
  expect(snapshot.access.tokenIssuers).toMatchObject([{ name: 'Lab', problem: null }]);
  expect(snapshot.access.certificates.authorityPem).toBe(old.authorityPem);
  expect(await moved.said()).toContain('A backup was put in place. What was here before is kept.');
  // The session came along with its subscription, so nobody has to subscribe again.
  const news = nextMessage(plain);
  await newcomer.publishAsync('porchlight/esp-1/x', '1', { qos: 1 });
  const reader = await connect(moved.ready.mqtt, old.lamp.device.userName, old.lamp.password, 'reader');
  await reader.publishAsync('news/today', 'hello', { qos: 1 });
  expect(await news).toMatchObject({ topic: 'news/today', payload: 'hello' });
  const retained = nextMessage(reader);
  await reader.subscribeAsync('attic/#');
  expect(await retained).toMatchObject({ topic: 'attic/state', payload: 'kept', retain: true });
  // What the new keyring protects, nobody reads without it.
  for (const name of readdirSync(join(folder, 'keys')))
    expect(readFileSync(join(folder, 'keys', name), 'latin1')).not.toContain('PRIVATE KEY');
  expect(existsSync(join(folder, 'restore'))).toBe(false);
});

test('where there is no keyring, what one protected is moved too', async () => {
  const old = await livedIn(newFolder(), { keyringKey: new Uint8Array(32).fill(5) });
  const path = join(newFolder(), 'move.backup');
  await old.house.call('backup.make', { path, passphrase: PASSPHRASE });
  await old.house.hub.stop();
  const folder = newFolder();
  const before = await startHub(folder);
  await before.call('backup.restore', { path, passphrase: PASSPHRASE });
  await before.hub.stop();
  const moved = await startHub(folder);
  await comeBack(moved, old);
  expect((await moved.call('snapshot', {})).access.tokenIssuers).toMatchObject([{ name: 'Lab', problem: null }]);
});

test('messages that waited for somebody do not move, and nothing of them is in a backup', async () => {
  const { house, lamp } = await livedIn();
  const client = await connect(house.ready.mqtt, lamp.device.userName, lamp.password, 'sleeper', { clean: false });
  await client.subscribeAsync('orders/#', { qos: 1 });
  await client.endAsync();
  const other = await connect(house.ready.mqtt, lamp.device.userName, lamp.password, 'other');
  await other.publishAsync('orders/gate', 'OPEN-THE-GATE', { qos: 1 });
  await house.call('backup.makeLocal', {});
  const [{ id } = { id: '' }] = (await house.call('backup.local', {})).backups;
  expect(readFileSync(join(house.dataDir, 'backups', id, 'porchlight.db'), 'latin1')).not.toContain('OPEN-THE-GATE');
  await house.call('backup.restoreLocal', { id });
  await house.hub.stop();
  const again = await startHub(house.dataDir);
  const { queues } = await again.call('queues.list', { by: 'messages' }).then((list) => ({ queues: list.rows }));
  expect(queues.filter(({ clientId }) => clientId === 'sleeper')).toEqual([]);
});

test('a local backup brings back what was deleted by mistake, and the state before it is kept', async () => {
  const { house, lamp } = await livedIn();
  const made = await house.call('backup.makeLocal', {});
  expect(made).toMatchObject({ reason: 'asked', bytes: expect.any(Number) });
  await house.call('devices.revoke', { id: lamp.device.id });
  await house.call('backup.restoreLocal', { id: made.id });
  await expect(house.call('backup.makeLocal', {})).rejects.toThrow('Porchlight is about to start anew.');
  await house.hub.stop();
  const again = await startHub(house.dataDir);
  expect((await again.call('snapshot', {})).devices.map(({ name }) => name).sort()).toEqual(['Lamp', 'Pump']);
  expect(again.ready.hub).toBe(house.ready.hub);
  await connect(again.ready.mqtt, lamp.device.userName, lamp.password, 'lamp');
  expect((await again.call('backup.local', {})).backups.map(({ reason }) => reason)).toEqual(['before', 'asked']);
});

test('a passphrase that is wrong, or a file that is none, says so and changes nothing', async () => {
  const { house } = await livedIn();
  const path = join(newFolder(), 'b.backup');
  await house.call('backup.make', { path, passphrase: PASSPHRASE });
  await expect(house.call('backup.make', { path, passphrase: PASSPHRASE })).rejects.toThrow(/there is a file of this name already/);
  await house.hub.stop();
  const folder = newFolder();
  const target = await startHub(folder);
  await target.call('devices.add', { name: 'Here', preset: 'own' });
  await target.hub.stop();
  const again = await startHub(folder);
  const before = filesIn(folder);
  for (const call of ['backup.read', 'backup.restore'] as const) {
    await expect(again.call(call, { path, passphrase: 'not that one' })).rejects.toThrow('The passphrase is not the one of this backup.');
    await expect(again.call(call, { path: join(folder, 'porchlight.db'), passphrase: 'x' })).rejects.toThrow('is no backup of Porchlight');
    await expect(again.call(call, { path: join(folder, 'nothing'), passphrase: 'x' })).rejects.toThrow(/cannot be read: it is not there/);
  }
  const { 'porchlight.db': _before, ...restBefore } = before;
  const { 'porchlight.db': _after, ...restAfter } = filesIn(folder);
  expect(restAfter).toEqual(restBefore);
  expect((await again.call('snapshot', {})).devices.map(({ name }) => name)).toEqual(['Here']);
  expect(JSON.stringify(await again.said())).not.toContain('not that one');
});
