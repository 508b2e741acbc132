import type { TopicSort } from '../../contract/topics.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { MetricSort } from './metric-sort.ts';
import type { NodeList, Order } from './node-list.ts';
import type { TopicNode } from './topic-node.ts';

/** The order of one list by something that changes: what is shown, and the next one while it is made. */
interface Made {
  shown: MetricSort | null;
  next: MetricSort | null;
  startedAt: number;
  /** When it is time for the next. */
  dueAt: number;
  wanted: boolean;
}

/**
 * In what order lists are shown to one client. By name they keep themselves in order. By anything else, those on screen are sorted
 * at most every `LIMITS.topicSortMs`, large ones bit by bit; until that is done they are shown as before, and at first by name.
 */
export class Orders {
  /** Grows when a list is shown in another order. */
  version = 0;
  private sort: TopicSort;
  private clock: Clock;
  private made = new Map<NodeList<TopicNode>, Made>();
  private allowance = 0;

  constructor(sort: TopicSort, clock: Clock) {
    this.sort = sort;
    this.clock = clock;
  }

  /** Large lists are being sorted: {@link work} is needed. */
  get isBusy(): boolean {
    for (const made of this.made.values()) if (made.next) return true;
    return false;
  }

  /** Begins a view: so many nodes are sorted at once, and what the last view did not show is forgotten. */
  begin(): void {
    this.allowance = LIMITS.topicSortNow;
    for (const [list, made] of this.made) {
      if (made.wanted) made.wanted = false;
      else if (this.made.delete(list) && made.shown) this.version++;
    }
  }

  /** The order of a list that is on screen. */
  of(list: NodeList<TopicNode>): Order<TopicNode> {
    if (this.sort === 'name') return list;
    const made = this.made.get(list) ?? { shown: null, next: null, startedAt: 0, dueAt: 0, wanted: true };
    this.made.set(list, made);
    made.wanted = true;
    const now = this.clock.now();
    if (!made.next && (now >= made.dueAt || made.shown?.length === 0)) {
      made.next = new MetricSort(list, this.sort, now);
      made.startedAt = now;
    }
    if (made.next && list.length <= this.allowance) {
      this.allowance -= list.length;
      this.advance(made, Number.POSITIVE_INFINITY);
    }
    return made.shown ?? list;
  }

  /** The order in which a list is shown now, on screen or not. */
  shownOf(list: NodeList<TopicNode>): Order<TopicNode> {
    return this.made.get(list)?.shown ?? list;
  }

  /** Has a list sorted anew as soon as it is on screen. */
  renew(list: NodeList<TopicNode>): void {
    const made = this.made.get(list);
    if (made) made.dueAt = 0;
  }

  /** Goes on with large lists, for a few milliseconds. */
  work(): void {
    for (const made of this.made.values()) {
      if (!made.next) continue;
      this.advance(made, LIMITS.topicSortSteps);
      return;
    }
  }

  private advance(made: Made, steps: number): void {
    if (!made.next?.work(steps)) return;
    const now = this.clock.now();
    made.shown = made.next;
    made.next = null;
    // What takes long is done less often, so that sorting never takes more than a part of the time.
    made.dueAt = now + Math.max(LIMITS.topicSortMs, 4 * (now - made.startedAt));
    this.version++;
  }
}
