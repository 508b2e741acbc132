import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

describe('a restart', () => {
  test.each([false, true])('inside the window keeps its end; the next fetch makes a new password (crash: %s)', (crash) => {
    const id = house.card(A);
    house.requests.allow(id);
    const first = house.requests.fetch(id)?.password;
    const { endsAt } = house.only(A);
    house.restart(20 * S, crash);
    expect(house.only(A)).toMatchObject({ id, state: 'allowed', endsAt });
    const second = house.requests.fetch(id)?.password;
    expect(second).not.toBe(first);
    expect(second).toBe([...house.ledger.devices.values()][0]?.password);
    house.clock.advance(40 * S);
    expect(house.only(A).state).toBe('lapsed');
  });

  test('after the fetch: CONNECT with that password still closes the window', () => {
    const id = house.card(A);
    house.requests.allow(id);
    house.requests.fetch(id);
    house.restart(S);
    house.requests.deviceConnected(house.only(A).deviceId as string);
    expect(house.only(A).state).toBe('connected');
  });

  test('after the window: lapsed, and an unused device is gone', () => {
    house.requests.allow(house.card(A));
    house.restart(5 * MINUTE);
    expect(house.only(A).state).toBe('lapsed');
    expect(house.ledger.devices.size).toBe(0);
  });

  test('after the window: a fetched device stays', () => {
    const id = house.card(A);
    house.requests.allow(id);
    house.requests.fetch(id);
    house.restart(5 * MINUTE);
    expect(house.only(A).state).toBe('lapsed');
    expect(house.ledger.devices.size).toBe(1);
  });

  test('after it connected: still said for the rest of its minute', () => {
    const id = house.card(A);
    house.requests.allow(id);
    house.requests.fetch(id);
    house.requests.deviceConnected(house.only(A).deviceId as string);
    house.restart(30 * S);
    expect(house.only(A).state).toBe('connected');
    house.restart(40 * S);
    expect(house.requests.list()).toEqual([]);
  });

  test('after its device was lost in a crash: lapsed, and nothing breaks', () => {
    house.requests.allow(house.card(A));
    house.ledger.withdraw(house.only(A).deviceId as string);
    house.restart(MINUTE, true);
    expect(house.only(A).state).toBe('lapsed');
  });

  test('with a clock that was set back does not open a window longer', () => {
    house.requests.allow(house.card(A));
    house.restart(-60 * MINUTE);
    expect(house.only(A).endsAt).toBe(house.clock.now() + MINUTE);
  });
});

test('after the machine slept, silence counts from then: cards stay, denied ones stay quiet, windows are over', () => {
  house.card(A);
  house.requests.deny(house.card(B, 'plug2'));
  house.requests.allow(house.card('192.168.1.9'));
  house.clock.sleep(60 * MINUTE);
  house.clock.advance(MINUTE);
  expect(house.only(A).state).toBe('pending');
  expect(house.only('192.168.1.9').state).toBe('lapsed');
  expect(house.requests.quieted()).toHaveLength(1);
});
