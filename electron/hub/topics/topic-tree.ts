import type { TopicTotals } from '../../contract/topics.ts';
import { LIMITS } from '../limits.ts';
import type { KeptPayload } from './payloads.ts';

/** One message as kept: the payload is a copy, cut at `LIMITS.valueBytes`. */
export interface Value extends KeptPayload {
  seq: number;
  at: number;
  deviceId: string | null;
  qos: number;
  retained: boolean;
  /** Cut to what a row needs, because bytes ran out. Such a value is in the list of all values no more. */
  short: boolean;
  node: TopicNode;
  /** The next newer value of the same topic. */
  newer: Value | null;
  /** Neighbours among all values, by arrival. */
  before: Value | null;
  after: Value | null;
}

/** What a value costs in memory beside its payload: the object, its links and the array's header. */
const VALUE_OVERHEAD = 220;

/** One level of a topic. */
export interface TopicNode {
  name: string;
  parent: TopicNode | null;
  children: Map<string, TopicNode> | null;
  /** The children in the order of the tree; made when first looked at, kept in order from then on. */
  sorted: TopicNode[] | null;
  /** Messages and topics at or below. */
  messages: number;
  topics: number;
  lastAt: number;
  /** Messages to this very topic. */
  seq: number;
  oldest: Value | null;
  newest: Value | null;
  kept: number;
  retained: boolean;
}

export interface TreeBounds {
  bytes: number;
  topics: number;
  valuesPerTopic: number;
  valueBytes: number;
}

export interface Message {
  topic: string;
  payload: Uint8Array;
  at: number;
  qos: number;
  retain: boolean;
  deviceId: string | null;
}

/** What a node costs in memory beside its name: the object and its place in a map. */
const NODE_BYTES = 360;
/** Payload kept of a last value when its bytes are needed elsewhere: enough for its row. */
const SHORT_BYTES = LIMITS.previewChars;

const collator = new Intl.Collator('en', { numeric: true });
const inOrder = (a: TopicNode, b: TopicNode) => collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);

/**
 * All topics that were published to, with their recent values, within a budget of bytes.
 * The cost of a message depends on the depth of its topic alone. When bytes run out, the values that
 * arrived first go first, from whatever topic; a topic's last value is cut short but stays.
 */
export class TopicTree {
  readonly root: TopicNode = node('', null);
  private bounds: TreeBounds;
  private nodes = 0;
  private bytes = 0;
  private first: Value | null = null;
  private last: Value | null = null;
  private droppedValues = 0;
  private droppedTopics = 0;
  /** Grows with every change. */
  version = 0;

  constructor(bounds: TreeBounds) {
    this.bounds = bounds;
  }

  /** Counts a message. Returns its node, or `null` if the tree has no room for another topic. */
  add(message: Message): TopicNode | null {
    this.version++;
    const found = this.find(message.topic) ?? this.grow(message.topic);
    if (!found) {
      this.droppedTopics++;
      return null;
    }
    const isNew = found.seq === 0;
    for (let at: TopicNode | null = found; at; at = at.parent) {
      at.messages++;
      at.lastAt = message.at;
      if (isNew) at.topics++;
    }
    if (message.retain) found.retained = message.payload.length > 0;
    this.keep(found, message);
    while (this.bytes > this.bounds.bytes && this.first) this.release(this.first);
    return found;
  }

  /** The node at a path, whether or not anything was published to it itself. */
  find(path: string): TopicNode | null {
    let at: TopicNode | undefined = this.root;
    for (const name of path.split('/')) {
      at = at.children?.get(name);
      if (!at) return null;
    }
    return at;
  }

  /** The children in the order of the tree. */
  childrenOf(parent: TopicNode): readonly TopicNode[] {
    parent.sorted ??= [...(parent.children?.values() ?? [])].sort(inOrder);
    return parent.sorted;
  }

  /** Where a child stands among {@link childrenOf} its parent. */
  positionOf(child: TopicNode): number {
    const siblings = child.parent ? this.childrenOf(child.parent) : [];
    return lowerBound(siblings, child);
  }

  totals(): Omit<TopicTotals, 'droppedMessages'> {
    return {
      topics: this.root.topics,
      messages: this.root.messages,
      bytes: this.bytes,
      budget: this.bounds.bytes,
      droppedTopics: this.droppedTopics,
      droppedValues: this.droppedValues,
    };
  }

  private grow(topic: string): TopicNode | null {
    // Half of the budget at most for the topics themselves, so that values always have room.
    if (this.root.topics >= this.bounds.topics || this.nodes * NODE_BYTES > this.bounds.bytes / 2) return null;
    let at = this.root;
    for (const name of topic.split('/')) {
      at.children ??= new Map();
      let next = at.children.get(name);
      if (!next) {
        next = node(name, at);
        at.children.set(name, next);
        if (at.sorted) at.sorted.splice(lowerBound(at.sorted, next), 0, next);
        this.nodes++;
        this.bytes += NODE_BYTES + 2 * name.length;
      }
      at = next;
    }
    return at;
  }

  private keep(owner: TopicNode, message: Message): void {
    if (owner.newest?.short) this.forget(owner.newest);
    const value: Value = {
      seq: ++owner.seq,
      at: message.at,
      size: message.payload.length,
      // A copy: the broker's buffer is a slice of a whole network read and would keep all of it.
      payload: Uint8Array.prototype.slice.call(message.payload, 0, this.bounds.valueBytes),
      deviceId: message.deviceId,
      qos: message.qos,
      retained: message.retain,
      short: false,
      node: owner,
      newer: null,
      before: this.last,
      after: null,
    };
    if (this.last) this.last.after = value;
    else this.first = value;
    this.last = value;
    if (owner.newest) owner.newest.newer = value;
    else owner.oldest = value;
    owner.newest = value;
    owner.kept++;
    this.bytes += VALUE_OVERHEAD + value.payload.length;
    if (owner.kept > this.bounds.valuesPerTopic) this.release(owner.oldest as Value);
  }

  /** Gives back the bytes of the oldest value of its topic: all of it, or of a last value what its row does not need. */
  private release(value: Value): void {
    this.unlink(value);
    if (value.node.newest !== value) {
      this.forget(value);
      return;
    }
    const start = value.payload.slice(0, SHORT_BYTES);
    this.bytes -= value.payload.length - start.length;
    value.payload = start;
    value.short = true;
  }

  /** Takes the oldest value of a topic, which is in the list of all values no more, out of the topic too. */
  private forget(value: Value): void {
    const owner = value.node;
    owner.oldest = value.newer;
    if (owner.newest === value) owner.newest = null;
    owner.kept--;
    this.bytes -= VALUE_OVERHEAD + value.payload.length;
    this.droppedValues++;
  }

  private unlink(value: Value): void {
    if (value.before) value.before.after = value.after;
    else if (this.first === value) this.first = value.after;
    if (value.after) value.after.before = value.before;
    else if (this.last === value) this.last = value.before;
    value.before = null;
    value.after = null;
  }
}

function node(name: string, parent: TopicNode | null): TopicNode {
  return {
    name,
    parent,
    children: null,
    sorted: null,
    messages: 0,
    topics: 0,
    lastAt: 0,
    seq: 0,
    oldest: null,
    newest: null,
    kept: 0,
    retained: false,
  };
}

function lowerBound(sorted: readonly TopicNode[], wanted: TopicNode): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = sorted[middle] as TopicNode;
    if (candidate !== wanted && inOrder(candidate, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
