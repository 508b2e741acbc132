import { expect, test } from 'vitest';
import { rateOf, warm } from '../../../electron/hub/topics/rates.ts';

function after(count: number, everyMs: number) {
  const heat = { heat: 0, lastAt: 0 };
  for (let at = 1; at <= count; at++) warm(heat, at * everyMs);
  return heat;
}

test.each([
  [100, 10],
  [1_000, 1],
  [10, 100],
])('a steady rate of %i messages per second is told', (rate, everyMs) => {
  const heat = after(rate * 60, everyMs);
  expect(rateOf(heat, heat.lastAt) / rate).toBeCloseTo(1, 1);
});

test('it fades to nothing in silence', () => {
  const heat = after(6_000, 10);
  const rates = [0, 5_000, 10_000, 60_000].map((ms) => rateOf(heat, heat.lastAt + ms));
  expect(rates[1]).toBeCloseTo(37, 0);
  expect(rates[2]).toBeCloseTo(13.5, 0);
  expect(rates[3]).toBe(0);
});

test('it has no more digits than mean something', () => {
  expect(rateOf({ heat: 61_728.4, lastAt: 0 }, 0)).toBe(12_300);
  expect(rateOf({ heat: 6.1728, lastAt: 0 }, 0)).toBe(1.23);
});

test('a clock that is set back does no harm', () => {
  const heat = after(10, 1_000);
  warm(heat, 2_000);
  expect(rateOf(heat, 0)).toBeLessThan(3);
});
