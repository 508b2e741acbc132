import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { houseForEach } from '../../conformance/broker-house.ts';
import { ManualClock } from '../manual-clock.ts';
import { publishPacket } from './raw-mqtt.ts';

let clock: ManualClock;
const house = houseForEach(() => {
  clock = new ManualClock();
  return clock;
});

const MINUTE = 60_000;
const kept = { clean: false };

async function absent(clientId: string, filter = '#') {
  await (await house.now.listener(clientId, [[filter, 1]], kept)).drop();
  await house.now.unattended();
}

async function publish(...topics: string[]) {
  const sender = await house.now.join('sender');
  sender.send(...topics.map((topic, index) => publishPacket(topic, 'ten bytes!', { qos: 1, id: index + 1 })));
  await sender.untilPong();
  await sender.drop();
}

test('what waits is counted by age, in messages and bytes, worst client first', async () => {
  await absent('few', 'a');
  await absent('many');
  await publish('a', 'b');
  const ages = [2_880, 720, 180, 40, 10, 2, 0];
  for (const [index, age] of ages.slice(1).entries()) {
    clock.advance(((ages[index] as number) - age) * MINUTE);
    await publish('b');
  }
  const list = await house.now.broker.queues.list('messages');
  expect(list.rows.map(({ clientId }) => clientId)).toEqual(['many', 'few']);
  expect(list.rows[0]?.messages).toEqual([1, 1, 1, 1, 1, 1, 2]);
  expect(list.rows[0]?.bytes).toEqual([11, 11, 11, 11, 11, 11, 22]);
  expect(list.rows[1]?.messages).toEqual([0, 0, 0, 0, 0, 0, 1]);
  expect(list.totals.messages).toEqual([1, 1, 1, 1, 1, 1, 3]);
  expect(list).toMatchObject({ sessions: 2, more: 0, rows: [{ connected: false, inFlight: 0 }, {}] });
});

test('bytes decide if they are asked for', async () => {
  await absent('few', 'a/long/topic/with/many/levels');
  await absent('many', 'b');
  await publish('a/long/topic/with/many/levels', 'b', 'b');
  expect((await house.now.broker.queues.list('messages')).rows[0]?.clientId).toBe('many');
  expect((await house.now.broker.queues.list('bytes')).rows[0]?.clientId).toBe('few');
});

test('a client with nothing waiting has no row, unless something was dropped for it', async () => {
  await absent('quiet', 'nothing');
  expect((await house.now.broker.queues.list('messages')).rows).toEqual([]);
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, queue: { ...DEFAULT_BROKER_LIMITS.queue, messages: 1 } };
  await absent('full', 'a');
  await publish('a', 'a', 'a');
  const { rows, dropped } = await house.now.broker.queues.list('messages');
  expect(rows).toMatchObject([{ clientId: 'full', dropped: { full: 2, expired: 0, lastAt: clock.now() } }]);
  expect(dropped).toMatchObject({ full: 2 });
});

test('messages that waited too long are dropped and counted', async () => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, queue: { ...DEFAULT_BROKER_LIMITS.queue, hours: 1 } };
  await absent('a');
  await publish('old');
  clock.advance(50 * MINUTE);
  await publish('young');
  clock.advance(15 * MINUTE);
  const { rows } = await house.now.broker.queues.list('messages');
  expect(rows).toMatchObject([{ dropped: { full: 0, expired: 1 }, messages: [0, 0, 1, 0, 0, 0, 0] }]);
  expect((await (await house.now.join('a', kept)).untilPong()).map(({ topic }) => topic)).toEqual(['young']);
});

test('a queue is shown by topic, level by level', async () => {
  await absent('a');
  await publish('home/hall/light', 'home/hall/door', 'home/attic', 'home', 'car');
  const { queues } = house.now.broker;
  const names = async (below: string | null) => (await queues.topics('a', below)).topics.map(({ topic, more }) => [topic, more]);
  expect(await names(null)).toEqual([
    ['home', true],
    ['car', false],
  ]);
  expect(await names('home')).toEqual([
    ['home/hall', true],
    ['home/attic', false],
    ['home', false],
  ]);
  expect(await names('home/hall')).toEqual([
    ['home/hall/light', false],
    ['home/hall/door', false],
  ]);
  expect(await names('hom')).toEqual([]);
  expect(await queues.topics('nobody', null)).toEqual({ topics: [], left: 0 });
});

test.each([
  [{ kind: 'all' }, 5, []],
  [{ kind: 'topic', topic: 'home' }, 3, ['car', 'homely']],
  [{ kind: 'older', ms: MINUTE }, 2, ['home/attic', 'car', 'homely']],
  [{ kind: 'keep', messages: 2 }, 3, ['car', 'homely']],
] as const)('what a removal (%j) would remove is said, then it does', async (what, messages, left) => {
  await absent('a');
  await publish('home/hall', 'home');
  clock.advance(2 * MINUTE);
  await publish('home/attic', 'car', 'homely');
  const { queues } = house.now.broker;
  for (const clientId of ['a', null]) expect(await queues.count({ clientId, what })).toMatchObject({ messages });
  const removed = await queues.remove({ clientId: 'a', what });
  expect(removed).toMatchObject({ messages });
  expect(removed.bytes).toBeGreaterThan(messages * 10);
  expect((await (await house.now.join('a', kept)).untilPong()).map(({ topic }) => topic)).toEqual(left);
});

test('a long queue that is only on disk is looked through and trimmed alike', async () => {
  await absent('a');
  await publish(...Array.from({ length: 900 }, (_, index) => `t/${index % 3}/${index}`));
  const { queues } = house.now.broker;
  expect((await queues.topics('a', 't')).topics.map(({ topic, messages }) => [topic, messages[0]])).toEqual([
    ['t/0', 300],
    ['t/1', 300],
    ['t/2', 300],
  ]);
  expect(await queues.remove({ clientId: 'a', what: { kind: 'topic', topic: 't/1' } })).toMatchObject({ messages: 300 });
  expect(await queues.remove({ clientId: null, what: { kind: 'keep', messages: 50 } })).toMatchObject({ messages: 550 });
  const client = await house.now.join('a', kept);
  const got = (await client.untilPong()).map(({ topic = '' }) => topic);
  expect(got).toHaveLength(50);
  expect(got.filter((topic) => topic.startsWith('t/1/'))).toEqual([]);
  expect(got.at(-1)).toBe('t/2/899');
});
