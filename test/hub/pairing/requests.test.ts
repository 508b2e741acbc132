import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import { House } from './house.ts';

const A = '192.168.1.7';
const B = '192.168.1.8';
const S = 1_000;
const MINUTE = 60 * S;

let house: House;
beforeEach(() => {
  house = new House();
});
afterEach(() => house.close());

describe('a pending request', () => {
  test('shows who asks, since when and how often', () => {
    const id = house.card(A, 'plug1');
    const start = house.clock.now();
    house.poll(A, 30 * S);
    expect(house.only(A)).toEqual({
      id,
      protocol: 'emonesp',
      name: 'plug1',
      type: null,
      firmware: null,
      address: A,
      firstSeenAt: start,
      lastSeenAt: start + 30 * S,
      knocks: 4,
      state: 'pending',
      folded: false,
      endsAt: start + 30 * S + MINUTE,
      knownDeviceId: null,
      deviceId: null,
      node: 'plug1',
      proof: 'none',
      code: null,
      rivals: [],
    });
  });

  test('ends after a minute of silence, with a line in the log', () => {
    house.card(A);
    house.clock.advance(MINUTE - 1);
    expect(house.requests.list()).toHaveLength(1);
    house.clock.advance(1);
    expect(house.requests.list()).toEqual([]);
    expect(house.stored()).toEqual([]);
    expect(house.said('stopped asking')).toBe(1);
  });

  test('lives as long as its device polls', () => {
    const id = house.card(A);
    house.poll(A, 20 * MINUTE);
    expect(house.only(A).id).toBe(id);
  });

  test('many wait at once', () => {
    for (let host = 1; host <= 50; host++) house.card(`192.168.1.${host}`);
    expect(house.requests.list()).toHaveLength(50);
  });

  test('beyond 50 there is no card, and one sentence for all of them', () => {
    for (let host = 1; host <= 60; host++) house.knock(`192.168.1.${host}`);
    expect(house.requests.list()).toHaveLength(50);
    const refused = house.happenings.filter(({ kind }) => kind === 'refusal');
    expect(new Set(refused.map(({ text }) => text)).size).toBe(1);
    expect(new Set(refused.map(({ refusal }) => refusal?.cause))).toEqual(new Set(['crowd']));
    expect(house.said('More than 50')).toBe(10);
  });

  test('the fold of Later is kept over a restart and a knock', () => {
    const id = house.card(A);
    house.requests.fold(id, true);
    house.restart();
    house.knock(A);
    expect(house.only(A)).toMatchObject({ id, folded: true });
    house.requests.fold(id, false);
    expect(house.only(A).folded).toBe(false);
  });

  test('after a restart it is there again, with a fresh silence time', () => {
    const id = house.card(A, 'plug1');
    house.clock.advance(50 * S);
    house.restart(10 * MINUTE);
    expect(house.only(A)).toMatchObject({ id, state: 'pending', name: 'plug1', endsAt: house.clock.now() + MINUTE });
    house.clock.advance(MINUTE);
    expect(house.requests.list()).toEqual([]);
  });

  test('polls are not written one by one, but every 30 s and on stop', () => {
    house.card(A);
    house.poll(A, 20 * S);
    expect(house.stored()[0]?.knocks).toBe(1);
    house.poll(A, 20 * S);
    expect(house.stored()[0]?.knocks).toBeGreaterThanOrEqual(4);
    house.clock.advance(1);
    house.knock(A);
    house.restart();
    expect(house.only(A)).toMatchObject({ knocks: 6, lastSeenAt: house.clock.now() });
  });
});

