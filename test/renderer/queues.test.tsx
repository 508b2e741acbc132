// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { QUEUE_AGES_MS, type QueueRow, type Queues, type QueueTopic, type QueueWish } from '../../electron/contract/queues.ts';
import { App } from '../../renderer/app.tsx';
import { steadyRows } from '../../renderer/features/queues/shape.ts';
import { strings } from '../../renderer/strings/index.ts';
import { aDevice, aQueue, aSnapshot, FakeBridge, someQueues } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, settle, show } from './render.tsx';

const hostile = '<img src=x onerror=alert(1)>';
const greenhouse = aQueue([0, 0, 300, 0, 12, 0, 0], {
  clientId: 'greenhouse-1',
  deviceId: 'd1',
  inFlight: 3,
  dropped: { full: 1_200, expired: 34, lastAt: Date.now() },
});
const lamp = aQueue([5, 0, 0, 0, 0, 0, 2], { clientId: hostile, connected: true });

afterEach(() => {
  vi.useRealTimers();
});

type Handlers = ConstructorParameters<typeof FakeBridge>[0];

async function open(queues: Queues | (() => Queues), handlers: Handlers = {}) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ devices: [aDevice({ name: 'Greenhouse' })] }),
    'queues.list': typeof queues === 'function' ? queues : () => queues,
    'queues.topics': () => ({ topics: [], left: 0 }),
    'queues.count': () => ({ messages: 312, bytes: 1_200_000 }),
    'queues.remove': () => ({ messages: 313, bytes: 1_200_100 }),
    ...handlers,
  });
  const { store } = await show(bridge, <App />, { page: 'queues' });
  return { bridge, store };
}

const rowNames = () => screen.getAllByRole('rowheader').map((header) => within(header).getByRole('button').textContent);
const cells = (name: string) => {
  const row = screen.getByRole('button', { name }).closest('tr') as HTMLElement;
  return within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
};
const details = () => within(screen.getByRole('region', { name: 'Queue' }));

