import { describe, expect, test } from 'vitest';
import { preview } from '../../../electron/hub/topics/payloads.ts';
import { type Message, type TopicNode, TopicTree, type Value } from '../../../electron/hub/topics/topic-tree.ts';

const ROOMY = { bytes: 1_000_000, topics: 1_000, valuesPerTopic: 5, valueBytes: 100 };

function message(topic: string, payload: string | Uint8Array = '1', extra: Partial<Message> = {}): Message {
  return { topic, payload: Buffer.from(payload), at: 1, qos: 0, retain: false, deviceId: 'd', ...extra };
}

function values(node: TopicNode | null): string[] {
  const found: string[] = [];
  for (let value: Value | null = node?.oldest ?? null; value; value = value.newer) found.push(Buffer.from(value.payload).toString());
  return found;
}

describe('the topic tree', () => {
  test('counts messages and topics at and below each level', () => {
    const tree = new TopicTree(ROOMY);
    for (const topic of ['a/b', 'a/b', 'a/c', 'a', 'z//x']) tree.add(message(topic));
    expect(tree.find('a')).toMatchObject({ messages: 4, topics: 3, seq: 1 });
    expect(tree.find('a/b')).toMatchObject({ messages: 2, topics: 1, seq: 2 });
    expect(tree.find('z/')).toMatchObject({ messages: 1, topics: 1, seq: 0 });
    expect(tree.find('z//x')).toMatchObject({ seq: 1 });
    expect(tree.find('nothing')).toBeNull();
    expect(tree.totals()).toMatchObject({ topics: 4, messages: 5 });
  });

  test('keeps the newest values of a topic', () => {
    const tree = new TopicTree(ROOMY);
    for (let count = 0; count < 8; count++) tree.add(message('t', String(count)));
    expect(values(tree.find('t'))).toEqual(['3', '4', '5', '6', '7']);
    expect(tree.totals().droppedValues).toBe(3);
  });

  test('keeps a copy, cut, of a payload that its owner goes on using', () => {
    const tree = new TopicTree(ROOMY);
    const payload = Buffer.alloc(200, 'x');
    tree.add(message('t', payload));
    payload.fill('y');
    const kept = tree.find('t')?.newest;
    expect(kept?.size).toBe(200);
    expect(kept?.payload).toHaveLength(100);
  });

  test('stays in its budget of bytes, whatever the order, and every topic keeps its last value', () => {
    const tree = new TopicTree({ ...ROOMY, bytes: 40_000, valuesPerTopic: 50 });
    let random = 7;
    for (let count = 0; count < 5_000; count++) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      tree.add(message(`t/${random % 20}`, `${count} ${'x'.repeat(random % 90)}`));
      expect(tree.totals().bytes).toBeLessThanOrEqual(40_000);
    }
    const counted = [...(tree.find('t')?.children?.values() ?? [])].map((node) => {
      expect(values(node)).toHaveLength(node.kept);
      expect(preview(node.newest as Value)).toMatch(/^\d+ /);
      return node.kept;
    });
    const kept = counted.reduce((sum, count) => sum + count, 0);
    expect(tree.totals().droppedValues).toBe(5_000 - kept);
  });

  test('lets the values that arrived first go first, from whatever topic', () => {
    const tree = new TopicTree({ ...ROOMY, bytes: 2_000, valuesPerTopic: 100 });
    for (let count = 0; count < 20; count++) tree.add(message(count % 2 ? 'a' : 'b', String(count)));
    const left = [...values(tree.find('a')), ...values(tree.find('b'))].map(Number).sort((a, b) => a - b);
    expect(left.at(-1)).toBe(19);
    expect(left).toEqual(Array.from({ length: left.length }, (_, index) => 20 - left.length + index));
  });

  test('counts what found no room', () => {
    const tree = new TopicTree({ ...ROOMY, topics: 2 });
    expect(['a', 'b', 'c', 'a', 'd/e'].map((topic) => tree.add(message(topic)) !== null)).toEqual([true, true, false, true, false]);
    expect(tree.totals()).toMatchObject({ topics: 2, messages: 3, droppedTopics: 2 });
  });

  test('knows which topics hold a retained message', () => {
    const tree = new TopicTree(ROOMY);
    tree.add(message('t', 'on', { retain: true }));
    expect(tree.find('t')?.retained).toBe(true);
    tree.add(message('t', '', { retain: true }));
    expect(tree.find('t')?.retained).toBe(false);
  });

  test('keeps children in natural order, also those that come later', () => {
    const tree = new TopicTree(ROOMY);
    const names = () => tree.childrenOf(tree.root).map((node) => node.name);
    for (const topic of ['s10', 's2', 'b']) tree.add(message(topic));
    expect(names()).toEqual(['b', 's2', 's10']);
    for (const topic of ['s3', 'a', '__proto__']) tree.add(message(topic));
    expect(names()).toEqual(['__proto__', 'a', 'b', 's2', 's3', 's10']);
    expect(tree.childrenOf(tree.root).map((node) => tree.positionOf(node))).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
