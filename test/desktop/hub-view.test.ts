import { expect, it, vi } from 'vitest';
import type { HubClient } from '../../electron/contract/client.ts';
import type { HubStatus, Request } from '../../electron/contract/model.ts';
import type { Update } from '../../electron/contract/updates.ts';
import { followHub } from '../../electron/desktop/hub-view.ts';
import { request } from './requests.ts';

const status = (on: boolean, until: number | null = null) =>
  ({
    pairing: { on, until: null },
    door: { state: until === null ? 'closed' : 'open', until, turnedAway: null },
    settings: { doorMinutes: 4 },
  }) as HubStatus;

function fakeHub(requests: Request[], early: Update[] = []) {
  let tell: (update: Update) => void = () => {};
  const client = {
    call: async () => {
      for (const update of early) tell(update);
      return { hub: status(false), requests, quieted: [], devices: [] };
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
