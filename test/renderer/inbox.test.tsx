// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { aDevice, aHub, aListener, aRequest, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, settle, show } from './render.tsx';

const NOW = Date.parse('2026-05-01T12:00:00Z');

const bridgeWith = (requests: ReturnType<typeof aRequest>[], over: Partial<ReturnType<typeof aHub>> = {}) =>
  new FakeBridge({
    snapshot: () => aSnapshot({ hub: aHub(over), requests, devices: [aDevice({ id: 'known', name: 'old plug' })] }),
    'emonesp.push': () => ({ deviceId: 'd9', name: 'attic-plug' }),
  });

const card = (name: string) => screen.getByRole('article', { name });
const button = (name: string, inside: HTMLElement = document.body) => within(inside).getByRole('button', { name });

afterEach(() => {
  vi.useRealTimers();
});

describe('the inbox', () => {
  it.each([
    ['Allow', 'requests.allow', { id: 'r1' }],
    ['Deny', 'requests.deny', { id: 'r1' }],
    ['Ignore', 'requests.ignore', { id: 'r1' }],
    ['Later', 'requests.fold', { id: 'r1', folded: true }],
  ] as const)('%s calls %s', async (name, call, args) => {
    const bridge = bridgeWith([aRequest()]);
    await show(bridge, <App />);
    fireEvent.click(button(name, card('kitchen-plug')));
    await settle();
    expect(bridge.argsOf(call)).toEqual([args]);
  });

  it('shows what is known of the asker, and warns about the clear and about a known name', async () => {
    await show(bridgeWith([aRequest({ knownDeviceId: 'known' })]), <App />);
    const text = card('kitchen-plug').textContent;
    for (const part of ['smartplug', '192.168.1.40', 'EmonESP pairing', 'Sent in the clear', '3 times', 'Looks like old plug']) {
      expect(text).toContain(part);
    }
  });

  it('puts the newest waiting request first and settled ones last', async () => {
    const at = Date.now();
    await show(
      bridgeWith([
        aRequest({ id: 'a', name: 'older', firstSeenAt: at - 9_000 }),
        aRequest({ id: 'b', name: 'settled', firstSeenAt: at, state: 'allowed' }),
        aRequest({ id: 'c', name: 'newer', firstSeenAt: at - 1_000 }),
      ]),
      <App />,
    );
    expect(screen.getAllByRole('article').map((each) => each.getAttribute('aria-label'))).toEqual(['newer', 'older', 'settled']);
  });

  it('counts down to the second while a credential waits to be fetched', async () => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
    await show(bridgeWith([aRequest({ state: 'allowed', endsAt: NOW + 47_000 })]), <App />);
    expect(card('kitchen-plug').textContent).toContain('47 s left');
    act(() => vi.advanceTimersByTime(1_000));
    expect(card('kitchen-plug').textContent).toContain('46 s left');
  });

  it.each([
    ['allowed', 'Waiting for it to fetch its credential'],
    ['connected', 'It is in.'],
    ['lapsed', 'It did not come back for its credential.'],
  ] as const)('says what became of a request that is %s, without Allow', async (state, words) => {
    await show(bridgeWith([aRequest({ state })]), <App />);
    expect(card('kitchen-plug').textContent).toContain(words);
    expect(within(card('kitchen-plug')).queryByRole('button', { name: 'Allow' })).toBeNull();
  });

  it('leads from a device that is in to its newest reading', async () => {
    const { store, send } = await show(bridgeWith([aRequest({ state: 'connected', deviceId: 'd1' })]), <App />);
    await send({ kind: 'devices', changed: [aDevice({ id: 'd1', topics: ['emon/plug/power', 'emon/plug/volt'] })], removed: [] });
    fireEvent.click(button('See its readings'));
    const { page, topics } = store.getState();
    expect(page).toBe('topics');
    expect(topics).toMatchObject({ selected: 'emon/plug/power', expanded: ['emon', 'emon/plug'] });
  });

  it('leads from a device that said nothing yet to the page alone', async () => {
    const { store } = await show(bridgeWith([aRequest({ state: 'connected', deviceId: 'known' })]), <App />);
    fireEvent.click(button('See its readings'));
    expect(store.getState()).toMatchObject({ page: 'topics', topics: { selected: null } });
  });

  it('makes one line of a settled request, in the same card', async () => {
    const { send } = await show(bridgeWith([aRequest({ state: 'allowed' })]), <App />);
    const before = card('kitchen-plug');
    before.focus();
    await send({ kind: 'requests', changed: [aRequest({ state: 'connected' })], removed: [] });
    expect(document.activeElement).toBe(before);
    expect(before.textContent).not.toContain('192.168.1.40');
    expect(before.textContent).toContain('It is in.');
  });

  it('says who cannot pair while the broker is on an unusual port', async () => {
    const on = (port: number, state: 'open' | 'failed') => aHub({ listeners: [aListener({ port, state })] });
    const { send } = await show(bridgeWith([]), <App />);
    const words = 'The broker is on port 1884. EmonESP firmware before 3.0 only knows 1883 and cannot pair.';
    expect(screen.queryByText(/only knows 1883/)).toBeNull();
    await send({ kind: 'hub', hub: on(1884, 'open') });
    expect(screen.getByText(words)).toBeTruthy();
    await send({ kind: 'hub', hub: on(1884, 'failed') });
    expect(screen.queryByText(words)).toBeNull();
  });

  it('puts the focus on the heading when the button that had it is gone', async () => {
    const quiet = { key: 'k', name: 'neighbour', address: '192.168.1.9', reason: 'ignored', since: 1, lastSeenAt: 2 } as const;
    const { send } = await show(bridgeWith([]), <App />);
    await send({ kind: 'quieted', quieted: [quiet] });
    act(() => button('Undo').focus());
    await send({ kind: 'quieted', quieted: [] });
    await settle();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Inbox' }));
  });

  it('folds a request away and shows it again', async () => {
    const bridge = bridgeWith([aRequest({ folded: true })]);
    await show(bridge, <App />);
    expect(screen.queryByRole('article')).toBeNull();
    fireEvent.click(button('Show'));
    await settle();
    expect(bridge.argsOf('requests.fold')).toEqual([{ id: 'r1', folded: false }]);
  });

  it('moves the focus to the next card, then to the heading, as cards leave', async () => {
    const bridge = bridgeWith([aRequest({ id: 'a', name: 'one' }), aRequest({ id: 'b', name: 'two', firstSeenAt: 1_000 })]);
    const { send } = await show(bridge, <App />);
    button('Deny', card('one')).focus();
    await send({ kind: 'requests', changed: [], removed: ['a'] });
    expect(document.activeElement).toBe(card('two'));
    button('Deny', card('two')).focus();
    await send({ kind: 'requests', changed: [], removed: ['b'] });
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Inbox' }));
  });

  it('lets no click through that was aimed at a card which has just moved', async () => {
    const bridge = bridgeWith([aRequest({ id: 'a', name: 'one' }), aRequest({ id: 'b', name: 'two', firstSeenAt: 1_000 })]);
    const { send } = await show(bridge, <App />);
    await send({ kind: 'requests', changed: [], removed: ['a'] });
    const allow = button('Allow', card('two'));
    expect(allow.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(allow, { detail: 2 });
    await settle();
    expect(bridge.argsOf('requests.allow')).toEqual([]);
  });

  it('says in the card why a decision failed', async () => {
    const bridge = new FakeBridge({
      snapshot: () => aSnapshot({ requests: [aRequest()] }),
      'requests.allow': () => {
        throw new Error('That request is over.');
      },
    });
    await show(bridge, <App />);
    fireEvent.click(button('Allow'));
    await settle();
    expect(within(card('kitchen-plug')).getByRole('alert').textContent).toBe('That request is over.');
  });

  it('reads new requests out and counts them beside an Inbox that keeps its name', async () => {
    const { send } = await show(bridgeWith([]), <App />);
    await send({ kind: 'requests', changed: [aRequest()], removed: [] });
    expect(document.querySelector('.visually-hidden[aria-live="polite"]')?.textContent).toBe('kitchen-plug would like to connect.');
    const inbox = button('Inbox');
    expect(document.getElementById(inbox.getAttribute('aria-describedby') ?? '')?.textContent).toBe('1 device waits for you');
  });

  it('switches pairing on and shows when it ends', async () => {
    const bridge = bridgeWith([]);
    const { send } = await show(bridge, <App />);
    const toggle = screen.getByRole('switch', { name: 'Pair EmonESP devices' });
    expect(toggle.getAttribute('aria-checked')).toBe('false');
    fireEvent.click(toggle);
    await settle();
    expect(bridge.argsOf('emonesp.pair')).toEqual([{ on: true }]);
    await send({ kind: 'hub', hub: aHub({ pairing: { on: true, until: Date.now() + 600_000 } }) });
    expect(toggle.getAttribute('aria-checked')).toBe('true');
    expect(screen.getByText(/Turns itself off in (10:00|9:59)/)).toBeTruthy();
  });

  it('pushes settings to an address, once it is one', async () => {
    const bridge = bridgeWith([]);
    await show(bridge, <App />);
    const address = screen.getByLabelText('Address of the device');
    fireEvent.change(address, { target: { value: '192.168.1' } });
    fireEvent.click(button('Send'));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Write an IPv4 address');
    fireEvent.change(address, { target: { value: ' 192.168.1.40 ' } });
    fireEvent.click(button('Send'));
    await settle();
    expect(bridge.argsOf('emonesp.push')).toEqual([{ address: '192.168.1.40' }]);
    expect(screen.getByText(/^Sent\. attic-plug/)).toBeTruthy();
  });

  it('undoes a denial', async () => {
    const bridge = bridgeWith([]);
    const { send } = await show(bridge, <App />);
    const quiet = { key: 'k', name: 'neighbour', address: '192.168.1.9', reason: 'ignored', since: 1, lastSeenAt: 2 } as const;
    await send({ kind: 'quieted', quieted: [quiet] });
    expect(screen.getByText('Ignored: never asks')).toBeTruthy();
    fireEvent.click(button('Undo'));
    await settle();
    expect(bridge.argsOf('quieted.undo')).toEqual([{ key: 'k' }]);
  });

  it('says which port could not be opened, and tries again', async () => {
    const problem = { code: 'taken', message: 'Another program holds port 1883.', remedy: 'Stop it.', owner: 'mosquitto' } as const;
    const bridge = bridgeWith([], { listeners: [aListener({ state: 'failed', problem })] });
    await show(bridge, <App />);
    expect(screen.getByText(/Another program holds port 1883\..*mosquitto.*Stop it\./)).toBeTruthy();
    fireEvent.click(button('Try again'));
    // A button that were disabled meanwhile would lose the focus.
    expect((button('Try again') as HTMLButtonElement).disabled).toBe(false);
    fireEvent.click(button('Try again'));
    await settle();
    expect(bridge.argsOf('listeners.retry')).toEqual([{}]);
  });

  it('has nothing that axe objects to, empty or full', async () => {
    const { send } = await show(bridgeWith([]), <App />);
    expect(await axeProblems()).toEqual([]);
    await send({
      kind: 'requests',
      changed: (['pending', 'allowed', 'connected', 'lapsed'] as const).map((state) => aRequest({ id: state, name: state, state })),
      removed: [],
    });
    await send({ kind: 'requests', changed: [aRequest({ id: 'folded', folded: true })], removed: [] });
    await send({ kind: 'quieted', quieted: [{ key: 'k', name: 'n', address: 'a', reason: 'denied', since: 1, lastSeenAt: 2 }] });
    expect(await axeProblems()).toEqual([]);
  });
});
