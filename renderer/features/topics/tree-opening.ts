import type { TopicRow } from '../../../electron/contract/topics.ts';
import { isBelow } from './topic-paths.ts';

/** A tree this small unfolds by itself, so that a newcomer sees readings at once. */
const UNFOLD_ROWS = 50;
/** Levels that "expand all below" opens at most: far more than a screen shows. */
export const OPEN_BELOW_MOST = 300;

/** All levels at and below `path` are being opened; `room` says how many more may be. */
export interface Opening {
  path: string;
  room: number;
}

/** What opening needs to know of the tree. */
interface Openable {
  rows: TopicRow[];
  total: number;
  first: number;
  search: unknown;
  expanded: string[];
  touched: boolean;
  unfolded: string[];
  opening: Opening | null;
}

/** Opens the levels of a small tree that nobody has touched yet. */
export function unfold<S extends Openable>(state: S): S {
  if (state.touched || state.search || state.first > 0 || state.rows.length < state.total) return state;
  let room = UNFOLD_ROWS - state.total;
  const opened: string[] = [];
  const closed = state.rows.filter((row) => isClosed(row) && !state.unfolded.includes(row.path));
  for (const row of closed.sort((a, b) => a.depth - b.depth)) {
    if (row.children > room) continue;
    room -= row.children;
    opened.push(row.path);
  }
  if (opened.length === 0) return state;
  return { ...state, expanded: [...new Set([...state.expanded, ...opened])], unfolded: [...state.unfolded, ...opened] };
}

/** Begins to open everything at and below a level: what is loaded now at once, and what that brings as it arrives. */
export const withOpenedBelow = <S extends Openable>(state: S, path: string): S =>
  openBelow({ ...state, touched: true, opening: { path, room: OPEN_BELOW_MOST } });

/** Goes on with the opening that is under way; it ends when nothing closed is in sight or there is no more room. */
export function openBelow<S extends Openable>(state: S): S {
  const { opening } = state;
  if (!opening) return state;
  const wanted = new Set(state.expanded);
  const closed = state.rows.filter((row) => isClosed(row) && isBelow(row.path, opening.path));
  if (closed.length === 0) return { ...state, opening: null };
  const opened = closed
    .filter((row) => !wanted.has(row.path))
    .slice(0, opening.room)
    .map((row) => row.path);
  const room = opening.room - opened.length;
  return { ...state, expanded: [...state.expanded, ...opened], opening: room > 0 ? { ...opening, room } : null };
}

const isClosed = (row: TopicRow): boolean => row.children > 0 && !row.expanded;
