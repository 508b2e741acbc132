import { expect, it, vi } from 'vitest';
import type { HubClient } from '../../electron/contract/client.ts';
import type { Device, HubStatus, Request } from '../../electron/contract/model.ts';
import type { Update } from '../../electron/contract/updates.ts';
import { followHub } from '../../electron/desktop/hub-view.ts';
import { request } from './requests.ts';

const status = (on: boolean, until: number | null = null) =>
  ({
    pairing: { on, until: null },
    door: { state: until === null ? 'closed' : 'open', until, turnedAway: null },
    settings: { doorMinutes: 4 },
  }) as HubStatus;

const device = (id: string, connected: boolean) => ({ id, name: `The ${id}`, connected }) as Device;

function fakeHub(requests: Request[], early: Update[] = [], devices: Device[] = []) {
  let tell: (update: Update) => void = () => {};
  const client = {
    call: async () => {
      for (const update of early) tell(update);
      return { hub: status(false), requests, quieted: [], devices };
    },
    onUpdate: (listener: (update: Update) => void) => {
      tell = listener;
      return () => {};
    },
  } as unknown as HubClient;
  return { client, tell: (update: Update) => tell(update) };
}

it('knows who waits: pending and not put off, oldest first', async () => {
  const { client } = fakeHub([
    request('late', { firstSeenAt: 9 }),
    request('early', { firstSeenAt: 1 }),
    request('folded', { folded: true }),
    request('allowed', { state: 'allowed' }),
  ]);
  expect((await followHub(client)).waiting().map(({ id }) => id)).toEqual(['early', 'late']);
});

it('follows changes and tells of them', async () => {
  const { client, tell } = fakeHub([request('a')]);
  const view = await followHub(client);
  const changed = vi.fn();
  view.onChange(changed);
  tell({ kind: 'requests', changed: [request('b')], removed: ['a'] });
  expect(view.door()).toMatchObject({ state: 'closed', minutes: 4 });
  tell({ kind: 'hub', hub: status(true, 9_000) });
  expect(view.waiting().map(({ id }) => id)).toEqual(['b']);
  expect(view.pairing()).toBe(true);
  expect(view.door()).toMatchObject({ state: 'open', until: 9_000 });
  expect(changed).toHaveBeenCalledTimes(2);
});

it('passes alarms on, each once, and to those alone who asked', async () => {
  const { client, tell } = fakeHub([]);
  const view = await followHub(client);
  const changed = vi.fn();
  const alarmed = vi.fn();
  view.onChange(changed);
  view.onAlarm(alarmed);
  const alarms = [{ id: '1', topic: 'a', text: 'a is over 30: 31.' }];
  tell({ kind: 'alarm', alarms });
  expect(alarmed.mock.calls).toEqual([[alarms]]);
  expect(changed).not.toHaveBeenCalled();
});

it('is not disturbed by what it does not follow', async () => {
  const { client, tell } = fakeHub([]);
  const view = await followHub(client);
  const changed = vi.fn();
  view.onChange(changed);
  tell({ kind: 'activity', entries: [] });
  expect(changed).not.toHaveBeenCalled();
});

it('keeps changes that overtake the snapshot', async () => {
  const { client } = fakeHub([request('a')], [{ kind: 'requests', changed: [request('b')], removed: ['a'] }]);
  expect((await followHub(client)).waiting().map(({ id }) => id)).toEqual(['b']);
});

it('knows the names of those that are connected now', async () => {
  const { client, tell } = fakeHub([], [], [device('kettle', true), device('lamp', false)]);
  const view = await followHub(client);
  expect(view.connected()).toEqual(['The kettle']);
  tell({ kind: 'devices', changed: [device('lamp', true)], removed: [] });
  expect(view.connected()).toEqual(['The kettle', 'The lamp']);
  tell({ kind: 'devices', changed: [device('lamp', false)], removed: ['kettle'] });
  expect(view.connected()).toEqual([]);
});

it('follows the next hub, and the one before no more', async () => {
  const before = fakeHub([request('old')], [], [device('kettle', true)]);
  const after = fakeHub([request('new')]);
  const view = await followHub(before.client);
  const changed = vi.fn();
  view.onChange(changed);
  view.lost();
  expect(view.connected()).toEqual([]);
  await view.follow(after.client);
  expect(changed).toHaveBeenCalledOnce();
  expect(view.waiting().map(({ id }) => id)).toEqual(['new']);
  before.tell({ kind: 'requests', changed: [request('ghost')], removed: [] });
  after.tell({ kind: 'requests', changed: [request('newer')], removed: [] });
  expect(view.waiting().map(({ id }) => id)).toEqual(['new', 'newer']);
  expect(await view.call('snapshot', {})).toMatchObject({ requests: [{ id: 'new' }] });
});
