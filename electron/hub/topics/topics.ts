import { getHeapStatistics } from 'node:v8';
import type { TopicsView, TopicTotals, TopicValue } from '../../contract/topics.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { Intake } from './intake.ts';
import { keptBytes } from './payloads.ts';
import type { NameOf } from './topic-row.ts';
import { TopicTree } from './topic-tree.ts';
import { TopicWatch } from './topic-watch.ts';
import { olderValues } from './value-feed.ts';

export interface TopicsNeeds {
  clock: Clock;
  nameOf: NameOf;
  /** A device published to a topic that it did not use before. */
  topicUsed: (deviceId: string) => void;
  /** Bytes that all topics and values may take, as it is set now. */
  budgetBytes: () => number;
  /** The same for the values of one topic, by their number. */
  valuesPerTopic: () => number;
}

/** A message as it was published. */
export interface PublishedMessage {
  topic: string;
  payload: Uint8Array;
  qos: number;
  retain: boolean;
  deviceId: string | null;
}

/** The live topics. Messages are taken in at once and counted off the delivery path. */
export class Topics {
  private needs: TopicsNeeds;
  private tree: TopicTree;
  private intake = new Intake();
  private scheduled = false;
  private byDevice = new Map<string, Set<string>>();

  constructor(needs: TopicsNeeds) {
    this.needs = needs;
    const { topics, topicShare } = LIMITS;
    this.tree = new TopicTree({ bytes: this.budget(), topics, valuesPerTopic: needs.valuesPerTopic(), topicShare });
  }

  /** Takes a message in. When more wait than the bounds allow, it is left out of the view and counted as dropped. */
  record({ topic, payload, qos, retain, deviceId }: PublishedMessage): void {
    if (!this.intake.hasRoom()) return;
    // A copy: the broker's buffer is a part of all that came from the network at once, and would keep it in memory.
    const bytes = keptBytes(payload, LIMITS.valueBytes);
    this.intake.push({ topic, bytes, size: payload.length, at: this.needs.clock.now(), qos, retain, deviceId });
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
  watch(send: (view: TopicsView) => void): Pick<TopicWatch, 'look' | 'seen'> {
    return new TopicWatch({ tree: this.tree, clock: this.needs.clock, nameOf: this.needs.nameOf, totals: () => this.totals(), send });
  }

  /** One page of the kept values of a topic that came before the one numbered `before`, newest first. */
  values(topic: string, before: number): { values: TopicValue[]; more: boolean } {
    return olderValues(this.tree.find(topic), before, this.needs.nameOf);
  }

  /**
   * What may be kept was set anew: what the budget has no room for goes at once, a little at a time; what one topic has too
   * many of goes with its next message.
   */
  boundsChanged(): void {
    this.tree.setBounds(this.budget(), this.needs.valuesPerTopic());
    this.schedule();
  }

  totals(): TopicTotals {
    return { ...this.tree.totals(), droppedMessages: this.intake.dropped };
  }

  /** What is kept lives in V8's heap, which ends the process when it is full: the half of it at most. */
  private budget(): number {
    return Math.min(this.needs.budgetBytes(), getHeapStatistics().heap_size_limit / 2);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.countBatch();
    });
  }

  /** Counts some messages, then gives the event loop a turn, so that counting holds up no delivery. */
  private countBatch(): void {
    for (const message of this.intake.take()) {
      this.tree.add(message);
      if (message.deviceId !== null) this.noteUse(message.deviceId, message.topic);
    }
    const hasRoom = this.tree.makeRoom(LIMITS.topicBatch);
    if (!hasRoom || !this.intake.isEmpty) this.schedule();
  }

  private noteUse(deviceId: string, topic: string): void {
    let used = this.byDevice.get(deviceId);
    if (!used) {
      used = new Set();
      this.byDevice.set(deviceId, used);
    }
    if (used.has(topic)) return;
    used.add(topic);
    if (used.size > LIMITS.topicsPerDevice) used.delete(used.values().next().value as string);
    this.needs.topicUsed(deviceId);
  }
}
