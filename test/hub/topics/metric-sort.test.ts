import { expect, test } from 'vitest';
import { MetricSort } from '../../../electron/hub/topics/metric-sort.ts';
import { naturalOrder } from '../../../electron/hub/topics/natural-order.ts';
import { NodeList } from '../../../electron/hub/topics/node-list.ts';
import { newNode, type TopicNode } from '../../../electron/hub/topics/topic-node.ts';
import { dice } from './messages.ts';

function listOf(nodes: readonly TopicNode[]): NodeList<TopicNode> {
  const list = new NodeList<TopicNode>((a, b) => naturalOrder(a.name, b.name));
  for (const node of nodes) list.insert(node);
  return list;
}

test.each([0, 1, 2, 3, 7, 64, 65, 1_000])(
  'sorts %i nodes, the most first and equal ones as they came, however small the steps',
  (count) => {
    const random = dice(count);
    const nodes = Array.from({ length: count }, (_, index) => ({ ...newNode(`n${index}`, null), messages: random(20) }));
    const sorted = [...nodes].sort((a, b) => b.messages - a.messages);
    for (const steps of [1, 3, 100, Number.POSITIVE_INFINITY]) {
      const sort = new MetricSort(listOf(nodes), 'messages', 0);
      let turns = 0;
      while (!sort.work(steps)) turns++;
      expect(turns * Math.min(steps, 1_000_000)).toBeLessThanOrEqual(count * 30);
      expect(Array.from(sorted, (_, index) => sort.at(index)?.name)).toEqual(sorted.map((node) => node.name));
      expect(sorted.map((node) => sort.positionOf(node))).toEqual(sorted.map((_, index) => index));
      expect(sort.positionOf(newNode('other', null))).toBe(-1);
    }
  },
);

test('goes by what the nodes were when it looked at them', () => {
  const nodes = [newNode('a', null), newNode('b', null)].map((node, index) => ({ ...node, messages: index }));
  const sort = new MetricSort(listOf(nodes), 'messages', 0);
  sort.work(9);
  for (const node of nodes) node.messages = 10 - node.messages;
  while (!sort.work(1));
  expect(sort.at(0)?.name).toBe('b');
});

test('what comes and goes meanwhile spoils nothing', () => {
  const nodes = Array.from({ length: 100 }, (_, index) => ({ ...newNode(`n${index}`, null), messages: index % 10 }));
  const list = listOf(nodes);
  const sort = new MetricSort(list, 'messages', 0);
  sort.work(4 * 50);
  for (const gone of [0, 49, 50, 99]) list.remove(nodes[gone] as TopicNode);
  list.insert(newNode('n10.5', null));
  while (!sort.work(10));
  const names = Array.from({ length: sort.length }, (_, index) => sort.at(index)?.name);
  expect(new Set(names).size).toBe(98);
  expect(names.slice(0, 3)).toEqual(['n9', 'n19', 'n29']);
});
