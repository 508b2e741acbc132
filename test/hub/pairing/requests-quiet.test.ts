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

describe('Deny', () => {
  test('ends the request and keeps the device quiet while it polls', () => {
    house.requests.deny(house.card(A, 'plug1'));
    expect(house.requests.list()).toEqual([]);
    house.poll(A, 30 * MINUTE, 'plug1');
    expect(house.requests.list()).toEqual([]);
    expect(house.requests.quieted()).toMatchObject([{ key: 'emonesp:node:plug1', reason: 'denied', lastSeenAt: house.clock.now() }]);
  });

  test('after 10 minutes of silence the next knock is a new request', () => {
    house.requests.deny(house.card(A, 'plug1'));
    house.clock.advance(10 * MINUTE - 1);
    expect(house.requests.quieted()).toHaveLength(1);
    house.clock.advance(1);
    expect(house.requests.quieted()).toEqual([]);
    expect(house.storedQuieted()).toEqual([]);
    house.knock(A, 'plug1');
    expect(house.only(A).state).toBe('pending');
  });

  test('follows the device to another address', () => {
    house.requests.deny(house.card(A, 'plug1'));
    house.knock(B, 'plug1');
    expect(house.requests.list()).toEqual([]);
    expect(house.requests.quieted()[0]?.address).toBe(B);
  });

  test('does not hit another device that gets the address', () => {
    house.requests.deny(house.card(A, 'plug1'));
    house.knock(A, 'plug2');
    expect(house.only(A).name).toBe('plug2');
  });

  test('is kept over a restart, and the silence counts from then', () => {
    house.requests.deny(house.card(A, 'plug1'));
    house.restart(60 * MINUTE);
    house.knock(A, 'plug1');
    expect(house.requests.list()).toEqual([]);
    house.restart(60 * MINUTE);
    house.clock.advance(10 * MINUTE);
    expect(house.requests.quieted()).toEqual([]);
  });

  test('the oldest denied makes room, an ignored one never', () => {
    house.close();
    house = new House({ quieted: 3 });
    house.requests.ignore(house.card('10.0.0.1'));
    house.clock.advance(1);
    for (const host of [2, 3, 4]) {
      house.requests.deny(house.card(`10.0.0.${host}`));
      house.clock.advance(1);
    }
    expect(house.requests.quieted().map(({ address }) => address)).toEqual(['10.0.0.4', '10.0.0.3', '10.0.0.1']);
  });
});

describe('Ignore', () => {
  test('is for ever, over silence and restarts', () => {
    house.requests.ignore(house.card(A, 'plug1'));
    house.clock.advance(60 * MINUTE);
    house.restart(24 * 60 * MINUTE);
    house.clock.advance(60 * MINUTE);
    house.knock(B, 'plug1');
    expect(house.requests.list()).toEqual([]);
    expect(house.requests.quieted()).toMatchObject([{ reason: 'ignored', name: 'plug1' }]);
  });

  test('undone: the next knock makes a card', () => {
    house.requests.ignore(house.card(A, 'plug1'));
    house.requests.undoQuiet('emonesp:node:plug1');
    expect(house.storedQuieted()).toEqual([]);
    house.knock(A, 'plug1');
    expect(house.only(A).state).toBe('pending');
  });

  test('is refused in words when the list is full of ignored devices, and the request stays', () => {
    house.close();
    house = new House({ quieted: 1 });
    house.requests.ignore(house.card(A));
    const id = house.card(B);
    expect(() => house.requests.ignore(id)).toThrow(/Undo some/);
    expect(() => house.requests.deny(id)).toThrow(UserError);
    expect(house.only(B).state).toBe('pending');
  });

  test('the last time it was heard is stored every 30 s', () => {
    house.requests.ignore(house.card(A));
    const before = house.storedQuieted()[0]?.lastSeenAt;
    house.clock.advance(10 * S);
    house.knock(A);
    expect(house.storedQuieted()[0]?.lastSeenAt).toBe(before);
    house.clock.advance(30 * S);
    expect(house.storedQuieted()[0]?.lastSeenAt).toBe((before ?? 0) + 10 * S);
  });
});