describe('Allow', () => {
  test('makes a device and opens a window of a minute', () => {
    const id = house.card(A, 'plug1');
    house.requests.allow(id);
    const device = house.ledger.findByNode('plug1');
    expect(house.only(A)).toMatchObject({ state: 'allowed', deviceId: device?.id, endsAt: house.clock.now() + MINUTE });
    expect(device?.password).toBeNull();
  });

  test('the same address gets the same credential again while the window is open', () => {
    const id = house.card(A);
    house.requests.allow(id);
    const first = house.requests.fetch(id);
    house.clock.advance(30 * S);
    expect(house.requests.fetch(id)?.password).toBe(first?.password);
    expect(first?.device.id).toBe(house.only(A).deviceId);
    expect([...house.ledger.devices.values()][0]?.passwords).toBe(1);
  });

  test('another address gets nothing', () => {
    const id = house.card(A);
    house.requests.allow(id);
    const thief = house.card(B);
    expect(house.requests.fetch(thief)).toBeNull();
    expect(house.only(B).state).toBe('pending');
  });

  test('the fetch is refused before Allow and after the window', () => {
    const id = house.card(A);
    expect(house.requests.fetch(id)).toBeNull();
    house.requests.allow(id);
    house.clock.advance(MINUTE);
    expect(house.requests.fetch(id)).toBeNull();
  });

  test('CONNECT after the fetch closes the window; the card says so for a minute', () => {
    const id = house.card(A);
    house.requests.allow(id);
    house.requests.fetch(id);
    house.requests.deviceConnected(house.only(A).deviceId as string);
    expect(house.only(A).state).toBe('connected');
    expect(house.requests.fetch(id)).toBeNull();
    house.clock.advance(MINUTE - 1);
    expect(house.requests.list()).toHaveLength(1);
    house.clock.advance(1);
    expect(house.requests.list()).toEqual([]);
    expect(house.ledger.devices.size).toBe(1);
  });

  test('asking again after CONNECT makes a new pending request, known by name', () => {
    const id = house.card(A, 'plug1');
    house.requests.allow(id);
    house.requests.fetch(id);
    const { deviceId } = house.only(A);
    house.requests.deviceConnected(deviceId as string);
    house.knock(A, 'plug1');
    const again = house.requests.list().find((request) => request.id !== id);
    expect(again).toMatchObject({ state: 'pending', knownDeviceId: deviceId });
  });

  test('never fetched: the device it made goes, the card says lapsed, then goes too', () => {
    const id = house.card(A);
    house.requests.allow(id);
    house.clock.advance(MINUTE);
    expect(house.only(A)).toMatchObject({ state: 'lapsed', deviceId: null });
    expect(house.ledger.devices.size).toBe(0);
    house.clock.advance(MINUTE);
    expect(house.requests.list()).toEqual([]);
  });

  test('fetched but not connected: lapsed, the device stays and may connect later', () => {
    const id = house.card(A);
    house.requests.allow(id);
    house.requests.fetch(id);
    house.clock.advance(MINUTE);
    expect(house.only(A).state).toBe('lapsed');
    expect(house.ledger.devices.size).toBe(1);
    house.requests.deviceConnected(house.only(A).deviceId as string);
    expect(house.only(A).state).toBe('lapsed');
  });

  test('after the window the same address asks anew', () => {
    const id = house.card(A);
    house.requests.allow(id);
    house.poll(A, 50 * S);
    house.clock.advance(10 * S);
    house.knock(A);
    expect(house.requests.list().map((request) => request.state)).toEqual(['lapsed', 'pending']);
  });

  test('polling does not prolong the window', () => {
    const id = house.card(A);
    house.requests.allow(id);
    const { endsAt } = house.only(A);
    house.clock.advance(30 * S);
    house.knock(A);
    expect(house.only(A).endsAt).toBe(endsAt);
    expect(id).toBe(house.only(A).id);
  });
});

