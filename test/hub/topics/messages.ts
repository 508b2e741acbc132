import type { Message } from '../../../electron/hub/topics/kept-values.ts';
import { TopicTree, type TreeBounds } from '../../../electron/hub/topics/topic-tree.ts';

const ROOMY: TreeBounds = { bytes: 10_000_000, topics: 100_000, valuesPerTopic: 5, topicShare: 4 };

/** A message as the tree takes it in. */
export function aMessage(topic: string, payload = '1', extra: Partial<Message> = {}): Message {
  return { topic, bytes: payload, size: payload.length, at: 1, qos: 0, retain: false, deviceId: 'd', ...extra };
}

/** A tree with room for everything but for what `bounds` say. */
export function aTree(bounds: Partial<TreeBounds> = {}): TopicTree {
  return new TopicTree({ ...ROOMY, ...bounds });
}

/** A tree to which each topic was published once. */
export function treeOf(...topics: string[]): TopicTree {
  const tree = aTree();
  for (const topic of topics) tree.add(aMessage(topic));
  return tree;
}

/** Numbers from 0 to below `count` that look random and are the same each time. */
export function dice(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 4_294_967_296) * count);
  };
}
