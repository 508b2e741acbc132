import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Sequence } from '../../../../electron/hub/discovery/announce/sequence.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { openDatabase } from '../../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../../electron/hub/storage/settings-table.ts';
import { ManualClock } from '../../manual-clock.ts';

let database: DatabaseSync;
let table: SettingsTable;
let clock: ManualClock;
let isFull: boolean;
let writes: number;

beforeEach(() => {
  database = openDatabase(':memory:');
  table = new SettingsTable(database);
  clock = new ManualClock();
  isFull = false;
  writes = 0;
});
afterEach(() => database.close());

/** A program that was just started. */
const start = () =>
  new Sequence({
    clock,
    table,
    attempt: (write) => {
      if (isFull) return false;
      writes++;
      write();
      return true;
    },
  });
const take = (sequence: Sequence, count: number) => Array.from({ length: count }, () => sequence.next());

test('grows by one, and is written once for a whole block', () => {
  const first = Math.floor(clock.now() / 1_000) + 1;
  expect(take(start(), LIMITS.announceNumbers)).toEqual(Array.from({ length: LIMITS.announceNumbers }, (_, at) => first + at));
  expect(writes).toBe(1);
});

test('never comes back to a number, however often and wherever the program ends, and whatever the clock says', () => {
  let highest = 0;
  for (const count of [1, 999, 1_000, 1_001, 2, 0, 5]) {
    clock.advance(-3_600_000);
    for (const number of take(start(), count)) {
      expect(number).toBeGreaterThan(highest);
      highest = number ?? 0;
    }
  }
});

test('goes on above what an old backup knows, as far as the time goes', () => {
  const old = start().next() as number;
  clock.advance(30 * 86_400_000);
  expect(start().next()).toBeGreaterThan(old + 2_000_000);
});

test('a full disk: the block is used up, then there are none until it is over', () => {
  const sequence = start();
  const [last] = take(sequence, LIMITS.announceNumbers).slice(-1);
  isFull = true;
  expect(take(sequence, 2)).toEqual([null, null]);
  expect(start().next()).toBeNull();
  isFull = false;
  expect(sequence.next()).toBe((last as number) + 1);
});

test('a write that fails half way hands out nothing', () => {
  const broken = new Sequence({
    clock,
    table: Object.assign(new SettingsTable(database), {
      set() {
        throw new Error('disk full');
      },
    }),
    attempt: (write) => {
      try {
        write();
        return true;
      } catch {
        return false;
      }
    },
  });
  expect(take(broken, 2)).toEqual([null, null]);
});

test('a stored value that means nothing does no harm', () => {
  table.set('announce.seq', 'many');
  expect(start().next()).toBe(Math.floor(clock.now() / 1_000) + 1);
});
