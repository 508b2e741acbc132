import { compileFilters } from '../devices/topic-filter.ts';
import { LIMITS } from '../limits.ts';
import { NodeList } from './node-list.ts';
import { pathOf, type TopicNode, treeOrder } from './topic-node.ts';
import type { TopicFollower, TopicTree } from './topic-tree.ts';

/** A level that is being looked through. */
interface Stage {
  node: TopicNode;
  path: string;
  /** The child that was looked at last, and the index of the next. */
  last: TopicNode | null;
  next: number;
}

/**
 * The topics that a text occurs in, or that a filter matches. All topics are looked through bit by bit, in the order of the tree;
 * those that come later are taken in as they come.
 */
export class TopicSearch implements TopicFollower {
  readonly text: string;
  /** The first ones, in the order of the tree: at most `most`. */
  readonly hits = new NodeList<TopicNode>(treeOrder);
  /** How many match in all, as far as was looked. */
  found = 0;
  /** Grows with every change. */
  version = 0;
  private most: number;
  private matches: (path: string) => boolean;
  private stages: Stage[];
  private cursor: TopicNode | null = null;
  private unfollow: () => void;

  constructor(tree: TopicTree, text: string, most: number = LIMITS.topicHits) {
    this.most = most;
    this.text = text;
    this.matches = matcher(text);
    this.stages = [{ node: tree.root, path: '', last: null, next: 0 }];
    this.unfollow = tree.follow(this);
  }

  /** All topics were looked at. */
  get done(): boolean {
    return this.stages.length === 0;
  }

  /** Goes on, for a few milliseconds. */
  work(): void {
    this.version++;
    // What came and went since has moved the others.
    for (const stage of this.stages) stage.next = stage.last ? (stage.node.children?.countTo(stage.last) ?? 0) : 0;
    for (let left = LIMITS.topicSearchSteps; left > 0 && this.step(); left--);
  }

  added(topic: TopicNode): void {
    if (this.isAhead(topic) || !this.matches(pathOf(topic))) return;
    this.version++;
    this.hit(topic);
  }

  removed(topic: TopicNode): void {
    if (this.isAhead(topic) || !this.matches(pathOf(topic))) return;
    this.version++;
    this.found--;
    this.hits.remove(topic);
  }

  /** Takes in nothing more. */
  close(): void {
    this.unfollow();
  }

  private step(): boolean {
    const stage = this.stages.at(-1);
    if (!stage) return false;
    const child = stage.node.children?.at(stage.next);
    if (!child) {
      this.stages.pop();
      return true;
    }
    stage.next++;
    stage.last = child;
    this.cursor = child;
    const path = stage.node.parent ? `${stage.path}/${child.name}` : child.name;
    if (child.newest && this.matches(path)) this.hit(child);
    if (child.children) this.stages.push({ node: child, path, last: null, next: 0 });
    return true;
  }

  /** Will be looked at yet. */
  private isAhead(topic: TopicNode): boolean {
    return !this.done && (this.cursor === null || treeOrder(topic, this.cursor) > 0);
  }

  private hit(topic: TopicNode): void {
    this.found++;
    if (this.hits.length < this.most) this.hits.insert(topic);
  }
}

function matcher(text: string): (path: string) => boolean {
  const isFilter = text.split('/').some((level) => level === '+' || level === '#');
  if (isFilter) {
    const filters = compileFilters([text]);
    return (path) => filters.matches(path);
  }
  const wanted = text.toLowerCase();
  return (path) => path.toLowerCase().includes(wanted);
}
