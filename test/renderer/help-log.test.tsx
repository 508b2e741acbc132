// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { LogLine } from '../../electron/contract/help.ts';
import { App } from '../../renderer/app.tsx';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, settle, show } from './render.tsx';

afterEach(() => vi.useRealTimers());

const aLine = (number: number, over: Partial<LogLine> = {}): LogLine => ({
  number,
  at: 1_000 * number,
  level: 'info',
  text: `line ${number}`,
  detail: '',
  ...over,
});
const rows = () =>
  within(screen.getByRole('region', { name: 'Log, oldest first' }))
    .queryAllByRole('listitem')
    .map((row) => row.querySelector('div > span')?.textContent);

it('shows the newest lines as plain text, and older ones on demand', async () => {
  const hostile = aLine(4, { level: 'error', text: '<img src=x onerror=alert(1)>', detail: '{"err":"<b>"}' });
  const bridge = new FakeBridge({
    'log.read': ({ before }) =>
      before === null ? { lines: [aLine(3), hostile], more: true } : { lines: [aLine(1), aLine(2)], more: false },
  });
  await show(bridge, <App />, { page: 'help', helpPart: 'log' });
  expect(rows()).toEqual(['line 3', '<img src=x onerror=alert(1)>']);
  expect(document.querySelector('img')).toBeNull();
  await click('Load older lines');
  expect(bridge.argsOf('log.read').at(-1)).toEqual({ before: 3, level: 'info', text: '' });
  expect(rows()).toEqual(['line 1', 'line 2', 'line 3', '<img src=x onerror=alert(1)>']);
  expect(screen.queryByRole('button', { name: 'Load older lines' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Copy the line: <img src=x onerror=alert(1)>' })).toBeTruthy();
  expect(await axeProblems()).toEqual([]);
});

it('asks the hub for a level and for words, and says so when nothing matches', async () => {
  const bridge = new FakeBridge({ 'log.read': ({ text }) => ({ lines: text === '' ? [aLine(1)] : [], more: false }) });
  await show(bridge, <App />, { page: 'help', helpPart: 'log' });
  fireEvent.click(screen.getByRole('radio', { name: 'Errors only' }));
  await settle();
  expect(bridge.argsOf('log.read').at(-1)).toEqual({ before: null, level: 'error', text: '' });
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search the log' }), { target: { value: ' disk ' } });
  await waitFor(() => expect(bridge.argsOf('log.read').at(-1)).toEqual({ before: null, level: 'error', text: 'disk' }));
  expect(await screen.findByText('No line matches.')).toBeTruthy();
});

it('adds new lines at the end, keeps those that left the page of the hub, and tells who has scrolled up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  let lines = [aLine(1), aLine(2)];
  await show(new FakeBridge({ 'log.read': () => ({ lines, more: false }) }), <App />, { page: 'help', helpPart: 'log' });
  expect(rows()).toEqual(['line 1', 'line 2']);
  const box = screen.getByRole('region', { name: 'Log, oldest first' });
  Object.defineProperties(box, { scrollHeight: { value: 1_000 }, clientHeight: { value: 200 } });
  box.scrollTop = 100;
  fireEvent.scroll(box);
  lines = [aLine(2), aLine(3)];
  await vi.advanceTimersByTimeAsync(1_100);
  await settle();
  expect(rows()).toEqual(['line 1', 'line 2', 'line 3']);
  expect(box.scrollTop).toBe(100);
  await click('1 new line below');
  expect(box.scrollTop).toBe(1_000);
});
