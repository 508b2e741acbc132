// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Door, HubStatus } from '../../electron/contract/model.ts';
import { InboxPage } from '../../renderer/features/inbox/inbox-page.tsx';
import { aHub, aSnapshot, FakeBridge, someSettings } from './fake-bridge.ts';
import { axeProblems, click, settle, show } from './render.tsx';

const inbox = (
  <main>
    <InboxPage />
  </main>
);
const NOW = Date.parse('2026-05-01T12:00:00Z');

const closed: Door = { state: 'closed', until: null, turnedAway: null };
const openUntil = (until: number): Door => ({ state: 'open', until, turnedAway: null });
const always: Partial<HubStatus> = { door: { state: 'always', until: null, turnedAway: null }, settings: someSettings({ door: 'always' }) };

async function showInbox(over: Partial<HubStatus> = {}) {
  const bridge = new FakeBridge({ snapshot: () => aSnapshot({ hub: aHub(over) }) });
  const { send } = await show(bridge, inbox);
  return { bridge, tell: (next: Partial<HubStatus>) => send({ kind: 'hub', hub: aHub(next) }) };
}

const panel = (name: string) => screen.getByRole('region', { name });
const spoken = () => document.querySelector('section .visually-hidden[role="status"]')?.textContent;

afterEach(() => {
  vi.useRealTimers();
});

describe('the door', () => {
  it('is closed, says what that means, and opens for as long as the settings say', async () => {
    const { bridge } = await showInbox({ settings: someSettings({ doorMinutes: 7 }) });
    expect(panel('The door is closed').textContent).toContain('New devices cannot ask to come in.');
    await click('Open the door for 7 minutes');
    expect(bridge.argsOf('door.open')).toEqual([{}]);
  });

  it('remembers another time, and offers the one that was set in Settings too', async () => {
    const { bridge, tell } = await showInbox({ settings: someSettings({ doorMinutes: 7 }) });
    const choice = screen.getByLabelText<HTMLSelectElement>('Keep it open for');
    expect(choice.value).toBe('7');
    expect([...choice.options].map((option) => option.text)).toEqual([
      '1 minute',
      '2 minutes',
      '4 minutes',
      '7 minutes',
      '10 minutes',
      '15 minutes',
      '30 minutes',
      '60 minutes',
    ]);
    fireEvent.change(choice, { target: { value: '1' } });
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([{ doorMinutes: 1 }]);
    await tell({ settings: someSettings({ doorMinutes: 1 }) });
    expect(screen.getByRole('button', { name: 'Open the door for 1 minute' })).toBeTruthy();
  });

  it('counts down to the second by the clock on the wall, also after the computer slept', async () => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
    await showInbox({ door: openUntil(NOW + 240_000) });
    const timer = () => within(panel('The door is open')).getByRole('timer').textContent;
    expect(timer()).toBe('Closes in 4:00');
    act(() => vi.advanceTimersByTime(1_000));
    expect(timer()).toBe('Closes in 3:59');
    vi.setSystemTime(NOW + 200_000);
    act(() => vi.advanceTimersByTime(250));
    expect(timer()).toBe('Closes in 40 s');
    vi.setSystemTime(NOW + 900_000);
    act(() => vi.advanceTimersByTime(250));
    expect(timer()).toBe('Closes in 0 s');
  });

  it('closes now, and keeps the focus on the button that opens it again', async () => {
    const { bridge, tell } = await showInbox({ door: openUntil(Date.now() + 60_000) });
    const button = screen.getByRole('button', { name: 'Close now' });
    button.focus();
    await click('Close now');
    expect(bridge.argsOf('door.close')).toEqual([{}]);
    await tell({ door: closed });
    expect(document.activeElement?.textContent).toBe('Open the door for 4 minutes');
    expect(screen.queryByRole('timer')).toBeNull();
  });

  it('does not close under the second click of a double-click', async () => {
    const { bridge, tell } = await showInbox();
    await tell({ door: openUntil(Date.now() + 240_000) });
    fireEvent.click(screen.getByRole('button', { name: 'Close now' }), { detail: 2 });
    await settle();
    expect(bridge.argsOf('door.close')).toEqual([]);
  });

  it('can be left open for good, with the meaning of that in words', async () => {
    const { bridge, tell } = await showInbox();
    const toggle = screen.getByRole('switch', { name: 'Ask me always' });
    expect(document.getElementById(toggle.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Devices may ask day and night');
    fireEvent.click(toggle);
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([{ door: 'always' }]);
    await tell(always);
    expect(toggle.getAttribute('aria-checked')).toBe('true');
    expect(panel('The door is always open').textContent).toContain('Nothing comes in until you allow it.');
    expect(screen.queryByRole('button', { name: /Open the door/ })).toBeNull();
    fireEvent.click(toggle);
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([{ door: 'always' }, { door: 'timed' }]);
  });

  it('says in place why it did not open', async () => {
    const bridge = new FakeBridge({
      'door.open': () => {
        throw new Error('The pairing port is not open.');
      },
    });
    await show(bridge, inbox);
    await click('Open the door for 4 minutes');
    expect(within(panel('The door is closed')).getByRole('alert').textContent).toBe('The pairing port is not open.');
  });

  it('shows who knocked while it was closed, and offers to open', async () => {
    const knocked = (devices: number): Door => ({
      ...closed,
      turnedAway: { devices, name: 'Greenhouse sensor', address: '10.0.0.5', lastAt: Date.now() - 61_000 },
    });
    const { bridge, tell } = await showInbox({ door: knocked(1) });
    expect(panel('1 device knocked while the door was closed.').textContent).toContain('It was Greenhouse sensor at 10.0.0.5, 1 min ago.');
    await tell({ door: knocked(2) });
    const banner = panel('2 devices knocked while the door was closed.');
    expect(banner.textContent).toContain('The last: Greenhouse sensor at 10.0.0.5, 1 min ago.');
    expect(spoken()).toBe('2 devices knocked while the door was closed.');
    expect(await axeProblems()).toEqual([]);
    await click('Open for 4 minutes', banner);
    expect(bridge.argsOf('door.open')).toEqual([{}]);
    await tell({ door: openUntil(Date.now() + 240_000) });
    expect(screen.queryByText(/knocked while/)).toBeNull();
  });

  it('reads out when it opens and closes, but not the countdown', async () => {
    const { tell } = await showInbox();
    expect(spoken()).toBe('The door is closed');
    const until = new Date(2026, 4, 1, 20, 14, 7).getTime();
    await tell({ door: openUntil(until) });
    expect(spoken()).toBe('The door is open until 20:14:07.');
    expect(screen.getByRole('timer').getAttribute('aria-live')).toBe('off');
    expect(await axeProblems()).toEqual([]);
  });

  it('says while nobody asks what to do next', async () => {
    const { tell } = await showInbox();
    expect(screen.getByText(/The door is closed now/)).toBeTruthy();
    await tell({ door: openUntil(Date.now() + 240_000) });
    expect(screen.getByText(/It asks here within a few seconds/)).toBeTruthy();
    await tell(always);
    expect(screen.getByRole('heading', { name: 'Nobody is at the door' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });
});