describe('a known device', () => {
  test('is marked on the card, and reused', () => {
    const device = house.ledger.add('plug1');
    const id = house.card(A, 'plug1');
    expect(house.only(A).knownDeviceId).toBe(device.id);
    house.requests.allow(id);
    expect(house.ledger.devices.size).toBe(1);
    expect(house.only(A)).toMatchObject({ deviceId: device.id, knownDeviceId: device.id });
  });

  test('keeps its old password until it fetches the new one', () => {
    const device = house.ledger.add('plug1', { password: 'old' });
    const id = house.card(A, 'plug1');
    house.requests.allow(id);
    expect(device.password).toBe('old');
    house.requests.fetch(id);
    expect(device.password).not.toBe('old');
  });

  test('a CONNECT with the old password does not close the window', () => {
    const device = house.ledger.add('plug1');
    const id = house.card(A, 'plug1');
    house.requests.allow(id);
    house.requests.deviceConnected(device.id);
    expect(house.only(A).state).toBe('allowed');
  });

  test('is never withdrawn, and keeps its password when it does not fetch', () => {
    const device = house.ledger.add('plug1', { password: 'old' });
    house.requests.allow(house.card(A, 'plug1'));
    house.clock.advance(MINUTE);
    expect(house.only(A)).toMatchObject({ state: 'lapsed', deviceId: device.id });
    expect(device.password).toBe('old');
    expect(house.ledger.devices.size).toBe(1);
  });

  test('two cards of one name: the second is told once the first is let in, and must wait', () => {
    const first = house.card(A, 'plug1');
    const second = house.card(B, 'plug1');
    house.requests.allow(first);
    expect(house.only(B).knownDeviceId).toBe(house.only(A).deviceId);
    expect(() => house.requests.allow(second)).toThrow(UserError);
    house.requests.fetch(first);
    house.requests.deviceConnected(house.only(A).deviceId as string);
    house.requests.allow(second);
    expect(house.ledger.devices.size).toBe(1);
  });

  test('the name is free again when the first lapses', () => {
    house.requests.allow(house.card(A, 'plug1'));
    house.clock.advance(30 * S);
    house.card(B, 'plug1');
    house.clock.advance(30 * S);
    expect(house.only(B).knownDeviceId).toBeNull();
  });
});

describe('revoked while', () => {
  test('pending: no longer called known', () => {
    const device = house.ledger.add('plug1');
    house.card(A, 'plug1');
    house.ledger.withdraw(device.id);
    house.requests.deviceRevoked(device.id);
    expect(house.only(A).knownDeviceId).toBeNull();
  });

  test('allowed: the request ends and nothing can be fetched', () => {
    const id = house.card(A);
    house.requests.allow(id);
    const { deviceId } = house.only(A);
    house.ledger.withdraw(deviceId as string);
    house.requests.deviceRevoked(deviceId as string);
    expect(house.requests.fetch(id)).toBeNull();
    expect(house.requests.list()).toEqual([]);
    house.knock(A);
    expect(house.only(A).state).toBe('pending');
  });
});

describe('what cannot be done is refused in words', () => {
  const acts = ['allow', 'deny', 'ignore', 'fold'] as const;
  const act = (name: (typeof acts)[number], id: string) => (name === 'fold' ? house.requests.fold(id, true) : house.requests[name](id));

  test.each(acts)('%s of a request that is gone', (name) => {
    expect(() => act(name, 'nobody')).toThrow(new UserError('That request has ended.'));
  });

  test.each(acts)('%s of a request that was decided', (name) => {
    const id = house.card(A);
    house.requests.allow(id);
    expect(() => act(name, id)).toThrow(UserError);
    house.clock.advance(MINUTE);
    expect(() => act(name, id)).toThrow(UserError);
  });

  test('undo of what is not on the list', () => {
    expect(() => house.requests.undoQuiet('nobody')).toThrow(UserError);
  });
});

test('changes are told: what, and which', () => {
  const id = house.card(A);
  house.requests.deny(id);
  expect(house.changes).toEqual([`requests ${id}`, `quieted emonesp:address:${A}`, `requests ${id}`]);
});

test('no password is ever said or stored', () => {
  const id = house.card(A);
  house.requests.allow(id);
  const password = house.requests.fetch(id)?.password as string;
  expect(JSON.stringify([house.happenings, house.requests.list(), house.stored()])).not.toContain(password);
});
