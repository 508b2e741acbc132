import type { TopicRow, TopicSort, TopicsView, TopicTotals, TopicValue } from '../../../electron/contract/topics.ts';
import { type Chart, emptyChart, withChartValues } from './chart-state.ts';
import { mergeValues } from './merge-values.ts';
import { type Opening, openBelow, unfold } from './tree-opening.ts';

/** The contract's bound on what a query may name. */
const EXPANDED_MOST = 2_000;

/** What the window knows of the tree. It outlives the page, so that coming back shows the same place. */
export interface TopicsState {
  /** `null` until the hub has answered for the first time. */
  totals: TopicTotals | null;
  total: number;
  first: number;
  rows: TopicRow[];
  /** With a search: how far it is. Its rows are topics by their whole path, without levels. */
  search: TopicsView['search'];
  /** What is searched for; empty: nothing. */
  wanted: string;
  sort: TopicSort;
  /** Rows of the pinned topics that exist. */
  pinned: TopicRow[];
  expanded: string[];
  /** The person has opened or closed a level: from then on nothing unfolds by itself. */
  touched: boolean;
  /** Levels that were unfolded once already. */
  unfolded: string[];
  /** The person wants all levels below one opened, as far as there is room. */
  opening: Opening | null;
  selected: string | null;
  selectedRow: TopicRow | null;
  /** Newest first. */
  values: TopicValue[];
  /** The hub holds older values of the selected topic than its newest page. */
  more: boolean;
  chart: Chart;
  /** The view stands still: since when, and how many messages there were then. */
  paused: { at: number; messages: number } | null;
}

export const initialTopics: TopicsState = {
  totals: null,
  total: 0,
  first: 0,
  rows: [],
  search: null,
  wanted: '',
  sort: 'name',
  pinned: [],
  expanded: [],
  touched: false,
  unfolded: [],
  opening: null,
  selected: null,
  selectedRow: null,
  values: [],
  more: false,
  chart: emptyChart,
  paused: null,
};

/** The state after what the hub sent. While paused, only the count goes on. */
export function withView(state: TopicsState, view: TopicsView): TopicsState {
  if (state.paused || isCountOnly(view)) return { ...state, totals: view.totals };
  const next: TopicsState = {
    ...state,
    totals: view.totals,
    total: view.total,
    first: view.first,
    rows: keepRows(state.rows, view.rows),
    search: view.search,
    pinned: keepRows(state.pinned, view.pinned),
    chart: withChartValues(state.chart, view.charted),
  };
  // An answer to a question asked before the selection changed is about another topic.
  if (view.selected && view.selected.row.path === state.selected) {
    const { row, reset, values, more } = view.selected;
    next.selectedRow = keepRow(state.selectedRow, row);
    next.values = mergeValues(reset ? [] : state.values, values);
    if (reset) next.more = more;
  }
  return openBelow(unfold(next));
}

/** The late answer to a question of a paused window has no rows although there are some. */
const isCountOnly = (view: TopicsView): boolean => view.rows.length === 0 && view.first < view.total && view.search === null;

/** Rows that did not change stay the same objects, so that only changed lines render again. */
function keepRows(before: TopicRow[], now: TopicRow[]): TopicRow[] {
  const byPath = new Map(before.map((row) => [row.path, row]));
  const kept = now.map((row) => keepRow(byPath.get(row.path), row));
  return kept.length === before.length && kept.every((row, index) => row === before[index]) ? before : kept;
}

const keepRow = (old: TopicRow | null | undefined, row: TopicRow): TopicRow => (old && sameRow(old, row) ? old : row);
const sameRow = (a: TopicRow, b: TopicRow): boolean => (Object.keys(a) as (keyof TopicRow)[]).every((key) => a[key] === b[key]);

/** Opens or closes a level because the person wants it. */
export function withExpanded(state: TopicsState, path: string, isOpen: boolean): TopicsState {
  const others = state.expanded.filter((each) => each !== path);
  return { ...state, touched: true, opening: null, expanded: isOpen ? [...others, path].slice(-EXPANDED_MOST) : others };
}

/** Chooses a topic. What was known of another one is not shown under its name. */
export function withSelected(state: TopicsState, path: string | null): TopicsState {
  if (path === state.selected) return state;
  const known = [...state.rows, ...state.pinned].find((row) => row.path === path) ?? null;
  return { ...state, selected: path, selectedRow: known, values: [], more: false };
}

/** Chooses a topic and opens every level above it; a search or a pause that would hide it ends. */
export function withRevealed(state: TopicsState, path: string): TopicsState {
  const levels = path.split('/');
  const above = levels.slice(0, -1).map((_, index) => levels.slice(0, index + 1).join('/'));
  const expanded = [...new Set([...state.expanded, ...above])].slice(-EXPANDED_MOST);
  return withSelected({ ...state, expanded, wanted: '', paused: null }, path);
}

/** Lets the view stand still from a moment on, or go on. */
export function withPaused(state: TopicsState, at: number | null): TopicsState {
  return { ...state, paused: at === null ? null : { at, messages: state.totals?.messages ?? 0 } };
}

/** A page of values that was asked for while paused, if it still belongs to what is selected. */
export function withFrozenValues(state: TopicsState, topic: string, page: { values: TopicValue[]; more: boolean }): TopicsState {
  if (state.paused === null || state.selected !== topic || state.values.length > 0) return state;
  return { ...state, values: mergeValues([], page.values), more: page.more };
}
