import { decode, encode, type Packet as WirePacket } from 'dns-packet';
import { expect, test } from 'vitest';
import { Advertiser } from '../../../../electron/hub/discovery/mdns/advertiser.ts';
import { Browser } from '../../../../electron/hub/discovery/mdns/browser.ts';
import { linksOf, type Path, pathsOf } from '../../../../electron/hub/discovery/mdns/links.ts';
import { readPacket, writeQuery } from '../../../../electron/hub/discovery/mdns/packets.ts';
import type { MdnsRecord } from '../../../../electron/hub/discovery/mdns/records.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ManualClock } from '../../manual-clock.ts';
import { mutated, seeded } from './seeded.ts';

const paths = linksOf([{ interface: 'eth0', family: 4, address: '10.0.0.1', prefix: 24, scopeId: 0, loopback: false }]).flatMap(pathsOf);
const [path] = paths as [Path];
const INSTANCE = 'Porchlight._mqtt._tcp.local';
const records: WirePacket['answers'] = [
  { type: 'PTR', name: '_mqtt._tcp.local', ttl: 120, data: INSTANCE },
  { type: 'SRV', name: INSTANCE, ttl: 120, flush: true, data: { port: 1, target: 'porchlight.local' } },
  { type: 'TXT', name: INSTANCE, ttl: 120, data: ['a=b', 'c'] },
  { type: 'A', name: 'porchlight.local', ttl: 120, flush: true, data: '10.0.0.2' },
];
const SAMPLES = [
  encode({
    type: 'query',
    questions: [
      { type: 'SRV', name: INSTANCE },
      { type: 'PTR', name: '_mqtt._tcp.local' },
    ],
    authorities: records,
  }),
  encode({ type: 'query', flags: 1 << 9, questions: [{ type: 'PTR', name: '_mqtt._tcp.local' }], answers: records }),
  encode({ type: 'response', answers: records }),
];

test('thousands of broken packets about our own names harm nothing', () => {
  const random = seeded(20_260_102);
  const clock = new ManualClock();
  let sent = 0;
  let told = 0;
  const advertiser: Advertiser = new Advertiser({
    clock,
    random: (count) => new Uint8Array(count).map(() => random(256)),
    instanceName: () => 'Porchlight',
    hostLabels: () => ['porchlight'],
    services: () => [{ type: '_mqtt._tcp', port: 1883, txt: {} }],
    renamed: () => {},
    claimed: () => told++,
    port: 5353,
    paths: () => paths,
    isOwnAddress: () => false,
    send: () => sent++,
  });
  const browser = new Browser({
    clock,
    random: () => new Uint8Array(2),
    ask: (questions, known) => (sent += writeQuery(questions, known).length),
  });
  browser.browse(['_mqtt._tcp'], { seen: () => told++, gone: () => told++ });
  advertiser.refresh('anew');
  let read = 0;
  for (let run = 0; run < 6_000; run++) {
    clock.advance(10);
    const packet = readPacket(mutated(SAMPLES[random(SAMPLES.length)] as Buffer, random));
    if (!packet) continue;
    read++;
    const from = `10.0.0.${2 + random(200)}`;
    if (packet.response) {
      advertiser.hearResponse([path], packet.answers, from);
      browser.hear(packet.answers, path.link, from);
    } else advertiser.hearQuery(path, packet, { address: from, port: 5353 }, false);
  }
  expect(read).toBeGreaterThan(1_000);
  expect(sent).toBeLessThan(read);
  expect(told).toBeLessThan(read);
  browser.stop();
  clock.advance(300_000);
  expect(advertiser.hostName).toMatch(/^porchlight/);
});

test('a flood of invented services makes us ask no more than a bounded number of questions', () => {
  const clock = new ManualClock();
  let asked = 0;
  let seen = 0;
  const browser = new Browser({ clock, random: () => new Uint8Array(2), ask: (questions) => (asked += questions.length) });
  browser.browse(['_http._tcp'], { seen: () => seen++, gone: () => {} });
  for (let count = 0; count < 3_000; count++) {
    const pointer: MdnsRecord = { type: 'PTR', name: '_http._tcp.local', ttl: 4_500, flush: false, data: `x${count}._http._tcp.local` };
    browser.hear([pointer], path.link, `10.0.0.${count % 200}`);
    clock.advance(1);
  }
  clock.advance(7_000);
  expect(asked).toBeLessThanOrEqual(12 * LIMITS.mdnsQuestionsPerSecond);
  expect(seen).toBe(0);
  browser.stop();
});

test('a name that cannot be written does not spoil the question for its type', () => {
  const clock = new ManualClock();
  const packets: Buffer[] = [];
  const browser = new Browser({
    clock,
    random: () => new Uint8Array(2),
    ask: (questions, known) => packets.push(...writeQuery(questions, known)),
  });
  browser.browse(['_http._tcp'], { seen: () => {}, gone: () => {} });
  for (const instance of ['fine', '\ufffd'.repeat(60), 'v1.2', 'a\nb']) {
    const data = `${instance}._http._tcp.local`;
    browser.hear([{ type: 'PTR', name: '_http._tcp.local', ttl: 4_500, flush: false, data }], path.link, '10.0.0.2');
  }
  clock.advance(100);
  const [asked] = packets.map((packet) => decode(packet));
  expect(asked?.answers).toMatchObject([{ type: 'PTR', data: 'fine._http._tcp.local' }]);
  browser.stop();
});
