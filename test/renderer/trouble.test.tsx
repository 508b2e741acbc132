// @vitest-environment happy-dom
import { act, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { pageSchema } from '../../electron/contract/desktop.ts';
import { type StartTrouble, startTroubleSchema } from '../../electron/contract/start-trouble.ts';
import type { StorageState } from '../../electron/contract/storage.ts';
import { App } from '../../renderer/app.tsx';
import { createClient } from '../../renderer/bridge.ts';
import { StartTroublePage } from '../../renderer/features/trouble/start-trouble-page.tsx';
import { aHub, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, settle, show } from './render.tsx';

const fine: StorageState = { state: 'ok', since: 1_000, problem: '', works: '', stopped: '', remedy: '' };
const full: StorageState = {
  state: 'full',
  since: 2_000,
  problem: 'The disk that holds /data is full.',
  works: 'Messages of QoS 0 are delivered.',
  stopped: 'Messages of QoS 1 and 2 are not acknowledged.',
  remedy: 'Free some space.',
};
const banner = () => screen.queryByRole('alert');

describe('the banner while nothing can be saved', () => {
  it.each(pageSchema.options)('stands over the page %s, with all that a person needs', async (page) => {
    const bridge = new FakeBridge({ snapshot: () => aSnapshot({ hub: aHub({ storage: full }) }) });
    await show(bridge, <App />, { page });
    const text = banner()?.textContent;
    for (const words of [full.problem, full.works, full.stopped, full.remedy]) expect(text).toContain(words);
    expect(within(banner() as HTMLElement).queryByRole('button')).toBeNull();
  });

  it('comes when it begins and goes by itself when it is over', async () => {
    const { send } = await show(new FakeBridge(), <App />);
    expect(banner()).toBeNull();
    await send({ kind: 'hub', hub: aHub({ storage: full }) });
    expect(banner()?.textContent).toContain('is full');
    expect(await axeProblems()).toEqual([]);
    const shown = banner();
    await send({ kind: 'hub', hub: aHub({ storage: { ...full } }) });
    expect(banner()).toBe(shown);
    await send({ kind: 'hub', hub: aHub({ storage: fine }) });
    expect(banner()).toBeNull();
  });
});

const trouble = (over: Partial<StartTrouble> = {}): StartTrouble => ({ cause: 'full', folder: '/home/ann/porch', detail: '', ...over });

async function showPage(first: StartTrouble, then: (StartTrouble | null)[] = []) {
  const onStarted = vi.fn();
  const bridge = new FakeBridge({ 'desktop.tryAgain': () => ({ trouble: then.shift() ?? null }) });
  render(<StartTroublePage client={createClient(bridge)} trouble={first} onStarted={onStarted} />);
  await settle();
  return { bridge, onStarted };
}

describe('the page while the hub cannot start', () => {
  it.each(startTroubleSchema.shape.cause.options)('%s: says what happened, where, what still works and what to do', async (cause) => {
    await showPage(trouble({ cause, detail: 'And this.' }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).not.toBe('');
    expect(screen.getByText('And this.')).toBeTruthy();
    expect(screen.getByText('/home/ann/porch')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'What still works' }).nextElementSibling?.textContent).toMatch(/broker is not running/);
    expect(screen.getByRole('heading', { name: 'What to do' }).nextElementSibling?.textContent).not.toBe('');
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.queryByRole('button', { name: /start fresh/ }) !== null).toBe(cause === 'damaged');
    expect(await axeProblems()).toEqual([]);
  });

  it('tries again, and hands over to the window when the hub runs', async () => {
    const { bridge, onStarted } = await showPage(trouble(), [trouble(), trouble({ cause: 'locked' }), null]);
    await click('Try again');
    expect(banner()?.textContent).toMatch(/nothing has changed/);
    await click('Try again');
    expect(screen.getByRole('heading', { name: 'Another program holds the database' })).toBeTruthy();
    expect(banner()).toBeNull();
    expect(onStarted).not.toHaveBeenCalled();
    await click('Try again');
    expect(onStarted).toHaveBeenCalledOnce();
    expect(bridge.argsOf('desktop.tryAgain')).toEqual(Array.from({ length: 3 }, () => ({ setDamagedAside: false })));
  });

  it('shows the folder, or says why not', async () => {
    const bridge = new FakeBridge({
      'desktop.showFolder': () => {
        throw new Error('No program of this computer would show /home/ann/porch.');
      },
    });
    render(<StartTroublePage client={createClient(bridge)} trouble={trouble()} onStarted={() => {}} />);
    await click('Show the folder');
    expect(bridge.argsOf('desktop.showFolder')).toHaveLength(1);
    expect(banner()?.textContent).toMatch(/No program/);
  });

  it('sets a damaged file aside only after saying what will be missing', async () => {
    const { bridge, onStarted } = await showPage(trouble({ cause: 'damaged' }));
    await click('Set the damaged file aside and start fresh');
    const asking = dialog('Start with an empty database?');
    expect(asking.textContent).toMatch(/no devices.*permissions.*messages that wait.*porchlight\.damaged/);
    await click('Cancel', asking);
    expect(bridge.argsOf('desktop.tryAgain')).toEqual([]);
    await click('Set the damaged file aside and start fresh');
    await click('Start fresh', dialog('Start with an empty database?'));
    expect(bridge.argsOf('desktop.tryAgain')).toEqual([{ setDamagedAside: true }]);
    expect(onStarted).toHaveBeenCalledOnce();
    await act(async () => {});
  });

  it('offers the backups that can be read, newest first, and restores one only after saying what will be missing', async () => {
    const backups = [5, 4].map((day) => ({ id: `b${day}`, madeAt: Date.UTC(2031, 4, day), bytes: 1, reason: 'daily' as const }));
    const { bridge, onStarted } = await showPage(trouble({ cause: 'damaged', backups }));
    const buttons = screen.getAllByRole('button', { name: /^Restore the backup of/ });
    expect(buttons.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('5 May'), expect.stringContaining('4 May')]);
    expect(await axeProblems()).toEqual([]);
    await click(/4 May/);
    const asking = dialog(/^Restore the backup of 4 May/);
    expect(asking.textContent).toMatch(/devices that came in since.*porchlight\.damaged/);
    await click('Restore', asking);
    expect(bridge.argsOf('desktop.tryAgain')).toEqual([{ setDamagedAside: false, restoreBackup: 'b4' }]);
    expect(onStarted).toHaveBeenCalledOnce();
  });

  it('says so when no backup can be read', async () => {
    await showPage(trouble({ cause: 'damaged', backups: [] }));
    expect(screen.getByText('There is no backup on this disk that can be read.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Restore/ })).toBeNull();
  });
});
