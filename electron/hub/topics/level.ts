import { naturalOrder } from './natural-order.ts';
import { NodeList } from './node-list.ts';

/** Children that are found by looking at each: most levels have few, and a map costs more memory than they do. */
const FEW = 12;

const byName = (a: { name: string }, b: { name: string }) => naturalOrder(a.name, b.name);

/** The children of one level, found by name and kept in natural order. */
export class Level<T extends { name: string }> extends NodeList<T> {
  private names: Map<string, T> | null = null;

  constructor() {
    super(byName);
  }

  find(name: string): T | null {
    if (this.names) return this.names.get(name) ?? null;
    return this.few().find((node) => node.name === name) ?? null;
  }

  override insert(node: T): void {
    super.insert(node);
    if (this.names) this.names.set(node.name, node);
    else if (this.length > FEW) this.names = new Map(this.toArray().map((each) => [each.name, each]));
  }

  override remove(node: T): boolean {
    this.names?.delete(node.name);
    return super.remove(node);
  }
}
