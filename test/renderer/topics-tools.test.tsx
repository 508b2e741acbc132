// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TopicsQuery, TopicsView } from '../../electron/contract/topics.ts';
import { App } from '../../renderer/app.tsx';
import { aRow, aValue, aView, FakeBridge, somePreferences } from './fake-bridge.ts';
import { FakePlot } from './fake-plot.ts';
import { axeProblems, click, settle, show } from './render.tsx';

vi.mock('uplot', async () => ({ default: (await import('./fake-plot.ts')).FakePlot }));

afterEach(() => {
  vi.restoreAllMocks();
});

const rows = [
  aRow({ path: 'lamp', children: 2, expanded: true, topics: 2, siblings: 2, rate: 4.25, messages: 12 }),
  aRow({ path: 'lamp/power', preview: '{"w":5,"v":230}', size: 15, rate: 0.05, siblings: 2 }),
  aRow({ path: 'lamp/set', preview: 'on', position: 2, siblings: 2, retained: true }),
  aRow({ path: 'shed', children: 3, position: 2, siblings: 2 }),
];

const queries = (bridge: FakeBridge) => bridge.argsOf('topics.watch').map((args) => (args as { query: TopicsQuery | null }).query);
const row = (name: string | RegExp) => screen.getByRole('treeitem', { name });
/** With its numbers, which stand beside it. */
const line = (name: string | RegExp) => row(name).parentElement as HTMLElement;
/** Longer than the pause between two questions to the hub. */
const pause = () => act(async () => new Promise((resolve) => setTimeout(resolve, 60)));
const tree = () => screen.getByRole('tree');
const labels = () => screen.getAllByRole('menuitem').map((item) => item.textContent);
const choose = async (name: string) => {
  fireEvent.click(screen.getByRole('menuitem', { name }));
  await settle();
};

async function showTree(handlers: ConstructorParameters<typeof FakeBridge>[0] = {}, view: Partial<TopicsView> = {}) {
  const bridge = new FakeBridge(handlers);
  const shown = await show(bridge, <App />, { page: 'topics' });
  await shown.send({ kind: 'topics', view: aView(rows, view) });
  return { bridge, ...shown };
}

describe('the columns of the tree', () => {
  it('show rate, size and what is retained', async () => {
    await showTree();
    expect(line('lamp').textContent).toContain('4.3/s');
    expect(line(/^power/).textContent).toContain('<0.1/s');
    expect(line(/^power/).textContent).toContain('15 B');
    expect(within(row(/^set/)).getByTitle('Retained')).toBeTruthy();
  });

  it('sort by what is clicked, say so, and go back to names', async () => {
    const { bridge } = await showTree();
    const sorted = () => screen.getAllByRole('button', { pressed: true }).map((button) => button.textContent);
    expect(sorted()).toEqual(['Topic']);
    await click('Rate');
    await pause();
    expect(queries(bridge).at(-1)?.sort).toBe('rate');
    expect(sorted()).toEqual(['Rate']);
    await click('Rate');
    await pause();
    expect(queries(bridge).at(-1)?.sort).toBe('name');
  });
});

