import type { TopicRow } from '../../../electron/contract/topics.ts';

/** The part of the tree that is loaded, and where the keyboard stands in it. */
export interface TreePlace {
  total: number;
  first: number;
  rows: TopicRow[];
  active: number;
  pageRows: number;
  expanded: string[];
  /** Not `null`: the rows are what a search found. */
  search: unknown;
}

export type TreeStep =
  | { do: 'move'; to: number }
  | { do: 'expand' | 'collapse' | 'select'; row: TopicRow }
  /** The parent is not loaded: it is at `near` or above. */
  | { do: 'seek'; path: string; near: number };

const parentPath = (row: TopicRow): string => row.path.slice(0, Math.max(0, row.path.lastIndexOf('/')));

function toParent(place: TreePlace, row: TopicRow): TreeStep | null {
  if (row.depth === 0) return null;
  const path = parentPath(row);
  const loaded = place.rows.findIndex((each) => each.path === path && each.depth === row.depth - 1);
  if (loaded >= 0) return { do: 'move', to: place.first + loaded };
  // Exact unless an open sibling above adds rows of its own, and then the search goes on upwards.
  return { do: 'seek', path, near: Math.max(0, place.active - row.position) };
}

/** What a key does in the tree, after the pattern that assistive technology expects; `null` if it does nothing. */
export function stepFor(key: string, place: TreePlace): TreeStep | null {
  const last = place.total - 1;
  if (last < 0) return null;
  const move = (to: number): TreeStep => ({ do: 'move', to: Math.min(last, Math.max(0, to)) });
  const row = place.rows[place.active - place.first];
  // What a search found has no levels here.
  const canOpen = row !== undefined && row.children > 0 && place.search === null;
  switch (key) {
    case 'ArrowDown':
      return move(place.active + 1);
    case 'ArrowUp':
      return move(place.active - 1);
    case 'PageDown':
      return move(place.active + place.pageRows);
    case 'PageUp':
      return move(place.active - place.pageRows);
    case 'Home':
      return move(0);
    case 'End':
      return move(last);
    case 'ArrowRight':
      if (!canOpen) return null;
      return row.expanded ? move(place.active + 1) : { do: 'expand', row };
    case 'ArrowLeft':
      if (!row || place.search !== null) return null;
      return row.expanded && row.children > 0 ? { do: 'collapse', row } : toParent(place, row);
    case 'Enter':
    case ' ':
      return row ? { do: 'select', row } : null;
    default:
      return null;
  }
}

/** Whether a key asks for the menu of where the keyboard stands. */
export const isMenuKey = ({ key, shiftKey }: { key: string; shiftKey: boolean }): boolean =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey);
