import { beforeEach, expect, test } from 'vitest';
import { brokerLimitsSchema, DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { BrokerLimits } from '../../../electron/hub/settings/broker-limits.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { words } from '../../../electron/hub/words/index.ts';

let table: SettingsTable;
let changes: number;
const open = () => new BrokerLimits(table, () => changes++);

beforeEach(() => {
  table = new SettingsTable(openDatabase(':memory:'));
  changes = 0;
});

test('the defaults hold, and they keep to their own bounds', () => {
  expect(open().current).toEqual(DEFAULT_BROKER_LIMITS);
  expect(brokerLimitsSchema.parse(DEFAULT_BROKER_LIMITS)).toEqual(DEFAULT_BROKER_LIMITS);
  expect(Object.keys(words.settings.limits).sort()).toEqual(Object.keys(DEFAULT_BROKER_LIMITS).sort());
});

test('a change holds at once, is kept, and leaves the rest alone', () => {
  const limits = open();
  const queue = { ...DEFAULT_BROKER_LIMITS.queue, messages: 5 };
  expect(limits.change({ connections: 7, queue, packetBytes: undefined })).toEqual(['queue', 'connections']);
  expect(limits.current).toEqual({ ...DEFAULT_BROKER_LIMITS, connections: 7, queue });
  expect(changes).toBe(1);
  expect(limits.change({ inFlight: 3 })).toEqual(['inFlight']);
  expect(open().current).toEqual({ ...DEFAULT_BROKER_LIMITS, connections: 7, queue, inFlight: 3 });
});

test('only what was changed is stored, so that later defaults reach the rest', () => {
  open().change({ topicLevels: 9 });
  expect(table.get('limits')).toEqual({ topicLevels: 9 });
});

test('what is as it was is no change', () => {
  const limits = open();
  const before = limits.current;
  expect(limits.change({ connections: before.connections, queue: { ...before.queue } })).toEqual([]);
  expect([changes, table.get('limits')]).toEqual([0, undefined]);
  expect(limits.current).toBe(before);
});

test.each([
  [{ connections: 0 }, /^This does not do for the number of connections: /],
  [{ packetBytes: 1_024 }, /^This does not do for the size of a packet: /],
  [{ topicLevels: 1.5 }, /^This does not do for the levels of a topic: /],
  [{ queue: { ...DEFAULT_BROKER_LIMITS.queue, messages: 0 } }, /^This does not do for what may wait for a client that is away: /],
])('%j is refused whole', (wanted, reason) => {
  const limits = open();
  expect(() => limits.change({ inFlight: 7, ...wanted })).toThrow(reason);
  expect([limits.current, open().current, changes]).toEqual([DEFAULT_BROKER_LIMITS, DEFAULT_BROKER_LIMITS, 0]);
});

test.each([[null], ['x'], [{ connections: -1, inFlight: 'many', topicBytes: 100 }]])(
  'stored %j falls back where it does not fit',
  (stored) => {
    table.set('limits', stored);
    const topicBytes = typeof stored === 'object' && stored ? 100 : DEFAULT_BROKER_LIMITS.topicBytes;
    expect(open().current).toEqual({ ...DEFAULT_BROKER_LIMITS, topicBytes });
  },
);
