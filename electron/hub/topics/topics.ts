import type { TopicsQuery, TopicsView, TopicTotals } from '../../contract/topics.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { NameOf } from './topic-rows.ts';
import { type Message, TopicTree, type TreeBounds } from './topic-tree.ts';
import { TopicWatch } from './topic-watch.ts';

export interface TopicsNeeds {
  clock: Clock;
  nameOf: NameOf;
  /** A device published to a topic that it did not use before. */
  topicUsed: (deviceId: string) => void;
}

const BOUNDS: TreeBounds = {
  bytes: LIMITS.topicStoreBytes,
  topics: LIMITS.topics,
  valuesPerTopic: LIMITS.valuesPerTopic,
  valueBytes: LIMITS.valueBytes,
};

/** How many messages are counted before the event loop gets a turn, so that counting holds up no delivery. */
const BATCH = 500;

/** The live topics. Messages are taken in at once and counted off the delivery path. */
export class Topics {
  private needs: TopicsNeeds;
  private tree = new TopicTree(BOUNDS);
  private waiting: Message[] = [];
  private waitingBytes = 0;
  private droppedMessages = 0;
  private scheduled = false;
  private byDevice = new Map<string, Set<string>>();

  constructor(needs: TopicsNeeds) {
    this.needs = needs;
  }

  /** Takes a message in. When more wait than the bounds allow, it is left out of the view and counted as dropped. */
  record(message: Omit<Message, 'at'>): void {
    if (this.waiting.length >= LIMITS.topicIntakeMessages || this.waitingBytes > LIMITS.topicIntakeBytes) {
      this.droppedMessages++;
      return;
    }
    this.waiting.push({ ...message, at: this.needs.clock.now() });
    this.waitingBytes += message.payload.length;
    this.schedule();
  }

  /** Topics that a device published to, newest first. */
  usedBy(deviceId: string): string[] {
    return [...(this.byDevice.get(deviceId) ?? [])].reverse();
  }

  forgetDevice(deviceId: string): void {
    this.byDevice.delete(deviceId);
  }

  /** A view of its own for one client. Ends with `look(null)`. */
  watch(send: (view: TopicsView) => void): { look(query: TopicsQuery | null): void } {
    return new TopicWatch({ tree: this.tree, clock: this.needs.clock, nameOf: this.needs.nameOf, totals: () => this.totals(), send });
  }

  totals(): TopicTotals {
    return { ...this.tree.totals(), droppedMessages: this.droppedMessages };
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.countBatch();
    });
  }

  private countBatch(): void {
    const batch = this.waiting.splice(0, BATCH);
    for (const message of batch) {
      this.waitingBytes -= message.payload.length;
      if (this.tree.add(message) && message.deviceId !== null) this.noteUse(message.deviceId, message.topic);
    }
    if (this.waiting.length > 0) this.schedule();
  }

  private noteUse(deviceId: string, topic: string): void {
    const used = this.byDevice.get(deviceId) ?? new Set();
    this.byDevice.set(deviceId, used);
    if (used.has(topic)) return;
    used.add(topic);
    if (used.size > LIMITS.topicsPerDevice) used.delete(used.values().next().value as string);
    this.needs.topicUsed(deviceId);
  }
}
