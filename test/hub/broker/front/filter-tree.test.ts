import { expect, test } from 'vitest';
import { FilterTree } from '../../../../electron/hub/broker/front/filter-tree.ts';
import { Seeded } from '../../../attack/support/seeded.ts';

/** MQTT 3.1.1, 4.7, as plainly as it can be said. */
function matches(filter: string, topic: string): boolean {
  const [first, ...more] = filter.split('/');
  if (first === '#') return true;
  const [level, ...deeper] = topic.split('/');
  if (first !== '+' && first !== level) return false;
  if (more.length === 0) return deeper.length === 0;
  if (deeper.length === 0) return more.length === 1 && more[0] === '#';
  return matches(more.join('/'), deeper.join('/'));
}

function treeOf(...filters: string[]): FilterTree<string> {
  const tree = new FilterTree<string>();
  for (const filter of filters) tree.add(filter, filter);
  return tree;
}

test.each([
  ['a/b/c', ['a/b/c', 'a/b/+', '+/+/+', 'a/#', '#', 'a/b/c/#']],
  ['a', ['a', '+', '#', 'a/#']],
  ['a/b', ['+/#', 'a/#', 'a/+', '#']],
  ['/', ['/', '+/+', '/+', '#', '/#']],
  ['a//c', ['a//c', 'a/+/c', '#', 'a/#', '+/+/+']],
  ['__proto__/constructor', ['__proto__/constructor', '+/constructor', '#']],
])('%s matches exactly %j', (topic, filters) => {
  const others = ['b', 'a/b/d', 'a/c/#', 'A', '/a', 'a/', 'a/b/c/d', '+/+/+/+', 'constructor', 'x/#'];
  expect(
    treeOf(...others, ...filters)
      .match(topic)
      .sort(),
  ).toEqual([...filters].sort());
  expect(
    treeOf(...filters, ...others)
      .match(topic)
      .sort(),
  ).toEqual([...filters].sort());
});

test('a value comes as often as it was added, and goes once for each removal', () => {
  const tree = new FilterTree<string>();
  for (const value of ['x', 'y', 'x']) tree.add('a/+', value);
  expect(tree.match('a/b').sort()).toEqual(['x', 'x', 'y']);
  tree.remove('a/+', 'x');
  expect(tree.match('a/b').sort()).toEqual(['x', 'y']);
  tree.remove('a/+', 'x');
  tree.remove('a/+', 'x');
  tree.remove('a/b', 'y');
  tree.remove('a', 'y');
  tree.remove('a/+/c', 'y');
  expect(tree.match('a/b')).toEqual(['y']);
});

test('random filters that come and go match as the standard says, and nothing is left of them', () => {
  const seeded = new Seeded(7);
  const level = () => seeded.of(['a', 'b', '', 'c']);
  const filter = () => {
    const levels = Array.from({ length: 1 + seeded.below(6) }, () => (seeded.below(3) === 0 ? '+' : level()));
    return [...levels, ...(seeded.below(4) === 0 ? ['#'] : [])].join('/');
  };
  const tree = new FilterTree<string>();
  const present: string[] = [];
  for (let round = 0; round < 4_000; round++) {
    if (present.length === 0 || seeded.below(5) < 3) {
      const added = filter();
      tree.add(added, added);
      present.push(added);
    } else {
      const [removed] = present.splice(seeded.below(present.length), 1) as [string];
      tree.remove(removed, removed);
    }
    if (round % 8 > 0) continue;
    const topic = Array.from({ length: 1 + seeded.below(7) }, level).join('/');
    expect(tree.match(topic).sort()).toEqual(present.filter((other) => matches(other, topic)).sort());
  }
  for (const each of present) tree.remove(each, each);
  expect(tree).toEqual(new FilterTree<string>());
});

test('a thousand deep filters that match have as many nodes as they have branches', () => {
  const seeded = new Seeded(3);
  const filters = Array.from({ length: 1_000 }, () => Array.from({ length: 64 }, () => seeded.of(['+', 'a'])).join('/'));
  const tree = treeOf(...filters);
  const count = (node: { next: Map<string, never> | null }): number =>
    1 + [...(node.next?.values() ?? [])].reduce((sum, next) => sum + count(next), 0);
  expect(count((tree as unknown as { root: never }).root)).toBeLessThan(2 * filters.length);
  expect(tree.match(Array(64).fill('a').join('/'))).toHaveLength(1_000);
});
