import { beforeEach, expect, test } from 'vitest';
import { Browser } from '../../../../electron/hub/discovery/mdns/browser.ts';
import type { Link } from '../../../../electron/hub/discovery/mdns/links.ts';
import type { MdnsRecord } from '../../../../electron/hub/discovery/mdns/records.ts';
import { ManualClock } from '../../manual-clock.ts';

const ETH: Link = { name: 'eth0', zone: 'eth0', addresses: [] };
const NAME = 'Lamp._wled._tcp.local';
const LAMP: MdnsRecord[] = [
  { type: 'PTR', name: '_wled._tcp.local', ttl: 4_500, flush: false, data: NAME },
  { type: 'SRV', name: NAME, ttl: 120, flush: true, data: { port: 80, target: 'lamp.local' } },
  { type: 'TXT', name: NAME, ttl: 4_500, flush: true, data: [Buffer.from('mac=a1')] },
  { type: 'A', name: 'lamp.local', ttl: 120, flush: true, data: '10.0.0.9' },
  { type: 'AAAA', name: 'lamp.local', ttl: 120, flush: true, data: 'fe80::9' },
];

let clock: ManualClock;
let asked: { at: number; question: string; known: number }[];
let told: string[];
let browser: Browser;
let start: number;
beforeEach(() => {
  clock = new ManualClock();
  start = clock.now();
  asked = [];
  told = [];
  browser = new Browser({
    clock,
    random: () => new Uint8Array(2),
    ask: (questions, known) => {
      for (const { name, type } of questions)
        asked.push({ at: Math.round((clock.now() - start) / 1_000), question: `${type} ${name}`, known: known.length });
    },
  });
});

const follow = () =>
  browser.browse(['_WLED._tcp'], {
    seen: ({ instance, addresses }) => told.push(`seen ${instance} ${addresses}`),
    gone: ({ instance }) => told.push(`gone ${instance}`),
  });

test('asks at once, then ever less often, up to once an hour', () => {
  follow();
  clock.advance(4 * 3_600_000);
  expect(asked.map(({ at }) => at)).toEqual([0, 1, 4, 13, 40, 121, 364, 1_093, 3_280, 6_880, 10_480, 14_080]);
});

test('a service that is told whole needs no question, and is gone when nobody tells it again', () => {
  follow();
  browser.hear(LAMP, ETH, '10.0.0.9');
  clock.advance(90_000);
  expect(told).toEqual(['seen Lamp 10.0.0.9,fe80::9%eth0']);
  expect(asked.filter(({ question }) => question === 'PTR _wled._tcp.local').every(({ known, at }) => known === 1 || at === 0)).toBe(true);
  expect(new Set(asked.filter(({ at }) => at < 96).map(({ question }) => question))).toEqual(new Set(['PTR _wled._tcp.local']));
  clock.advance(20_000);
  expect(asked.map(({ question }) => question)).toEqual(expect.arrayContaining([`SRV ${NAME}`, 'A lamp.local', 'AAAA lamp.local']));
  clock.advance(20_000);
  expect(told).toEqual(['seen Lamp 10.0.0.9,fe80::9%eth0', 'gone Lamp']);
});

test('what is missing is asked for a few times, and no more', () => {
  follow();
  browser.hear(LAMP.slice(0, 1), ETH, '10.0.0.9');
  clock.advance(120_000);
  expect(asked.filter(({ question }) => question === `SRV ${NAME}`)).toHaveLength(4);
  expect(told).toEqual([]);
});

test('nobody asks for the address of a service that is gone, and a second follower is told what is known', () => {
  follow();
  browser.hear(LAMP, ETH, '10.0.0.9');
  clock.advance(1_000);
  const late: string[] = [];
  browser.browse(['_wled._tcp'], { seen: ({ host }) => late.push(host), gone: ({ instance }) => late.push(instance) });
  clock.advance(1_000);
  browser.hear([{ ...(LAMP[0] as MdnsRecord), ttl: 0 }], ETH, '10.0.0.9');
  clock.advance(118_000);
  expect(late).toEqual(['lamp.local', 'Lamp']);
  expect(asked.some(({ question }) => question.startsWith('A'))).toBe(false);
});

test('a link that is gone takes its services with it, and all ends with the last follower', () => {
  const { stop } = follow();
  browser.hear(LAMP, ETH, '10.0.0.9');
  clock.advance(1_000);
  browser.restart([{ ...ETH, name: 'wlan0' }]);
  clock.advance(1_000);
  expect(told.at(-1)).toBe('gone Lamp');
  stop();
  asked = [];
  browser.hear(LAMP, ETH, '10.0.0.9');
  clock.advance(100_000);
  expect([asked, told.length]).toEqual([[], 2]);
});
