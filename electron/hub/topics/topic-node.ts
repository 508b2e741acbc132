import type { Level } from './level.ts';
import { naturalOrder } from './natural-order.ts';
import type { Heat } from './rates.ts';

/** One message as kept. */
export interface Value {
  seq: number;
  at: number;
  /** Bytes that the whole payload had. */
  size: number;
  /** The kept bytes, one character each: small ones cost several hundred bytes more as an array of their own. */
  bytes: string;
  deviceId: string | null;
  qos: number;
  retained: boolean;
  /** A last value cut to what a row needs, because bytes ran out. */
  short: boolean;
  node: TopicNode;
  /** Neighbours among the values of the same topic. */
  newer: Value | null;
  older: Value | null;
  /** Neighbours in the list that it stands in among all values. */
  before: Value | null;
  after: Value | null;
}

/** One level of a topic. */
export interface TopicNode extends Heat {
  name: string;
  parent: TopicNode | null;
  children: Level<TopicNode> | null;
  /** Messages that came, and topics that are kept, at or below. */
  messages: number;
  topics: number;
  /** Messages to this very topic. */
  seq: number;
  /** Values that are kept: none if this is no topic, only a level. */
  oldest: Value | null;
  newest: Value | null;
  kept: number;
  /** What they cost. */
  bytes: number;
  retained: boolean;
  /** Where it stood in the order that was made last: a hint where to look for it. */
  rank: number;
}

export function newNode(name: string, parent: TopicNode | null): TopicNode {
  return {
    name,
    parent,
    children: null,
    messages: 0,
    topics: 0,
    heat: 0,
    lastAt: 0,
    seq: 0,
    oldest: null,
    newest: null,
    kept: 0,
    bytes: 0,
    retained: false,
    rank: 0,
  };
}

/** The whole topic of a node. */
export function pathOf(node: TopicNode): string {
  let path = node.name;
  for (let at = node.parent; at?.parent; at = at.parent) path = `${at.name}/${path}`;
  return path;
}

/** The order in which a wholly unfolded tree shows its nodes. */
export function treeOrder(a: TopicNode, b: TopicNode): number {
  const [depthA, depthB] = [depthOf(a), depthOf(b)];
  let left = above(a, depthA - depthB);
  let right = above(b, depthB - depthA);
  if (left === right) return depthA - depthB;
  while (left.parent !== right.parent) {
    left = left.parent as TopicNode;
    right = right.parent as TopicNode;
  }
  return naturalOrder(left.name, right.name);
}

function depthOf(node: TopicNode): number {
  let depth = 0;
  for (let at = node.parent; at; at = at.parent) depth++;
  return depth;
}

function above(node: TopicNode, levels: number): TopicNode {
  let at = node;
  for (let left = levels; left > 0; left--) at = at.parent as TopicNode;
  return at;
}
