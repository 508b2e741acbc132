import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { UserError } from '../../electron/contract/errors.ts';
import type { TopicsView } from '../../electron/contract/topics.ts';
import { freePort } from '../support/free-port.ts';
import { closed, connect, startHub } from './running-hub.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('a device added by hand', () => {
  test('connects with what was shown, is seen online, and its readings are in the tree', async () => {
    const { call, updates, ready } = await startHub();
    await call('snapshot', {});
    const { device, password } = await call('devices.add', { name: 'Garage door', preset: 'own' });
    expect(device).toMatchObject({ name: 'Garage door', userName: 'garage-door', connected: false });
    expect(device.permission).toMatchObject({ publish: ['porchlight/garage-door/#'], subscribe: ['porchlight/garage-door/#'] });
    const client = await connect(ready.mqtt, device.userName, password);
    await client.publishAsync('porchlight/garage-door/open', 'yes', { qos: 1 });
    await call('topics.watch', {
      query: { expanded: ['porchlight', 'porchlight/garage-door'], first: 0, count: 50, selected: 'porchlight/garage-door/open' },
    });
    const views = () => updates.flatMap((update): TopicsView[] => (update.kind === 'topics' ? [update.view] : []));
    await expect
      .poll(() =>
        views()
          .at(-1)
          ?.rows.map((row) => row.name),
      )
      .toEqual(['porchlight', 'garage-door', 'open']);
    expect(views().at(-1)?.rows[2]).toMatchObject({ preview: 'yes', publisher: 'Garage door', messages: 1 });
    await client.publishAsync('porchlight/garage-door/open', '21', { qos: 1 });
    await expect.poll(() => views().flatMap((view) => view.selected?.values.map((value) => value.text) ?? [])).toEqual(['yes', '21']);
    const { devices } = await call('snapshot', {});
    expect(devices[0]).toMatchObject({
      connected: true,
      address: '127.0.0.1',
      clientId: 'garage-door',
      topics: ['porchlight/garage-door/open'],
    });
    await call('topics.watch', { query: null });
    const before = views().length;
    await client.publishAsync('porchlight/garage-door/open', '22', { qos: 1 });
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(views()).toHaveLength(before);
    await client.endAsync();
  });

  test('gets a new password that ends the old one and the connection made with it', async () => {
    const { call, ready } = await startHub();
    const first = await call('devices.add', { name: 'A', preset: 'all' });
    const client = await connect(ready.mqtt, 'a', first.password);
    const ended = closed(client);
    const second = await call('devices.newPassword', { id: first.device.id });
    await ended;
    await expect(connect(ready.mqtt, 'a', first.password)).rejects.toMatchObject({ code: 5 });
    await (await connect(ready.mqtt, 'a', second.password)).endAsync();
  });

  test('is gone at once when revoked, for good', async () => {
    const { call, ready, dataDir, hub } = await startHub();
    const { device, password } = await call('devices.add', { name: 'A', preset: 'reader' });
    const client = await connect(ready.mqtt, 'a', password);
    const ended = closed(client);
    await call('devices.revoke', { id: device.id });
    await ended;
    await expect(call('devices.revoke', { id: device.id })).rejects.toThrow('That device is not there any more.');
    await hub.stop();
    const again = await startHub(dataDir);
    await expect(connect(again.ready.mqtt, 'a', password)).rejects.toMatchObject({ code: 5 });
  });
});

test('a restart keeps devices, settings, activity and the hub id', async () => {
  const { call, dataDir, hub, ready } = await startHub();
  const { password } = await call('devices.add', { name: 'A', preset: 'own' });
  await call('settings.change', { hubName: 'Attic' });
  await hub.stop();
  const again = await startHub(dataDir);
  expect(again.ready.hub).toBe(ready.hub);
  expect(ready.hub).toMatch(/^[a-z2-7]{26}$/);
  const snapshot = await again.call('snapshot', {});
  expect(snapshot.hub.settings.hubName).toBe('Attic');
  expect(snapshot.devices.map((device) => device.name)).toEqual(['A']);
  const { entries } = await again.call('activity.list', { before: null, kinds: [], text: '', deviceId: null });
  expect(entries.map((entry) => entry.text)).toContain('You added A by hand.');
  await (await connect(again.ready.mqtt, 'a', password)).endAsync();
});

