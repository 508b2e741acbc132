import { describe, expect, it } from 'vitest';
import type { TopicValue } from '../../electron/contract/topics.ts';
import {
  initialTopics,
  VALUES_KEPT,
  withExpanded,
  withRevealed,
  withSelected,
  withView,
} from '../../renderer/features/topics/topics-state.ts';
import { aRow, aView } from './fake-bridge.ts';

const aValue = (seq: number): TopicValue => ({
  seq,
  at: seq,
  size: 2,
  text: String(seq),
  format: 'text',
  cut: false,
  number: seq,
  publisher: null,
  qos: 0,
  retained: false,
});

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
    state = withView(state, aView([row], { selected: { row, reset: true, values: [aValue(1), aValue(2)] } }));
    state = withView(state, aView([row], { selected: { row, reset: false, values: [aValue(2), aValue(3)] } }));
    expect(state.values.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    const many = Array.from({ length: VALUES_KEPT + 5 }, (_, index) => aValue(index));
    state = withView(state, aView([row], { selected: { row, reset: true, values: many } }));
    expect(state.values).toHaveLength(VALUES_KEPT);
    expect(state.values[0]?.seq).toBe(VALUES_KEPT + 4);
  });

  it('never shows values under the name of another topic', () => {
    const row = aRow({ path: 'a' });
    const state = withView(withSelected(initialTopics, 'b'), aView([row], { selected: { row, reset: true, values: [aValue(1)] } }));
    expect(state.values).toEqual([]);
    expect(state.selectedRow).toBeNull();
  });
});
