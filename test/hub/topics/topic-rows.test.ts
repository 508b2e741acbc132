import { expect, test } from 'vitest';
import { TopicRows } from '../../../electron/hub/topics/topic-rows.ts';
import { TopicTree } from '../../../electron/hub/topics/topic-tree.ts';

function treeOf(...topics: string[]): TopicTree {
  const tree = new TopicTree({ bytes: 10_000_000, topics: 100_000, valuesPerTopic: 5, valueBytes: 100 });
  for (const topic of topics) tree.add({ topic, payload: Buffer.from('1'), at: 1, qos: 0, retain: false, deviceId: 'd' });
  return tree;
}

const rowsOf = (tree: TopicTree, expanded: string[]) => new TopicRows(tree, expanded, () => 'Sensor');

test('collapsed, only the top level is a row', () => {
  const rows = rowsOf(treeOf('a/b', 'c'), []);
  expect(rows.total).toBe(2);
  expect(rows.slice(0, 10).map((row) => [row.path, row.children, row.preview])).toEqual([
    ['a', 1, null],
    ['c', 0, '1'],
  ]);
});

test('expanded paths show their children, with place and depth', () => {
  const rows = rowsOf(treeOf('a/b/c', 'a/b/d', 'a/e', 'f'), ['a/b', 'a']);
  expect(rows.slice(0, 10).map((row) => `${row.depth} ${row.path} ${row.position}/${row.siblings} ${row.expanded}`)).toEqual([
    '0 a 1/2 true',
    '1 a/b 1/2 true',
    '2 a/b/c 1/2 false',
    '2 a/b/d 2/2 false',
    '1 a/e 2/2 false',
    '0 f 2/2 false',
  ]);
});

test('a path below one that is not expanded shows nothing', () => {
  expect(rowsOf(treeOf('a/b/c'), ['a/b', 'no/such']).total).toBe(1);
});

test('any window of rows is the same part of the whole', () => {
  const topics = Array.from({ length: 60 }, (_, index) => `t${index % 7}/u${index % 5}/v${index}`);
  const tree = treeOf(...topics, '/x', 'y//z');
  const expanded = ['t0', 't0/u0', 't3', 't3/u1', 't6', '', 'y', 'y/'];
  const rows = rowsOf(tree, expanded);
  const whole = rows.slice(0, 1_000);
  expect(whole).toHaveLength(rows.total);
  for (let first = 0; first <= rows.total; first++) {
    for (const count of [0, 1, 3, 10]) expect(rows.slice(first, count)).toEqual(whole.slice(first, first + count));
  }
});

test('empty levels are rows of their own', () => {
  const rows = rowsOf(treeOf('/x', 'y//z'), ['', 'y', 'y/']);
  expect(rows.slice(0, 10).map((row) => row.path)).toEqual(['', '/x', 'y', 'y/', 'y//z']);
});

test('a row can be had for a path that is not visible', () => {
  expect(rowsOf(treeOf('a/b'), []).row('a/b')).toMatchObject({ path: 'a/b', depth: 1, position: 1, publisher: 'Sensor' });
  expect(rowsOf(treeOf('a/b'), []).row('a/c')).toBeNull();
});
