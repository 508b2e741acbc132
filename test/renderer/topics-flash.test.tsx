// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { aRow, aView, FakeBridge } from './fake-bridge.ts';
import { fill, settle, show } from './render.tsx';

vi.mock('uplot', async () => ({ default: (await import('./fake-plot.ts')).FakePlot }));

afterEach(() => {
  vi.restoreAllMocks();
});

const faded = () => document.querySelectorAll('[data-fade]').length;

async function showChange() {
  const { send } = await show(new FakeBridge(), <App />, { page: 'topics' });
  const rows = (messages: number) => [aRow({ path: 'a', preview: '1', messages }), aRow({ path: 'b', preview: '1' })];
  await send({ kind: 'topics', view: aView(rows(1)) });
  expect(faded()).toBe(0);
  await send({ kind: 'topics', view: aView(rows(2)) });
}

describe('a row that changes', () => {
  it('flashes for a moment', async () => {
    await showChange();
    expect(faded()).toBe(1);
    await vi.waitFor(() => expect(faded()).toBe(0));
  });

  it('stays still where very many change at once: it would tell nothing', async () => {
    const { send } = await show(new FakeBridge(), <App />, { page: 'topics' });
    const rows = (messages: number) => Array.from({ length: 20 }, (_, row) => aRow({ path: `t${row}`, preview: '1', messages }));
    await send({ kind: 'topics', view: aView(rows(1)) });
    await send({ kind: 'topics', view: aView(rows(2)) });
    expect(faded()).toBe(0);
  });

  it('stays still where people want no motion', async () => {
    const real = window.matchMedia.bind(window);
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      query.includes('reduced-motion') ? ({ matches: true } as MediaQueryList) : real(query),
    );
    await showChange();
    expect(faded()).toBe(0);
  });
});

describe('the memory for live topics', () => {
  it('is set in the settings, within its bounds', async () => {
    const bridge = new FakeBridge();
    await show(bridge, <App />, { page: 'settings' });
    const label = 'Memory for live topics (MiB)';
    fill(label, '8');
    fireEvent.blur(screen.getByLabelText(label));
    expect(screen.getByText('Write a whole number from 16 to 4,096.')).toBeTruthy();
    fill(label, '128');
    fireEvent.blur(screen.getByLabelText(label));
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([{ topicStoreMib: 128 }]);
  });
});