describe('the queues page', () => {
  it('shows who waits by age, totals first, with headers for every cell', async () => {
    await open(someQueues([greenhouse, lamp], { sessions: 9 }));
    expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toEqual([
      ...['Client', 'Total', '< 1 min', '5 min', '20 min', '1 h', '6 h', '1 day', 'older', 'In flight', 'Dropped'],
    ]);
    expect(rowNames()).toEqual(['All clients', 'Greenhouse', hostile]);
    expect(cells('All clients')).toEqual(['319', '5', '0', '300', '0', '12', '0', '2', '3', '1,234']);
    expect(cells('Greenhouse')).toEqual(['312', '0', '0', '300', '0', '12', '0', '0', '3', '1,234']);
    expect(screen.getByText('2 clients with messages waiting, of 9 sessions kept')).toBeTruthy();
    expect(document.querySelector('img[src]')).toBeNull();
    expect(await axeProblems()).toEqual([]);
  });

  it('has a column for each age of the contract', () => {
    expect(strings.queues.ages).toHaveLength(QUEUE_AGES_MS.length + 1);
    expect(strings.queues.ageHints).toHaveLength(QUEUE_AGES_MS.length + 1);
  });

  it('says it by colour only of what waits, and never by colour alone', async () => {
    await open(someQueues([greenhouse]));
    const row = screen.getByRole('row', { name: /^Greenhouse/ });
    const coloured = [...row.querySelectorAll('td[data-age]')].map((cell) => [cell.getAttribute('data-age'), cell.textContent]);
    expect(coloured).toEqual([
      ['2', '300'],
      ['4', '12'],
    ]);
  });

  it('shows bytes in place of messages, and asks for the worst by them', async () => {
    const { bridge } = await open(someQueues([greenhouse]));
    fireEvent.click(screen.getByRole('radio', { name: 'Bytes' }));
    await settle();
    expect(cells('Greenhouse').slice(0, 4)).toEqual(['31.2 kB', '0 B', '0 B', '30.0 kB']);
    expect(bridge.argsOf('queues.list').at(-1)).toEqual({ by: 'bytes' });
  });

  it('says what will be here while nothing waits', async () => {
    await open(someQueues([]));
    expect(screen.getByRole('heading', { name: 'Nothing waits' })).toBeTruthy();
    expect(screen.getByText(/QoS 1 and 2 messages for it wait here, by age, until it comes back/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says how many clients are not listed', async () => {
    await open(someQueues([greenhouse], { more: 41 }));
    expect(screen.getByText('41 clients with less waiting are not listed.')).toBeTruthy();
  });
});

describe('the numbers', () => {
  const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

  it('are asked for every 2 seconds, and not while the window is hidden', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { bridge } = await open(someQueues([lamp]));
    const asked = () => bridge.argsOf('queues.list').length;
    expect(asked()).toBe(1);
    await pass(2_000);
    await pass(2_000);
    expect(asked()).toBe(3);
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await pass(10_000);
    expect(asked()).toBe(3);
    hidden.mockReturnValue(false);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await pass(0);
    expect(asked()).toBe(4);
    await click('Inbox');
    await pass(10_000);
    expect(asked()).toBe(4);
  });

  it('are never asked for twice at a time, whatever is clicked meanwhile', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { bridge } = await open(someQueues([lamp]));
    let answer: () => void = () => {};
    let underWay = 0;
    let most = 0;
    const call = bridge.call.bind(bridge);
    vi.spyOn(bridge, 'call').mockImplementation(async (name, args) => {
      if (name !== 'queues.list') return call(name, args);
      most = Math.max(most, ++underWay);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      underWay--;
      return call(name, args);
    });
    await pass(2_000);
    fireEvent.click(screen.getByRole('radio', { name: 'Bytes' }));
    await pass(6_000);
    fireEvent.click(screen.getByRole('radio', { name: 'Messages' }));
    await pass(6_000);
    expect([underWay, most]).toEqual([1, 1]);
    answer();
    await pass(0);
    expect(bridge.argsOf('queues.list').at(-1)).toEqual({ by: 'messages' });
    expect([underWay, most]).toEqual([1, 1]);
    answer();
    await pass(0);
  });

  it('stay as they were when the hub cannot say, and that is said', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let fails = false;
    await open(() => {
      if (fails) throw new Error('The disk is full.');
      return someQueues([greenhouse]);
    });
    fails = true;
    await pass(2_000);
    expect(screen.getByRole('alert').textContent).toBe('These numbers are not current: The disk is full.');
    expect(cells('Greenhouse')[0]).toBe('312');
    fails = false;
    await pass(2_000);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('are not there at all when the hub never could say, and that is said', async () => {
    await open(() => {
      throw new Error('The disk is full.');
    });
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
    expect(screen.queryByText('Nothing waits')).toBeNull();
  });

  it('bring the worst to the top, but not under a pointer that moves, nor below a question', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let rows = [greenhouse, lamp];
    await open(() => someQueues(rows));
    rows = [lamp, greenhouse];
    await pass(2_000);
    expect(rowNames()).toEqual(['All clients', hostile, 'Greenhouse']);

    const body = screen.getAllByRole('rowgroup')[1] as HTMLElement;
    fireEvent.pointerMove(body);
    rows = [greenhouse, lamp];
    await pass(2_000);
    expect(rowNames()).toEqual(['All clients', hostile, 'Greenhouse']);
    await pass(6_000);
    expect(rowNames()).toEqual(['All clients', 'Greenhouse', hostile]);

    await click('Greenhouse');
    await click('Purge…');
    rows = [lamp, greenhouse];
    await pass(4_000);
    expect(rowNames()).toEqual(['All clients', 'Greenhouse', hostile]);
    await click('Cancel');
    await pass(2_000);
    expect(rowNames()).toEqual(['All clients', hostile, 'Greenhouse']);
  });

  it('of a held row that is empty now are zeros, and new rows come last', () => {
    const names = (rows: readonly QueueRow[]) => rows.map(({ clientId }) => clientId);
    const fresh = [aQueue([9, 0, 0, 0, 0, 0, 0], { clientId: 'new' }), aQueue([1, 0, 0, 0, 0, 0, 0], { clientId: 'b' })];
    const held = steadyRows([aQueue([5, 0, 0, 0, 0, 0, 0], { clientId: 'a', inFlight: 2 }), aQueue([], { clientId: 'b' })], fresh, true);
    expect(names(held)).toEqual(['a', 'b', 'new']);
    expect(held[0]).toMatchObject({ messages: [0, 0, 0, 0, 0, 0, 0], inFlight: 0, oldestAt: null });
    expect(held[1]?.messages[0]).toBe(1);
    expect(names(steadyRows(held, fresh, false))).toEqual(['new', 'b']);
  });
});

