import { beforeEach, expect, test } from 'vitest';
import { Cache } from '../../../../electron/hub/discovery/mdns/cache.ts';
import type { Link } from '../../../../electron/hub/discovery/mdns/links.ts';
import type { MdnsRecord } from '../../../../electron/hub/discovery/mdns/records.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ManualClock } from '../../manual-clock.ts';

const link = (name: string): Link => ({ name, zone: name, addresses: [] });
const ETH = link('eth0');
const a = (data: string, more: Partial<MdnsRecord> = {}) =>
  ({ type: 'A', name: 'lamp.local', ttl: 100, flush: false, data, ...more }) as MdnsRecord;

let clock: ManualClock;
let cache: Cache;
beforeEach(() => {
  clock = new ManualClock();
  cache = new Cache(clock);
});

const found = () => cache.find('LAMP.local', 'A').map(({ record }) => record.data);

test('keeps a record for its time and asks for it again four times before the end', () => {
  cache.put(a('10.0.0.1'), ETH, '10.0.0.1');
  const asked: number[] = [];
  for (let second = 1; second <= 100; second++) {
    clock.advance(1_000);
    cache.expire();
    if (cache.aging().length > 0) asked.push(second);
  }
  expect(asked).toEqual([80, 85, 90, 95]);
  expect(found()).toEqual([]);
  expect(cache.count).toBe(0);
});

test('a goodbye counts after a second, unless somebody still says so', () => {
  cache.put(a('10.0.0.1'), ETH, 'x');
  cache.put(a('10.0.0.2'), ETH, 'x');
  cache.put(a('10.0.0.1', { ttl: 0 }), ETH, 'x');
  cache.put(a('10.0.0.2', { ttl: 0 }), ETH, 'x');
  cache.put(a('10.0.0.2'), ETH, 'x');
  clock.advance(1_000);
  cache.expire();
  expect(found()).toEqual(['10.0.0.2']);
});

test('unique records void older ones of their link alone', () => {
  cache.put(a('10.0.0.1'), ETH, 'x');
  cache.put(a('10.1.0.1'), link('wlan0'), 'x');
  clock.advance(2_000);
  cache.put(a('10.0.0.2', { flush: true }), ETH, 'x');
  cache.put(a('10.0.0.3', { flush: true }), ETH, 'x');
  clock.advance(1_000);
  cache.expire();
  expect(found().sort()).toEqual(['10.0.0.2', '10.0.0.3', '10.1.0.1']);
});

test('tells what need not be told again, with the time that is left', () => {
  cache.put(a('10.0.0.1'), ETH, 'x');
  clock.advance(40_000);
  expect(cache.known('lamp.local', 'A')).toMatchObject([{ data: '10.0.0.1', ttl: 60 }]);
  clock.advance(20_000);
  expect(cache.known('lamp.local', 'A')).toEqual([]);
});

test('a flood from one source or from many pushes out its own, not a quiet device', () => {
  cache.put(a('10.0.0.1'), ETH, 'quiet');
  for (let count = 0; count < 1_000; count++) cache.put(a('10.9.9.9', { name: `n${count}.local` }), ETH, 'loud');
  expect(cache.count).toBe(LIMITS.mdnsCachePerSource + 1);
  for (let count = 0; count < 5_000; count++) cache.put(a('10.9.9.9', { name: `m${count}.local` }), ETH, `loud ${count % 100}`);
  expect(cache.count).toBe(LIMITS.mdnsCacheRecords);
  expect(found()).toEqual(['10.0.0.1']);
});
