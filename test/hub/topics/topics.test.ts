import { expect, test } from 'vitest';
import { INITIAL_SETTINGS } from '../../../electron/contract/initial-settings.ts';
import { type TopicsQuery, type TopicsView, topicsQuerySchema, topicsViewSchema } from '../../../electron/contract/topics.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { Topics } from '../../../electron/hub/topics/topics.ts';
import { ManualClock } from '../manual-clock.ts';

const MIB = 1_024 * 1_024;

function setUp(mebibytes = 64) {
  const clock = new ManualClock();
  const used: string[] = [];
  const budget = { bytes: mebibytes * MIB, valuesPerTopic: INITIAL_SETTINGS.valuesPerTopic };
  const topics = new Topics({
    clock,
    nameOf: () => 'Sensor',
    topicUsed: (id) => used.push(id),
    budgetBytes: () => budget.bytes,
    valuesPerTopic: () => budget.valuesPerTopic,
  });
  const views: TopicsView[] = [];
  const client = { isSlow: false };
  const watch = topics.watch((view) => {
    views.push(topicsViewSchema.parse(view));
    if (!client.isSlow) watch.seen();
  });
  return {
    client,
    seen: () => watch.seen(),
    clock,
    topics,
    budget,
    used,
    views,
    look: (query: Partial<TopicsQuery> | null) =>
      watch.look(query && topicsQuerySchema.parse({ expanded: [], first: 0, count: 50, selected: null, ...query })),
    /** Records messages without counting them yet. */
    record: (topic: string, payload: string | Buffer = '1', times = 1) => {
      for (let left = times; left > 0; left--) {
        topics.record({ topic, payload: Buffer.from(payload as string), qos: 0, retain: false, deviceId: 'd' });
      }
    },
    /** Until all that was recorded is counted, or given up to a smaller budget. */
    counted: async () => {
      let before = '';
      for (let same = 0; same < 3; ) {
        await new Promise(setImmediate);
        const now = JSON.stringify(topics.totals());
        same = now === before ? same + 1 : 0;
        before = now;
      }
    },
  };
}

const paths = (view: TopicsView | undefined) => view?.rows.map(({ path }) => path);

test('the rows on screen are told at once, then only when they change, ten times a second at most', async () => {
  const { look, record, counted, clock, views } = setUp();
  record('a/b', '21.5');
  await counted();
  look({});
  expect(views).toHaveLength(1);
  expect(views[0]).toMatchObject({ first: 0, total: 1, search: null, pinned: [], charted: [], selected: null });
  expect(views[0]?.rows[0]).toMatchObject({ path: 'a', children: 1, messages: 1, size: 0, seq: 0, rate: 0.2, preview: null });
  clock.advance(900);
  expect(views).toHaveLength(1);
  for (let count = 0; count < 5; count++) {
    record('a/b');
    await counted();
    clock.advance(20);
  }
  expect(views).toHaveLength(2);
});

test('another topic of the same screen is told at once and by itself; what changed beside it follows', async () => {
  const { client, look, seen, record, counted, clock, views } = setUp();
  client.isSlow = true;
  record('a', '1');
  record('b', '2');
  await counted();
  look({});
  record('a', '3');
  await counted();
  look({ selected: 'b' });
  expect(views).toHaveLength(2);
  expect(views[1]?.rows).toEqual(views[0]?.rows);
  expect(views[1]?.selected).toMatchObject({ row: { path: 'b' }, reset: true, values: [{ text: '2' }] });
  clock.advance(100);
  seen();
  expect(views).toHaveLength(3);
  expect(views[2]?.rows[0]).toMatchObject({ path: 'a', messages: 2, preview: '3' });
  expect(views[2]?.selected).toMatchObject({ row: { path: 'b' }, reset: false, values: [] });
  look({ selected: null });
  expect(views[3]).toMatchObject({ selected: null, charted: [] });
});

