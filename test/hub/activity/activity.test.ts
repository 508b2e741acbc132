import { expect, test } from 'vitest';
import { INITIAL_SETTINGS } from '../../../electron/contract/initial-settings.ts';
import type { ActivityEntry } from '../../../electron/contract/model.ts';
import { refusalCauseSchema } from '../../../electron/contract/refusal-cause.ts';
import { Activity } from '../../../electron/hub/activity/activity.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { ActivityTable } from '../../../electron/hub/storage/activity-table.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { ManualClock } from '../manual-clock.ts';

const EVERYTHING = { before: null, kinds: [], text: '', deviceId: null, most: 100 };

const aLine = (over: Partial<ActivityEntry>): ActivityEntry => ({
  id: 1,
  kind: 'change',
  text: '',
  cause: null,
  deviceId: null,
  address: null,
  firstAt: 1,
  lastAt: 1,
  count: 1,
  ...over,
});

function setUp(keep = INITIAL_SETTINGS.activityEntries) {
  const clock = new ManualClock();
  const table = new ActivityTable(openDatabase(':memory:'));
  const added: ActivityEntry[] = [];
  const activity = new Activity({ table, clock, keep: () => keep, added: (entries) => added.push(...entries) });
  return { clock, table, added, activity };
}

test('lines come back newest first and can be filtered and paged', () => {
  const { activity } = setUp();
  activity.report({ kind: 'knock', text: 'A knocked', address: '192.168.1.2' });
  activity.report({ kind: 'decision', text: 'A allowed', deviceId: 'a' });
  activity.report({ kind: 'refusal', text: '100% wrong', refusal: { cause: 'password' } });
  const texts = (query: object) => activity.list({ ...EVERYTHING, ...query }).map((entry) => entry.text);
  expect(texts({})).toEqual(['100% wrong', 'A allowed', 'A knocked']);
  expect(texts({ kinds: ['knock', 'refusal'] })).toEqual(['100% wrong', 'A knocked']);
  expect(texts({ text: '0% w' })).toEqual(['100% wrong']);
  expect(texts({ text: '_' })).toEqual([]);
  expect(texts({ text: '192.168' })).toEqual(['A knocked']);
  expect(texts({ deviceId: 'a' })).toEqual(['A allowed']);
  expect(texts({ before: 3, most: 1 })).toEqual(['A allowed']);
});

test.each(refusalCauseSchema.options)('a refusal keeps its cause, in memory and in the file: %s', (cause) => {
  const { activity, table, added } = setUp();
  activity.report({ kind: 'refusal', text: 'Refused.', refusal: { cause } });
  activity.report({ kind: 'change', text: 'You did something.' });
  activity.flush();
  expect(added.map((entry) => entry.cause)).toEqual([cause, null]);
  expect(table.list(EVERYTHING).map((entry) => entry.cause)).toEqual([null, cause]);
});

test('repeats share a line for a while', () => {
  const { activity, clock } = setUp();
  for (let count = 0; count < 3; count++) {
    activity.report({ kind: 'knock', text: 'A knocked' });
    clock.advance(10_000);
  }
  expect(activity.list(EVERYTHING)).toMatchObject([{ count: 3 }]);
  clock.advance(LIMITS.activityRepeatMs);
  activity.report({ kind: 'knock', text: 'A knocked' });
  expect(activity.list(EVERYTHING)).toMatchObject([{ count: 1 }, { count: 3 }]);
});

test('lines are written together, and told when they are written', () => {
  const { activity, clock, table, added } = setUp();
  activity.report({ kind: 'change', text: 'one' });
  activity.report({ kind: 'change', text: 'two' });
  expect(table.list(EVERYTHING)).toHaveLength(0);
  clock.advance(LIMITS.activityWriteDelayMs);
  expect(table.list(EVERYTHING)).toHaveLength(2);
  expect(added.map((entry) => entry.text)).toEqual(['one', 'two']);
});

test('a flood from the network shares one line and does not push out decisions', () => {
  const { activity, clock } = setUp();
  activity.report({ kind: 'decision', text: 'A allowed' });
  for (let count = 0; count < 10_000; count++)
    activity.report({ kind: 'refusal', text: `user ${count}`, refusal: { cause: 'unknown-user' } });
  expect(activity.list(EVERYTHING)).toHaveLength(LIMITS.activityNoisePerMinute + 2);
  expect(activity.list(EVERYTHING)[0]).toMatchObject({ count: 10_000 - LIMITS.activityNoisePerMinute, cause: 'other' });
  activity.report({ kind: 'decision', text: 'B allowed' });
  expect(activity.list(EVERYTHING)[0]?.text).toBe('B allowed');
  clock.advance(60_000);
  activity.report({ kind: 'refusal', text: 'later', refusal: { cause: 'unknown-user' } });
  expect(activity.list(EVERYTHING)[0]?.text).toBe('later');
});

test('as many lines are kept as the settings say', () => {
  const { activity } = setUp(3);
  for (const text of ['a', 'b', 'c', 'd', 'e']) activity.report({ kind: 'decision', text });
  expect(activity.list(EVERYTHING).map((entry) => entry.text)).toEqual(['e', 'd', 'c']);
});

test('the oldest lines go when there are too many', () => {
  const { table } = setUp();
  table.save(
    Array.from({ length: 30 }, (_, index) => aLine({ id: index + 1 })),
    10,
  );
  expect(table.list(EVERYTHING).map((entry) => entry.id)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);
});
