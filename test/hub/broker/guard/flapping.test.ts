import { expect, test } from 'vitest';
import { Flapping } from '../../../../electron/hub/broker/guard/flapping.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';

/** Comes again as soon as it was let in. Returns the delays and the time when the last was over. */
function flap(flapping: Flapping, times: number, from = 0, key = 'a'): { delays: number[]; end: number } {
  const delays: number[] = [];
  let now = from;
  for (let count = 0; count < times; count++) {
    delays.push(flapping.came(key, now));
    now += delays.at(-1) as number;
  }
  return { delays, end: now };
}

test('ten times within a minute are free, then each time takes twice as long as the one before, up to 30 s', () => {
  const { delays } = flap(new Flapping(), 18);
  expect(delays).toEqual([...Array(10).fill(0), 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('who comes often, but not that often, is never slowed', () => {
  const flapping = new Flapping();
  for (let count = 0; count < 100; count++) expect(flapping.came('a', count * 6_000)).toBe(0);
  expect(flapping.reason('a')).toBeNull();
});

test('others are not slowed with it', () => {
  const flapping = new Flapping();
  flap(flapping, 12);
  expect(flapping.came('b', 0)).toBe(0);
});

test('it is forgotten when none came for a minute after it was let in, and not before', () => {
  const slow = new Flapping();
  const { end } = flap(slow, 12);
  expect(slow.came('a', end + 59_999)).toBe(4_000);
  const forgiven = new Flapping();
  flap(forgiven, 12);
  expect(flap(forgiven, 11, end + 60_000).delays).toEqual([...Array(10).fill(0), 1_000]);
});

test('one that leaves before it was let in waits for the rest only, so that the impatient get in too', () => {
  const flapping = new Flapping();
  const { end } = flap(flapping, 14);
  expect(flapping.came('a', end)).toBe(16_000);
  expect(flapping.came('a', end + 5_000)).toBe(11_000);
  expect(flapping.came('a', end + 15_999)).toBe(1);
  expect(flapping.came('a', end + 16_000)).toBe(30_000);
});

test('the reason names the usual causes, once for each episode', () => {
  const flapping = new Flapping();
  flap(flapping, 10, 0, 'plug\u0007');
  expect(flapping.reason('plug\u0007')).toBeNull();
  const { end } = flap(flapping, 1, 0, 'plug\u0007');
  expect(flapping.reason('plug\u0007')).toBe(
    '"plug" connects again and again, so it is let in more slowly. The usual causes: two devices use the same client id, or its power or Wi-Fi is poor.',
  );
  flap(flapping, 3, end, 'plug\u0007');
  expect(flapping.reason('plug\u0007')).toBeNull();
  flap(flapping, 11, 3_600_000, 'plug\u0007');
  expect(flapping.reason('plug\u0007')).not.toBeNull();
});

test('what is over is forgotten, and there are never too many', () => {
  const flapping = new Flapping();
  for (let key = 0; key < 1_000; key++) flapping.came(`${key}`, 0);
  flapping.came('later', 60_000);
  expect(flapping.size).toBe(1);
  for (let key = 0; key < LIMITS.flappingKeys + 10; key++) flapping.came(`${key}`, 60_001);
  expect(flapping.size).toBe(LIMITS.flappingKeys);
});
