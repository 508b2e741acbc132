import { expect, test } from 'vitest';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import type { TopicNode } from '../../../electron/hub/topics/topic-node.ts';
import { olderValues, ValueFeed } from '../../../electron/hub/topics/value-feed.ts';
import { aMessage, aTree, dice } from './messages.ts';

const PAGE = LIMITS.topicValuesPage;
const nameOf = () => 'Sensor';

function aTopic(messages: number, payload = '1') {
  const tree = aTree({ valuesPerTopic: 1_000, topicShare: 1 });
  const publish = (count: number) => {
    for (; count > 0; count--) tree.add(aMessage('t', payload));
  };
  publish(messages);
  return { publish, node: tree.find('t') as TopicNode };
}

const seqs = (values: TopicValue[]) => values.map(({ seq }) => seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('first the newest page, then what is new', () => {
  const { publish, node } = aTopic(PAGE + 50);
  const feed = new ValueFeed();
  const first = feed.take(node, nameOf);
  expect(first).toMatchObject({ reset: true, more: true });
  expect(seqs(first.values)).toEqual(range(51, PAGE + 50));
  publish(PAGE);
  const second = feed.take(node, nameOf);
  expect(second).toMatchObject({ reset: false, more: true });
  expect(seqs(second.values)).toEqual(range(PAGE + 51, 2 * PAGE + 50));
  expect(feed.take(node, nameOf)).toEqual({ reset: false, values: [], more: true });
});

test('when more came than a page, it starts anew with the newest', () => {
  const { publish, node } = aTopic(1);
  const feed = new ValueFeed();
  expect(feed.take(node, nameOf)).toMatchObject({ reset: true, more: false });
  publish(PAGE + 1);
  const next = feed.take(node, nameOf);
  expect(next).toMatchObject({ reset: true, more: true });
  expect(seqs(next.values)).toEqual(range(3, PAGE + 2));
});

test('a page of large payloads has fewer values, but at least one', () => {
  const { node } = aTopic(100, 'x'.repeat(LIMITS.topicPageBytes / 10));
  expect(new ValueFeed().take(node, nameOf).values).toHaveLength(10);
  expect(new ValueFeed().take(aTopic(2, 'x'.repeat(LIMITS.topicPageBytes * 2)).node, nameOf).values).toHaveLength(1);
});

test('another topic, or the same after it was forgotten, starts anew', () => {
  const feed = new ValueFeed();
  feed.take(aTopic(9).node, nameOf);
  const other = feed.take(aTopic(3).node, nameOf);
  expect(other.reset).toBe(true);
  expect(seqs(other.values)).toEqual([1, 2, 3]);
});

test('pages of older values lead back to the first', () => {
  const { node } = aTopic(2 * PAGE + 5);
  const first = olderValues(node, node.seq + 1, nameOf);
  expect(seqs(first.values)).toEqual(range(PAGE + 6, 2 * PAGE + 5).reverse());
  const second = olderValues(node, PAGE + 6, nameOf);
  expect([second.values.length, second.more]).toEqual([PAGE, true]);
  expect(olderValues(node, 6, nameOf)).toMatchObject({ values: { length: 5 }, more: false });
  expect(olderValues(node, 1, nameOf)).toEqual({ values: [], more: false });
  expect(olderValues(null, 1, nameOf)).toEqual({ values: [], more: false });
});

test('a value is told as it is', () => {
  const tree = aTree();
  tree.add(aMessage('t', '\u00e9\u0000', { size: 9, at: 5, qos: 1, retain: true }));
  expect(new ValueFeed().take(tree.find('t') as TopicNode, nameOf).values).toEqual([
    {
      seq: 1,
      at: 5,
      size: 9,
      payload: '6QA=',
      text: 'e900',
      format: 'hex',
      cut: true,
      number: null,
      publisher: 'Sensor',
      qos: 1,
      retained: true,
    },
  ]);
});

test.each([1, 2, 3])('whoever adds what it is sent has the newest values without a gap (%i)', (seed) => {
  const random = dice(seed);
  const { publish, node } = aTopic(1);
  const feed = new ValueFeed();
  let held: number[] = [];
  for (let turn = 0; turn < 100; turn++) {
    publish(random(random(5) ? 20 : 3 * PAGE));
    const { reset, values } = feed.take(node, nameOf);
    expect(values.length).toBeLessThanOrEqual(PAGE);
    held = [...(reset ? [] : held), ...seqs(values)];
    expect(held).toEqual(range(held[0] as number, node.seq));
  }
});
