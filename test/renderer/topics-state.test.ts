import { describe, expect, it } from 'vitest';
import { VALUES_KEPT } from '../../renderer/features/topics/merge-values.ts';
import { searchKind } from '../../renderer/features/topics/topic-paths.ts';
import {
  initialTopics,
  withExpanded,
  withFrozenValues,
  withPaused,
  withRevealed,
  withSelected,
  withView,
} from '../../renderer/features/topics/topics-state.ts';
import { OPEN_BELOW_MOST, withOpenedBelow } from '../../renderer/features/topics/tree-opening.ts';
import { aRow, aValue, aView } from './fake-bridge.ts';

const value = (seq: number) => aValue({ seq, at: seq, text: String(seq) });

describe('what the window knows of the topics', () => {
  it('unfolds a small tree by itself, once', () => {
    const top = aRow({ path: 'lamp', children: 2 });
    const opened = withView(initialTopics, aView([top]));
    expect(opened.expanded).toEqual(['lamp']);
    const closed = withExpanded(opened, 'lamp', false);
    expect(withView(closed, aView([top])).expanded).toEqual([]);
  });

  it('leaves a large level, and a tree that the person has touched, as they are', () => {
    expect(withView(initialTopics, aView([aRow({ path: 'big', children: 1_000 })])).expanded).toEqual([]);
    const touched = withExpanded(initialTopics, 'other', true);
    expect(withView(touched, aView([aRow({ path: 'lamp', children: 1 })])).expanded).toEqual(['other']);
  });

  it('opens every level above a topic that is revealed, beside what is open', () => {
    const state = withRevealed({ ...initialTopics, expanded: ['shed'] }, '/emon//power');
    expect(state).toMatchObject({ selected: '/emon//power', expanded: ['shed', '', '/emon', '/emon/'], touched: false });
  });

  it('keeps rows that did not change as the same objects', () => {
    const before = withView(initialTopics, aView([aRow({ path: 'a', preview: '1' }), aRow({ path: 'b', preview: '1' })]));
    const after = withView(before, aView([aRow({ path: 'a', preview: '1' }), aRow({ path: 'b', preview: '2' })]));
    expect(after.rows[0]).toBe(before.rows[0]);
    expect(after.rows[1]?.preview).toBe('2');
  });

  it('adds values, starts over when told, and keeps a bounded number, newest first', () => {
    const row = aRow({ path: 'a' });
    let state = withSelected(initialTopics, 'a');
    state = withView(state, aView([row], { selected: { row, reset: true, values: [value(1), value(2)], more: false } }));
    state = withView(state, aView([row], { selected: { row, reset: false, values: [value(2), value(3)], more: false } }));
    expect(state.values.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    const many = Array.from({ length: VALUES_KEPT + 5 }, (_, index) => value(index));
    state = withView(state, aView([row], { selected: { row, reset: true, values: many, more: false } }));
    expect(state.values).toHaveLength(VALUES_KEPT);
    expect(state.values[0]?.seq).toBe(VALUES_KEPT + 4);
  });

  it('never shows values under the name of another topic', () => {
    const row = aRow({ path: 'a' });
    const state = withView(
      withSelected(initialTopics, 'b'),
      aView([row], { selected: { row, reset: true, values: [value(1)], more: false } }),
    );
    expect(state.values).toEqual([]);
    expect(state.selectedRow).toBeNull();
  });

  it('keeps everything but the count while it is paused, and takes what comes when it goes on', () => {
    const view = aView([aRow({ path: 'a', preview: '1' })]);
    const paused = withPaused(withView(initialTopics, view), 5_000);
    expect(paused.paused).toEqual({ at: 5_000, messages: view.totals.messages });
    const later = { ...aView([aRow({ path: 'b' })]), totals: { ...view.totals, messages: 50 } };
    const counted = withView(paused, later);
    expect(counted).toEqual({ ...paused, totals: later.totals });
    const onward = withPaused(counted, null);
    expect(withView(onward, later).rows.map(({ path }) => path)).toEqual(['b']);
    // The late answer to a question for the count alone empties nothing.
    expect(withView(onward, { ...later, rows: [], total: 4 }).rows).toBe(onward.rows);
  });

  it('shows values of a topic that was chosen while paused, if it is still chosen', () => {
    const chosen = withSelected(withPaused(initialTopics, 1), 'a');
    const page = { values: [value(2), value(1)], more: true };
    expect(withFrozenValues(chosen, 'a', page)).toMatchObject({ more: true, values: [{ seq: 2 }, { seq: 1 }] });
    expect(withFrozenValues(chosen, 'b', page)).toBe(chosen);
    expect(withFrozenValues(withPaused(chosen, null), 'a', page)).toMatchObject({ values: [] });
  });

  it('ends a search and a pause that would hide a topic that is revealed', () => {
    const state = withPaused({ ...initialTopics, wanted: 'lamp' }, 1);
    expect(withRevealed(state, 'shed/door')).toMatchObject({ wanted: '', paused: null, selected: 'shed/door' });
  });

  it('unfolds nothing among what a search found', () => {
    const found = aView([aRow({ path: 'lamp', children: 2 })], { search: { found: 1, done: true } });
    expect(withView(initialTopics, found).expanded).toEqual([]);
  });

  it('opens all that is below a level as it arrives, and then stops', () => {
    const rows = (isOpen: boolean) => [
      aRow({ path: 'house', children: 2, expanded: isOpen }),
      ...(isOpen ? [aRow({ path: 'house/hall', children: 1 }), aRow({ path: 'house/door' })] : []),
      aRow({ path: 'houses', children: 1 }),
    ];
    const before = { ...withView(initialTopics, aView(rows(false), { first: 1 })), first: 0 };
    const opening = withOpenedBelow(before, 'house');
    expect(opening).toMatchObject({ expanded: ['house'], opening: { path: 'house', room: OPEN_BELOW_MOST - 1 } });
    const more = withView(opening, aView(rows(true)));
    expect(more.expanded).toEqual(['house', 'house/hall']);
    const all = rows(true).map((row) => ({ ...row, expanded: row.path !== 'houses' && row.children > 0 }));
    expect(withView(more, aView(all)).opening).toBeNull();
  });

  it('opens a bounded number of levels', () => {
    const many = Array.from({ length: OPEN_BELOW_MOST + 9 }, (_, index) => aRow({ path: `h/${index}`, children: 1 }));
    const opened = withOpenedBelow({ ...initialTopics, rows: many }, 'h');
    expect(opened.expanded).toHaveLength(OPEN_BELOW_MOST);
    expect(opened.opening).toBeNull();
  });
});

describe('what is searched for', () => {
  it.each([
    ['lamp', 'text'],
    ['a+b', 'text'],
    ['lamp#', 'text'],
    ['+/power', 'filter'],
    ['house/#', 'filter'],
    ['#', 'filter'],
    ['#/power', 'broken'],
  ])('%s is read as %s', (text, kind) => {
    expect(searchKind(text)).toBe(kind);
  });
});
