// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../electron/contract/model.ts';
import { App } from '../../renderer/app.tsx';
import { mergeActivity } from '../../renderer/features/activity/activity-merge.ts';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, settle, show } from './render.tsx';

const entry = (id: number, over: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id,
  kind: 'knock',
  text: `line ${id}`,
  cause: null,
  deviceId: null,
  address: null,
  firstAt: id * 1_000,
  lastAt: id * 1_000,
  count: 1,
  ...over,
});
const all = { kinds: [], text: '', deviceId: null };
const ids = (entries: ActivityEntry[]) => entries.map(({ id }) => id);

describe('merging the log', () => {
  it('puts new lines first and replaces lines that counted up', () => {
    const merged = mergeActivity([entry(2), entry(1)], [entry(3), entry(1, { count: 12 })], all);
    expect(ids(merged)).toEqual([3, 2, 1]);
    expect(merged[2]?.count).toBe(12);
  });

  it('takes only lines that the filter wants', () => {
    const incoming = [entry(2, { kind: 'refusal' }), entry(3, { text: 'The Lamp asked' }), entry(4, { deviceId: 'd1' })];
    expect(ids(mergeActivity([entry(1)], incoming, { ...all, kinds: ['refusal'] }))).toEqual([2, 1]);
    expect(ids(mergeActivity([entry(1)], incoming, { ...all, text: 'lamp' }))).toEqual([3, 1]);
    expect(ids(mergeActivity([entry(1)], incoming, { ...all, deviceId: 'd1' }))).toEqual([4, 1]);
  });

  it('leaves a line below the loaded pages to Load more', () => {
    expect(ids(mergeActivity([entry(9), entry(8)], [entry(3, { count: 2 })], all))).toEqual([9, 8]);
  });
});

describe('the activity page', () => {
  const pages = new FakeBridge({
    'activity.list': ({ before }) =>
      before === null ? { entries: [entry(4), entry(3)], more: true } : { entries: [entry(2), entry(1)], more: false },
  });
  const lines = () =>
    within(screen.getByRole('list', { name: 'Activity, newest first' }))
      .getAllByRole('listitem')
      .map((line) => line.querySelector('span')?.textContent);

  it('lists the newest first, counts repeats, follows live and loads more', async () => {
    const { send } = await show(pages, <App />, { page: 'activity' });
    await send({ kind: 'activity', entries: [entry(5, { count: 12 })] });
    expect(lines()).toEqual(['Knocks: line 5×12', 'Knocks: line 4', 'Knocks: line 3']);
    fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await settle();
    expect(pages.argsOf('activity.list').at(-1)).toEqual({ before: 3, kinds: [], text: '', deviceId: null });
    expect(lines()).toHaveLength(5);
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
    expect(await axeProblems()).toEqual([]);
  });

  it('asks the hub for the kinds and words that are wanted', async () => {
    const bridge = new FakeBridge();
    await show(bridge, <App />, { page: 'activity' });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Refusals' }));
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search activity' }), { target: { value: 'lamp' } });
    await settle();
    expect(bridge.argsOf('activity.list').at(-1)).toEqual({ before: null, kinds: ['refusal'], text: 'lamp', deviceId: null });
    expect(screen.getByRole('heading', { name: 'Nothing matches' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    await settle();
    expect(screen.getByRole('heading', { name: 'Nothing has happened yet' })).toBeTruthy();
  });
});
