// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TopicsQuery } from '../../electron/contract/topics.ts';
import { App } from '../../renderer/app.tsx';
import { withRevealed } from '../../renderer/features/topics/topics-state.ts';
import { aRow, aValue, aView, FakeBridge } from './fake-bridge.ts';
import { afterFrame, axeProblems, show } from './render.tsx';

// The chart draws on a canvas, which this environment does not have; the real Electron tests see it.
vi.mock('uplot', async () => ({ default: (await import('./fake-plot.ts')).FakePlot }));

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
    // Its numbers are no part of its name.
    expect(item.textContent).toBe('temperature 21.5');
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

  it('shows recent values of the selected topic, and draws them when they are numbers', async () => {
    const { send } = await showTree();
    fireEvent.click(row('temperature 21.5'));
    const selected = { row: rows[1] ?? aRow({ path: '' }), reset: true, more: false };
    await send({ kind: 'topics', view: aView(rows, { selected: { ...selected, values: [aValue({ text: 'warm' })] } }) });
    const panel = screen.getByRole('region', { name: 'Selected topic' });
    expect(panel.textContent).toContain('warm');
    expect(screen.queryByRole('img')).toBeNull();
    const numbers = ['1', '4', '2'].map((text, seq) => aValue({ seq, at: seq * 1_000, text }));
    await send({ kind: 'topics', view: aView(rows, { selected: { ...selected, values: numbers } }) });
    const chart = await afterFrame('img', /^Chart of recent values of lamp\/temperature/);
    expect(chart.getAttribute('aria-label')).toContain('last 2, from 1 to 4');
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
    const value = aValue({ text: '21' });
    const selected = { row: rows[1] ?? aRow({ path: '' }), reset: true, values: [value, { ...value, seq: 2 }], more: false };
    await send({ kind: 'topics', view: aView(rows, { selected }) });
    await afterFrame('region', 'Recent values');
    expect(await axeProblems()).toEqual([]);
  });
});
