import { expect, test } from 'vitest';
import { Patience } from '../../../../electron/hub/broker/front/patience.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ManualClock } from '../../manual-clock.ts';

function make() {
  const clock = new ManualClock();
  const patience = new Patience(clock);
  const told: string[] = [];
  return { clock, patience, told, wait: (name: string) => patience.wait(() => told.push(name)) };
}

test('who waits is told when the subscriber caught up', () => {
  const { clock, patience, told, wait } = make();
  wait('a');
  wait('b');
  clock.advance(LIMITS.slowReaderMs - 1);
  expect(told).toEqual([]);
  patience.relieve();
  expect([told, patience.isBehind]).toEqual([['a', 'b'], false]);
  clock.advance(LIMITS.slowReaderMs);
  expect(patience.isBehind).toBe(false);
});

test('nobody waits for longer than the first one may, and then it is behind', () => {
  const { clock, patience, told, wait } = make();
  wait('a');
  clock.advance(LIMITS.slowReaderMs - 1);
  wait('b');
  clock.advance(1);
  expect([told, patience.isBehind]).toEqual([['a', 'b'], true]);
});

test('one that caught up is waited for again', () => {
  const { clock, patience, told, wait } = make();
  wait('a');
  clock.advance(LIMITS.slowReaderMs);
  patience.relieve();
  expect(patience.isBehind).toBe(false);
  wait('b');
  expect(told).toEqual(['a']);
  clock.advance(LIMITS.slowReaderMs);
  expect([told, patience.isBehind]).toEqual([['a', 'b'], true]);
});
