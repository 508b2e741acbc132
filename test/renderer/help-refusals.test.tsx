// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../electron/contract/help.ts';
import { refusalCauseSchema } from '../../electron/contract/refusal-cause.ts';
import { App } from '../../renderer/app.tsx';
import { fixOf } from '../../renderer/features/help/fix-of.ts';
import { strings } from '../../renderer/strings/index.ts';
import { aBootstrap, aDevice, aHub, anAccess, aSnapshot, FakeBridge, someSettings } from './fake-bridge.ts';
import { axeProblems, click, dialog, settle, show } from './render.tsx';

const aRefusal = (over: Partial<Refusal> = {}): Refusal => ({
  id: 'r1',
  cause: 'password',
  text: 'Refused a connection as lamp: wrong password.',
  deviceId: 'd1',
  address: '192.168.1.40',
  clientId: 'lamp-1',
  userName: 'lamp',
  bootstrapId: null,
  tried: null,
  firstAt: 1_000,
  lastAt: 2_000,
  count: 3,
  settledAt: null,
  ...over,
});

function open(refusals: Refusal[], over: Parameters<typeof aSnapshot>[0] = {}, left = 0) {
  let told = refusals;
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ devices: [aDevice()], ...over }),
    'help.refusals': () => ({ refusals: told, left }),
    'door.open': () => undefined,
    'listeners.retry': () => undefined,
  });
  const tell = (fresh: Refusal[]) => {
    told = fresh;
  };
  return { bridge, tell, shown: show(bridge, <App />, { page: 'help' }) };
}
const cards = () => within(screen.getByRole('list', { name: 'Who cannot connect, newest first' })).getAllByRole('article');

describe('who cannot connect', () => {
  it('stands there with its cause, what it said of itself, and the way out', async () => {
    await open([aRefusal(), aRefusal({ id: 'r2', cause: 'unknown-user', deviceId: null, userName: '<b>x</b>' })]).shown;
    const [first, second] = cards();
    expect(first?.textContent).toContain('It gave the wrong password.');
    for (const said of ['lamp-1', '192.168.1.40', '3 times']) expect(first?.textContent).toContain(said);
    expect(screen.getByRole('article', { name: 'Somebody as “<b>x</b>”' })).toBe(second);
    expect(screen.getByText('2 problems to solve')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('follows live: whatever changes it is told as an activity', async () => {
    const { tell, shown, bridge } = open([]);
    const { send } = await shown;
    expect(screen.getByRole('heading', { name: 'Nobody was turned away' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    tell([aRefusal()]);
    await send({ kind: 'activity', entries: [] });
    expect(cards()).toHaveLength(1);
    tell([aRefusal({ settledAt: 3_000 })]);
    await send({ kind: 'activity', entries: [] });
    expect(screen.queryByRole('list', { name: 'Who cannot connect, newest first' })).toBeNull();
    expect(screen.getByText('1 problem solved since')).toBeTruthy();
    expect(bridge.argsOf('help.refusals')).toHaveLength(3);
  });

  it('is shown for one device when its details lead here', async () => {
    const { shown } = open([aRefusal(), aRefusal({ id: 'r2', deviceId: 'd2' })]);
    const { store } = await shown;
    expect(cards()).toHaveLength(2);
    await act(async () => store.setState({ page: 'devices', openDeviceId: 'd1' }));
    await click('Why can’t it connect?');
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Whose' }).value).toBe('d1');
    expect(cards()).toHaveLength(1);
  });

  it('leads to a new password for the very device', async () => {
    await open([aRefusal()]).shown;
    await click('Make a new password: lamp');
    expect(dialog('New password for lamp?')).toBeTruthy();
  });

  it('leads to the permission of the device with what it tried proposed', async () => {
    await open([aRefusal({ cause: 'topic', tried: { action: 'publish', topic: 'garden/soil' } })]).shown;
    await click('Change what it may do: lamp');
    const open_ = dialog(/lamp/);
    expect(open_.textContent).toContain('“garden/soil” is added under what it may publish.');
    expect(within(open_).getAllByText('garden/soil').length).toBeGreaterThan(0);
  });

  it('leads to a new device for who is unknown, and to the bootstrap credential that is full', async () => {
    const access = anAccess({ bootstraps: [aBootstrap()] });
    const full = aRefusal({ id: 'r2', cause: 'bootstrap-full', deviceId: null, bootstrapId: 'b1', userName: 'greenhouse' });
    const { store } = await open([aRefusal({ cause: 'unknown-user', deviceId: null }), full], { access }).shown;
    await click('Change the bootstrap credential: Somebody as “greenhouse”');
    expect(dialog('Change greenhouse')).toBeTruthy();
    await act(async () => store.setState({ page: 'help' }));
    await settle();
    await click('Add a device: Somebody as “lamp”');
    expect(store.getState()).toMatchObject({ page: 'devices', isAddingDevice: true });
  });
});

describe('what is in the way of everybody', () => {
  it('is said first: this computer alone, and a closed door, which opens from here', async () => {
    const door = {
      state: 'closed',
      until: null,
      turnedAway: { devices: 2, name: '<i>plug</i>', address: '192.168.1.9', lastAt: 1 },
    } as const;
    const hub = aHub({ settings: someSettings({ bind: '127.0.0.1' }), door });
    const { shown, bridge } = open([], { hub });
    const { store } = await shown;
    expect(screen.getByText(/2 devices knocked while it was closed, <i>plug<\/i> at 192.168.1.9 last/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'This hub listens to this computer only' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Open the door');
    expect(bridge.argsOf('door.open')).toEqual([{}]);
    expect(store.getState().page).toBe('inbox');
  });
});

describe('every cause', () => {
  it.each(refusalCauseSchema.options)('%s has its words and, where something can be done here, its way', (cause) => {
    expect(strings.help.causes[cause].why).not.toBe('');
    const nothingToDo = ['storage', 'web-page', 'browser-login', 'browser-page', 'other', 'client-id-unusable', 'network', 'hours'];
    const ofNobody = fixOf(aRefusal({ cause, deviceId: null }), null, []);
    expect(ofNobody === null).toBe(nothingToDo.includes(cause));
    const ofDevice = fixOf(aRefusal({ cause }), aDevice(), [aDevice()]);
    expect(ofDevice).not.toBeNull();
  });

  it('leads to who has a client id, and never proposes a new password where many share one', () => {
    const owner = aDevice({ id: 'd2', clientId: 'lamp-1' });
    expect(fixOf(aRefusal({ cause: 'client-id-taken' }), aDevice(), [aDevice(), owner])?.leadsTo).toMatchObject({ openDeviceId: 'd2' });
    const shared = aDevice({ password: { kind: 'shared', since: 1, lastUsedAt: null, oldUntil: null } });
    expect(fixOf(aRefusal(), shared, [shared])).toEqual({ label: 'device', leadsTo: { page: 'devices', openDeviceId: 'd1' } });
  });
});
