import type { TopicRow, TopicsView, TopicTotals, TopicValue } from '../../../electron/contract/topics.ts';

/** The most recent values of the selected topic that the window holds. */
export const VALUES_KEPT = 1_000;
/** The contract's bound on what a query may name. */
const EXPANDED_MOST = 2_000;
/** A tree this small unfolds by itself, so that a newcomer sees readings at once. */
const UNFOLD_ROWS = 50;

/** What the window knows of the tree. It outlives the page, so that coming back shows the same place. */
export interface TopicsState {
  /** `null` until the hub has answered for the first time. */
  totals: TopicTotals | null;
  total: number;
  first: number;
  rows: TopicRow[];
  expanded: string[];
  /** The person has opened or closed a level: from then on nothing unfolds by itself. */
  touched: boolean;
  /** Levels that were unfolded once already. */
  unfolded: string[];
  selected: string | null;
  selectedRow: TopicRow | null;
  /** Newest first. */
  values: TopicValue[];
}

export const initialTopics: TopicsState = {
  totals: null,
  total: 0,
  first: 0,
  rows: [],
  expanded: [],
  touched: false,
  unfolded: [],
  selected: null,
  selectedRow: null,
  values: [],
};

/** The state after what the hub sent. */
export function withView(state: TopicsState, view: TopicsView): TopicsState {
  const next: TopicsState = { ...state, totals: view.totals, total: view.total, first: view.first, rows: keepRows(state.rows, view.rows) };
  // An answer to a question asked before the selection changed is about another topic.
  if (view.selected && view.selected.row.path === state.selected) {
    next.selectedRow = view.selected.row;
    next.values = mergeValues(view.selected.reset ? [] : state.values, view.selected.values);
  }
  return unfold(next);
}

/** Rows that did not change stay the same objects, so that only changed lines render again. */
function keepRows(before: TopicRow[], now: TopicRow[]): TopicRow[] {
  const byPath = new Map(before.map((row) => [row.path, row]));
  return now.map((row) => {
    const old = byPath.get(row.path);
    return old && sameRow(old, row) ? old : row;
  });
}

const sameRow = (a: TopicRow, b: TopicRow): boolean => (Object.keys(a) as (keyof TopicRow)[]).every((key) => a[key] === b[key]);

function mergeValues(before: TopicValue[], incoming: TopicValue[]): TopicValue[] {
  const bySeq = new Map(before.map((value) => [value.seq, value]));
  for (const value of incoming) bySeq.set(value.seq, value);
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, VALUES_KEPT);
}

function unfold(state: TopicsState): TopicsState {
  if (state.touched || state.first > 0 || state.rows.length < state.total) return state;
  let room = UNFOLD_ROWS - state.total;
  const opened: string[] = [];
  const closed = state.rows.filter((row) => row.children > 0 && !row.expanded && !state.unfolded.includes(row.path));
  for (const row of closed.sort((a, b) => a.depth - b.depth)) {
    if (row.children > room) continue;
    room -= row.children;
    opened.push(row.path);
  }
  if (opened.length === 0) return state;
  return { ...state, expanded: [...new Set([...state.expanded, ...opened])], unfolded: [...state.unfolded, ...opened] };
}

/** Opens or closes a level because the person wants it. */
export function withExpanded(state: TopicsState, path: string, isOpen: boolean): TopicsState {
  const others = state.expanded.filter((each) => each !== path);
  return { ...state, touched: true, expanded: isOpen ? [...others, path].slice(-EXPANDED_MOST) : others };
}

/** Chooses a topic. What was known of another one is not shown under its name. */
export function withSelected(state: TopicsState, path: string | null): TopicsState {
  if (path === state.selected) return state;
  return { ...state, selected: path, selectedRow: state.rows.find((row) => row.path === path) ?? null, values: [] };
}

/** Chooses a topic and opens every level above it. */
export function withRevealed(state: TopicsState, path: string): TopicsState {
  const levels = path.split('/');
  const above = levels.slice(0, -1).map((_, index) => levels.slice(0, index + 1).join('/'));
  const expanded = [...new Set([...state.expanded, ...above])].slice(-EXPANDED_MOST);
  return withSelected({ ...state, expanded }, path);
}
