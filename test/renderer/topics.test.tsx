// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TopicsQuery, TopicValue } from '../../electron/contract/topics.ts';
import { App } from '../../renderer/app.tsx';
import { withRevealed } from '../../renderer/features/topics/topics-state.ts';
import { aRow, aView, FakeBridge } from './fake-bridge.ts';
import { axeProblems, show } from './render.tsx';

// The chart draws on a canvas, which this environment does not have; the real Electron tests see it.
vi.mock('uplot', () => ({
  default: class {
    setData() {}
    setSize() {}
    redraw() {}
    destroy() {}
  },
}));

afterEach(() => {
  vi.restoreAllMocks();
});

const rows = [
  aRow({ path: 'lamp', children: 2, expanded: true, topics: 2, siblings: 2 }),
  aRow({ path: 'lamp/temperature', preview: '21.5', publisher: 'lamp', siblings: 2 }),
  aRow({ path: 'lamp/html', preview: '<img src=x onerror=alert(1)>', position: 2, siblings: 2 }),
  aRow({ path: 'shed', children: 1_000, position: 2, siblings: 2 }),
];

const queries = (bridge: FakeBridge) => bridge.argsOf('topics.watch').map((args) => (args as { query: TopicsQuery | null }).query);
const row = (name: string | RegExp) => screen.getByRole('treeitem', { name });
/** Longer than the pause between two questions to the hub. */
const pause = () => act(async () => new Promise((resolve) => setTimeout(resolve, 60)));
const activeRow = () => document.getElementById(screen.getByRole('tree').getAttribute('aria-activedescendant') ?? '');

async function showTree() {
  const bridge = new FakeBridge();
  const shown = await show(bridge, <App />, { page: 'topics' });
  await shown.send({ kind: 'topics', view: aView(rows) });
  return { bridge, ...shown };
}

