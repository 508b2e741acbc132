import type { TopicsQuery, TopicsView, TopicTotals, TopicValue } from '../../contract/topics.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { numberIn, readable } from './payloads.ts';
import { type NameOf, TopicRows } from './topic-rows.ts';
import type { TopicTree, Value } from './topic-tree.ts';

export interface WatchNeeds {
  tree: TopicTree;
  clock: Clock;
  nameOf: NameOf;
  totals: () => TopicTotals;
  send: (view: TopicsView) => void;
}

/** What one client has on screen: it is told at most every `LIMITS.viewIntervalMs`, and only what changed there. */
export class TopicWatch {
  private needs: WatchNeeds;
  private query: TopicsQuery | null = null;
  private stopTicking: (() => void) | null = null;
  private seenVersion = -1;
  private sentRows = '';
  private sentSeq: number | null = null;

  constructor(needs: WatchNeeds) {
    this.needs = needs;
  }

  /** Looks elsewhere, at once. `null` looks away: nothing is sent and nothing is computed. */
  look(query: TopicsQuery | null): void {
    if (query?.selected !== this.query?.selected) this.sentSeq = null;
    if (this.query === null) this.sentSeq = null;
    this.query = query;
    this.sentRows = '';
    if (query === null) {
      this.stopTicking?.();
      this.stopTicking = null;
      return;
    }
    this.seenVersion = -1;
    this.tick();
    this.stopTicking ??= this.needs.clock.every(LIMITS.viewIntervalMs, () => this.tick());
  }

  private tick(): void {
    const { tree } = this.needs;
    if (!this.query || tree.version === this.seenVersion) return;
    this.seenVersion = tree.version;
    const rows = new TopicRows(tree, this.query.expanded, this.needs.nameOf);
    const selected = this.selection(rows, this.query.selected);
    const view = {
      first: this.query.first,
      total: rows.total,
      rows: rows.slice(this.query.first, this.query.count),
      totals: this.needs.totals(),
      selected,
    };
    const sent = JSON.stringify([view.total, view.rows, view.totals, selected?.row]);
    if (sent === this.sentRows && !selected?.values.length) return;
    this.sentRows = sent;
    this.needs.send(view);
  }

  private selection(rows: TopicRows, topic: string | null): TopicsView['selected'] {
    const node = topic === null ? null : this.needs.tree.find(topic);
    const row = topic === null ? null : rows.row(topic);
    if (!node || !row) return null;
    const after = this.sentSeq;
    const values: TopicValue[] = [];
    for (let value = node.oldest; value; value = value.newer) {
      if (after === null || value.seq > after) values.push(this.toValue(value));
    }
    this.sentSeq = node.seq;
    return { row, reset: after === null, values };
  }

  private toValue(value: Value): TopicValue {
    const cut = value.payload.length < value.size;
    return {
      seq: value.seq,
      at: value.at,
      size: value.size,
      ...readable(value.payload, cut),
      cut,
      number: numberIn(value),
      publisher: this.needs.nameOf(value.deviceId),
      qos: value.qos,
      retained: value.retained,
    };
  }
}
