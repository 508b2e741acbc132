import { expect, test } from 'vitest';
import { Rates } from '../../../../electron/hub/broker/guard/rates.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';

const make = (messagesPerSecond: number, bytesPerSecond = 1_000_000_000) => {
  const limits = { messagesPerSecond, bytesPerSecond };
  return { limits, rates: new Rates(() => limits) };
};

/** Publishes as fast as it may for some seconds. Returns how many packets were handled. */
function flood(rates: Rates, bytes: number, seconds: number, key = 'a'): number {
  let count = 0;
  for (let now = 0; now < seconds * 1_000; count++) now += rates.take(key, bytes, now);
  return count;
}

test('a second of messages passes at once, then each waits its turn', () => {
  const { rates } = make(10);
  for (let count = 0; count < 10; count++) expect(rates.take('a', 1, 5_000)).toBe(0);
  expect(rates.take('a', 1, 5_000)).toBe(100);
  expect(rates.take('a', 1, 5_100)).toBe(100);
  expect(rates.take('b', 1, 5_100)).toBe(0);
});

test.each([
  [10, 1, 100],
  [10_000, 1, 100_000],
  [1, 1, 10],
])('%i messages a second are what a flood comes down to', (perSecond, bytes, inTen) => {
  const count = flood(make(perSecond).rates, bytes, 10);
  // The burst comes on top.
  expect(count).toBeGreaterThanOrEqual(inTen);
  expect(count).toBeLessThanOrEqual(inTen + 2 * perSecond + 1);
});

test('bytes count too, whichever is used up first', () => {
  expect(flood(make(1_000_000, 10_000).rates, 100, 10)).toBeLessThanOrEqual(1_000 + 201);
  const { rates } = make(5, 10_000);
  expect(rates.take('a', 15_000, 0)).toBe(500);
});

test('who rests gets its burst again, and no more than that', () => {
  const { rates } = make(10);
  for (let count = 0; count < 10; count++) rates.take('a', 1, 0);
  expect(rates.take('a', 1, 0)).toBeGreaterThan(0);
  for (let count = 0; count < 10; count++) expect(rates.take('a', 1, 3_600_000)).toBe(0);
  expect(rates.take('a', 1, 3_600_000)).toBe(100);
});

test('a changed limit holds from the next packet on', () => {
  const { rates, limits } = make(1);
  expect([rates.take('a', 1, 0), rates.take('a', 1, 0)]).toEqual([0, 1_000]);
  limits.messagesPerSecond = 1_000;
  expect(rates.take('a', 1, 1_000)).toBe(1);
});

test('no packet and no jump of the clock makes anybody wait for ever', () => {
  const { rates } = make(1, 1_024);
  expect(rates.take('a', 64 * 1_024 * 1_024, 1_000_000)).toBe(LIMITS.slowedMs);
  expect(rates.take('a', 1, 1_000)).toBe(LIMITS.slowedMs);
  expect(rates.take('a', 1, 1_000 + LIMITS.slowedMs)).toBeLessThanOrEqual(1_000);
});

test('idle keys are forgotten, and there are never too many', () => {
  const { rates } = make(1);
  for (let key = 0; key < 1_000; key++) rates.take(`${key}`, 1, 0);
  rates.take('later', 1, LIMITS.ratesSweepMs);
  expect(rates.size).toBe(1);
  for (let key = 0; key <= LIMITS.ratedKeys; key++) rates.take(`${key}`, 1, LIMITS.ratesSweepMs);
  expect(rates.size).toBe(LIMITS.ratedKeys);
});