describe('a queue', () => {
  it('tells what waits and what was lost, and leads to its device', async () => {
    const { store } = await open(someQueues([greenhouse, lamp]));
    await click('Greenhouse');
    expect(screen.getByRole('button', { name: 'Greenhouse' }).getAttribute('aria-expanded')).toBe('true');
    const facts = screen.getByRole('region', { name: 'Queue' }).textContent;
    for (const fact of ['greenhouse-1', '312 messages (31.2 kB)', 'In flight3', 'Dropped, no room1,200', 'Dropped, too old34'])
      expect(facts).toContain(fact);
    expect(await axeProblems()).toEqual([]);
    await click('Open Greenhouse');
    expect(store.getState()).toMatchObject({ page: 'devices', openDeviceId: 'd1' });
  });

  it('stays open when it has emptied', async () => {
    let rows = [greenhouse];
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await open(() => someQueues(rows));
    await click('Greenhouse');
    rows = [];
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    expect(details().getByText('None')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Nothing waits' })).toBeTruthy();
  });

  it('is opened by topic, level by level, and back, and the focus is kept', async () => {
    const topic = (path: string, more: boolean): QueueTopic => ({ ...aQueue([1, 0, 0, 2, 0, 0, 0]), topic: path, more });
    const levels: Record<string, QueueTopic[]> = {
      '': [topic('home', true), topic('', true)],
      home: [topic('home/temperature', false), topic('home/garden', true)],
      'home/garden': [topic('home/garden/soil', false)],
    };
    const { bridge } = await open(someQueues([greenhouse]), {
      'queues.topics': ({ below }) => ({ topics: levels[below ?? ''] ?? [], left: below === 'home' ? 7 : 0 }),
    });
    await click('Greenhouse');
    expect(details().getByRole('button', { name: '(empty)/' }).title).toBe('Open topics below (empty)');
    await click('home/');
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'By topic' }));
    expect(details().getByText('7 more topics are not listed.')).toBeTruthy();
    expect(details().getByRole('rowheader', { name: 'temperature' })).toBeTruthy();
    await click('garden/');
    expect(bridge.argsOf('queues.topics').at(-1)).toEqual({ clientId: 'greenhouse-1', below: 'home/garden' });
    const path = within(screen.getByRole('navigation', { name: 'Topic level' }));
    expect(path.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['All topics', 'home', 'garden']);
    expect(await axeProblems()).toEqual([]);
    fireEvent.click(path.getByRole('button', { name: 'home' }));
    await settle();
    expect(details().getByRole('rowheader', { name: 'temperature' })).toBeTruthy();
    await click('All topics');
    expect(screen.queryByRole('navigation', { name: 'Topic level' })).toBeNull();

    await click('Purge home');
    expect(dialog('Purge home for Greenhouse')).toBeTruthy();
    await click('Purge', dialog('Purge home for Greenhouse'));
    expect(bridge.argsOf('queues.remove')).toEqual([{ clientId: 'greenhouse-1', what: { kind: 'topic', topic: 'home' } }]);
  });
});

