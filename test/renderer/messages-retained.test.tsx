// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Messages, RetainedRow } from '../../electron/contract/messages.ts';
import { showRetained } from '../../renderer/features/messages/draft.ts';
import { RetainedPanel } from '../../renderer/features/messages/retained-panel.tsx';
import { FakeBridge, someMessages } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, settle, show } from './render.tsx';

const aRow = (over: Partial<RetainedRow> = {}): RetainedRow => ({
  topic: 'home/kitchen/light',
  size: 2,
  at: Date.now() - 60_000,
  qos: 0,
  preview: 'on',
  publisher: { kind: 'device', name: 'lamp', deviceId: 'd1' },
  neverSeenAgain: false,
  ...over,
});

/** A hub with so many retained messages, a page at a time. */
const pages = (of: number) => ({
  'retained.list': ({ offset }: { offset: number }) => ({
    rows: Array.from({ length: Math.max(0, Math.min(100, of - offset)) }, (_, index) => aRow({ topic: `t/${offset + index}` })),
    of,
    bytes: of * 2,
  }),
});

const page = (
  <main>
    <RetainedPanel />
  </main>
);

type Handlers = ConstructorParameters<typeof FakeBridge>[0];
async function open(handlers: Handlers, messages: Partial<Messages> = {}) {
  const bridge = new FakeBridge(handlers);
  return { bridge, ...(await show(bridge, page, { messages: someMessages(messages) })) };
}
const rows = (list: RetainedRow[]) => ({ 'retained.list': () => ({ rows: list, of: list.length, bytes: 45_000 }) });
const lines = () => screen.getAllByRole('row').slice(1);
const topics = () => screen.queryAllByRole('rowheader').map((cell) => cell.textContent);
const readOut = () => screen.getAllByRole('status').map((status) => status.textContent);
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
  const left = {
    all: [aRow(), aRow({ topic: 'a' }), aRow({ topic: 'b' })],
    revoked: [aRow({ topic: 'a', publisher: { kind: 'revoked', name: 'plug', deviceId: 'd2' } })],
    gone: [],
  };
  const of = {
    'retained.list': ({ publishers, filter }: { publishers: keyof typeof left; filter: string }) => {
      const list = filter === 'none' ? [] : left[publishers];
      return { rows: list, of: list.length, bytes: list.length * 2 };
    },
  };
  const choose = async (name: string) => {
    fireEvent.click(screen.getByRole('radio', { name }));
    await settle();
    await settle();
  };

  it('is chosen out of three, and the list is of these alone', async () => {
    const { bridge } = await open(of);
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
    const bridge = new FakeBridge(of);
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

  it('can be removed as a whole, after it is counted', async () => {
    const { bridge } = await open({ ...of, 'retained.count': () => ({ messages: 4_000, bytes: 45_000 }) });
    expect(screen.queryByRole('button', { name: /^Remove all/ })).toBeNull();
    await choose('Left by revoked devices');
    await click('Remove all left by revoked devices…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Remove 4,000 retained messages left by revoked devices (45.0 kB)?');
    expect(within(question).queryByLabelText('At and below')).toBeNull();
    expect(bridge.argsOf('retained.count')).toEqual([{ topic: '', publishers: 'revoked' }]);
    expect(await axeProblems()).toEqual([]);
    await click('Remove', question);
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: '', subtree: true, publishers: 'revoked' }]);
  });

  it('goes for a filter and for a branch as well', async () => {
    const { bridge } = await open({ ...of, 'retained.count': () => ({ messages: 2, bytes: 4 }) });
    await choose('Left by revoked devices');
    fill('Show at and below a topic, or by a filter', 'home/+x');
    await settle();
    expect(screen.queryByRole('button', { name: /^Remove all/ })).toBeNull();
    fill('Show at and below a topic, or by a filter', '+/status');
    await settle();
    await settle();
    await click('Remove all left by revoked devices…');
    expect(dialog('Remove retained messages').textContent).toContain(
      'Remove 2 retained messages left by revoked devices that match +/status (4 B)?',
    );
    await click('Cancel');
    await click('Remove a branch of a…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Remove 2 retained messages left by revoked devices at and below a (4 B)?');
    await click('Remove', question);
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: 'a', subtree: true, publishers: 'revoked' }]);
  });
});

