import { beforeEach, expect, test } from 'vitest';
import { Prober } from '../../../../electron/hub/discovery/mdns/prober.ts';
import type { MdnsRecord } from '../../../../electron/hub/discovery/mdns/records.ts';
import { Rivals } from '../../../../electron/hub/discovery/mdns/rivals.ts';
import { compareProbes } from '../../../../electron/hub/discovery/mdns/tiebreak.ts';
import type { Claim } from '../../../../electron/hub/discovery/mdns/types.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ManualClock } from '../../manual-clock.ts';

const a = (data: string, name = 'porchlight.local'): MdnsRecord => ({ type: 'A', name, ttl: 120, flush: true, data });
const srv = (port: number): MdnsRecord => ({
  type: 'SRV',
  name: 'P._x._tcp.local',
  ttl: 120,
  flush: true,
  data: { port, target: 'p.local' },
});
const aaaa = (data: string): MdnsRecord => ({ type: 'AAAA', name: 'porchlight.local', ttl: 120, flush: true, data });

let clock: ManualClock;
beforeEach(() => {
  clock = new ManualClock();
});

test('of two simultaneous probes the later data wins, the longer list after an equal beginning', () => {
  expect(compareProbes([a('169.254.99.200')], [a('169.254.200.50')])).toBeLessThan(0);
  expect(compareProbes([a('10.0.0.2')], [a('10.0.0.2', 'PORCHLIGHT.local')])).toBe(0);
  expect(compareProbes([a('10.0.0.9'), a('10.0.0.2')], [a('10.0.0.2')])).toBeGreaterThan(0);
  expect(compareProbes([a('255.0.0.1')], [aaaa('::1')])).toBeLessThan(0);
  expect(compareProbes([srv(80)], [srv(8080)])).toBeLessThan(0);
});

test('a name is ours after three probes without an objection; whoever loses a tie waits a second', () => {
  const asked: string[][] = [];
  const won: string[][] = [];
  const prober = new Prober({
    clock,
    random: () => new Uint8Array(2),
    ask: (names) => asked.push(names),
    won: (names) => won.push(names),
  });
  prober.add(['a.local', 'b.local']);
  clock.advance(0);
  clock.advance(250);
  prober.add(['b.local'], LIMITS.mdnsTieMs);
  expect([prober.isAsking('A.local'), prober.isAsking('b.local')]).toEqual([true, false]);
  clock.advance(500);
  expect(won).toEqual([['a.local']]);
  clock.advance(1_249);
  expect(won).toEqual([['a.local']]);
  clock.advance(1);
  expect(won).toEqual([['a.local'], ['b.local']]);
  expect(asked.flat().filter((name) => name === 'b.local')).toHaveLength(5);
  clock.advance(60_000);
  expect(won).toHaveLength(2);
});

test('a flood of claims is told once per machine, and makes us probe again no more than every 10 s', () => {
  const claims: Claim[] = [];
  let verified = 0;
  const rivals = new Rivals({
    clock,
    claimed: (claim) => claims.push(claim),
    names: () => new Map([['porchlight.local', 'host' as const]]),
    records: () => [a('10.0.0.1')],
    isOwnAddress: (address) => address === '10.0.1.1',
    isAsking: () => false,
    isSettled: () => true,
    lost: () => {},
    verify: () => verified++,
  });
  rivals.hear([a('10.0.0.1'), a('10.0.1.1'), { ...a('10.0.0.7'), ttl: 0 }, a('10.0.0.7', 'lamp.local')], '10.0.0.7');
  expect(claims).toEqual([]);
  for (let packet = 0; packet < 5_000; packet++) {
    clock.advance(2);
    rivals.hear([a('10.0.0.7')], `fe80::${(packet % 500).toString(16)}%eth0`);
  }
  expect(verified).toBeLessThanOrEqual(2);
  expect(claims.length).toBeLessThanOrEqual(2 * LIMITS.mdnsClaims);
  expect(claims[0]).toEqual({ what: 'host', name: 'porchlight.local', address: 'fe80::0' });
});