describe('removing what waits', () => {
  it('is counted before, and what went is told after', async () => {
    const { bridge } = await open(someQueues([greenhouse]));
    await click('Greenhouse');
    await click('Purge…');
    const question = dialog('Purge what waits for Greenhouse');
    expect(question.textContent).toContain('This removes 312 messages (1.2 MB) that wait for Greenhouse.');
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' }));
    expect(bridge.argsOf('queues.remove')).toEqual([]);
    const lists = bridge.argsOf('queues.list').length;
    await click('Purge', question);
    expect(bridge.argsOf('queues.remove')).toEqual([{ clientId: 'greenhouse-1', what: { kind: 'all' } }]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(details().getByText('Removed 313 messages (1.2 MB).')).toBeTruthy();
    expect(bridge.argsOf('queues.list').length).toBe(lists + 1);
  });

  it('down to a number is counted anew as the number is typed, and not done while it is wrong', async () => {
    const { bridge } = await open(someQueues([greenhouse]), {
      'queues.count': ({ what }: QueueWish) => ({ messages: what.kind === 'keep' ? 312 - what.messages : 0, bytes: 1 }),
    });
    await click('Greenhouse');
    await click('Trim…');
    const question = dialog('Trim what waits for Greenhouse');
    expect(document.activeElement).toBe(within(question).getByLabelText('How many to keep'));
    expect(question.textContent).toContain('This removes 212 messages (1 B)');
    const trim = within(question).getByRole<HTMLButtonElement>('button', { name: 'Trim' });
    fill('How many to keep', '0', question);
    await settle();
    expect(within(question).getByRole('alert').textContent).toBe('Write a whole number from 1 to 1,000,000.');
    expect(trim.disabled).toBe(true);
    expect(bridge.argsOf('queues.count')).toHaveLength(1);
    fill('How many to keep', '311', question);
    await settle();
    expect(question.textContent).toContain('This removes 1 message (1 B) that waits for Greenhouse.');
    expect(await axeProblems()).toEqual([]);
    await click('Trim', question);
    expect(bridge.argsOf('queues.remove')).toEqual([{ clientId: 'greenhouse-1', what: { kind: 'keep', messages: 311 } }]);
  });

  it('by age goes for all clients too, and is not offered when it would remove nothing', async () => {
    const { bridge } = await open(someQueues([greenhouse]), {
      'queues.count': ({ what }: QueueWish) => ({ messages: what.kind === 'older' && what.ms < 100_000 ? 7 : 0, bytes: 700 }),
    });
    await click('All clients');
    expect(details().queryByRole('heading', { name: 'By topic' })).toBeNull();
    await click('Expire…');
    const question = dialog('Expire what waits for all clients');
    expect(question.textContent).toContain('This would remove nothing.');
    expect(within(question).getByRole<HTMLButtonElement>('button', { name: 'Expire' }).disabled).toBe(true);
    fireEvent.change(within(question).getByLabelText('Remove what has waited at least'), { target: { value: '60000' } });
    await settle();
    expect(question.textContent).toContain('This removes 7 messages (700 B) that wait for all clients.');
    await click('Expire', question);
    expect(bridge.argsOf('queues.remove')).toEqual([{ clientId: null, what: { kind: 'older', ms: 60_000 } }]);
  });

  it('says why it could not be counted or done', async () => {
    let counts = false;
    await open(someQueues([greenhouse]), {
      'queues.count': () => {
        if (!counts) throw new Error('The database is locked.');
        return { messages: 1, bytes: 1 };
      },
      'queues.remove': () => {
        throw new Error('The disk is full.');
      },
    });
    await click('Greenhouse');
    await click('Purge…');
    expect(screen.getByRole('alert').textContent).toBe('The database is locked.');
    await click('Cancel');
    counts = true;
    await click('Purge…');
    await click('Purge', dialog(/^Purge/));
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
  });
});
