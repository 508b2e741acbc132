import { expect, test } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import { closed, connect, nextMessage, startHub } from '../running-hub.ts';

const everywhere = { networks: [], hours: null };

test('what a device may do changes on its live connection, both ways, and for wildcards on delivery', async () => {
  const { call, ready } = await startHub();
  const writer = await call('devices.add', { name: 'Writer', preset: 'all' });
  const { device, password } = await call('devices.add', { name: 'App', preset: 'reader' });
  const app = await connect(ready.mqtt, device.userName, password);
  const other = await connect(ready.mqtt, 'writer', writer.password);
  await app.subscribeAsync('#', { qos: 1 });
  const got: string[] = [];
  app.on('message', (topic) => got.push(topic));

  await other.publishAsync('door/state', '1', { qos: 1 });
  await expect.poll(() => got).toEqual(['door/state']);
  await call('devices.setPermission', { id: device.id, permission: { publish: [], subscribe: ['garden/#'], ...everywhere } });
  await other.publishAsync('door/state', '2', { qos: 1 });
  await other.publishAsync('garden/soil', '3', { qos: 1 });
  await expect.poll(() => got).toEqual(['door/state', 'garden/soil']);
  expect(app.connected).toBe(true);
});

test('a denial keeps the connection, is told on the device and in the activity, and one call allows it', async () => {
  const { call, ready, device: shown, said } = await startHub();
  const { device, password } = await call('devices.add', { name: 'Pump', preset: 'sensor' });
  const pump = await connect(ready.mqtt, device.userName, password);
  await pump.publishAsync('cellar/pump', 'on', { qos: 1 });
  await pump.publishAsync('cellar/pump', 'off', { qos: 1 });
  await expect(pump.subscribeAsync('cellar/#')).rejects.toThrow();
  expect(pump.connected).toBe(true);
  expect((await shown(device.id))?.denials).toMatchObject([
    { action: 'subscribe', topic: 'cellar/#', count: 1 },
    { action: 'publish', topic: 'cellar/pump', count: 2 },
  ]);
  expect(await said()).toContain('Pump may not publish to "cellar/pump".');

  await call('devices.permit', { id: device.id, action: 'publish', topic: 'cellar/pump' });
  await call('devices.permit', { id: device.id, action: 'subscribe', topic: 'cellar/#' });
  expect((await shown(device.id))?.denials).toEqual([]);
  await pump.subscribeAsync('cellar/#');
  const message = nextMessage(pump);
  await pump.publishAsync('cellar/pump', 'on', { qos: 1 });
  expect(await message).toMatchObject({ topic: 'cellar/pump', payload: 'on' });
});

test('placeholders stand for the connection, and a permission that cannot be is refused in words', async () => {
  const { call, ready } = await startHub();
  const { device, password } = await call('devices.add', { name: 'Box', preset: 'own' });
  await call('devices.setPermission', {
    id: device.id,
    permission: { publish: ['in/%u/%c'], subscribe: ['in/%u/%c'], ...everywhere },
  });
  const box = await connect(ready.mqtt, 'box', password, 'one');
  await box.subscribeAsync('in/box/one');
  const message = nextMessage(box);
  await box.publishAsync('in/box/two', 'no', { qos: 1 });
  await box.publishAsync('in/box/one', 'yes', { qos: 1 });
  expect(await message).toMatchObject({ topic: 'in/box/one', payload: 'yes' });

  const set = (permission: object) =>
    call('devices.setPermission', { id: device.id, permission: { publish: [], subscribe: [], ...everywhere, ...permission } });
  await expect(set({ publish: ['a/#/b'] })).rejects.toBeInstanceOf(UserError);
  await expect(set({ networks: ['10.0.0.0/99'] })).rejects.toThrow(/is not a network/);
  await expect(set({ hours: { from: '25:00', to: '26:00' } })).rejects.toBeInstanceOf(UserError);
});

test('a device may be kept to a network: from elsewhere it is refused with the cause, and a live one is silenced', async () => {
  const { call, ready, said } = await startHub();
  const { device, password } = await call('devices.add', { name: 'Lock', preset: 'all' });
  const lock = await connect(ready.mqtt, 'lock', password);
  await lock.subscribeAsync('#');
  await call('devices.setPermission', {
    id: device.id,
    permission: { publish: ['#'], subscribe: ['#'], networks: ['10.1.0.0/16'], hours: null },
  });
  await expect(lock.subscribeAsync('more')).rejects.toThrow();
  await expect(connect(ready.mqtt, 'lock', password)).rejects.toMatchObject({ code: 5 });
  expect(await said()).toContain('Refused a connection as Lock: it may only connect from 10.1.0.0/16.');
});

test('a retained message is not read by one who may not, and a will outside permissions is not left', async () => {
  const { call, ready } = await startHub();
  const writer = await call('devices.add', { name: 'Writer', preset: 'all' });
  const nosy = await call('devices.add', { name: 'Nosy', preset: 'own' });
  const writing = await connect(ready.mqtt, 'writer', writer.password);
  await writing.publishAsync('safe/code', '1234', { qos: 1, retain: true });
  const seen: string[] = [];
  writing.on('message', (topic) => seen.push(topic));
  await writing.subscribeAsync('safe/#');
  const will = { topic: 'safe/opened', payload: Buffer.from('x'), qos: 0 as const, retain: false };
  const nose = await connect(ready.mqtt, 'nosy', nosy.password, 'nosy', { will });
  const got: string[] = [];
  nose.on('message', (topic) => got.push(topic));
  for (const filter of ['#', '+/+', 'safe/code', '$SYS/#', '$porchlight/#']) await expect(nose.subscribeAsync(filter)).rejects.toThrow();
  await nose.subscribeAsync('porchlight/nosy/#');
  nose.stream.destroy();
  await closed(nose);
  await writing.publishAsync('safe/end', '', { qos: 1 });
  await expect.poll(() => seen).toEqual(['safe/code', 'safe/end']);
  expect(got).toEqual([]);
});