describe('the topics page', () => {
  it('asks for what is on screen, and for nothing when it is left', async () => {
    const { bridge } = await showTree();
    expect(queries(bridge)[0]).toMatchObject({ expanded: [], first: 0, selected: null });
    screen.getByRole('tree').closest('body')?.replaceChildren();
    const { cleanup } = await import('@testing-library/react');
    cleanup();
    expect(queries(bridge).at(-1)).toBeNull();
  });

  it('asks for nothing while the window is hidden', async () => {
    const { bridge } = await showTree();
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await pause();
    expect(queries(bridge).at(-1)).toBeNull();
  });

  it('shows rows as a tree whose items are named by topic and value', async () => {
    await showTree();
    const item = row('temperature 21.5');
    expect(item.getAttribute('aria-level')).toBe('2');
    expect(item.getAttribute('aria-posinset')).toBe('1');
    expect(item.getAttribute('aria-setsize')).toBe('2');
    expect(row('lamp').getAttribute('aria-expanded')).toBe('true');
  });

  it('shows what devices sent as text only', async () => {
    await showTree();
    expect(row(/^html/).textContent).toContain('<img src=x onerror=alert(1)>');
    expect(document.querySelector('img')).toBeNull();
  });

  it('walks with the keys, opens, closes and selects', async () => {
    const { bridge } = await showTree();
    const tree = screen.getByRole('tree');
    const press = (key: string) => fireEvent.keyDown(tree, { key });
    press('ArrowDown');
    expect(activeRow()).toBe(row('temperature 21.5'));
    press('Enter');
    expect(row('temperature 21.5').getAttribute('aria-selected')).toBe('true');
    await pause();
    expect(queries(bridge).at(-1)?.selected).toBe('lamp/temperature');
    press('End');
    expect(activeRow()).toBe(row('shed'));
    press('ArrowRight');
    await pause();
    expect(queries(bridge).at(-1)?.expanded).toContain('shed');
    press('Home');
    press('ArrowLeft');
    await pause();
    expect(queries(bridge).at(-1)?.expanded).not.toContain('lamp');
  });

  it('keeps the keyboard on its topic when rows come in above', async () => {
    const { send } = await showTree();
    fireEvent.keyDown(screen.getByRole('tree'), { key: 'ArrowDown' });
    await send({ kind: 'topics', view: aView([aRow({ path: 'attic' }), ...rows]) });
    expect(activeRow()).toBe(row('temperature 21.5'));
  });

  it('puts the keyboard on a topic that was chosen elsewhere, once', async () => {
    const bridge = new FakeBridge();
    const { send, store } = await show(bridge, <App />);
    const known = withRevealed(store.getState().topics, 'lamp/html');
    await act(async () => store.setState({ page: 'topics', topics: known }));
    expect(queries(bridge).at(-1)).toMatchObject({ expanded: ['lamp'], selected: 'lamp/html' });
    await send({ kind: 'topics', view: aView(rows.slice(3)) });
    await send({ kind: 'topics', view: aView(rows) });
    expect(activeRow()).toBe(row(/^html/));
    fireEvent.keyDown(screen.getByRole('tree'), { key: 'Home' });
    await send({ kind: 'topics', view: aView([...rows]) });
    expect(activeRow()).toBe(row('lamp'));
  });

  it('selects with the mouse, and a click on a level without a value opens it', async () => {
    const { store } = await showTree();
    fireEvent.click(row('temperature 21.5'));
    expect(store.getState().topics.selected).toBe('lamp/temperature');
    fireEvent.click(row('shed'));
    expect(store.getState().topics.expanded).toContain('shed');
  });

  it('shows recent values of the selected topic, hex as hex and cut as cut', async () => {
    const { send } = await showTree();
    fireEvent.click(row('temperature 21.5'));
    const value: TopicValue = {
      seq: 1,
      at: 1_000,
      size: 9_000,
      text: '00ff',
      format: 'hex',
      cut: true,
      number: null,
      publisher: 'lamp',
      qos: 1,
      retained: true,
    };
    const selected = { row: rows[1] ?? aRow({ path: '' }), reset: true, values: [value] };
    await send({ kind: 'topics', view: aView(rows, { selected }) });
    const panel = screen.getByRole('region', { name: 'Selected topic' });
    for (const part of ['00ff', 'from lamp', 'QoS 1', 'Retained', 'shown as hex', 'only the beginning', '9.0 kB']) {
      expect(panel.textContent).toContain(part);
    }
    expect(screen.queryByRole('img')).toBeNull();
    const numbers = [1, 2].map((seq) => ({ ...value, seq, number: seq, text: String(seq), format: 'text' as const }));
    await send({ kind: 'topics', view: aView(rows, { selected: { ...selected, values: numbers } }) });
    expect(screen.getByRole('img', { name: 'Chart of recent values of lamp/temperature' })).toBeTruthy();
  });

  it('says what was left out of view, and that delivery is not affected', async () => {
    const { send } = await showTree();
    const view = aView(rows);
    await send({ kind: 'topics', view: { ...view, totals: { ...view.totals, droppedTopics: 3, droppedValues: 4 } } });
    expect(screen.getByText('7 left out of view')).toBeTruthy();
    expect(screen.getByText(/Delivery to your clients is not affected/)).toBeTruthy();
  });

  it('says what to do while there are no readings', async () => {
    const bridge = new FakeBridge();
    const { send } = await show(bridge, <App />, { page: 'topics' });
    await send({ kind: 'topics', view: aView([]) });
    expect(screen.getByRole('heading', { name: 'No readings yet' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('has nothing that axe objects to', async () => {
    const { send } = await showTree();
    fireEvent.click(row('temperature 21.5'));
    const value: TopicValue = {
      seq: 1,
      at: 1,
      size: 2,
      text: '21',
      format: 'text',
      cut: false,
      number: 21,
      publisher: null,
      qos: 0,
      retained: false,
    };
    const selected = { row: rows[1] ?? aRow({ path: '' }), reset: true, values: [value, { ...value, seq: 2 }] };
    await send({ kind: 'topics', view: aView(rows, { selected }) });
    expect(await axeProblems()).toEqual([]);
  });
});
