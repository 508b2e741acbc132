import { describe, expect, test } from 'vitest';
import { preview } from '../../../electron/hub/topics/payloads.ts';
import { pathOf, type TopicNode, type Value } from '../../../electron/hub/topics/topic-node.ts';
import type { TopicTree } from '../../../electron/hub/topics/topic-tree.ts';
import { aMessage, aTree, dice } from './messages.ts';

function values(node: TopicNode | null): string[] {
  const found: string[] = [];
  for (let value: Value | null = node?.oldest ?? null; value; value = value.newer) found.push(value.bytes);
  return found;
}

/** All nodes below one, itself not counted. */
function below(node: TopicNode): TopicNode[] {
  return (node.children?.toArray() ?? []).flatMap((child) => [child, ...below(child)]);
}

const topicsIn = (tree: TopicTree) => below(tree.root).filter((node) => node.newest);

describe('the topic tree', () => {
  test('counts messages and topics at and below each level', () => {
    const tree = aTree();
    for (const topic of ['a/b', 'a/b', 'a/c', 'a', 'z//x']) tree.add(aMessage(topic));
    expect(tree.find('a')).toMatchObject({ messages: 4, topics: 3, seq: 1 });
    expect(tree.find('a/b')).toMatchObject({ messages: 2, topics: 1, seq: 2 });
    expect(tree.find('z/')).toMatchObject({ messages: 1, topics: 1, seq: 0 });
    expect(tree.find('z//x')).toMatchObject({ seq: 1 });
    expect(tree.find('nothing')).toBeNull();
    expect(tree.totals()).toMatchObject({ topics: 4, messages: 5 });
  });

  test.each(['a', 'a/b', '/', 'é/日本/x', '__proto__/constructor', 'wide\ud800'])('finds the topic %j again', (topic) => {
    const tree = aTree();
    tree.add(aMessage(topic));
    tree.add(aMessage(topic));
    expect(pathOf(tree.find(topic) as TopicNode)).toBe(topic);
    expect(tree.totals().topics).toBe(1);
  });

  test('keeps the newest values of a topic', () => {
    const tree = aTree();
    for (let count = 0; count < 8; count++) tree.add(aMessage('t', String(count)));
    expect(values(tree.find('t'))).toEqual(['3', '4', '5', '6', '7']);
    expect(tree.totals().droppedValues).toBe(3);
  });

  test('no topic takes more than its share', () => {
    const tree = aTree({ bytes: 100_000, topicShare: 10, valuesPerTopic: 1_000 });
    for (let count = 0; count < 200; count++) tree.add(aMessage('t', 'x'.repeat(500)));
    expect(tree.find('t')?.bytes).toBeLessThanOrEqual(10_000);
    expect(tree.find('t')?.kept).toBeGreaterThan(10);
    expect(tree.totals().bytes).toBeLessThan(12_000);
  });

  test('lets the values that arrived first go first, from whatever topic', () => {
    const tree = aTree({ bytes: 2_500, topicShare: 1, valuesPerTopic: 100 });
    for (let count = 0; count < 40; count++) tree.add(aMessage(count % 2 ? 'a' : 'b', String(count), { at: count }));
    const left = [...values(tree.find('a')), ...values(tree.find('b'))].map(Number).sort((a, b) => a - b);
    expect(left.length).toBeLessThan(40);
    expect(left).toEqual(Array.from({ length: left.length }, (_, index) => 40 - left.length + index));
  });

  test('a last value gives way to newer ones, but for what its row shows', () => {
    const tree = aTree({ bytes: 10_000, topicShare: 1, valuesPerTopic: 100 });
    tree.add(aMessage('quiet', 'q'.repeat(3_000), { at: 1 }));
    for (let at = 2; at < 40; at++) tree.add(aMessage('busy', 'b'.repeat(500), { at }));
    const quiet = tree.find('quiet')?.newest;
    expect(quiet).toMatchObject({ short: true, size: 3_000 });
    expect(preview({ payload: Buffer.from(quiet?.bytes ?? ''), size: 3_000 })).toMatch(/^q{120}/);
    tree.add(aMessage('quiet', 'again', { at: 41 }));
    expect(values(tree.find('quiet'))).toEqual(['again']);
  });

  test('the topic that was silent the longest makes room, with the levels that only it needed', () => {
    const tree = aTree({ topics: 3 });
    for (const topic of ['a/b/c', 'a', 'x', 'a/b/c', 'new']) tree.add(aMessage(topic));
    expect(topicsIn(tree).map(pathOf)).toEqual(['a/b/c', 'new', 'x']);
    for (const topic of ['x', 'new', 'other']) tree.add(aMessage(topic));
    expect(tree.find('a')).toBeNull();
    expect(tree.totals()).toMatchObject({ topics: 3, messages: 8, droppedTopics: 2 });
  });

  test('a level stays when the topic of its name goes', () => {
    const tree = aTree({ topics: 1 });
    tree.add(aMessage('a'));
    tree.add(aMessage('a/b'));
    expect(tree.find('a')).toMatchObject({ newest: null, kept: 0, topics: 1, messages: 2 });
    tree.add(aMessage('a'));
    expect(tree.find('a')).toMatchObject({ seq: 2, topics: 1, children: null });
  });

  test('a smaller budget is reached bit by bit', () => {
    const tree = aTree();
    for (let count = 0; count < 2_000; count++) tree.add(aMessage(`t/${count % 500}`, 'x'.repeat(100), { at: count }));
    const { bytes } = tree.totals();
    tree.setBounds(bytes / 10, 5);
    expect(tree.makeRoom(100)).toBe(false);
    expect(tree.totals().bytes).toBeGreaterThan(bytes / 2);
    while (!tree.makeRoom(100));
    expect(tree.totals()).toMatchObject({ budget: bytes / 10, messages: 2_000 });
    expect(tree.totals().bytes).toBeLessThanOrEqual(bytes / 10);
    expect(tree.totals().topics + tree.totals().droppedTopics).toBe(500);
  });

  test('knows which topics hold a retained message', () => {
    const tree = aTree();
    tree.add(aMessage('t', 'on', { retain: true }));
    expect(tree.find('t')?.retained).toBe(true);
    tree.add(aMessage('t', '', { retain: true }));
    expect(tree.find('t')?.retained).toBe(false);
  });

  test('keeps children in natural order, also those that come later', () => {
    const tree = aTree();
    const names = () => tree.root.children?.toArray().map((node) => node.name);
    for (const topic of ['s10', 's2', 'b']) tree.add(aMessage(topic));
    expect(names()).toEqual(['b', 's2', 's10']);
    for (const topic of ['s3', 'a', '__proto__']) tree.add(aMessage(topic));
    expect(names()).toEqual(['__proto__', 'a', 'b', 's2', 's3', 's10']);
  });
});

