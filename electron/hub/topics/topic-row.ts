import type { TopicRow } from '../../contract/topics.ts';
import { bytesOf, preview } from './payloads.ts';
import { rateOf } from './rates.ts';
import type { TopicNode } from './topic-node.ts';

/** Names the device that published, as it is called now. */
export type NameOf = (deviceId: string | null) => string | null;

/** Where a row stands. */
export interface Place {
  path: string;
  name: string;
  depth: number;
  /** Its index in the order of its siblings, and how many there are. */
  position: number;
  siblings: number;
  children: number;
  expanded: boolean;
}

/** What is shown of a node. */
export function rowOf(node: TopicNode, place: Place, now: number, nameOf: NameOf): TopicRow {
  const { newest } = node;
  return {
    ...place,
    position: place.position + 1,
    topics: node.topics,
    messages: node.messages,
    lastAt: node.lastAt,
    preview: newest ? preview({ payload: bytesOf(newest), size: newest.size }) : null,
    retained: node.retained,
    publisher: newest ? nameOf(newest.deviceId) : null,
    rate: rateOf(node, now),
    size: newest?.size ?? 0,
    seq: node.seq,
  };
}
