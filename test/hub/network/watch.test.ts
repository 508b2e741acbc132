import { beforeEach, expect, test } from 'vitest';
import type { NetworkAddress } from '../../../electron/hub/network/interfaces.ts';
import { type NetworkChange, NetworkWatch } from '../../../electron/hub/network/watch.ts';
import { HouseClock } from '../pairing/house-clock.ts';

const S = 1_000;
const ETH: NetworkAddress = { interface: 'eth0', family: 4, address: '10.0.0.5', prefix: 24, scopeId: 0, loopback: false };
const LINK: NetworkAddress = { interface: 'eth0', family: 6, address: 'fe80::5', prefix: 64, scopeId: 2, loopback: false };

let clock: HouseClock;
let addresses: NetworkAddress[];
let changes: NetworkChange[];
let watch: NetworkWatch;

beforeEach(() => {
  clock = new HouseClock();
  addresses = [ETH];
  changes = [];
  watch = new NetworkWatch({ clock, interfaces: () => addresses });
  watch.follow((change) => changes.push(change));
  watch.start();
});

test.each<[string, NetworkAddress[]]>([
  ['a new address', [{ ...ETH, address: '10.0.0.9' }]],
  ['another network', [{ ...ETH, prefix: 16 }]],
  ['one more, of IPv6', [ETH, LINK]],
  ['a cable that is pulled', []],
])('%s is noticed within 10 s, and told once', (_what, next) => {
  addresses = next;
  clock.advance(10 * S);
  expect(changes).toEqual(['addresses']);
  clock.advance(60 * S);
  expect(changes).toHaveLength(1);
});

test('the order in which the system names them means nothing', () => {
  addresses = [ETH, LINK];
  clock.advance(10 * S);
  addresses = [LINK, ETH];
  clock.advance(10 * S);
  expect(changes).toEqual(['addresses']);
});

test('waking up is noticed within 10 s, also when nothing else changed', () => {
  clock.advance(10 * S);
  clock.sleep(3_600 * S);
  clock.advance(10 * S);
  expect(changes).toEqual(['resumed']);
});

test('a busy moment is no sleep', () => {
  clock.sleep(3 * S);
  clock.advance(10 * S);
  expect(changes).toEqual([]);
});

test('nothing is told after it stopped', () => {
  watch.stop();
  addresses = [];
  clock.advance(60 * S);
  expect(changes).toEqual([]);
});

test('who is told that the machine woke says so at once, and its own late timer does not say it again', () => {
  clock.advance(10 * S);
  clock.sleep(3_600 * S);
  watch.woke(true);
  expect(changes).toEqual(['resumed']);
  clock.advance(10 * S);
  expect(changes).toHaveLength(1);
});

test('somebody who is back at the screen asks for news, and there was no sleep', () => {
  watch.woke(false);
  expect(changes).toEqual(['asked']);
});
