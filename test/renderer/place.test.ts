// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { WindowUpdate } from '../../electron/contract/desktop.ts';
import type { Client } from '../../renderer/bridge.ts';
import { initialTopics } from '../../renderer/features/topics/topics-state.ts';
import { offerRelease, placeOf, withPlace } from '../../renderer/place.ts';
import type { AppState } from '../../renderer/store.ts';

const fresh = {
  page: 'inbox',
  securityPart: 'listeners',
  openDeviceId: null,
  topics: initialTopics,
  hubAway: false,
} as unknown as AppState;
const call = vi.fn(async () => undefined);
let tell: (update: WindowUpdate) => void;

/** A page at this state, that may be asked to go. */
function page(state: Partial<AppState> = {}) {
  const store = createStore<AppState>(() => ({ ...fresh, ...state }));
  const client = {
    call,
    onUpdate: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  } as unknown as Client;
  offerRelease(client, store);
  return store;
}

beforeEach(() => {
  call.mockClear();
  document.body.innerHTML = '<input type="text" /><input type="search" />';
});

const ask = () => tell({ kind: 'release' });
const type = (kind: string) => document.querySelector(`[type=${kind}]`)?.dispatchEvent(new Event('input', { bubbles: true }));

it('brings the next page to where this one was', () => {
  const topics = { ...initialTopics, expanded: ['house'], selected: 'house/lamp', total: 7 };
  const place = placeOf({ ...fresh, page: 'topics', securityPart: 'tokens', openDeviceId: 'd1', topics });
  const next = { ...fresh, ...withPlace(fresh, place) };
  expect(next).toMatchObject({ page: 'topics', securityPart: 'tokens', openDeviceId: 'd1' });
  expect(next.topics).toMatchObject({ expanded: ['house'], selected: 'house/lamp', total: 0 });
  expect(withPlace(fresh, null)).toEqual({});
});

it('goes when it is asked to, and leaves its place', () => {
  page({ page: 'devices' });
  ask();
  expect(call).toHaveBeenCalledExactlyOnceWith('desktop.release', { place: expect.stringContaining('"page":"devices"') });
});

it('stays while a dialog is open', () => {
  page();
  document.body.insertAdjacentHTML('beforeend', '<div role="dialog"></div>');
  ask();
  expect(call).not.toHaveBeenCalled();
});

it('stays when something was typed, until another page is opened; what is searched for can be typed again', () => {
  const store = page();
  type('search');
  ask();
  expect(call).toHaveBeenCalledOnce();
  type('text');
  ask();
  expect(call).toHaveBeenCalledOnce();
  store.setState({ page: 'topics' });
  ask();
  expect(call).toHaveBeenCalledTimes(2);
});

it('stays while its view stands still, and while the hub is away', () => {
  const store = page({ topics: { ...initialTopics, paused: { at: 1, messages: 1 } } });
  ask();
  store.setState({ topics: initialTopics, hubAway: true });
  ask();
  expect(call).not.toHaveBeenCalled();
  store.setState({ hubAway: false });
  ask();
  expect(call).toHaveBeenCalledOnce();
});

it('stays when its place is too long to be kept', () => {
  page({ recordingFilter: 'x'.repeat(1_000_001) });
  ask();
  expect(call).not.toHaveBeenCalled();
});
