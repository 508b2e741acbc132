// @vitest-environment happy-dom
import { act, cleanup, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { aRow, aView, FakeBridge } from './fake-bridge.ts';
import { show } from './render.tsx';

vi.mock('uplot', async () => ({ default: (await import('./fake-plot.ts')).FakePlot }));

const view = (messages: number) => ({ kind: 'topics' as const, view: aView([aRow({ path: 'lamp', preview: '1', messages })]) });
const seen = (bridge: FakeBridge) => bridge.argsOf('topics.seen').length;

/** The frames and the idle time of a page, given by the test. */
function byHand() {
  const frames: FrameRequestCallback[] = [];
  const idle: IdleRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (done: FrameRequestCallback) => frames.push(done));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => delete frames[id - 1]);
  vi.stubGlobal('requestIdleCallback', (done: IdleRequestCallback) => idle.push(done));
  vi.stubGlobal('cancelIdleCallback', (id: number) => delete idle[id - 1]);
  return {
    paint: () =>
      act(async () => {
        for (const done of frames.splice(0)) done?.(performance.now());
      }),
    idle,
    rest: () =>
      act(async () => {
        for (const done of idle.splice(0)) done?.({ didTimeout: false, timeRemaining: () => 1 });
      }),
  };
}

describe('the pace of views', () => {
  it('is told when one is painted and nothing else is to be done', async () => {
    const page = byHand();
    const bridge = new FakeBridge();
    const { send } = await show(bridge, <App />, { page: 'topics' });
    await send(view(1));
    await page.rest();
    expect(seen(bridge), 'not painted yet').toBe(0);
    await page.paint();
    await waitFor(() => expect(page.idle.filter(Boolean)).toHaveLength(1));
    expect(seen(bridge), 'there is more to do').toBe(0);
    await page.rest();
    await waitFor(() => expect(seen(bridge)).toBe(1));
  });

  it('leaves twice the time that a view took', async () => {
    const page = byHand();
    const now = vi.spyOn(performance, 'now');
    const bridge = new FakeBridge();
    const { send } = await show(bridge, <App />, { page: 'topics' });
    now.mockReturnValue(1_000);
    await send(view(1));
    await page.paint();
    await waitFor(() => expect(page.idle.filter(Boolean)).toHaveLength(1));
    now.mockReturnValue(1_030);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await page.rest();
    expect(timers.mock.calls.map(([, ms]) => ms)).toContain(60);
    now.mockRestore();
  });

  it('is not told of a view that was replaced before it was painted, nor after the tree is left', async () => {
    const page = byHand();
    const bridge = new FakeBridge();
    const { send } = await show(bridge, <App />, { page: 'topics' });
    await send(view(1));
    await send(view(2));
    await page.paint();
    await waitFor(() => expect(page.idle.filter(Boolean)).toHaveLength(1));
    cleanup();
    await page.rest();
    expect(seen(bridge)).toBe(0);
  });

  it('goes on where a browser tells of no idle time', async () => {
    byHand();
    vi.stubGlobal('requestIdleCallback', undefined);
    vi.stubGlobal('requestAnimationFrame', (done: FrameRequestCallback) => setTimeout(() => done(0)));
    const bridge = new FakeBridge();
    const { send } = await show(bridge, <App />, { page: 'topics' });
    await send(view(1));
    await waitFor(() => expect(seen(bridge)).toBe(1));
  });
});