describe('the search', () => {
  it('says how it reads the text and how far it is, shows whole topics, and ends with Escape', async () => {
    const { bridge, send } = await showTree();
    const field = screen.getByRole('searchbox', { name: 'Search topics' });
    fireEvent.change(field, { target: { value: '+/power' } });
    expect(screen.getByText('MQTT filter')).toBeTruthy();
    await pause();
    expect(queries(bridge).at(-1)?.search).toBe('+/power');
    const found = [aRow({ path: 'lamp/power', preview: '5' })];
    await send({ kind: 'topics', view: aView(found, { search: { found: 1_234, done: false } }) });
    expect(screen.getByText('1,234 found, still looking…')).toBeTruthy();
    expect(row('lamp/power 5').getAttribute('aria-level')).toBe('1');
    await send({ kind: 'topics', view: aView([], { search: { found: 0, done: true } }) });
    expect(screen.getByRole('heading', { name: 'No topic found' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    fireEvent.keyDown(field, { key: 'Escape' });
    await pause();
    expect(queries(bridge).at(-1)?.search).toBe('');
  });
});

describe('the menu of a topic', () => {
  it('opens with a key where the keyboard stands, goes with the arrows, and gives the focus back', async () => {
    await showTree();
    tree().focus();
    fireEvent.keyDown(tree(), { key: 'ArrowDown' });
    fireEvent.keyDown(tree(), { key: 'F10', shiftKey: true });
    const menu = screen.getByRole('menu', { name: 'Actions for lamp/power' });
    expect(document.activeElement?.textContent).toBe('Copy topic');
    fireEvent.keyDown(menu, { key: 'ArrowUp' });
    expect(document.activeElement?.textContent).toBe('Alert…');
    fireEvent.keyDown(menu, { key: 'p' });
    expect(document.activeElement?.textContent).toBe('Pin on top');
    expect(await axeProblems()).toEqual([]);
    fireEvent.keyDown(menu, { key: 'Escape' });
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(tree());
  });

  it('leads to publishing, what is retained and recording there', async () => {
    const { store } = await showTree();
    fireEvent.contextMenu(row('lamp'));
    expect(labels()).toContain('Expand all below');
    await choose('Record here…');
    expect(store.getState()).toMatchObject({ topicsPart: 'recordings', recordingFilter: 'lamp/#' });
    expect(screen.getByRole('tab', { name: 'Recordings' }).getAttribute('aria-selected')).toBe('true');
  });

  it('is behind a button for the chosen topic, too', async () => {
    await showTree();
    fireEvent.click(row(/^set/));
    await click('Actions for lamp/set');
    expect(labels()).toContain('Copy topic');
    expect(labels()).not.toContain('Expand all below');
  });

  it('opens all that is below a level', async () => {
    const { store } = await showTree();
    fireEvent.contextMenu(row('shed'));
    await choose('Expand all below');
    expect(store.getState().topics.expanded).toContain('shed');
  });
});

describe('pinned topics', () => {
  it('are kept by the desktop and stand on top, also before anything was published', async () => {
    const { bridge, send } = await showTree({ 'desktop.preferences': () => somePreferences({ pinnedTopics: ['far/away'] }) });
    fireEvent.contextMenu(row(/^power/));
    await choose('Pin on top');
    expect(bridge.argsOf('desktop.setPreferences')).toEqual([{ pinnedTopics: ['far/away', 'lamp/power'] }]);
    await send({ kind: 'preferences', preferences: somePreferences({ pinnedTopics: ['far/away', 'lamp/power'] }) });
    await pause();
    expect(queries(bridge).at(-1)?.pinned).toEqual(['far/away', 'lamp/power']);
    await send({ kind: 'topics', view: aView(rows, { pinned: rows.slice(1, 2) }) });
    const list = screen.getByRole('list', { name: 'Pinned topics' });
    expect(within(list).getByRole('button', { name: /far\/away Nothing yet/ })).toBeTruthy();
    expect(within(list).getByRole('button', { name: /lamp\/power \{"w":5/ })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Unpin far/away');
    expect(bridge.argsOf('desktop.setPreferences').at(-1)).toEqual({ pinnedTopics: ['lamp/power'] });
  });
});

describe('the pause', () => {
  it('asks for nothing but the count once a second, and catches up when it goes on', async () => {
    const { bridge, send } = await showTree();
    vi.useFakeTimers();
    try {
      fireEvent.keyDown(tree(), { key: 'p' });
      await act(async () => vi.advanceTimersByTimeAsync(100));
      expect(queries(bridge).at(-1)).toBeNull();
      expect(screen.getByText(/^Paused at \d\d:\d\d:\d\d$/)).toBeTruthy();
      await act(async () => vi.advanceTimersByTimeAsync(1_000));
      expect(queries(bridge).at(-1)).toMatchObject({ count: 0, expanded: [], selected: null, pinned: [], charted: [] });
      const view = aView([]);
      await send({ kind: 'topics', view: { ...view, total: 4, totals: { ...view.totals, messages: 12_354 } } });
      expect(screen.getByText('· 12,345 messages since')).toBeTruthy();
      expect(queries(bridge).at(-1)).toBeNull();
      expect(row(/^power/)).toBeTruthy();
      expect(screen.getByRole<HTMLInputElement>('searchbox').disabled).toBe(true);
      fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
      await act(async () => vi.advanceTimersByTimeAsync(100));
      expect(queries(bridge).at(-1)?.count).toBeGreaterThan(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows the values up to the pause of a topic that is chosen meanwhile', async () => {
    const page = { values: [aValue({ seq: 7, text: 'before the pause' })], more: false };
    const { bridge } = await showTree({ 'topics.values': () => page });
    await click('Pause');
    fireEvent.click(row(/^set/));
    await settle();
    expect(bridge.argsOf('topics.values')).toEqual([{ topic: 'lamp/set', before: 1 }]);
    expect(screen.getByRole('region', { name: 'Selected topic' }).textContent).toContain('before the pause');
  });

  it('is no shortcut where people type', async () => {
    const { store } = await showTree();
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'p' });
    expect(store.getState().topics.paused).toBeNull();
  });
});

describe('the chart of several topics', () => {
  const say = (topic: string, ...texts: string[]) => ({
    topic,
    reset: true,
    values: texts.map((text, index) => aValue({ seq: index, at: (index + 1) * 1_000, text })),
  });

  async function showChart() {
    const shown = await showTree();
    for (const name of [/^power/, /^set/]) {
      fireEvent.contextMenu(row(name));
      await choose('Add to chart');
    }
    const charted = [say('lamp/power', '{"w":5,"v":230}', '{"w":9,"v":231}', '{"w":7,"v":229}'), say('lamp/set', 'on', 'off')];
    await shown.send({ kind: 'topics', view: aView(rows, { charted }) });
    return shown;
  }
  const line = (name: RegExp) => within(screen.getByRole('table', { name: 'Lines of the chart' })).getByRole('row', { name }).textContent;

  it('says in words what it draws', async () => {
    const { bridge } = await showChart();
    await pause();
    expect(queries(bridge).at(-1)?.charted).toEqual(['lamp/power', 'lamp/set']);
    expect(line(/^lamp\/power/)).toMatch(/759$/);
    expect(line(/^lamp\/set/)).toContain('No number');
    expect(screen.getByRole('img', { name: /lamp\/power: last 7, from 5 to 9\. lamp\/set: no numbers\./ })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('follows another number of the same topic, beside the first or in its place', async () => {
    await showChart();
    const choice = () => screen.getAllByRole<HTMLSelectElement>('combobox', { name: 'Number of lamp/power' });
    fireEvent.change(choice()[0] as HTMLElement, { target: { value: 'v' } });
    expect(line(/^lamp\/power/)).toMatch(/229229231$/);
    await click('Add w');
    expect(choice().map(({ value }) => value)).toEqual(['v', 'w']);
    expect(screen.queryByRole('button', { name: /^Add / })).toBeNull();
  });

  it('zooms and moves with keys and buttons, and shows all again', async () => {
    await showChart();
    const chart = screen.getByRole('img', { name: /^Chart of recent/ });
    const range = () => FakePlot.last?.range;
    expect(range()).toEqual({ min: 1, max: 3 });
    fireEvent.keyDown(chart, { key: '+' });
    const zoomedIn = range();
    expect((zoomedIn?.max ?? 0) - (zoomedIn?.min ?? 0)).toBeCloseTo(2 / 1.5);
    await click('Earlier');
    expect(range()?.min).toBeLessThan(zoomedIn?.min ?? 0);
    fireEvent.keyDown(chart, { key: '0' });
    expect(range()).toEqual({ min: 1, max: 3 });
  });

  it('loses a line, and goes with the last one', async () => {
    await showChart();
    await click('Remove lamp/power from the chart');
    await click('Remove lamp/set from the chart');
    expect(screen.queryByRole('region', { name: 'Chart' })).toBeNull();
  });
});
