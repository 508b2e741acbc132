import type { TopicSort } from '../../contract/topics.ts';
import type { NodeList, Order } from './node-list.ts';
import { rateOf } from './rates.ts';
import type { TopicNode } from './topic-node.ts';

export type Metric = Exclude<TopicSort, 'name'>;

/** What a node is sorted by: the most, or the latest, comes first. */
export function metricOf(node: TopicNode, metric: Metric, now: number): number {
  if (metric === 'rate') return rateOf(node, now);
  if (metric === 'last') return node.lastAt;
  if (metric === 'size') return node.newest?.size ?? -1;
  return node.messages;
}

/** Looking at a node costs so many times as much as moving a number. */
const LOOK = 4;

/**
 * Sorts the nodes of a list bit by bit, so that a million of them hold up nothing. Goes by what they were when they were first looked
 * at, whatever changes meanwhile; what comes to the list behind its back is left out. Equal ones stay in the order of the list.
 */
export class MetricSort implements Order<TopicNode> {
  private list: NodeList<TopicNode>;
  private metric: Metric;
  private now: number;
  private nodes: TopicNode[] = [];
  private keys: number[] = [];
  /** Indices of the nodes, before and after the merge of this width; `null` while nodes are still taken. */
  private from: Uint32Array | null = null;
  private to: Uint32Array = new Uint32Array();
  private sorted: TopicNode[] = [];
  private isMade = false;
  /** While runs are merged: their width, where the current two begin, and where in them we are. */
  private width = 1;
  private start = 0;
  private left = 0;
  private right = 1;

  constructor(list: NodeList<TopicNode>, metric: Metric, now: number) {
    this.list = list;
    this.metric = metric;
    this.now = now;
  }

  get length(): number {
    return this.sorted.length;
  }

  at(index: number): TopicNode | undefined {
    return this.sorted[index];
  }

  positionOf(node: TopicNode): number {
    return this.sorted[node.rank] === node ? node.rank : this.sorted.indexOf(node);
  }

  /** Takes at most about `steps` of moving one number. True when the order is made. */
  work(steps: number): boolean {
    let rest = steps;
    while (rest > 0 && !this.isMade) {
      if (!this.from) rest -= LOOK * this.take(Math.ceil(rest / LOOK));
      else if (this.width < this.nodes.length) rest -= this.merge(this.from, rest);
      else {
        rest -= LOOK * this.place(this.from, Math.ceil(rest / LOOK));
        if (this.sorted.length === this.nodes.length) this.finish();
      }
    }
    return this.isMade;
  }

  private take(count: number): number {
    const last = this.nodes.at(-1);
    const nodes = this.list.slice(last ? this.list.countTo(last) : 0, count);
    for (const node of nodes) {
      this.nodes.push(node);
      this.keys.push(metricOf(node, this.metric, this.now));
    }
    if (nodes.length < count) {
      this.from = new Uint32Array(this.keys.length);
      for (let index = 0; index < this.from.length; index++) this.from[index] = index;
      this.to = new Uint32Array(this.keys.length);
    }
    return nodes.length;
  }

  /** Merges pairs of neighbouring runs, each `width` long, until `steps` are used or all pairs of this width are done. */
  private merge(from: Uint32Array, steps: number): number {
    const { keys, to, width } = this;
    const count = this.nodes.length;
    let { start, left, right } = this;
    let used = 0;
    while (used < steps && start < count) {
      const middle = Math.min(start + width, count);
      const end = Math.min(start + 2 * width, count);
      for (let at = left + right - middle; at < end && used < steps; at++, used++) {
        const takeLeft = left < middle && (right >= end || isFirst(keys, from, left, right));
        to[at] = from[takeLeft ? left++ : right++] as number;
      }
      if (left < middle || right < end) break;
      start = end;
      left = end;
      right = Math.min(end + width, count);
    }
    this.start = start;
    this.left = left;
    this.right = right;
    if (start >= count) this.nextWidth(from);
    return used;
  }

  private nextWidth(from: Uint32Array): void {
    this.from = this.to;
    this.to = from;
    this.width *= 2;
    this.start = 0;
    this.left = 0;
    this.right = Math.min(this.width, this.nodes.length);
  }

  private place(from: Uint32Array, count: number): number {
    const begin = this.sorted.length;
    const end = Math.min(this.nodes.length, begin + count);
    for (let at = begin; at < end; at++) {
      const node = this.nodes[from[at] as number] as TopicNode;
      node.rank = at;
      this.sorted.push(node);
    }
    return end - begin;
  }

  /** Keeps no more than the order: for a million nodes the rest is some 20 MB. */
  private finish(): void {
    this.isMade = true;
    this.nodes = [];
    this.keys = [];
    this.from = null;
    this.to = new Uint32Array();
  }
}

function isFirst(keys: readonly number[], from: Uint32Array, left: number, right: number): boolean {
  return (keys[from[left] as number] as number) >= (keys[from[right] as number] as number);
}
