// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RetainedRow } from '../../electron/contract/messages.ts';
import { showRetained } from '../../renderer/features/messages/draft.ts';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, fill, settle, show } from './render.tsx';
import { aRow, choose, ofEachKind, open, page, rows, topics } from './retained-panel.tsx';

/** A hub with so many retained messages, a page at a time. */
const pages = (of: number) => ({
  'retained.list': ({ offset }: { offset: number }) => ({
    rows: Array.from({ length: Math.max(0, Math.min(100, of - offset)) }, (_, index) => aRow({ topic: `t/${offset + index}` })),
    of,
    bytes: of * 2,
  }),
});

const lines = () => screen.getAllByRole('row').slice(1);
const offsets = (bridge: FakeBridge) => bridge.argsOf('retained.list').map((args) => (args as { offset: number }).offset);

describe('the list', () => {
  it('says of each message who published it, and whether that was seen again', async () => {
    await open(
      rows([
        aRow(),
        aRow({ topic: 'a', publisher: { kind: 'revoked', name: 'plug', deviceId: 'd2' }, neverSeenAgain: true }),
        aRow({ topic: 'b', publisher: { kind: 'revoked', name: null, deviceId: 'd3' } }),
        aRow({ topic: 'c', publisher: { kind: 'other', name: null, deviceId: null }, preview: '' }),
      ]),
    );
    const cells = lines().map((line) => [...line.querySelectorAll('th, td')].slice(0, 5).map((cell) => cell.textContent));
    expect(cells).toEqual([
      ['home/kitchen/light', 'on', '2 B', '1 min ago', 'lamp'],
      ['a', 'on', '2 B', '1 min ago', 'plug, revokednever seen again'],
      ['b', 'on', '2 B', '1 min ago', 'Publisher revoked'],
      ['c', '(empty)', '2 B', '1 min ago', 'No device'],
    ]);
    expect(screen.getByText('never seen again').title).toBe('Who published this, over a day ago, has not been connected since.');
    expect(screen.getByText('4 retained messages, 45.0 kB')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('asks for what is in sight alone, and draws no more', async () => {
    const { bridge } = await open(pages(10_000));
    expect(offsets(bridge)).toEqual([0]);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
    const region = screen.getByRole('region', { name: 'Retained messages, oldest first' });
    region.scrollTop = 5_070 * 28;
    fireEvent.scroll(region);
    await settle();
    await settle();
    expect(offsets(bridge)).toEqual([0, 5_000]);
    expect(topics()[0]).toMatch(/^t\/50[5-7]\d$/);
    expect(lines().length).toBeLessThan(120);
    expect(screen.getByRole('rowheader', { name: 't/5070' }).closest('tr')?.getAttribute('aria-rowindex')).toBe('5072');
  });

  it('asks for the second page when both are in sight', async () => {
    const { bridge } = await open(pages(150));
    const region = screen.getByRole('region', { name: 'Retained messages, oldest first' });
    region.scrollTop = 100 * 28;
    fireEvent.scroll(region);
    await settle();
    await settle();
    expect(offsets(bridge)).toEqual([0, 100]);
    expect(topics()).toEqual(expect.arrayContaining(['t/99', 't/100', 't/109']));
  });

  it('shows payloads and topics as text alone', async () => {
    await open(rows([aRow({ topic: '<b>', preview: '<img src=x>' })]));
    expect(screen.getByText('<img src=x>')).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
  });

  it('says what it is for while nothing is retained', async () => {
    await open(rows([]));
    expect(screen.getByRole('heading', { name: 'Nothing is retained' })).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(await axeProblems()).toEqual([]);
  });

  it('says why it could not be read, and can be read again', async () => {
    let works = false;
    await open({
      'retained.list': () => {
        if (!works) throw new Error('The database is locked.');
        return { rows: [aRow()], of: 1, bytes: 2 };
      },
    });
    expect(screen.getByRole('alert').textContent).toBe('The database is locked.');
    works = true;
    await click('Read again');
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(topics()).toEqual(['home/kitchen/light']);
  });
});

describe('the filter', () => {
  const label = 'Show at and below a topic, or by a filter';

  it('asks anew, and not while it is wrong', async () => {
    const { bridge } = await open({
      'retained.list': ({ filter }) => ({ rows: filter === '' ? [aRow()] : [], of: filter === '' ? 1 : 0, bytes: 2 }),
    });
    fill(label, 'home/');
    await settle();
    fill(label, 'home/+x');
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('“+” stands for one whole level: home/+/light.');
    fill(label, '+/status');
    await settle();
    await settle();
    expect(bridge.argsOf('retained.list').map((args) => (args as { filter: string }).filter)).toEqual(['', 'home', '+/status']);
    expect(screen.getByRole('heading', { name: 'Nothing matches' })).toBeTruthy();
    await click('Show all');
    await settle();
    expect(topics()).toEqual(['home/kitchen/light']);
  });

  it('comes from another part', async () => {
    const { bridge, store } = await open(rows([aRow()]));
    await act(async () => showRetained(store, 'home/kitchen'));
    await settle();
    expect(store.getState()).toMatchObject({ page: 'topics', topicsPart: 'retained' });
    expect(bridge.argsOf('retained.list').at(-1)).toEqual({ filter: 'home/kitchen', publishers: 'all', offset: 0 });
  });

  it('never shows the answer to an older question', async () => {
    const answers: ((rows: RetainedRow[]) => void)[] = [];
    const bridge = new FakeBridge();
    const call = bridge.call.bind(bridge);
    bridge.call = async (name, args) => {
      const outcome = await call(name, args);
      if (name !== 'retained.list') return outcome;
      const list = await new Promise<RetainedRow[]>((resolve) => answers.push(resolve));
      return { ok: true as const, result: { rows: list, of: list.length, bytes: 2 } };
    };
    await show(bridge, page);
    fill(label, 'a');
    await settle();
    fill(label, 'ab');
    await settle();
    // One question at a time: the first is still under way.
    expect(answers).toHaveLength(1);
    answers[0]?.([aRow({ topic: 'old' })]);
    await settle();
    await settle();
    expect(topics()).toEqual([]);
    expect(bridge.argsOf('retained.list').at(-1)).toEqual({ filter: 'ab', publishers: 'all', offset: 0 });
    answers[1]?.([aRow({ topic: 'ab' })]);
    await settle();
    expect(topics()).toEqual(['ab']);
  });
});

describe('whose they are', () => {
  it('is chosen out of three, and the list is of these alone', async () => {
    const { bridge } = await open(ofEachKind);
    const group = screen.getByRole('group', { name: 'Show' });
    const radios = within(group).getAllByRole<HTMLInputElement>('radio');
    // Radio buttons of one name: Tab goes to the one chosen, and arrow keys choose.
    expect(new Set(radios.map(({ name }) => name)).size).toBe(1);
    expect(radios.map(({ checked }) => checked)).toEqual([true, false, false]);
    expect(topics()).toEqual(['home/kitchen/light', 'a', 'b']);
    await choose('Left by revoked devices');
    expect(topics()).toEqual(['a']);
    expect(screen.getByText('1 retained message, 2 B')).toBeTruthy();
    expect(screen.getByText('plug, revoked')).toBeTruthy();
    expect(bridge.argsOf('retained.list').at(-1)).toEqual({ filter: '', publishers: 'revoked', offset: 0 });
    expect(await axeProblems()).toEqual([]);
  });

  it('says for each choice what it means that there are none', async () => {
    await open({ 'retained.list': () => ({ rows: [], of: 0, bytes: 0 }) });
    const title = () => screen.getByRole('heading').textContent;
    expect(title()).toBe('Nothing is retained');
    expect(screen.queryByRole('button', { name: 'Show all' })).toBeNull();
    await choose('Left by revoked devices');
    expect(title()).toBe('Nothing is left by revoked devices');
    await choose('Left by devices never seen again');
    expect(title()).toBe('Nothing is left by devices never seen again');
    fill('Show at and below a topic, or by a filter', 'none');
    await settle();
    await settle();
    expect(title()).toBe('Nothing matches');
    expect(
      screen.getByText('No retained message left by devices never seen again is at or below this topic, or matches this filter.'),
    ).toBeTruthy();
    await click('Show all');
    await settle();
    expect(title()).toBe('Nothing is retained');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'All' }).checked).toBe(true);
  });

  it('is not said to be nothing before the hub has answered', async () => {
    const bridge = new FakeBridge(ofEachKind);
    const call = bridge.call.bind(bridge);
    let held: () => void = () => {};
    bridge.call = async (name, args) => {
      const outcome = await call(name, args);
      if (name === 'retained.list' && bridge.argsOf('retained.list').length === 3) await new Promise<void>((resolve) => (held = resolve));
      return outcome;
    };
    await show(bridge, page);
    await choose('Left by devices never seen again');
    expect(screen.getByRole('heading').textContent).toBe('Nothing is left by devices never seen again');
    await choose('All');
    expect(screen.queryByRole('heading')).toBeNull();
    held();
    await settle();
    expect(topics()).toHaveLength(3);
  });
});
