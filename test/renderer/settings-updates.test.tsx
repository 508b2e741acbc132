// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { UpdateState } from '../../electron/contract/desktop.ts';
import { App } from '../../renderer/app.tsx';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, show } from './render.tsx';

const state = (over: Partial<UpdateState> = {}): UpdateState => ({
  state: 'current',
  version: null,
  fetched: null,
  checkedAt: null,
  problem: null,
  ...over,
});

async function open(first: UpdateState, handlers: ConstructorParameters<typeof FakeBridge>[0] = {}) {
  const bridge = new FakeBridge({ 'desktop.updateState': () => first, ...handlers });
  const { send } = await show(bridge, <App />, { page: 'settings' });
  return { bridge, tell: (over: Partial<UpdateState>) => send({ kind: 'update-state', update: state(over) }) };
}

const button = (name: string) => screen.queryByRole('button', { name });

describe('updates in the settings', () => {
  it('go from a look to an installed version, one step at a time', async () => {
    const { bridge, tell } = await open(state({ state: 'unknown' }));
    expect(screen.getByText('It was not looked for updates yet.')).toBeTruthy();
    await click('Look now');
    expect(bridge.argsOf('desktop.lookForUpdate')).toHaveLength(1);

    await tell({ state: 'available', version: '2.0.0', checkedAt: Date.now() });
    expect(screen.getByText('Version 2.0.0 is available.')).toBeTruthy();
    expect(screen.getByText(/^Last looked/)).toBeTruthy();
    expect(button('Install and restart')).toBeNull();
    await click('Fetch it');
    expect(bridge.argsOf('desktop.fetchUpdate')).toHaveLength(1);

    await tell({ state: 'fetching', version: '2.0.0', fetched: 0.47 });
    expect(screen.getByText('Fetching the new version: 40 %')).toBeTruthy();
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(0.47);
    expect(button('Look now')?.getAttribute('aria-disabled')).toBe('true');

    await tell({ state: 'ready', version: '2.0.0' });
    expect(button('Look now')).toBeNull();
    expect(await axeProblems()).toEqual([]);
    await click('Install and restart');
    expect(bridge.argsOf('desktop.installUpdate')).toHaveLength(1);
  });

  it('say why they did not work', async () => {
    const { tell } = await open(state(), {
      'desktop.lookForUpdate': () => {
        throw new Error('There is no network.');
      },
    });
    await click('Look now');
    expect(screen.getByRole('alert').textContent).toBe('There is no network.');
    await tell({ state: 'failed', problem: 'The server did not answer.' });
    expect(screen.getByText('Updating did not work: The server did not answer.')).toBeTruthy();
  });

  it('believe what is told rather than an older answer', async () => {
    const bridge: FakeBridge = new FakeBridge({
      'desktop.updateState': () => {
        bridge.send({ kind: 'update-state', update: state({ state: 'looking' }) });
        return state({ state: 'unknown' });
      },
    });
    await show(bridge, <App />, { page: 'settings' });
    expect(screen.getByText('Looking for updates…')).toBeTruthy();
  });
});