describe('whatever comes', () => {
  test.each([1, 2, 3, 4])('the budget holds and everything is accounted for (%i)', (seed) => {
    const random = dice(seed);
    const tree = aTree({ bytes: 60_000, topics: 120, valuesPerTopic: 20, topicShare: 8 });
    let most = 0;
    const followed = { added: 0, removed: 0 };
    tree.follow({ added: () => followed.added++, removed: () => followed.removed++ });
    for (let count = 1; count <= 4_000; count++) {
      const topic = `t${random(6)}/u${random(1 + (count % 40))}${random(3) ? '' : '/v'}`;
      tree.add(aMessage(topic, 'x'.repeat(random(300)), { at: count }));
      most = Math.max(most, tree.totals().bytes);
    }
    expect(most).toBeLessThanOrEqual(60_000);
    const topics = topicsIn(tree);
    const kept = topics.reduce((sum, node) => sum + node.kept, 0);
    const totals = tree.totals();
    expect(totals).toMatchObject({ messages: 4_000, topics: topics.length });
    expect(kept + totals.droppedValues).toBe(4_000);
    expect(totals.topics + totals.droppedTopics).toBe(followed.added);
    expect(followed.removed).toBe(totals.droppedTopics);
    expect(totals.droppedTopics).toBeGreaterThan(0);
    for (const node of topics) expect(values(node)).toHaveLength(node.kept);
    for (const node of below(tree.root)) {
      expect(node.topics).toBe((node.newest ? 1 : 0) + below(node).filter((each) => each.newest).length);
      expect(node.topics).toBeGreaterThan(0);
    }
  });
});