describe('removing', () => {
  it('takes one away at once, and the list is read again when the hub says so', async () => {
    const { bridge, send } = await open(rows([aRow(), aRow({ topic: 'b' })]));
    const button = screen.getByRole('button', { name: 'Remove what is retained on home/kitchen/light' });
    button.focus();
    await click('Remove what is retained on home/kitchen/light');
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: 'home/kitchen/light', subtree: false, publishers: 'all' }]);
    const undo = [{ id: 'u1', what: 'home/kitchen/light', count: 1, until: Date.now() + 600_000 }];
    await send({ kind: 'messages', messages: someMessages({ undo }) });
    await settle();
    expect(bridge.argsOf('retained.list')).toHaveLength(2);
    // The next message has taken the place: the keyboard is still there.
    expect(document.activeElement).toBe(button);
    await send({ kind: 'messages', messages: someMessages({ undo: [...undo] }) });
    await settle();
    expect(bridge.argsOf('retained.list')).toHaveLength(2);
  });

  it('takes the second click of a double click for none', async () => {
    const { bridge } = await open(rows([aRow()]));
    fireEvent.click(screen.getByRole('button', { name: /^Remove what is retained/ }), { detail: 2 });
    await settle();
    expect(bridge.argsOf('retained.remove')).toEqual([]);
  });

  it('says in its line why it did not work', async () => {
    await open({
      ...rows([aRow()]),
      'retained.remove': () => {
        throw new Error('The disk is full.');
      },
    });
    await click(/^Remove what is retained/);
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
  });

  it('of a branch names the count before, for each level', async () => {
    const counts: Record<string, number> = { 'home/kitchen': 123, home: 4_000 };
    const { bridge } = await open({
      ...rows([aRow()]),
      'retained.count': ({ topic }) => ({ messages: counts[topic] ?? 0, bytes: 45_000 }),
    });
    await click('Remove a branch of home/kitchen/light…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Remove 123 retained messages at and below home/kitchen (45.0 kB)?');
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' }));
    const level = within(question).getByLabelText<HTMLSelectElement>('At and below');
    expect([...level.options].map(({ value }) => value)).toEqual(['home/kitchen/light', 'home/kitchen', 'home']);
    fireEvent.change(level, { target: { value: 'home' } });
    await settle();
    expect(question.textContent).toContain('Remove 4,000 retained messages at and below home');
    expect(await axeProblems()).toEqual([]);
    expect(bridge.argsOf('retained.remove')).toEqual([]);
    await click('Remove', question);
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: 'home', subtree: true, publishers: 'all' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('of all that a topic as filter shows asks as well, and not when there is nothing', async () => {
    const { bridge } = await open({ ...rows([aRow()]), 'retained.count': () => ({ messages: 0, bytes: 0 }) });
    expect(screen.queryByRole('button', { name: /^Remove all of/ })).toBeNull();
    fill('Show at and below a topic, or by a filter', 'home/kitchen');
    await settle();
    await click('Remove all of home/kitchen…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Nothing is retained at and below home/kitchen.');
    expect(within(question).getByRole<HTMLButtonElement>('button', { name: 'Remove' }).disabled).toBe(true);
    expect(bridge.argsOf('retained.remove')).toEqual([]);
  });
});

describe('undo', () => {
  const removal = (over = {}) => ({ id: 'u1', what: 'home/kitchen and below', count: 123, until: Date.now() + 599_000, ...over });

  it('counts down, brings back, and says what stayed away', async () => {
    const { bridge, send } = await open({ ...rows([]), 'retained.undo': () => ({ messages: 120 }) }, { undo: [removal()] });
    expect(readOut()).toContain('Removed 123 retained messages: home/kitchen and below.');
    expect(screen.getByText(/^9:5\d left to undo$/)).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Bring back home/kitchen and below');
    expect(bridge.argsOf('retained.undo')).toEqual([{ id: 'u1' }]);
    expect(readOut()).toContain('Brought back 120 of 123 retained messages: the other topics have a newer one by now.');
    const next = removal({ id: 'u2', what: 'garden', count: 1 });
    await send({ kind: 'messages', messages: someMessages({ undo: [next] }) });
    expect(readOut()).toContain('Removed 1 retained message: garden.');
    expect(screen.queryByText(/^Brought back/)).toBeNull();
  });

  it('says that all came back', async () => {
    await open({ ...rows([]), 'retained.undo': () => ({ messages: 1 }) }, { undo: [removal({ count: 1 })] });
    await click('Bring back home/kitchen and below');
    expect(readOut()).toContain('Brought back 1 retained message.');
  });

  it('is not offered when its time is over', async () => {
    await open(rows([]), { undo: [removal({ until: Date.now() - 1 })] });
    expect(screen.queryByRole('button', { name: /^Bring back/ })).toBeNull();
  });

  it('says why it did not work', async () => {
    await open(
      {
        ...rows([]),
        'retained.undo': () => {
          throw new Error('This cannot be brought back any more.');
        },
      },
      { undo: [removal()] },
    );
    await click('Bring back home/kitchen and below');
    expect(screen.getByRole('alert').textContent).toBe('This cannot be brought back any more.');
  });
});
