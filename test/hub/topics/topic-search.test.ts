import { expect, test } from 'vitest';
import { compileFilters } from '../../../electron/hub/devices/topic-filter.ts';
import { pathOf, treeOrder } from '../../../electron/hub/topics/topic-node.ts';
import { TopicSearch } from '../../../electron/hub/topics/topic-search.ts';
import type { TopicTree } from '../../../electron/hub/topics/topic-tree.ts';
import { aMessage, aTree, dice, treeOf } from './messages.ts';

function finish(search: TopicSearch): string[] {
  for (let turn = 0; turn < 1_000 && !search.done; turn++) search.work();
  return search.hits.toArray().map(pathOf);
}

test.each([
  ['TEMP', ['a/Temperature', 'attempt']],
  ['a/', ['a/b', 'a/b/c', 'a/Temperature']],
  ['a/+', ['a/b', 'a/Temperature']],
  ['a/#', ['a/b', 'a/b/c', 'a/Temperature']],
  ['#', ['a/b', 'a/b/c', 'a/Temperature', 'attempt']],
  ['+/b/+', ['a/b/c']],
  ['a/#/c', []],
  ['c++', []],
])('%j finds %j', (text, found) => {
  const search = new TopicSearch(treeOf('a/Temperature', 'a/b', 'a/b/c', 'attempt'), text);
  expect(finish(search)).toEqual(found);
  expect(search.found).toBe(found.length);
});

test('a level that nothing was published to is no find', () => {
  expect(finish(new TopicSearch(treeOf('level/x'), 'level'))).toEqual(['level/x']);
});

test('topics that come and go while it looks, and afterwards, are taken in', () => {
  const tree = treeOf(...Array.from({ length: 9_000 }, (_, index) => `t/${index}`));
  const search = new TopicSearch(tree, 't/');
  search.work();
  expect(search.done).toBe(false);
  for (const topic of ['t/5.5', 't/8999.5', 't/0']) tree.add(aMessage(topic));
  finish(search);
  tree.add(aMessage('t/x'));
  tree.add(aMessage('u'));
  expect([search.found, search.hits.length]).toEqual([9_003, 9_003]);
  search.close();
  tree.add(aMessage('t/y'));
  expect(search.found).toBe(9_003);
});

test('what is listed is bounded, what is counted is not', () => {
  const tree = treeOf('t/1', 't/2', 't/3', 'u');
  const search = new TopicSearch(tree, 't', 3);
  finish(search);
  for (const topic of ['t/0', 't/4']) tree.add(aMessage(topic));
  expect([search.found, search.hits.toArray().map(pathOf)]).toEqual([5, ['t/1', 't/2', 't/3']]);
});

/** What a search of all topics at once would find. */
function model(tree: TopicTree, text: string): string[] {
  const everything = finish(new TopicSearch(tree, ''));
  const filters = compileFilters([text]);
  return everything.filter((path) => (text.includes('+') ? filters.matches(path) : path.includes(text)));
}

test.each([1, 2, 3])('whatever comes and goes, it ends with what there is (%i)', (seed) => {
  const random = dice(seed);
  const tree = aTree({ topics: 4_000 });
  const publish = (times: number) => {
    for (let count = 0; count < times; count++) tree.add(aMessage(`a${random(20)}/b${random(30)}/c${random(40)}`.slice(0, 4 + random(8))));
  };
  publish(10_000);
  const searches = ['b1', '+/+', '', 'a1/b2/c3'].map((text) => new TopicSearch(tree, text));
  for (let turn = 0; turn < 20; turn++) {
    for (const search of searches) if (!search.done) search.work();
    publish(100);
  }
  expect(tree.totals().droppedTopics).toBeGreaterThan(0);
  for (const search of searches) {
    const found = finish(search);
    expect(found).toEqual(model(tree, search.text));
    expect(search.found).toBe(found.length);
    expect(search.hits.toArray()).toEqual(search.hits.toArray().sort(treeOrder));
  }
});
