import { beforeEach, expect, test } from 'vitest';
import { Advertiser } from '../../../../electron/hub/discovery/mdns/advertiser.ts';
import { linksOf, type Path, pathsOf } from '../../../../electron/hub/discovery/mdns/links.ts';
import { type Packet, readPacket } from '../../../../electron/hub/discovery/mdns/packets.ts';
import type { MdnsRecord } from '../../../../electron/hub/discovery/mdns/records.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ManualClock } from '../../manual-clock.ts';

const paths = linksOf([
  { interface: 'eth0', family: 4, address: '10.0.0.1', prefix: 24, scopeId: 0, loopback: false },
  { interface: 'wlan0', family: 4, address: '10.0.1.1', prefix: 24, scopeId: 0, loopback: false },
]).flatMap(pathsOf) as [Path, Path];
const [eth] = paths;
const NEIGHBOUR = { address: '10.0.0.2', port: 5353 };
const address = (data: string): MdnsRecord => ({ type: 'A', name: 'porchlight.local', ttl: 120, flush: true, data });

let clock: ManualClock;
let wanted: string;
let sent: { path: Path; packet: Packet }[];
let names: string[];
let advertiser: Advertiser;
beforeEach(() => {
  clock = new ManualClock();
  wanted = 'Porchlight';
  sent = [];
  names = [];
  advertiser = new Advertiser({
    clock,
    random: (count) => new Uint8Array(count).map(() => names.length),
    instanceName: () => wanted,
    hostLabels: () => ['porchlight'],
    services: () => [{ type: '_mqtt._tcp', port: 1883, txt: {} }],
    renamed: () => names.push(advertiser.hostName, advertiser.serviceName),
    claimed: () => {},
    port: 5353,
    paths: () => paths,
    isOwnAddress: (own) => own === '10.0.0.1' || own === '10.0.1.1',
    send: (path, data) => {
      const packet = readPacket(data);
      if (packet) sent.push({ path, packet });
    },
  });
});

const said = (type: string) =>
  sent.flatMap(({ path, packet }) =>
    packet.answers.filter((record) => record.type === type).map((record) => ({ link: path.link.name, ttl: record.ttl, data: record.data })),
  );
const probe = (data: string): Packet => ({
  ...{ id: 0, response: false, truncated: false, answers: [], additionals: [] },
  questions: [{ name: 'porchlight.local', type: 'ANY', unicast: true }],
  authorities: [address(data)],
});

test('each link is told its own address', () => {
  advertiser.refresh('anew');
  clock.advance(2_500);
  expect(said('A')).toEqual([
    { link: 'eth0', ttl: 120, data: '10.0.0.1' },
    { link: 'wlan0', ttl: 120, data: '10.0.1.1' },
    { link: 'eth0', ttl: 120, data: '10.0.0.1' },
    { link: 'wlan0', ttl: 120, data: '10.0.1.1' },
  ]);
});

test('somebody who claims every name makes us change no more than a few times a minute, and ends nothing', () => {
  advertiser.refresh('anew');
  for (let time = 0; time < 300_000; time += 100) {
    clock.advance(100);
    advertiser.hearResponse([eth], [{ ...address('10.0.0.66'), name: advertiser.hostName }], '10.0.0.2');
  }
  expect(new Set(names.filter((name) => name.endsWith('.local'))).size).toBeLessThanOrEqual(5 * LIMITS.mdnsRenamesPerMinute);
  expect(sent.length).toBeLessThan(500);
  sent.length = 0;
  clock.advance(120_000);
  expect(said('A').length).toBeGreaterThan(0);
});

test('the loser of a simultaneous probe waits a second; who finds its own data in it does not', () => {
  advertiser.refresh('anew');
  clock.advance(300);
  advertiser.hearQuery(eth, probe('10.0.0.1'), NEIGHBOUR, false);
  advertiser.hearQuery(eth, probe('10.0.1.1'), NEIGHBOUR, false);
  advertiser.hearQuery(eth, probe('9.0.0.1'), NEIGHBOUR, false);
  advertiser.hearQuery(eth, probe('200.0.0.1'), NEIGHBOUR, true);
  clock.advance(700);
  expect(said('A')).toHaveLength(2);
  advertiser.refresh('anew');
  sent.length = 0;
  clock.advance(300);
  advertiser.hearQuery(eth, probe('200.0.0.1'), NEIGHBOUR, false);
  clock.advance(1_500);
  expect(said('A')).toEqual([]);
  clock.advance(500);
  expect(said('A')).toHaveLength(2);
});

test('another name is told, and the old one taken back', () => {
  advertiser.refresh('anew');
  clock.advance(5_000);
  sent.length = 0;
  wanted = 'Attic';
  advertiser.refresh('same');
  expect(names).toEqual(['porchlight.local', 'Attic']);
  clock.advance(5_000);
  const pointers = said('PTR').filter(({ link, data }) => link === 'eth0' && data !== '_mqtt._tcp.local');
  expect(pointers.map(({ ttl, data }) => `${ttl} ${data}`)).toEqual([
    '0 Porchlight._mqtt._tcp.local',
    '4500 Attic._mqtt._tcp.local',
    '4500 Attic._mqtt._tcp.local',
  ]);
});

test('a name that is lost is not taken back, since it is the truth of another machine', () => {
  advertiser.refresh('anew');
  clock.advance(5_000);
  sent.length = 0;
  const name = 'Porchlight._mqtt._tcp.local';
  const rival: MdnsRecord = { type: 'SRV', name, ttl: 120, flush: true, data: { port: 1883, target: 'other.local' } };
  advertiser.hearResponse([eth], [rival], '10.0.0.2');
  clock.advance(300);
  advertiser.hearResponse([eth], [rival], '10.0.0.2');
  clock.advance(5_000);
  expect(advertiser.serviceName).toBe('Porchlight (2)');
  expect(said('PTR').filter(({ ttl }) => ttl === 0)).toEqual([]);
});

test('a way that opens late is probed and told all', () => {
  advertiser.refresh('anew');
  clock.advance(5_000);
  sent.length = 0;
  advertiser.opened([eth]);
  clock.advance(5_000);
  expect(sent.filter(({ packet }) => packet.authorities.length > 0).length).toBeGreaterThan(0);
  expect(said('SRV').map(({ link }) => link)).toEqual(['eth0', 'eth0']);
});
