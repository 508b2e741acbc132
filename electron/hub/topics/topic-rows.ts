import type { Level } from './level.ts';
import type { Order } from './node-list.ts';
import type { Orders } from './orders.ts';
import { pathOf, type TopicNode } from './topic-node.ts';
import type { Place } from './topic-row.ts';
import type { TopicTree } from './topic-tree.ts';

/** A level whose children are shown. */
interface Open {
  list: Level<TopicNode>;
  path: string;
  depth: number;
  open: Map<TopicNode, Open>;
  /** Those of them that are in the order in which the level is shown, with their positions; found when needed. */
  shown: { order: Order<TopicNode>; open: [Open, number][] } | null;
  /** Rows below it, its own not counted. */
  rows: number;
}

/** A node with the place of its row. */
export interface PlacedNode {
  node: TopicNode;
  place: Place;
}

/** The tree as a list of rows, as it looks with some paths expanded. Costs what is expanded, not what exists. */
export class TopicRows {
  total = 0;
  private top: Open | null = null;
  private orders: Orders;

  constructor(tree: TopicTree, expanded: readonly string[], orders: Orders) {
    this.orders = orders;
    if (tree.root.children) this.top = { list: tree.root.children, path: '', depth: -1, open: new Map(), shown: null, rows: 0 };
    this.expand(tree, expanded);
  }

  /** The rows from index `first`, at most `count`. */
  slice(first: number, count: number): PlacedNode[] {
    const { top, orders } = this;
    if (!top) return [];
    // A list that comes into sight may get another order, which may have another length: then once more.
    for (let again = 0; ; again++) {
      const { version } = orders;
      const rows: PlacedNode[] = [];
      this.total = this.count(top);
      this.collect(top, first, first + count, 0, rows);
      if (version === orders.version || again === 2) return rows;
    }
  }

  private expand(tree: TopicTree, paths: readonly string[]): void {
    const open = new Map<TopicNode | null, Open>();
    if (this.top) open.set(tree.root, this.top);
    const byDepth = [...new Set(paths)].map((path) => ({ path, depth: depthOf(path) })).sort((a, b) => a.depth - b.depth);
    for (const { path } of byDepth) {
      const node = tree.find(path);
      const parent = open.get(node?.parent ?? null);
      if (!node?.children || !parent) continue;
      const entry: Open = { list: node.children, path, depth: parent.depth + 1, open: new Map(), shown: null, rows: 0 };
      parent.open.set(node, entry);
      open.set(node, entry);
    }
  }

  private count(at: Open): number {
    const order = this.orders.shownOf(at.list);
    at.rows = order.length;
    // By name, all of them are shown: where is not asked for what is out of sight.
    const open = order === at.list ? at.open.values() : shownIn(at, order).map(([child]) => child);
    for (const child of open) at.rows += this.count(child);
    return at.rows;
  }

  /** Adds the rows below `at` whose index lies in [from, to); `index` is that of its first child. Skips whole runs of children. */
  private collect(at: Open, from: number, to: number, index: number, rows: PlacedNode[]): void {
    const order = this.orders.of(at.list);
    let next = 0;
    let row = index;
    for (const [open, position] of [...shownIn(at, order), [null, order.length - 1] as const]) {
      const start = Math.max(next, next + from - row);
      for (let place = start; place <= position && row + place - next < to; place++) {
        this.push(at, order, place, open !== null && place === position, rows);
      }
      row += position - next + 1;
      next = position + 1;
      if (!open || row >= to) return;
      if (row + open.rows > from) this.collect(open, from, to, row, rows);
      row += open.rows;
    }
  }

  private push(at: Open, order: Order<TopicNode>, position: number, expanded: boolean, rows: PlacedNode[]): void {
    const node = order.at(position) as TopicNode;
    const path = at.depth < 0 ? node.name : `${at.path}/${node.name}`;
    const shown = { path, name: node.name, depth: at.depth + 1, position, siblings: order.length };
    rows.push({ node, place: { ...shown, children: node.children?.length ?? 0, expanded } });
  }
}

function shownIn(at: Open, order: Order<TopicNode>): [Open, number][] {
  if (at.shown?.order !== order) at.shown = { order, open: positioned(at.open, order) };
  return at.shown.open;
}

function positioned(open: ReadonlyMap<TopicNode, Open>, order: Order<TopicNode>): [Open, number][] {
  return [...open]
    .map(([node, child]): [Open, number] => [child, order.positionOf(node)])
    .filter(([, position]) => position >= 0)
    .sort(([, a], [, b]) => a - b);
}

/** A topic's own row, wherever it is and whether or not it is visible. */
export function placeOf(node: TopicNode, orders: Orders): Place {
  const path = pathOf(node);
  const list = node.parent?.children;
  const order = list && orders.shownOf(list);
  const position = Math.max(order?.positionOf(node) ?? 0, 0);
  const place = { path, name: node.name, depth: depthOf(path), position, siblings: order?.length ?? 1 };
  return { ...place, children: node.children?.length ?? 0, expanded: false };
}

const depthOf = (path: string) => path.split('/').length - 1;
