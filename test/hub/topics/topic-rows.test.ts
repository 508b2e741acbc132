import { expect, test } from 'vitest';
import type { TopicSort } from '../../../electron/contract/topics.ts';
import { Orders } from '../../../electron/hub/topics/orders.ts';
import type { TopicNode } from '../../../electron/hub/topics/topic-node.ts';
import { placeOf, TopicRows } from '../../../electron/hub/topics/topic-rows.ts';
import type { TopicTree } from '../../../electron/hub/topics/topic-tree.ts';
import { ManualClock } from '../manual-clock.ts';
import { aMessage, dice, treeOf } from './messages.ts';

const rowsOf = (tree: TopicTree, expanded: string[], orders = ordersBy('name')) => new TopicRows(tree, expanded, orders);

function ordersBy(sort: TopicSort): Orders {
  const orders = new Orders(sort, new ManualClock());
  orders.begin();
  return orders;
}

const placesOf = (rows: TopicRows, first = 0, count = 1_000) => rows.slice(first, count).map(({ place }) => place);

test('collapsed, only the top level is a row', () => {
  const rows = rowsOf(treeOf('a/b', 'c'), []);
  expect(placesOf(rows).map((row) => [row.path, row.children])).toEqual([
    ['a', 1],
    ['c', 0],
  ]);
  expect(rows.total).toBe(2);
});

test('an empty tree has no rows', () => {
  expect(placesOf(rowsOf(treeOf(), ['a']))).toEqual([]);
});

test('expanded paths show their children, with place and depth', () => {
  const rows = rowsOf(treeOf('a/b/c', 'a/b/d', 'a/e', 'f'), ['a/b', 'a']);
  expect(placesOf(rows).map((row) => `${row.depth} ${row.path} ${row.position}/${row.siblings} ${row.expanded}`)).toEqual([
    '0 a 0/2 true',
    '1 a/b 0/2 true',
    '2 a/b/c 0/2 false',
    '2 a/b/d 1/2 false',
    '1 a/e 1/2 false',
    '0 f 1/2 false',
  ]);
});

test('a path below one that is not expanded shows nothing', () => {
  expect(placesOf(rowsOf(treeOf('a/b/c'), ['a/b', 'no/such']))).toHaveLength(1);
});

test.each(['name', 'messages'] as const)('sorted by %s, any window of rows is the same part of the whole', (sort) => {
  const topics = Array.from({ length: 60 }, (_, index) => `t${index % 7}/u${index % 5}/v${index}`);
  const tree = treeOf(...topics, '/x', 'y//z', 't3/u1/v9', 't6/u2/v5', 't6/u2/v5');
  const rows = rowsOf(tree, ['t0', 't0/u0', 't3', 't3/u1', 't6', '', 'y', 'y/'], ordersBy(sort));
  const whole = placesOf(rows);
  expect(whole).toHaveLength(rows.total);
  for (let first = 0; first <= rows.total; first++) {
    for (const count of [0, 1, 3, 10]) expect(placesOf(rows, first, count)).toEqual(whole.slice(first, first + count));
  }
});

test('by messages, the most come first in each level', () => {
  const tree = treeOf('a/x', 'b/x', 'b/y', 'b/y', 'c', 'c', 'c', 'c');
  const places = placesOf(rowsOf(tree, ['b'], ordersBy('messages')));
  expect(places.map((row) => `${row.path} ${row.position}/${row.siblings}`)).toEqual(['c 0/3', 'b 1/3', 'b/y 0/2', 'b/x 1/2', 'a 2/3']);
});

test('what came since the rows were sorted waits for the next time; an open level that goes takes its rows along', () => {
  const clock = new ManualClock();
  const orders = new Orders('messages', clock);
  const tree = treeOf('a/x', 'b', 'b', 'b');
  const show = () => {
    orders.begin();
    const rows = rowsOf(tree, ['a', 'c'], orders);
    const paths = placesOf(rows).map((row) => row.path);
    expect(rows.total).toBe(paths.length);
    return paths;
  };
  expect(show()).toEqual(['b', 'a', 'a/x']);
  for (let count = 0; count < 5; count++) tree.add(aMessage('c/new'));
  expect(show()).toEqual(['b', 'a', 'a/x']);
  clock.advance(1_000);
  expect(show()).toEqual(['c', 'c/new', 'b', 'a', 'a/x']);
});

test('empty levels are rows of their own', () => {
  expect(placesOf(rowsOf(treeOf('/x', 'y//z'), ['', 'y', 'y/'])).map((row) => row.path)).toEqual(['', '/x', 'y', 'y/', 'y//z']);
});

test('a topic has a place though it is not visible', () => {
  const node = treeOf('a/b', 'a/c').find('a/c') as TopicNode;
  expect(placeOf(node, ordersBy('name'))).toMatchObject({ path: 'a/c', name: 'c', depth: 1, position: 1, siblings: 2 });
});

/** The paths that are shown, by the plainest means: one message each to `topics`. */
function model(topics: string[], expanded: readonly string[], sort: 'name' | 'messages', above: string | null = null): string[] {
  const prefix = above === null ? '' : `${above}/`;
  const counts = new Map<string, number>();
  for (const topic of topics.filter((each) => each.startsWith(prefix))) {
    const child = prefix + (topic.slice(prefix.length).split('/')[0] as string);
    counts.set(child, (counts.get(child) ?? 0) + 1);
  }
  const children = [...counts.keys()].sort(new Intl.Collator('en', { numeric: true }).compare);
  if (sort === 'messages') children.sort((a, b) => (counts.get(b) as number) - (counts.get(a) as number));
  return children.flatMap((child) => [child, ...(expanded.includes(child) ? model(topics, expanded, sort, child) : [])]);
}

test.each([1, 2, 3, 4, 5, 6])('the rows are those of the plainest tree (%i)', (seed) => {
  const random = dice(seed);
  const topics = Array.from({ length: 300 }, () => Array.from({ length: 1 + random(4) }, () => `n${random(1 + random(12))}`).join('/'));
  const expanded = topics
    .filter(() => random(3) > 0)
    .map((topic) =>
      topic
        .split('/')
        .slice(0, 1 + random(3))
        .join('/'),
    );
  for (const sort of ['name', 'messages'] as const) {
    const rows = rowsOf(treeOf(...topics), expanded, ordersBy(sort));
    expect(placesOf(rows).map(({ path }) => path)).toEqual(model(topics, expanded, sort));
  }
});
