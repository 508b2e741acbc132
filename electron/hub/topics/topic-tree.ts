import type { TopicTotals } from '../../contract/topics.ts';
import { KeptValues, type Message } from './kept-values.ts';
import { Level } from './level.ts';
import { warm } from './rates.ts';
import { newNode, type TopicNode } from './topic-node.ts';

export interface TreeBounds {
  bytes: number;
  topics: number;
  valuesPerTopic: number;
  /** The values of one topic cost at most one part in so many of all bytes. */
  topicShare: number;
}

/** Is told which topics come and go. */
export interface TopicFollower {
  added(topic: TopicNode): void;
  /** Told before the node leaves the tree. */
  removed(topic: TopicNode): void;
}

/**
 * What a node costs in memory beside its name, with its place among its siblings, and having children. Measured as the growth of the
 * process, which is half as much again as what is alive: V8 needs room to collect.
 */
const NODE_BYTES = 200;
const LEVEL_BYTES = 140;
/** Steps of making room that one message may cost: more than it can take, so that a smaller budget is reached bit by bit. */
const STEPS_PER_MESSAGE = 64;

/**
 * All topics that were published to, with their recent values, within a budget of bytes. The cost of a message depends on the depth
 * of its topic alone. When bytes run out, the oldest values go; when topics take more than half, those that were silent the longest.
 */
export class TopicTree {
  readonly root: TopicNode = newNode('', null);
  /** Grows with every change, and with every change of what nodes there are. */
  version = 0;
  structure = 0;
  private bounds: TreeBounds;
  private values = new KeptValues();
  private nodeBytes = 0;
  private droppedTopics = 0;
  private followers = new Set<TopicFollower>();

  constructor(bounds: TreeBounds) {
    this.bounds = bounds;
  }

  /** Counts a message and keeps its value. */
  add(message: Message): TopicNode {
    this.version++;
    const found = this.find(message.topic) ?? this.grow(message.topic);
    const isNew = found.newest === null;
    for (let at: TopicNode | null = found; at; at = at.parent) {
      at.messages++;
      warm(at, message.at);
      if (isNew) at.topics++;
    }
    if (message.retain) found.retained = message.size > 0;
    const { valuesPerTopic, bytes, topicShare } = this.bounds;
    this.values.add(found, message, { valuesPerTopic, bytesPerTopic: bytes / topicShare });
    if (isNew) for (const follower of this.followers) follower.added(found);
    this.makeRoom(STEPS_PER_MESSAGE);
    return found;
  }

  /** The node at a path, whether or not anything was published to it itself. */
  find(path: string): TopicNode | null {
    let at: TopicNode | null = this.root;
    let from = 0;
    for (;;) {
      const slash = path.indexOf('/', from);
      at = at.children?.find(slash < 0 ? path.slice(from) : path.slice(from, slash)) ?? null;
      if (!at || slash < 0) return at;
      from = slash + 1;
    }
  }

  /** For what comes from now on; {@link makeRoom} brings what is there in line with `bytes`. */
  setBounds(bytes: number, valuesPerTopic: number): void {
    this.version++;
    this.bounds = { ...this.bounds, bytes, valuesPerTopic };
  }

  /** Lets go of what the bounds have no room for, in at most `steps`. False while there is more of it. */
  makeRoom(steps: number): boolean {
    for (let left = steps; this.isOver(); left--) {
      if (left === 0) return false;
      this.version++;
      if (this.hasTooManyTopics() || !this.values.releaseOldest()) this.evict();
    }
    return true;
  }

  /** Tells who follows of topics that come and go. Returns what ends it. */
  follow(follower: TopicFollower): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  totals(): Omit<TopicTotals, 'droppedMessages'> {
    return {
      topics: this.root.topics,
      messages: this.root.messages,
      bytes: this.bytes,
      budget: this.bounds.bytes,
      droppedTopics: this.droppedTopics,
      droppedValues: this.values.dropped,
    };
  }

  private get bytes(): number {
    return this.nodeBytes + this.values.bytes;
  }

  /** The topic that is left when there is only one has its place, whatever it costs. */
  private isOver(): boolean {
    return this.root.topics > 1 && (this.bytes > this.bounds.bytes || this.hasTooManyTopics());
  }

  /** Half of the budget at most for the topics themselves, so that values always have room. */
  private hasTooManyTopics(): boolean {
    return this.root.topics > this.bounds.topics || this.nodeBytes > this.bounds.bytes / 2;
  }

  private grow(topic: string): TopicNode {
    let at = this.root;
    for (const name of topic.split('/')) at = at.children?.find(name) ?? this.addChild(at, name);
    return at;
  }

  private addChild(parent: TopicNode, name: string): TopicNode {
    const child = newNode(ownCopy(name), parent);
    if (!parent.children) {
      parent.children = new Level();
      this.nodeBytes += LEVEL_BYTES;
    }
    parent.children.insert(child);
    this.nodeBytes += costOf(child);
    this.structure++;
    return child;
  }

  /** Lets go of the topic that was silent the longest, and of the levels that only it needed. */
  private evict(): void {
    const topic = this.values.silentLongest();
    if (!topic) return;
    for (const follower of this.followers) follower.removed(topic);
    this.values.forgetAll(topic);
    topic.retained = false;
    this.droppedTopics++;
    for (let at: TopicNode | null = topic; at; at = at.parent) at.topics--;
    for (let at = topic; at.parent && at.newest === null && !at.children; at = at.parent) this.removeChild(at.parent, at);
  }

  private removeChild(parent: TopicNode, child: TopicNode): void {
    const level = parent.children;
    level?.remove(child);
    this.nodeBytes -= costOf(child);
    this.structure++;
    if (level?.length !== 0) return;
    parent.children = null;
    this.nodeBytes -= LEVEL_BYTES;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for all that a byte cannot hold
const WIDE = /[^\u0000-\u00ff]/;
const encodingOf = (name: string) => (WIDE.test(name) ? 'utf16le' : 'latin1');

/** The name apart from the topic that it is a part of: a part of a string keeps all of it in memory. */
function ownCopy(name: string): string {
  const encoding = encodingOf(name);
  return Buffer.from(name, encoding).toString(encoding);
}

function costOf({ name }: TopicNode): number {
  return NODE_BYTES + Buffer.byteLength(name, encodingOf(name));
}
