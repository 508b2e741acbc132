import { expect, test } from 'vitest';
import { heardOn, linksOf, pathsOf } from '../../../../electron/hub/discovery/mdns/links.ts';
import { OwnAddresses } from '../../../../electron/hub/discovery/mdns/own-addresses.ts';
import { hostRecords } from '../../../../electron/hub/discovery/mdns/records.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import type { NetworkAddress } from '../../../../electron/hub/network/interfaces.ts';
import { ManualClock } from '../../manual-clock.ts';

const address = (name: string, text: string, prefix: number): NetworkAddress => ({
  interface: name,
  family: text.includes(':') ? 6 : 4,
  address: text,
  prefix,
  scopeId: 0,
  loopback: name === 'lo',
});

const HOME = [
  address('lo', '127.0.0.1', 8),
  address('eth0', '192.168.1.5', 24),
  address('eth0', '10.0.0.5', 8),
  address('eth0', '2001:db8::5', 64),
  address('eth0', 'fe80::5', 64),
  address('wlan0', '192.168.2.5', 24),
];
const paths = linksOf(HOME).flatMap(pathsOf);
const heard = (from: string) => heardOn(paths, from).map(({ key }) => key);

test('there is one way for each IPv4 subnet, and one for IPv6, from the link-local address', () => {
  expect(paths.map(({ key, group }) => `${key} ${group}`)).toEqual([
    'eth0 192.168.1.5 224.0.0.251',
    'eth0 10.0.0.5 224.0.0.251',
    'eth0 fe80::5 ff02::fb%eth0',
    'wlan0 192.168.2.5 224.0.0.251',
  ]);
});

test('a packet came the way of its sender, or from outside', () => {
  expect(heard('192.168.1.77')).toEqual(['eth0 192.168.1.5']);
  expect(heard('10.3.4.5')).toEqual(['eth0 10.0.0.5']);
  expect(heard('fe80::9%eth0')).toEqual(['eth0 fe80::5']);
  expect(heard('2001:db8::9')).toEqual(['eth0 fe80::5']);
  expect(heard('169.254.7.7')).toHaveLength(3);
  for (const outside of ['8.8.8.8', '192.168.3.1', '127.0.0.1', '2001:db8:1::1', 'fe80::9%tun0', '::1', ''])
    expect(heard(outside)).toEqual([]);
});

test('a link is told its own addresses alone', () => {
  const [, wlan] = linksOf(HOME);
  expect(wlan && hostRecords(wlan, 'h.local')).toMatchObject([
    { type: 'A', data: '192.168.2.5' },
    { type: 'NSEC', data: { rrtypes: ['A'] } },
  ]);
});

test('dozens of virtual links do not push out a real one', () => {
  const virtual = Array.from({ length: 40 }, (_, index) => address(`veth${index}`, `fe80::${index + 1}`, 64));
  const links = linksOf([...virtual, ...HOME]);
  expect(links).toHaveLength(LIMITS.mdnsLinks);
  expect(links.slice(0, 2).map(({ name }) => name)).toEqual(['eth0', 'wlan0']);
});

test('an address that was just lost is still ours for a moment', () => {
  const clock = new ManualClock();
  const own = new OwnAddresses(clock);
  own.set(HOME);
  own.set(HOME.slice(0, 1));
  expect(own.has('192.168.1.5')).toBe(true);
  clock.advance(LIMITS.mdnsFormerAddressMs);
  expect(own.has('192.168.1.5')).toBe(false);
  expect(own.has('127.0.0.1')).toBe(true);
});
