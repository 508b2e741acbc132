import { beforeEach, expect, test } from 'vitest';
import { WakingClock } from '../../electron/hub/waking-clock.ts';
import { HouseClock } from './pairing/house-clock.ts';

const MINUTE = 60_000;
let house: HouseClock;
let clock: WakingClock;
let rang: string[];
const ring = (what: string) => () => void rang.push(what);

beforeEach(() => {
  house = new HouseClock();
  clock = new WakingClock(house);
  rang = [];
});

test('what fell due while the machine slept runs when it wakes, in its order, and once', () => {
  clock.after(3 * MINUTE, ring('three'));
  clock.after(2 * MINUTE, ring('two'));
  house.sleep(10 * MINUTE);
  expect(rang).toEqual([]);
  clock.woke();
  house.advance(0);
  expect(rang).toEqual(['two', 'three']);
  house.advance(10 * MINUTE);
  expect(rang).toEqual(['two', 'three']);
});

test('what is not due yet runs at its time, not later by the sleep', () => {
  clock.after(30 * MINUTE, ring('later'));
  house.sleep(10 * MINUTE);
  clock.woke();
  house.advance(20 * MINUTE - 1);
  expect(rang).toEqual([]);
  house.advance(1);
  expect(rang).toEqual(['later']);
});

test('what was called off stays so, before the sleep and after it', () => {
  clock.after(MINUTE, ring('before'))();
  const off = clock.after(MINUTE, ring('after'));
  house.sleep(10 * MINUTE);
  clock.woke();
  off();
  house.advance(10 * MINUTE);
  expect(rang).toEqual([]);
});

test('repeats go on as they were', () => {
  const end = clock.every(MINUTE, ring('tick'));
  house.sleep(10 * MINUTE);
  clock.woke();
  house.advance(2 * MINUTE);
  end();
  house.advance(2 * MINUTE);
  expect(rang).toEqual(['tick', 'tick']);
});
