// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../electron/contract/model.ts';
import { App } from '../../renderer/app.tsx';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, show } from './render.tsx';

const refusal = (id: number, deviceId: string | null = null): ActivityEntry => ({
  id,
  kind: 'refusal',
  text: `Refused <b>${id}</b>`,
  deviceId,
  address: null,
  firstAt: id,
  lastAt: id,
  count: 1,
});
const lines = () =>
  within(screen.getByRole('list', { name: 'Unknown clients that were refused, newest first' }))
    .getAllByRole('listitem')
    .map((line) => line.querySelector('span')?.textContent);
const open = (bridge: FakeBridge) => show(bridge, <App />, { page: 'security', securityPart: 'refusals' });

describe('refusals of unknown clients', () => {
  it('stand together, without those of devices, and follow live', async () => {
    const bridge = new FakeBridge({ 'activity.list': () => ({ entries: [refusal(4), refusal(3, 'd1'), refusal(2)], more: false }) });
    const { send } = await open(bridge);
    expect(bridge.argsOf('activity.list')).toEqual([{ before: null, kinds: ['refusal'], text: '', deviceId: null }]);
    await send({ kind: 'activity', entries: [refusal(6, 'd1'), refusal(5)] });
    expect(lines()).toEqual(['Refusals: Refused <b>5</b>', 'Refusals: Refused <b>4</b>', 'Refusals: Refused <b>2</b>']);
    expect(await axeProblems()).toEqual([]);
  });

  it('are looked for further back when the newest are all of devices', async () => {
    await open(
      new FakeBridge({
        'activity.list': ({ before }) =>
          before === null ? { entries: [refusal(9, 'd1')], more: true } : { entries: [refusal(1)], more: false },
      }),
    );
    expect(screen.getByText('No unknown client is among the newest refusals.')).toBeTruthy();
    await click('Load more');
    expect(lines()).toEqual(['Refusals: Refused <b>1</b>']);
  });

  it('lead to all refusals in Activity', async () => {
    const bridge = new FakeBridge();
    await open(bridge);
    expect(screen.getByText('Nobody unknown was refused.')).toBeTruthy();
    await click('All refusals in Activity');
    expect(screen.getByRole('heading', { name: 'Activity' })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Refusals' }).checked).toBe(true);
  });
});
