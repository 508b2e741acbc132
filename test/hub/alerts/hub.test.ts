import { expect, test } from 'vitest';
import { connect, startHub } from '../running-hub.ts';

const over = { when: 'over', value: 30, path: 'temperature' } as const;

/** A hub with a device that publishes, and the alarms that clients are told. */
async function greenhouse(dataDir?: string) {
  const { hub, updates, call, said, dataDir: folder, ready } = await startHub(dataDir);
  await call('snapshot', {});
  const { device, password } = await call('devices.add', { name: 'greenhouse', preset: 'all' });
  const client = await connect(ready.mqtt, device.userName, password);
  const alarms = () => updates.flatMap((update) => (update.kind === 'alarm' ? update.alarms : []));
  const say = (payload: string) => client.publishAsync('greenhouse/state', payload, { qos: 1 });
  return { hub, updates, call, said, folder, alarms, say };
}

test('what a device publishes is told to every client and written down; nothing is without an alert', async () => {
  const { call, said, alarms, say, updates } = await greenhouse();
  await say('{"temperature":40}');
  expect(alarms()).toEqual([]);
  const { id } = await call('alerts.add', { topic: 'greenhouse/state', rule: over });
  expect(updates.findLast(({ kind }) => kind === 'alerts')).toMatchObject({ alerts: [{ id, since: null }] });
  await say('{"temperature":31.2}');
  const text = 'greenhouse/state (temperature) is over 30: 31.2.';
  await expect.poll(alarms).toEqual([{ id, topic: 'greenhouse/state', text }]);
  expect(await said()).toContain(text);
  expect(await said()).toContain('You want to be told when greenhouse/state (temperature) is over 30.');
  const [alert] = (await call('snapshot', {})).alerts;
  expect(alert?.since).not.toBeNull();
  await call('alerts.remove', { id });
  expect((await call('snapshot', {})).alerts).toEqual([]);
  expect(await said()).toContain('You no longer want to be told when greenhouse/state (temperature) is over 30.');
});

test('rules outlive the hub', async () => {
  const first = await greenhouse();
  const { id } = await first.call('alerts.add', { topic: 'greenhouse/state', rule: over });
  await first.hub.stop();
  const { call } = await startHub(first.folder);
  expect((await call('snapshot', {})).alerts).toEqual([{ id, topic: 'greenhouse/state', rule: over, since: null, toldAt: null }]);
});

test('a refusal is in words', async () => {
  const { call } = await greenhouse();
  await expect(call('alerts.add', { topic: 'greenhouse/#', rule: over })).rejects.toThrow('An alert is about one topic');
  await expect(call('alerts.add', { topic: 'a', rule: { ...over, path: 'a[' } })).rejects.toThrow('Write where the number is');
  await expect(call('alerts.add', { topic: 'a', rule: { when: 'silent', minutes: 0 } })).rejects.toThrow(/minutes/);
  await expect(call('alerts.remove', { id: 'no such' })).rejects.toThrow('That alert is not there any more.');
});
