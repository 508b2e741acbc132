import { expect, test } from 'vitest';
import { boundedKeepAlive } from '../../../../electron/hub/broker/guard/keep-alive.ts';

test.each([
  [1, 1],
  [60, 60],
  [600, 600],
  [601, 600],
  [65_535, 600],
  [0, 600],
])('%i s asked for, at most 10 minutes allowed: %i s', (asked, held) => {
  expect(boundedKeepAlive(asked, { keepAliveMinutes: 10 })).toBe(held);
});

test('the longest that the protocol knows is within the longest that can be set', () => {
  expect(boundedKeepAlive(65_520, { keepAliveMinutes: 1_092 })).toBe(65_520);
});
