import type { TopicRow, TopicsQuery, TopicsView, TopicTotals } from '../../contract/topics.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { foundRows } from './found-rows.ts';
import { Orders } from './orders.ts';
import type { TopicNode } from './topic-node.ts';
import { type NameOf, type Place, rowOf } from './topic-row.ts';
import { type PlacedNode, placeOf, TopicRows } from './topic-rows.ts';
import { TopicSearch } from './topic-search.ts';
import type { TopicTree } from './topic-tree.ts';
import { ValueFeed } from './value-feed.ts';

export interface WatchNeeds {
  tree: TopicTree;
  clock: Clock;
  nameOf: NameOf;
  totals: () => TopicTotals;
  send: (view: TopicsView) => void;
}

type Screen = Pick<TopicsView, 'first' | 'total' | 'rows' | 'pinned' | 'search'>;

/**
 * What one client has on screen: it is told at most every `LIMITS.viewIntervalMs`, and only what changed there. A client that needs
 * longer to show a view gets the next one when it has, so that a slow one is never behind and has time left for its person.
 */
export class TopicWatch {
  private needs: WatchNeeds;
  private query: TopicsQuery | null = null;
  private stops: (() => void)[] = [];
  private orders: Orders;
  private rows: TopicRows | null = null;
  private rowsOf = -1;
  private search: TopicSearch | null = null;
  private selected = new ValueFeed();
  private charted = new Map<string, ValueFeed>();
  private told = '';
  private sent = '';
  /** What the client was sent last, but for what is told of chosen topics. */
  private screen: Screen | null = null;
  /** When to look again though no message came: rates fade. */
  private fadesAt = Number.POSITIVE_INFINITY;
  private sentAt = 0;
  private unseen = false;

  constructor(needs: WatchNeeds) {
    this.needs = needs;
    this.orders = new Orders('name', needs.clock);
  }

  /** Looks elsewhere, at once. `null` looks away: nothing is sent and nothing is computed. */
  look(query: TopicsQuery | null): void {
    const before = this.query;
    this.query = query;
    if (query === null) {
      this.lookAway();
      return;
    }
    if (before && this.screen && isSameBut('selected', before, query)) {
      this.chooseOnly(query.selected, this.screen);
      return;
    }
    if (query.sort !== before?.sort) this.orders = new Orders(query.sort, this.needs.clock);
    if (query.selected !== before?.selected) this.selected.restart();
    this.charted = new Map(query.charted.map((topic) => [topic, this.charted.get(topic) ?? new ValueFeed()]));
    if (query.search !== (this.search?.text ?? '')) this.beginSearch(query.search);
    this.rows = null;
    this.told = '';
    this.sent = '';
    this.unseen = false;
    this.tick();
    if (this.stops.length > 0) return;
    const { clock } = this.needs;
    this.stops = [clock.every(LIMITS.viewIntervalMs, () => this.tick()), clock.every(LIMITS.topicSliceMs, () => this.work())];
  }

  /** The client has shown the last view. What changed since is told at once, if that was long enough ago. */
  seen(): void {
    if (!this.unseen) return;
    this.unseen = false;
    if (this.needs.clock.now() - this.sentAt >= LIMITS.viewIntervalMs) this.tick();
  }

  /** Another topic of the same screen: it is told by itself, so that the answer to a click costs the client little. */
  private chooseOnly(selected: string | null, screen: Screen): void {
    this.selected.restart();
    this.told = '';
    this.sent = '';
    this.send({ ...screen, totals: this.needs.totals(), selected: this.selection(selected), charted: [] });
  }

  private lookAway(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    this.beginSearch('');
    this.orders = new Orders('name', this.needs.clock);
    this.selected.restart();
    this.charted.clear();
    this.rows = null;
    this.screen = null;
  }

  private beginSearch(text: string): void {
    this.search?.close();
    this.search = text === '' ? null : new TopicSearch(this.needs.tree, text);
    this.search?.work();
  }

  /** What takes long goes on between the ticks, a little at a time. */
  private work(): void {
    if (!this.search || this.search.done) {
      this.orders.work();
      return;
    }
    this.search.work();
    if (this.search.done) this.orders.renew(this.search.hits);
  }

  private tick(): void {
    const { tree, clock } = this.needs;
    if (!this.query || (this.unseen && clock.now() - this.sentAt < LIMITS.viewPatienceMs)) return;
    const now = `${tree.version} ${this.orders.version} ${this.search?.version}`;
    if (now === this.told && clock.now() < this.fadesAt) return;
    const view = this.view(this.query);
    // Read again: making the view may have sorted.
    this.told = `${tree.version} ${this.orders.version} ${this.search?.version}`;
    const isMoving = [...view.rows, ...view.pinned, view.selected?.row].some((row) => row && row.rate > 0);
    this.fadesAt = isMoving ? clock.now() + LIMITS.topicSortMs : Number.POSITIVE_INFINITY;
    const hasValues = view.charted.length > 0 || (view.selected !== null && (view.selected.reset || view.selected.values.length > 0));
    const sent = JSON.stringify([view.total, view.rows, view.totals, view.selected?.row, view.pinned, view.search]);
    if (sent === this.sent && !hasValues) return;
    this.sent = sent;
    this.send(view);
  }

  private send(view: TopicsView): void {
    const { first, total, rows, pinned, search } = view;
    this.screen = { first, total, rows, pinned, search };
    this.sentAt = this.needs.clock.now();
    this.unseen = true;
    this.needs.send(view);
  }

  private view(query: TopicsQuery): TopicsView {
    this.orders.begin();
    const { total, rows } = this.search ? foundRows(this.search, this.orders, query.first, query.count) : this.treeRows(query);
    return {
      first: query.first,
      total,
      rows: rows.map(({ node, place }) => this.row(node, place)),
      totals: this.needs.totals(),
      selected: this.selection(query.selected),
      pinned: query.pinned.flatMap((topic) => this.rowAt(topic) ?? []),
      charted: this.newValues(),
      search: this.search && { found: this.search.found, done: this.search.done },
    };
  }

  private treeRows(query: TopicsQuery): { total: number; rows: PlacedNode[] } {
    const { tree } = this.needs;
    if (!this.rows || this.rowsOf !== tree.structure) this.rows = new TopicRows(tree, query.expanded, this.orders);
    this.rowsOf = tree.structure;
    const rows = this.rows.slice(query.first, query.count);
    return { total: this.rows.total, rows };
  }

  private selection(topic: string | null): TopicsView['selected'] {
    const node = topic === null ? null : this.needs.tree.find(topic);
    if (!node) {
      this.selected.restart();
      return null;
    }
    return { row: this.row(node, placeOf(node, this.orders)), ...this.selected.take(node, this.needs.nameOf) };
  }

  private newValues(): TopicsView['charted'] {
    return [...this.charted].flatMap(([topic, feed]) => {
      const node = this.needs.tree.find(topic);
      if (!node) return [];
      const { reset, values } = feed.take(node, this.needs.nameOf);
      return reset || values.length > 0 ? [{ topic, reset, values }] : [];
    });
  }

  private rowAt(topic: string): TopicRow | null {
    const node = this.needs.tree.find(topic);
    return node && this.row(node, placeOf(node, this.orders));
  }

  private row(node: TopicNode, place: Place): TopicRow {
    return rowOf(node, place, this.needs.clock.now(), this.needs.nameOf);
  }
}

const isSameBut = (left: keyof TopicsQuery, a: TopicsQuery, b: TopicsQuery): boolean =>
  JSON.stringify({ ...a, [left]: null }) === JSON.stringify({ ...b, [left]: null });
