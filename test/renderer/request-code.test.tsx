// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../electron/contract/model.ts';
import { groupedCode, spokenCode } from '../../renderer/features/inbox/code.ts';
import { InboxPage } from '../../renderer/features/inbox/inbox-page.tsx';
import { aDevice, aRequest, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, settle, show } from './render.tsx';

const inbox = (
  <main>
    <InboxPage />
  </main>
);
const NOW = Date.parse('2026-05-01T12:00:00Z');

const asking = (over: Partial<Request> = {}): Request =>
  aRequest({
    protocol: 'v1',
    name: 'Greenhouse sensor',
    node: 'greenhouse-7f3a',
    type: 'acme-th1',
    firmware: '1.4.2',
    address: '10.0.0.5',
    proof: 'code',
    code: '042917',
    ...over,
  });

async function showCard(over: Partial<Request> = {}) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ requests: [asking(over)], devices: [aDevice({ id: 'known', name: 'old sensor' })] }),
  });
  const shown = await show(bridge, inbox);
  return { bridge, ...shown, update: (next: Partial<Request>) => shown.send({ kind: 'requests', changed: [asking(next)], removed: [] }) };
}

const card = () => screen.getByRole('article', { name: 'Greenhouse sensor' });
const button = (name: string) => within(card()).getByRole('button', { name });
const buttons = () =>
  within(card())
    .getAllByRole('button')
    .map(({ textContent }) => textContent);
const question = (name: string) => within(card()).queryByRole('group', { name });
const SAME = 'Do both show the same code?';

afterEach(() => {
  vi.useRealTimers();
});

describe('a device that pairs over HTTPS', () => {
  it('shows all that it said of itself, and how safe the way is', async () => {
    await showCard();
    const text = card().textContent;
    for (const part of ['acme-th1', '1.4.2', 'greenhouse-7f3a', '10.0.0.5', 'Pairing over HTTPS', 'Encrypted.'])
      expect(text).toContain(part);
    expect(text).not.toContain('in the clear');
    expect(text).not.toContain('3 times');
  });

  it('counts down its five minutes, which asking again does not lengthen', async () => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
    await showCard({ endsAt: NOW + 252_000 });
    expect(card().textContent).toContain('Ends in 4:12');
    act(() => vi.advanceTimersByTime(1_000));
    expect(card().textContent).toContain('Ends in 4:11');
    expect(card().textContent).not.toContain('unless it asks again');
  });

  it('offers a known device a new password, as before', async () => {
    await showCard({ knownDeviceId: 'known' });
    expect(card().textContent).toContain('Looks like old sensor, which you already let in. Allow gives it a new password');
  });

  it('warns when other addresses claim the same name', async () => {
    const { update } = await showCard({ rivals: ['10.0.0.9'] });
    expect(card().textContent).toContain('10.0.0.9 also claims to be greenhouse-7f3a. Only one of them can be the real one.');
    await update({ rivals: ['10.0.0.9', '10.0.0.10'] });
    expect(card().textContent).toContain('10.0.0.9 and 10.0.0.10 also claim to be greenhouse-7f3a.');
  });
});