test('a client that shows a view slowly gets the next one when it has, or after a second', async () => {
  const { client, look, seen, record, counted, clock, views } = setUp();
  const message = async () => {
    record('a/b');
    await counted();
  };
  await message();
  client.isSlow = true;
  look({});
  expect(views).toHaveLength(1);
  await message();
  clock.advance(500);
  expect(views).toHaveLength(1);
  seen();
  expect(views).toHaveLength(2);
  await message();
  clock.advance(30);
  seen();
  expect(views, 'shown at once, and told again no sooner than ten times a second').toHaveLength(2);
  clock.advance(100);
  expect(views).toHaveLength(3);
  await message();
  clock.advance(LIMITS.viewPatienceMs - 200);
  expect(views).toHaveLength(3);
  clock.advance(200);
  expect(views, 'the answer was lost').toHaveLength(4);
  await message();
  look({ first: 1 });
  expect(views, 'another place is told at once').toHaveLength(5);
});

test('rates fade to nothing though nothing more comes, and then it is quiet', async () => {
  const { look, record, counted, clock, views } = setUp();
  record('t', '1', 100);
  await counted();
  look({});
  expect(views.at(-1)?.rows[0]).toMatchObject({ rate: 20, seq: 100, size: 1 });
  clock.advance(60_000);
  expect(views.at(-1)?.rows[0]?.rate).toBe(0);
  expect(views.length).toBeLessThan(62);
  const { length } = views;
  clock.advance(60_000);
  expect(views).toHaveLength(length);
});

test('who looks away is told nothing; who comes back has caught up at once', async () => {
  const { look, record, counted, clock, views } = setUp();
  record('t');
  await counted();
  look({ selected: 't', charted: ['t'] });
  look(null);
  record('t', '2', 500);
  await counted();
  clock.advance(10_000);
  expect(views).toHaveLength(1);
  look({ selected: 't', charted: ['t'] });
  expect(views).toHaveLength(2);
  expect(views[1]?.selected).toMatchObject({ reset: true, more: true, row: { messages: 501 } });
  for (const { values } of [views[1]?.selected, views[1]?.charted[0]].map((each) => each ?? { values: [] })) {
    expect(values).toHaveLength(LIMITS.topicValuesPage);
    expect(values.at(-1)?.seq).toBe(501);
  }
});

test('pinned and selected topics are told wherever they are; those that are not there are left out', async () => {
  const { look, record, counted, views } = setUp();
  for (const topic of ['a/b', 'a/c', 'd']) record(topic);
  await counted();
  look({ selected: 'a/c', pinned: ['a/c', 'nothing', 'd'], charted: ['nothing', 'd'] });
  expect(views[0]?.pinned.map(({ path }) => path)).toEqual(['a/c', 'd']);
  expect(views[0]?.selected?.row).toMatchObject({ path: 'a/c', position: 2, siblings: 2 });
  expect(views[0]?.charted.map(({ topic, values }) => [topic, values.length])).toEqual([['d', 1]]);
});

test('moving the window sends no value twice; another topic starts anew', async () => {
  const { look, record, counted, views } = setUp();
  for (const topic of ['t', 'u']) record(topic);
  await counted();
  look({ selected: 't', charted: ['t', 'u'] });
  look({ selected: 't', charted: ['t'], first: 1 });
  expect(views[1]).toMatchObject({ first: 1, charted: [], selected: { reset: false, values: [] } });
  look({ selected: 'u', charted: ['t', 'u'] });
  expect(views[2]).toMatchObject({ charted: [{ topic: 'u', reset: true }], selected: { reset: true, values: [{ seq: 1 }] } });
});

test('sorted by messages, rows change places once a second at most', async () => {
  const { look, record, counted, clock, views } = setUp();
  record('a', '1', 2);
  record('b');
  await counted();
  look({ sort: 'messages' });
  expect(paths(views.at(-1))).toEqual(['a', 'b']);
  record('b', '1', 5);
  await counted();
  clock.advance(500);
  expect(paths(views.at(-1))).toEqual(['a', 'b']);
  expect(views.at(-1)?.rows[1]).toMatchObject({ path: 'b', messages: 6, position: 2 });
  clock.advance(600);
  expect(paths(views.at(-1))).toEqual(['b', 'a']);
});

