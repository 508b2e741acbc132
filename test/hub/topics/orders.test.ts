import { expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import type { Level } from '../../../electron/hub/topics/level.ts';
import { Orders } from '../../../electron/hub/topics/orders.ts';
import type { TopicNode } from '../../../electron/hub/topics/topic-node.ts';
import { ManualClock } from '../manual-clock.ts';
import { aMessage, aTree } from './messages.ts';

/** A level with more children than are sorted at once. */
function aLargeLevel() {
  const tree = aTree({ bytes: 100_000_000 });
  for (let index = 0; index <= LIMITS.topicSortNow; index++) tree.add(aMessage(`t/${index}`, '1', { at: index }));
  return { tree, list: tree.find('t')?.children as Level<TopicNode> };
}

test('a large list is shown by name until it is sorted, and meanwhile as it was', () => {
  const { tree, list } = aLargeLevel();
  const clock = new ManualClock();
  const orders = new Orders('last', clock);
  const first = () => {
    orders.begin();
    return orders.of(list).at(0)?.name;
  };
  const finish = () => {
    let slices = 0;
    for (; orders.isBusy; slices++) orders.work();
    return slices;
  };
  expect(first()).toBe('0');
  expect(finish()).toBeGreaterThan(1);
  expect(first()).toBe(String(LIMITS.topicSortNow));
  tree.add(aMessage('t/5', '1', { at: 1_000_000 }));
  clock.advance(LIMITS.topicSortMs);
  expect(first()).toBe(String(LIMITS.topicSortNow));
  finish();
  expect(first()).toBe('5');
});

test('what takes long to sort is sorted less often', () => {
  const { list } = aLargeLevel();
  const clock = new ManualClock();
  const orders = new Orders('last', clock);
  const look = () => {
    orders.begin();
    orders.of(list);
  };
  look();
  clock.advance(2_000);
  while (orders.isBusy) orders.work();
  for (let waited = 0; waited < 7_900; waited += 100) {
    look();
    expect(orders.isBusy).toBe(false);
    clock.advance(100);
  }
  clock.advance(100);
  look();
  expect(orders.isBusy).toBe(true);
});

test('the order of a list that is out of sight is forgotten', () => {
  const { list } = aLargeLevel();
  const orders = new Orders('last', new ManualClock());
  orders.begin();
  orders.of(list);
  while (orders.isBusy) orders.work();
  expect(orders.shownOf(list)).not.toBe(list);
  orders.begin();
  orders.begin();
  expect(orders.shownOf(list)).toBe(list);
});
