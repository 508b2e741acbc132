import { expect, test } from 'vitest';
import { announcePaths } from '../../../../electron/hub/discovery/announce/paths.ts';
import type { NetworkAddress } from '../../../../electron/hub/network/interfaces.ts';
import { LOOPBACK } from '../loopback.ts';

const ipv4 = (name: string, address: string, prefix: number): NetworkAddress => ({
  ...LOOPBACK,
  interface: name,
  address,
  prefix,
  loopback: false,
});
const ipv6 = (name: string, address: string, scopeId = 0): NetworkAddress => ({
  ...ipv4(name, address, 64),
  family: 6,
  scopeId,
});
const V6_LOOPBACK: NetworkAddress = { ...LOOPBACK, family: 6, address: '::1', prefix: 128 };

test('each interface by itself: a broadcast from each IPv4 address, and all nodes from the link-local one', () => {
  const all = [
    LOOPBACK,
    V6_LOOPBACK,
    ipv6('eth0', '2001:db8::5'),
    ipv6('eth0', 'fe80::5', 2),
    ipv4('eth0', '192.168.1.10', 24),
    ipv4('eth0', '10.20.30.40', 12),
    ipv4('wlan0', '192.168.7.77', 26),
  ];
  const zone = process.platform === 'win32' ? '2' : 'eth0';
  expect(announcePaths(all, false)).toEqual([
    {
      interface: 'eth0',
      addresses: ['192.168.1.10', '10.20.30.40', '2001:db8::5'],
      ways: [
        { family: 4, from: '192.168.1.10', to: '192.168.1.255' },
        { family: 4, from: '10.20.30.40', to: '10.31.255.255' },
        { family: 6, from: `fe80::5%${zone}`, to: `ff02::1%${zone}` },
      ],
    },
    { interface: 'wlan0', addresses: ['192.168.7.77'], ways: [{ family: 4, from: '192.168.7.77', to: '192.168.7.127' }] },
  ]);
});

test('a link with nothing but a link-local address names that', () => {
  expect(announcePaths([ipv6('eth0', 'fe80::5', 2)], false)).toMatchObject([{ addresses: ['fe80::5'], ways: [{ family: 6 }] }]);
});

test('a tunnel of one address and a link without a way to call have nobody to tell', () => {
  expect(announcePaths([ipv4('tun0', '10.8.0.2', 32), ipv6('wg0', 'fd00::2')], false)).toEqual([]);
});

test('for this machine alone nothing leaves it', () => {
  expect(announcePaths([LOOPBACK, V6_LOOPBACK, ipv4('eth0', '192.168.1.10', 24)], true)).toEqual([
    { interface: 'lo', addresses: ['127.0.0.1', '::1'], ways: [{ family: 4, from: '127.0.0.1', to: '127.255.255.255' }] },
  ]);
});
