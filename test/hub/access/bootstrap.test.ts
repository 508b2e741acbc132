import mqtt from 'mqtt';
import { expect, test } from 'vitest';
import { closed, connect, nextMessage, startHub } from '../running-hub.ts';

const rules = {
  name: 'Shelf',
  most: 3,
  expiresAt: null,
  permission: { publish: ['shelf/%c/#'], subscribe: ['shelf/%c/#'], networks: [], hours: null },
};

test('registers who comes by it: an ordinary device from then on, with its session kept', async () => {
  const { call, ready } = await startHub();
  const { id, userName, password } = await call('bootstrap.add', { ...rules, register: true });
  const first = await connect(ready.mqtt, userName, password, 'node1', { clean: false });
  await first.subscribeAsync('shelf/node1/in', { qos: 1 });
  await first.endAsync();
  const { devices, access } = await call('snapshot', {});
  expect(devices).toMatchObject([
    { origin: 'bootstrap', name: 'node1', clientId: 'node1', password: { kind: 'shared', lastUsedAt: expect.any(Number) } },
  ]);
  expect(access.bootstraps[0]?.arrivals).toMatchObject([{ clientId: 'node1', deviceId: devices[0]?.id }]);

  const writer = await call('devices.add', { name: 'Writer', preset: 'all' });
  const other = await connect(ready.mqtt, 'writer', writer.password);
  await other.publishAsync('shelf/node1/in', 'while away', { qos: 1 });
  // Its own device now: the credential's rules no longer touch it, not even when that is gone.
  await call('bootstrap.revoke', { id, withDevices: false });
  const again = mqtt.connect({
    host: '127.0.0.1',
    port: ready.mqtt as number,
    username: userName,
    password,
    clientId: 'node1',
    clean: false,
    reconnectPeriod: 0,
  });
  expect(await nextMessage(again)).toMatchObject({ topic: 'shelf/node1/in', payload: 'while away' });
  await again.endAsync();
});

test('without registering, nothing is kept of who leaves', async () => {
  const { call, ready } = await startHub();
  const { userName, password } = await call('bootstrap.add', { ...rules, register: false });
  const guest = await connect(ready.mqtt, userName, password, 'guest', { clean: false });
  await guest.subscribeAsync('shelf/guest/in', { qos: 1 });
  expect((await call('snapshot', {})).access.bootstraps[0]?.arrivals).toMatchObject([
    { clientId: 'guest', deviceId: null, connected: true },
  ]);
  await guest.endAsync();
  await expect.poll(async () => (await call('snapshot', {})).access.bootstraps[0]?.arrivals[0]?.connected).toBe(false);
  expect((await call('snapshot', {})).devices).toEqual([]);

  const writer = await call('devices.add', { name: 'Writer', preset: 'all' });
  await (await connect(ready.mqtt, 'writer', writer.password)).publishAsync('shelf/guest/in', 'lost', { qos: 1 });
  const again = await connect(ready.mqtt, userName, password, 'guest', { clean: false });
  const message = nextMessage(again);
  await again.subscribeAsync('shelf/guest/out');
  await again.publishAsync('shelf/guest/out', 'first', { qos: 1 });
  expect(await message).toMatchObject({ payload: 'first' });
});

test("a client id that is a device's, or is connected, cannot be had by it", async () => {
  const { call, ready, said } = await startHub();
  const { userName, password } = await call('bootstrap.add', { ...rules, register: false });
  const own = await call('devices.add', { name: 'Door', preset: 'own' });
  await (await connect(ready.mqtt, 'door', own.password, 'door')).endAsync();
  await expect(connect(ready.mqtt, userName, password, 'door')).rejects.toMatchObject({ code: 2 });
  const inside = await connect(ready.mqtt, userName, password, 'one');
  await expect(connect(ready.mqtt, userName, password, 'one')).rejects.toMatchObject({ code: 2 });
  expect(inside.connected).toBe(true);
  expect(await said()).toEqual(
    expect.arrayContaining([
      'Refused a connection by the bootstrap credential "Shelf": the client id "door" belongs to Door.',
      'Refused a connection by the bootstrap credential "Shelf": the client id "one" is connected now.',
    ]),
  );
});

test('revoked with its devices, all of them are out, and none comes back by another until the person lifts it', async () => {
  const { call, ready } = await startHub();
  const { id, userName, password } = await call('bootstrap.add', { ...rules, register: true });
  const one = await connect(ready.mqtt, userName, password, 'one');
  const out = closed(one);
  await call('bootstrap.revoke', { id, withDevices: true });
  await out;
  const { devices, access } = await call('snapshot', {});
  expect(devices).toEqual([]);
  expect(access.barred).toMatchObject([{ clientId: 'one' }]);
  const second = await call('bootstrap.add', { ...rules, name: 'Second', register: true });
  await expect(connect(ready.mqtt, second.userName, second.password, 'one')).rejects.toMatchObject({ code: 5 });
  await call('barred.lift', { clientId: 'one' });
  await connect(ready.mqtt, second.userName, second.password, 'one');
});