describe('the code', () => {
  it('is grouped for the eye and spelled out for the ear', async () => {
    expect(groupedCode('042917')).toBe('042 917');
    expect(spokenCode('042917')).toBe('0 4 2, 9 1 7');
    await showCard();
    expect(within(card()).getByText('042 917').getAttribute('aria-hidden')).toBe('true');
    expect(within(card()).getByText('0 4 2, 9 1 7').className).toBe('visually-hidden');
    expect(await axeProblems()).toEqual([]);
  });

  it('is asked about, in the place of Allow, before anything is allowed', async () => {
    const { bridge } = await showCard();
    await click('Allow', card());
    expect(bridge.argsOf('requests.allow')).toEqual([]);
    expect(buttons()).toEqual(['Yes, the same – allow', 'No, they differ', 'Back']);
    expect(document.activeElement).toBe(question(SAME));
    expect(within(card()).getByText('042 917')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Yes, the same – allow', card());
    expect(bridge.argsOf('requests.allow')).toEqual([{ id: 'r1', sameCode: true }]);
    expect(document.activeElement).toBe(card());
  });

  it('that differs denies, and says that it differed', async () => {
    const { bridge } = await showCard();
    await click('Allow', card());
    await click('No, they differ', card());
    expect(bridge.argsOf('requests.deny')).toEqual([{ id: 'r1', codesDiffer: true }]);
    expect(bridge.argsOf('requests.allow')).toEqual([]);
  });

  it('can be gone back from, and Allow has the focus again', async () => {
    const { bridge } = await showCard();
    await click('Allow', card());
    button('Back').focus();
    await click('Back', card());
    expect(buttons()).toEqual(['Allow', 'Deny', 'Ignore', 'Later']);
    expect(document.activeElement).toBe(button('Allow'));
    expect(bridge.asked.filter(({ name }) => name.startsWith('requests.'))).toEqual([]);
  });

  it('is not confirmed by the second click of a double-click on Allow', async () => {
    const { bridge } = await showCard();
    fireEvent.click(button('Allow'), { detail: 1 });
    fireEvent.click(button('Yes, the same – allow'), { detail: 2 });
    await settle();
    expect(bridge.argsOf('requests.allow')).toEqual([]);
    expect(button('Yes, the same – allow').getAttribute('aria-disabled')).toBe('true');
  });

  it('that changes while it is asked about is asked about anew', async () => {
    const { update } = await showCard();
    await click('Allow', card());
    button('Yes, the same – allow').focus();
    await update({ code: '111222' });
    expect(question(SAME)).toBeNull();
    expect(document.activeElement).toBe(button('Allow'));
  });

  it('is said to be missing when the device cannot show one, and Allow is asked about once', async () => {
    const { bridge } = await showCard({ proof: 'unseen', code: null });
    expect(card().textContent).toContain('No code to compare. This device has no way to show one.');
    await click('Allow', card());
    expect(bridge.argsOf('requests.allow')).toEqual([]);
    expect(document.activeElement).toBe(question('Are you adding this device right now?'));
    expect(buttons()).toEqual(['Yes, allow without a code', 'Back']);
    expect(await axeProblems()).toEqual([]);
    await click('Yes, allow without a code', card());
    expect(bridge.argsOf('requests.allow')).toEqual([{ id: 'r1' }]);
  });

  it('is waited for: until it is there, the device cannot be allowed', async () => {
    const { bridge, update } = await showCard({ proof: 'waiting', code: null });
    const allow = button('Allow');
    expect(allow.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(allow.getAttribute('aria-describedby') ?? '')?.textContent).toContain('has not finished asking');
    expect(await axeProblems()).toEqual([]);
    await click('Allow', card());
    expect(bridge.argsOf('requests.allow')).toEqual([]);
    await click('Deny', card());
    expect(bridge.argsOf('requests.deny')).toEqual([{ id: 'r1' }]);
    await update({ proof: 'code', code: '042917' });
    expect(button('Allow').getAttribute('aria-disabled')).not.toBe('true');
    await click('Allow', card());
    expect(question(SAME)).toBeTruthy();
  });
});

describe('the way to a card', () => {
  it('brings the card that was asked for into view, with the focus on it', async () => {
    const { send, store } = await showCard();
    await send({ kind: 'requests', changed: [asking({ id: 'r2', name: 'other' })], removed: [] });
    const scroll = vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    await send({ kind: 'navigate', page: 'inbox', requestId: 'r1' });
    expect(document.activeElement).toBe(card());
    expect(scroll.mock.contexts).toEqual([card()]);
    expect(store.getState().wantedCard).toBeNull();
  });

  it('waits for a card that is not here yet', async () => {
    const { send } = await showCard();
    await send({ kind: 'navigate', page: 'inbox', requestId: 'r2' });
    await send({ kind: 'requests', changed: [asking({ id: 'r2', name: 'other' })], removed: [] });
    expect(document.activeElement).toBe(screen.getByRole('article', { name: 'other' }));
  });

  it('is forgotten when the person goes elsewhere first', async () => {
    const { send } = await showCard();
    await send({ kind: 'navigate', page: 'inbox', requestId: 'r2' });
    await send({ kind: 'navigate', page: 'inbox' });
    await send({ kind: 'requests', changed: [asking({ id: 'r2', name: 'other' })], removed: [] });
    expect(document.activeElement).not.toBe(screen.getByRole('article', { name: 'other' }));
  });
});
