import type { TopicRow } from '../../contract/topics.ts';
import { preview } from './payloads.ts';
import type { TopicNode, TopicTree } from './topic-tree.ts';

/** Names the device that published, as it is called now. */
export type NameOf = (deviceId: string | null) => string | null;

interface Open {
  node: TopicNode;
  path: string;
  depth: number;
  /** Its expanded children in the order of the tree. */
  open: Open[];
  /** Rows below it, its own not counted. */
  rows: number;
}

/** The tree as a list of rows, as it looks with some paths expanded. Costs what is expanded, not what exists. */
export class TopicRows {
  private tree: TopicTree;
  private nameOf: NameOf;
  private top: Open;

  constructor(tree: TopicTree, expanded: readonly string[], nameOf: NameOf) {
    this.tree = tree;
    this.nameOf = nameOf;
    this.top = { node: tree.root, path: '', depth: -1, open: [], rows: 0 };
    this.expand(expanded);
  }

  get total(): number {
    return this.top.rows;
  }

  /** The rows from index `first`, at most `count`. */
  slice(first: number, count: number): TopicRow[] {
    const rows: TopicRow[] = [];
    this.collect(this.top, first, first + count, 0, rows);
    return rows;
  }

  /** The row of one path, wherever it is and whether or not it is visible; `null` if there is no such path. */
  row(path: string): TopicRow | null {
    const node = this.tree.find(path);
    return node?.parent ? this.toRow(node, path, path.split('/').length - 1, this.tree.positionOf(node), false) : null;
  }

  private expand(paths: readonly string[]): void {
    const open = new Map<TopicNode, Open>([[this.tree.root, this.top]]);
    for (const path of [...new Set(paths)].sort((a, b) => depthOf(a) - depthOf(b))) {
      const node = this.tree.find(path);
      const parent = node?.parent && open.get(node.parent);
      if (!node?.children || !parent) continue;
      const entry: Open = { node, path, depth: parent.depth + 1, open: [], rows: 0 };
      parent.open.push(entry);
      open.set(node, entry);
    }
    this.count(this.top);
  }

  private count(at: Open): number {
    at.open.sort((a, b) => this.tree.positionOf(a.node) - this.tree.positionOf(b.node));
    at.rows = at.node.children?.size ?? 0;
    for (const child of at.open) at.rows += this.count(child);
    return at.rows;
  }

  /** Adds the rows below `at` whose index lies in [from, to); `index` is that of its first child. Skips whole runs of children. */
  private collect(at: Open, from: number, to: number, index: number, rows: TopicRow[]): void {
    const children = this.tree.childrenOf(at.node);
    let next = 0;
    let row = index;
    for (const open of [...at.open, null]) {
      const end = open ? this.tree.positionOf(open.node) : children.length - 1;
      const start = Math.max(next, next + from - row);
      for (let position = start; position <= end && row + position - next < to; position++) {
        const child = children[position] as TopicNode;
        rows.push(this.toRow(child, this.pathOf(at, child), at.depth + 1, position, child === open?.node));
      }
      row += end - next + 1;
      next = end + 1;
      if (!open) return;
      if (row < to && row + open.rows > from) this.collect(open, from, to, row, rows);
      row += open.rows;
    }
  }

  private pathOf(parent: Open, child: TopicNode): string {
    return parent.depth < 0 ? child.name : `${parent.path}/${child.name}`;
  }

  private toRow(node: TopicNode, path: string, depth: number, position: number, expanded: boolean): TopicRow {
    const siblings = node.parent?.children?.size ?? 1;
    return {
      path,
      name: node.name,
      depth,
      position: position + 1,
      siblings,
      children: node.children?.size ?? 0,
      expanded,
      topics: node.topics,
      messages: node.messages,
      lastAt: node.lastAt,
      preview: node.newest ? preview(node.newest) : null,
      retained: node.retained,
      publisher: node.newest ? this.nameOf(node.newest.deviceId) : null,
    };
  }
}

const depthOf = (path: string) => path.split('/').length;
