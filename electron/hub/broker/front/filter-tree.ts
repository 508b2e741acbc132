/** A stretch of levels that has no branch, and what comes after it. */
interface Node<T> {
  path: readonly string[];
  /** Of the filter that ends here. */
  values: T[];
  /** By the first level of their paths. */
  next: Map<string, Node<T>> | null;
}

/**
 * Topic filters (MQTT 3.1.1, 4.7) with a value each, such that those that match a topic are found quickly. Levels in a row that belong
 * to one filter alone are one node: so also a thousand filters that have nothing in common but to match cost a message little.
 */
export class FilterTree<T> {
  private root: Node<T> = { path: [], values: [], next: null };

  /** The filter must be valid. */
  add(filter: string, value: T): void {
    const levels = filter.split('/');
    let at = this.root;
    for (let index = 0; ; ) {
      if (index === levels.length) {
        at.values.push(value);
        return;
      }
      const first = levels[index] as string;
      at.next ??= new Map();
      const next = at.next.get(first);
      if (!next) {
        at.next.set(first, { path: levels.slice(index), values: [value], next: null });
        return;
      }
      const shared = sharedLevels(next.path, levels, index);
      if (shared < next.path.length) split(next, shared);
      index += shared;
      at = next;
    }
  }

  /** Does nothing for what was not added. */
  remove(filter: string, value: T): void {
    const levels = filter.split('/');
    const way = [this.root];
    for (let index = 0; index < levels.length; ) {
      const next = way.at(-1)?.next?.get(levels[index] as string);
      if (!next || sharedLevels(next.path, levels, index) < next.path.length) return;
      way.push(next);
      index += next.path.length;
    }
    const { values } = way.at(-1) as Node<T>;
    const at = values.indexOf(value);
    if (at < 0) return;
    const last = values.pop() as T;
    if (at < values.length) values[at] = last;
    prune(way);
  }

  /** The values of all filters that match the topic, in no order; one that was added with several comes as often. */
  match(topic: string): T[] {
    const found: T[] = [];
    collect(this.root, topic.split('/'), 0, found);
    return found;
  }
}

function sharedLevels(path: readonly string[], levels: readonly string[], from: number): number {
  let count = 0;
  while (count < path.length && path[count] === levels[from + count]) count++;
  return count;
}

/** Cuts a node in two, after so many levels. */
function split<T>(node: Node<T>, at: number): void {
  const rest: Node<T> = { path: node.path.slice(at), values: node.values, next: node.next };
  node.path = node.path.slice(0, at);
  node.values = [];
  node.next = new Map([[rest.path[0] as string, rest]]);
}

/** Takes away what is empty at the end of a way from the root, and joins what has no branch any more. */
function prune<T>(way: Node<T>[]): void {
  const node = way.at(-1) as Node<T>;
  const before = way.at(-2);
  if (!before || node.values.length > 0) return;
  if (node.next) {
    join(node);
    return;
  }
  before.next?.delete(node.path[0] as string);
  if (before.next?.size === 0) before.next = null;
  if (way.length > 2) prune(way.slice(0, -1));
}

function join<T>(node: Node<T>): void {
  const only = node.next?.size === 1 ? node.next.values().next().value : undefined;
  if (!only) return;
  node.path = [...node.path, ...only.path];
  node.values = only.values;
  node.next = only.next;
}

/** `index` levels of the topic led to this node, its own path included. */
function collect<T>(node: Node<T>, levels: readonly string[], index: number, found: T[]): void {
  if (index === levels.length) take(node, found);
  if (!node.next) return;
  const rest = node.next.get('#');
  if (rest) take(rest, found);
  if (index === levels.length) return;
  const any = node.next.get('+');
  if (any) follow(any, levels, index, found);
  const same = node.next.get(levels[index] as string);
  if (same) follow(same, levels, index, found);
}

function follow<T>(node: Node<T>, levels: readonly string[], from: number, found: T[]): void {
  const { path } = node;
  let index = from;
  for (const level of path) {
    // It ends a filter, and stands for nothing too: `a/#` matches `a`.
    if (level === '#') {
      take(node, found);
      return;
    }
    if (index === levels.length || (level !== '+' && level !== levels[index])) return;
    index++;
  }
  collect(node, levels, index, found);
}

function take<T>({ values }: Node<T>, found: T[]): void {
  for (const value of values) found.push(value);
}
