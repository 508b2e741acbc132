import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import { publishPacket, subscribePacket } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

const cases: [string, string, string, string[], string[]][] = [
  [
    '4.7.1-2',
    '# matches the parent and any depth below',
    'sport/tennis/#',
    ['sport/tennis', 'sport/tennis/', 'sport/tennis/a/b'],
    ['sport', 'sport/tenni', 'sport/tennisx'],
  ],
  ['4.7.1-2', '# alone matches all', '#', ['a', '/', '/a', 'a/b/c'], []],
  ['4.7.1-3', '+ matches one level', 'sport/+', ['sport/a', 'sport/'], ['sport', 'sport/a/b']],
  ['4.7.1-3', '+ at the start and in the middle', '+/tennis/+/x', ['a/tennis/b/x', '/tennis//x'], ['tennis/b/x', 'a/tennis/b/c/x']],
  ['4.7.1-3', '+ alone matches one level', '+', ['a', 'finance'], ['/finance', 'a/b', '/']],
  ['4.7.1-3', '+/+ matches an empty first level', '+/+', ['/finance', '/', 'a/'], ['finance', 'a/b/c']],
  ['4.7.1-3', '/+ matches an empty first level', '/+', ['/finance', '/'], ['finance', 'a/finance', '//']],
  ['4.7.3-1', 'topics are told apart by case, spaces and slashes', 'A b', ['A b'], ['a b', 'Ab', '/A b', 'A b/']],
  ['4.7.2-1', '# does not match what begins with $', '#', [], ['$test/x', '$test']],
  ['4.7.2-1', '+ does not match what begins with $', '+/x', ['test/x'], ['$test/x']],
  ['4.7.2-1', 'a filter that begins with $ does', '$test/#', ['$test/x', '$test'], ['test/x']],
];

test.each(cases)('[MQTT-%s] %s (%s)', async (_statement, _name, filter, matching, others) => {
  const topics = [...others, ...matching];
  const sender = await house.now.join('p');
  sender.send(...topics.map((topic) => publishPacket(topic, topic, { retain: true })));
  await sender.untilPong();

  // Alike for retained messages, live ones, and those that wait for a session.
  const client = await house.now.listener('a', [[filter, 1]], { clean: false });
  expect((await client.untilPong()).map(({ topic }) => topic).sort()).toEqual([...matching].sort());
  sender.send(...topics.map((topic) => publishPacket(topic, 'live')));
  await sender.untilPong();
  expect((await client.untilPong()).map(({ topic }) => topic)).toEqual(matching);
  await client.drop();
  sender.send(...topics.map((topic, index) => publishPacket(topic, 'later', { qos: 1, id: index + 1 })));
  await sender.untilPong();
  expect((await (await house.now.join('a', { clean: false })).untilPong()).map(({ topic }) => topic)).toEqual(matching);
});

test.each(['', 'a#', '#/a', 'a/#/b', 'a+', '+a', 'a/b+/c', '##', '++', 'a/+b', '/#/'])(
  '[MQTT-4.7.1-2, 4.7.1-3, 4.7.3-1] the filter "%s" closes the connection',
  async (filter) => {
    const client = await house.now.join('a');
    client.send(subscribePacket(1, [filter, 0]));
    expect(await client.untilClosed()).toEqual([]);
  },
);

test('[MQTT-4.7.3-1] an empty topic name closes the connection', async () => {
  const client = await house.now.join('a');
  client.send(publishPacket('', 'x'));
  expect(await client.untilClosed()).toEqual([]);
});

test('a topic with more levels than the hub takes closes the connection, and harms nobody', async () => {
  const other = await house.now.join('b');
  for (const bytes of [
    publishPacket('/'.repeat(200), 'x'),
    subscribePacket(1, ['/'.repeat(200), 0]),
    publishPacket('/'.repeat(65_535), 'x'),
  ]) {
    const client = await house.now.join('a');
    client.send(bytes);
    expect(await client.untilClosed()).toEqual([]);
  }
  expect(await other.untilPong()).toEqual([]);
});

test('[MQTT-4.7.3-3] a topic of 65,535 bytes passes, if it is allowed', async () => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, topicBytes: 65_535 };
  const listener = await house.now.listener('l', [['#', 0]]);
  const topic = 'x'.repeat(65_535);
  (await house.now.join('p')).send(publishPacket(topic, 'y'));
  expect(await listener.next()).toMatchObject({ topic, payload: 'y' });
});