test('no secret is found in the database, and what holds any is for this user alone', async () => {
  const { call, dataDir, hub, ready } = await startHub();
  const { password } = await call('devices.add', { name: 'A', preset: 'own' });
  await (await connect(ready.mqtt, 'a', password)).endAsync();
  if (process.platform !== 'win32') {
    for (const name of ['porchlight.db', 'porchlight.db-wal', ...readdirSync(join(dataDir, 'keys')).map((key) => join('keys', key))])
      expect(statSync(join(dataDir, name)).mode & 0o777, name).toBe(0o600);
  }
  await hub.stop();
  expect(readFileSync(join(dataDir, 'porchlight.db')).includes(password)).toBe(false);
});

test('a taken port is a state that says by whom and what to do, and is opened on retry', async () => {
  const port = await freePort();
  const blocker = createServer().listen(port, '127.0.0.1');
  servers.push(blocker);
  await new Promise((resolve) => blocker.once('listening', resolve));
  const { call, ready } = await startHub(undefined, { mqttPort: port });
  expect(ready.mqtt).toBeNull();
  expect(ready.emonesp).toBeGreaterThan(0);
  const failed = (await call('snapshot', {})).hub.listeners.find((listener) => listener.name === 'mqtt');
  expect(failed).toMatchObject({ state: 'failed', port, problem: { code: 'taken' } });
  if (process.platform === 'linux') expect(failed?.problem?.message).toContain(`(process ${process.pid})`);
  await expect(call('emonesp.pair', { on: true })).rejects.toThrow(/cannot be paired now/);
  await new Promise((resolve) => blocker.close(resolve));
  await call('listeners.retry', {});
  expect((await call('snapshot', {})).hub.listeners.find((listener) => listener.name === 'mqtt')).toMatchObject({ state: 'open', port });
});

describe('calls from outside', () => {
  test.each([
    ['no.such', {}],
    ['__proto__', {}],
    ['constructor', {}],
    ['devices.rename', { id: 'x' }],
    ['devices.rename', { id: 'x', name: 'x'.repeat(65) }],
    ['devices.add', { name: ' ', preset: 'own' }],
    ['devices.add', { name: 'A', preset: 'god' }],
    ['settings.change', { mqttPort: 70_000 }],
    ['topics.watch', { query: { expanded: [], first: -1, count: 1e9, selected: null } }],
    ['emonesp.push', { address: 7 }],
    ['snapshot', null],
  ])('%s with %j is refused in words', async (name, args) => {
    const { connection } = await startHub();
    await expect(connection.call(name, args)).rejects.toBeInstanceOf(UserError);
  });

  test('two listeners cannot be given one port', async () => {
    const { call } = await startHub();
    await expect(call('settings.change', { mqttPort: 4_000, emonespPort: 4_000 })).rejects.toThrow(/choose different ones/);
    await expect(call('settings.change', { pairPort: 4_000, emonespPort: 4_000 })).rejects.toThrow(/choose different ones/);
  });
});

test('a client is told nothing before its first snapshot, then every change before the answer to its call', async () => {
  const { call, updates } = await startHub();
  await call('devices.add', { name: 'A', preset: 'own' });
  expect(updates).toEqual([]);
  await call('snapshot', {});
  await call('devices.add', { name: 'B', preset: 'own' });
  expect(updates.filter((update) => update.kind === 'devices').at(-1)).toMatchObject({ changed: [{ name: 'B' }], removed: [] });
});

test('a database from a newer version is not touched, and the reason is said', async () => {
  const { dataDir, hub } = await startHub();
  await hub.stop();
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(join(dataDir, 'porchlight.db'));
  database.exec('PRAGMA user_version = 9999');
  database.close();
  await expect(startHub(dataDir)).rejects.toThrow(/newer Porchlight/);
});

test('a key file that holds something else is an error, not a new identity', async () => {
  const { dataDir, hub } = await startHub();
  await hub.stop();
  writeFileSync(join(dataDir, 'keys', 'identity.pem'), 'garbage');
  await expect(startHub(dataDir)).rejects.toThrow();
  expect(readFileSync(join(dataDir, 'keys', 'identity.pem'), 'utf8')).toBe('garbage');
});