test('a search tells how far it is, takes in what comes, and sorts as asked', async () => {
  const { look, record, counted, clock, views } = setUp();
  for (let index = 0; index < LIMITS.topicSearchSteps + 10; index++) record(`dev/${index}`);
  record('dev/7');
  await counted();
  look({ search: 'DEV/', count: 3, sort: 'messages' });
  expect(views.at(-1)?.search?.done).toBe(false);
  clock.advance(1_500);
  expect(views.at(-1)?.search).toEqual({ found: LIMITS.topicSearchSteps + 10, done: true });
  expect(views.at(-1)?.total).toBe(LIMITS.topicSearchSteps + 10);
  expect(views.at(-1)?.rows[0]).toMatchObject({ path: 'dev/7', name: 'dev/7', depth: 0, children: 0, position: 1, messages: 2 });
  record('dev/new', '1', 3);
  await counted();
  clock.advance(1_200);
  expect(paths(views.at(-1))).toEqual(['dev/new', 'dev/7', 'dev/0']);
  look({ search: '+/7' });
  expect(views.at(-1)?.search?.found).toBeLessThanOrEqual(1);
  clock.advance(200);
  expect(paths(views.at(-1))).toEqual(['dev/7']);
  look({});
  expect(paths(views.at(-1))).toEqual(['dev']);
});

test('all that was recorded is counted or said to be dropped', async () => {
  const { record, counted, topics } = setUp();
  const most = LIMITS.topicIntakeMessages;
  record('t', '1', most + 123);
  await counted();
  const totals = topics.totals();
  expect(totals).toMatchObject({ messages: most, droppedMessages: 123, droppedValues: most - INITIAL_SETTINGS.valuesPerTopic });
});

test('only the beginning of a large payload is kept, apart from what it came in', async () => {
  const { record, counted, topics } = setUp();
  const payload = Buffer.alloc(LIMITS.valueBytes + 1, 'x');
  topics.record({ topic: 't', payload, qos: 1, retain: false, deviceId: null });
  payload.fill('y');
  record('other');
  await counted();
  expect(topics.values('t', 2)).toMatchObject({ more: false, values: [{ size: LIMITS.valueBytes + 1, cut: true, qos: 1 }] });
  expect(topics.values('t', 2).values[0]?.text).toBe('x'.repeat(LIMITS.valueBytes));
  expect(topics.values('nothing', 2)).toEqual({ values: [], more: false });
});

test('the budget can be set while it runs, and is reached though nothing more comes', async () => {
  const { record, counted, topics, budget } = setUp();
  for (let index = 0; index < 200; index++) record(`t/${index}`, 'x'.repeat(2_000), 20);
  await counted();
  expect(topics.totals().bytes).toBeGreaterThan(8 * MIB);
  budget.bytes = MIB;
  topics.boundsChanged();
  await counted();
  const totals = topics.totals();
  expect(totals.budget).toBe(MIB);
  expect(totals.bytes).toBeLessThanOrEqual(MIB);
  expect(totals).toMatchObject({ topics: 200, messages: 4_000, droppedTopics: 0 });
});

test('fewer values of a topic can be kept while it runs', async () => {
  const { record, counted, topics, budget } = setUp();
  record('t', '1', 50);
  await counted();
  expect(topics.values('t', 51).values).toHaveLength(50);
  budget.valuesPerTopic = 10;
  topics.boundsChanged();
  record('t');
  await counted();
  expect(topics.values('t', 52).values).toHaveLength(10);
  expect(topics.totals()).toMatchObject({ messages: 51, droppedValues: 41 });
});

test('tells which topics a device used, newest first, and when there is a new one', async () => {
  const { record, counted, topics, used } = setUp();
  for (const topic of ['a', 'b', 'a']) record(topic);
  await counted();
  expect(topics.usedBy('d')).toEqual(['b', 'a']);
  expect(used).toEqual(['d', 'd']);
  topics.forgetDevice('d');
  expect(topics.usedBy('d')).toEqual([]);
});
