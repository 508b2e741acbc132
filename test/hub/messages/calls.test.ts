import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, nextMessage, startHub } from '../running-hub.ts';
import { draft } from './desk.ts';

test('a whole hub publishes, and tells every window', async () => {
  const { call, ready, updates } = await startHub();
  const { device, password } = await call('devices.add', { name: 'Reader', preset: 'all' });
  const reader = await connect(ready.mqtt, device.userName, password);
  await reader.subscribeAsync('#');
  const arrived = nextMessage(reader);
  expect((await call('snapshot', {})).messages.history).toEqual([]);
  await call('messages.publish', { draft: draft('home/lamp', 'on') });
  expect(await arrived).toEqual({ topic: 'home/lamp', payload: 'on', retain: false });
  const told = updates.flatMap((update) => (update.kind === 'messages' ? [update.messages.history.length] : []));
  expect(told.at(-1)).toBe(1);
  await call('messages.publish', { draft: draft('home/lamp', 'on'), everyMs: 60_000 });
  const [repeat] = (await call('snapshot', {})).messages.repeats;
  await call('messages.endRepeat', { id: repeat?.id as string });
  expect((await call('snapshot', {})).messages.repeats).toEqual([]);
});

test('what a device retained is listed, removed and brought back over the face', async () => {
  const { call, ready } = await startHub();
  const { device, password } = await call('devices.add', { name: 'Lamp', preset: 'all' });
  const lamp = await connect(ready.mqtt, device.userName, password);
  await lamp.publishAsync('lamp/state', 'on', { qos: 1, retain: true });
  const publisher = { kind: 'device', name: 'Lamp', deviceId: device.id };
  const list = () => call('retained.list', { filter: 'lamp', offset: 0 });
  expect((await list()).rows).toMatchObject([{ topic: 'lamp/state', preview: 'on', publisher, neverSeenAgain: false }]);
  expect(await call('retained.count', { topic: 'lamp' })).toEqual({ messages: 1, bytes: 2 });
  expect(await call('retained.remove', { topic: 'lamp', subtree: true })).toEqual({ messages: 1 });
  expect(await list()).toEqual({ rows: [], of: 0, bytes: 0 });
  const [undo] = (await call('snapshot', {})).messages.undo;
  expect(await call('retained.undo', { id: undo?.id as string })).toEqual({ messages: 1 });
  await call('devices.revoke', { id: device.id });
  expect((await list()).rows).toMatchObject([{ publisher: { kind: 'revoked', name: null } }]);
});

test('a recording outlives the hub, and is played by the next', async () => {
  const { call, hub, dataDir } = await startHub();
  const file = join(dataDir, 'r.ndjson');
  const saved = draft('saved', 'x');
  await call('messages.save', { name: 'mine', draft: saved });
  await call('recording.start', { filter: 'a/#', file, mostBytes: 10_000 });
  await call('messages.publish', { draft: draft('a/b', Buffer.from([0, 255])) });
  await hub.stop();
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  const again = await startHub(dataDir);
  expect((await again.call('snapshot', {})).messages.saved).toMatchObject([{ name: 'mine', draft: saved }]);
  const { id } = await again.call('recording.start', { filter: '#', file: join(dataDir, 'again.ndjson'), mostBytes: 10_000 });
  await again.call('replay.start', { file, speed: 100, prefix: 'again/' });
  const replays = async () => (await again.call('snapshot', {})).messages.replays;
  await expect.poll(async () => (await replays())[0]?.ended, { interval: 5 }).toBe('1 message was published.');
  await again.call('replay.end', { id: (await replays())[0]?.id as string });
  await again.call('recording.end', { id });
  expect(await replays()).toEqual([]);
  expect(readFileSync(join(dataDir, 'again.ndjson'), 'utf8')).toContain('{"at":');
  expect(readFileSync(join(dataDir, 'again.ndjson'), 'utf8')).toContain('"topic":"again/a/b","payload":"AP8="');
});
