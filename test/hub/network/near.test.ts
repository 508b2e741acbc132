import { expect, test } from 'vitest';
import type { NetworkAddress } from '../../../electron/hub/network/interfaces.ts';
import { addressesFor, isNear, peerAddress } from '../../../electron/hub/network/near.ts';

const own = (address: string, prefix: number, more: Partial<NetworkAddress> = {}): NetworkAddress => {
  const family = address.includes(':') ? 6 : 4;
  return { interface: 'eth0', family, address, prefix, scopeId: 0, loopback: false, ...more };
};

const OWN = [
  own('10.0.0.5', 8),
  own('192.168.1.10', 24),
  own('192.168.1.11', 28),
  own('2001:db8:1::5', 64),
  own('fe80::5', 64, { scopeId: 2 }),
];

test.each([
  ['192.168.1.3', ['192.168.1.11', '192.168.1.10', '10.0.0.5', '2001:db8:1::5']],
  ['192.168.1.200', ['192.168.1.10', '10.0.0.5', '192.168.1.11', '2001:db8:1::5']],
  ['2001:db8:1::9', ['2001:db8:1::5', '10.0.0.5', '192.168.1.10', '192.168.1.11']],
  ['172.16.0.1', ['10.0.0.5', '192.168.1.10', '192.168.1.11', '2001:db8:1::5']],
  ['fe80::9%eth0', ['10.0.0.5', '192.168.1.10', '192.168.1.11', '2001:db8:1::5']],
])('who asks from %s is told the addresses of its own network first', (peer, told) => {
  expect(addressesFor(peer, OWN)).toEqual(told);
});

test.each([
  ['192.168.7.8', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['8.8.8.8', false],
  ['203.0.113.9', true],
  ['fe80::1%eth0', true],
  ['fd12::1', true],
  ['2001:db8:1::9', true],
  ['2001:db8:2::9', false],
  ['::1', true],
  ['nonsense', false],
])('%s is near: %s', (address, near) => {
  expect(isNear(address, [own('203.0.113.5', 24), own('2001:db8:1::5', 64)])).toBe(near);
});

test.each([
  ['::ffff:192.168.1.2', '192.168.1.2'],
  ['FE80:0:0:0:0:0:0:1%eth0', 'fe80::1%eth0'],
  ['2001:DB8::0:1', '2001:db8::1'],
  ['10.0.0.1', '10.0.0.1'],
  ['', null],
  [undefined, null],
  ['localhost', null],
])('%s is spelled %s', (peer, spelled) => {
  expect(peerAddress(peer)).toBe(spelled);
});
