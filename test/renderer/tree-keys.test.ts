import { describe, expect, it } from 'vitest';
import { isMenuKey, stepFor, type TreePlace } from '../../renderer/features/topics/tree-keys.ts';
import { aRow } from './fake-bridge.ts';

const rows = [
  aRow({ path: 'house', children: 2, expanded: true }),
  aRow({ path: 'house/attic', children: 3 }),
  aRow({ path: 'house/hall', preview: '1' }),
];
const at = (active: number, over: Partial<TreePlace> = {}): TreePlace => ({
  total: 500,
  first: 0,
  rows,
  active,
  pageRows: 10,
  expanded: ['house'],
  search: null,
  ...over,
});

describe('a key in the topic tree', () => {
  it.each([
    ['ArrowDown', 1, 2],
    ['ArrowUp', 1, 0],
    ['ArrowUp', 0, 0],
    ['Home', 2, 0],
    ['End', 0, 499],
    ['PageDown', 2, 12],
    ['PageUp', 2, 0],
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 2, 0],
  ])('%s goes from row %i to row %i', (key, from, to) => {
    expect(stepFor(key, at(from))).toEqual({ do: 'move', to });
  });

  it.each([
    ['ArrowRight', 1, 'expand'],
    ['ArrowLeft', 0, 'collapse'],
    ['Enter', 2, 'select'],
    [' ', 2, 'select'],
  ])('%s on row %i: %s', (key, from, what) => {
    expect(stepFor(key, at(from))).toMatchObject({ do: what, row: rows[from] });
  });

  it('looks for a parent that is not loaded where it must be', () => {
    const far = aRow({ path: 'house/attic/lamp', position: 100, siblings: 200 });
    expect(stepFor('ArrowLeft', at(300, { first: 300, rows: [far] }))).toEqual({ do: 'seek', path: 'house/attic', near: 200 });
  });

  it('does nothing where there is nothing to do', () => {
    expect(stepFor('ArrowRight', at(2))).toBeNull();
    expect(stepFor('ArrowLeft', at(0, { rows: [aRow({ path: 'alone' })] }))).toBeNull();
    expect(stepFor('ArrowDown', at(0, { total: 0, rows: [] }))).toBeNull();
    expect(stepFor('x', at(0))).toBeNull();
  });

  it('opens and closes nothing among what a search found', () => {
    const found = { search: { found: 3, done: true } };
    expect(stepFor('ArrowRight', at(1, found))).toBeNull();
    expect(stepFor('ArrowLeft', at(1, found))).toBeNull();
    expect(stepFor('ArrowDown', at(1, found))).toEqual({ do: 'move', to: 2 });
  });

  it('asks for the menu with the menu key or Shift+F10', () => {
    expect(isMenuKey({ key: 'ContextMenu', shiftKey: false })).toBe(true);
    expect(isMenuKey({ key: 'F10', shiftKey: true })).toBe(true);
    expect(isMenuKey({ key: 'F10', shiftKey: false })).toBe(false);
  });
});
