import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import { rawClient } from './broker/raw-mqtt.ts';
import { connect, startHub } from './running-hub.ts';

test('changed limits are told, kept over a restart, and hold for who connects next', async () => {
  const { call, hub, dataDir, updates, said, ready } = await startHub();
  expect((await call('snapshot', {})).hub.limits).toEqual(DEFAULT_BROKER_LIMITS);
  const { password } = await call('devices.add', { name: 'A', preset: 'own' });
  await call('limits.change', { connectionsPerAddress: 1, topicLevels: 9 });
  const limits = { ...DEFAULT_BROKER_LIMITS, connectionsPerAddress: 1, topicLevels: 9 };
  expect(updates.flatMap((update) => (update.kind === 'hub' ? [update.hub.limits] : [])).at(-1)).toEqual(limits);
  expect(await said()).toContain('You changed the limits: the number of connections from one address, the levels of a topic.');
  await connect(ready.mqtt, 'a', password);
  expect(await (await rawClient(ready.mqtt as number)).untilClosed()).toEqual([]);
  expect(await said()).toContain('Refused a connection: its address has too many at the same time.');
  await hub.stop();
  const again = await startHub(dataDir);
  expect((await again.call('snapshot', {})).hub.limits).toEqual(limits);
});

test('limits that cannot be are refused', async () => {
  const { call } = await startHub();
  await expect(call('limits.change', { connections: 0 })).rejects.toThrow(/connections/);
  expect((await call('snapshot', {})).hub.limits).toEqual(DEFAULT_BROKER_LIMITS);
});

test('a device has bounds of its own for its queue until they are taken back, over a restart too', async () => {
  const { call, hub, dataDir, device: shown, said } = await startHub();
  const { device } = await call('devices.add', { name: 'Tank', preset: 'own' });
  expect(device.queue).toBeNull();
  const queue = { messages: 5, bytes: 65_536, hours: 1, full: 'drop-new' as const };
  await call('devices.setQueue', { id: device.id, queue });
  expect((await shown(device.id))?.queue).toEqual(queue);
  expect(await said()).toContain('You changed how much may wait for Tank: 5 messages at most.');
  await hub.stop();
  const again = await startHub(dataDir);
  expect((await again.device(device.id))?.queue).toEqual(queue);
  await again.call('devices.setQueue', { id: device.id, queue: null });
  expect((await again.device(device.id))?.queue).toBeNull();
  await expect(again.call('devices.setQueue', { id: 'gone', queue: null })).rejects.toThrow('That device is not there any more.');
});
