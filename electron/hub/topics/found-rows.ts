import type { Orders } from './orders.ts';
import { pathOf } from './topic-node.ts';
import type { PlacedNode } from './topic-rows.ts';
import type { TopicSearch } from './topic-search.ts';

/** What a search has found as rows: one for each topic, by its whole path. */
export function foundRows(search: TopicSearch, orders: Orders, first: number, count: number): { total: number; rows: PlacedNode[] } {
  const order = orders.of(search.hits);
  const rows: PlacedNode[] = [];
  for (let position = first; position < Math.min(first + count, order.length); position++) {
    const node = order.at(position);
    if (!node) break;
    const path = pathOf(node);
    rows.push({ node, place: { path, name: path, depth: 0, position, siblings: order.length, children: 0, expanded: false } });
  }
  return { total: order.length, rows };
}
