import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Listener, ListenerName } from '../../../../electron/contract/model.ts';
import { type Impostor, selfCheckSchema } from '../../../../electron/contract/network.ts';
import { connectByTcp } from '../../../../electron/hub/discovery/check/connect.ts';
import type { MdnsAnswer, SelfCheckNeeds } from '../../../../electron/hub/discovery/check/needs.ts';
import { OwnAnnouncement } from '../../../../electron/hub/discovery/check/own-announcement.ts';
import { SelfCheck } from '../../../../electron/hub/discovery/check/self-check.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { freePort } from '../../../support/free-port.ts';
import { ManualClock } from '../../manual-clock.ts';
import { LOOPBACK } from '../loopback.ts';

/** As a network's: what answers there is on this machine. */
const ETH0 = { ...LOOPBACK, interface: 'eth0', loopback: false };
const OURS: MdnsAnswer = { from: '192.168.1.10', own: true, data: '192.168.1.10' };
const LISTED: MdnsAnswer = { ...OURS, data: 'Attic 2.0._porchlight._tcp.local' };
const OTHER: MdnsAnswer = { from: '10.0.0.9', own: false, data: '10.0.0.9' };
const IMPOSTOR: Impostor = { id: 'id 10.0.0.9', kind: 'id', address: '10.0.0.9', claim: 'Attic', firstAt: 1, lastAt: 1, hidden: false };

let clock: ManualClock;
let server: Server;
let port: number;
let needs: SelfCheckNeeds;
let asked: string[];

const listener = (name: ListenerName, over: Partial<Listener> = {}): Listener => ({
  name,
  port,
  state: 'open',
  problem: null,
  settings: null,
  ...over,
});

beforeEach(async () => {
  clock = new ManualClock();
  server = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
  asked = [];
  needs = {
    clock,
    interfaces: () => [LOOPBACK, ETH0, { ...ETH0, family: 6, address: 'fe80::1', prefix: 64, scopeId: 2 }],
    bind: () => 'lan',
    listeners: () => [listener('mqtt'), listener('pair')],
    connectTo: connectByTcp,
    mdnsAsk: async (name, type) => {
      asked.push(`${name} ${type}`);
      return type === 'PTR' ? [LISTED] : [OURS];
    },
    hostName: () => 'porchlight.local',
    serviceName: () => 'Attic 2.0',
    ownAnnouncement: async () => true,
    announcementProblem: () => null,
    impostors: () => [],
    udpPorts: () => [5353],
    system: { platform: 'linux', program: '/opt/porchlight', read: async () => null, exists: async () => false },
  };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function run(over: Partial<SelfCheckNeeds> = {}) {
  const found = selfCheckSchema.parse(await new SelfCheck({ ...needs, ...over }).run());
  return { ...found, of: (id: string) => found.checks.find((check) => check.id === id) };
}

test('all is well: each says what was found, and there is nothing to do', async () => {
  const { checks, interfaces, at } = await run();
  expect(at).toBe(clock.now());
  expect(interfaces).toEqual([{ name: 'eth0', addresses: ['127.0.0.1', 'fe80::1'] }]);
  expect(checks.map(({ id, state, remedy }) => [id, state, remedy])).toEqual(
    ['interfaces', 'listener:mqtt', 'listener:pair', 'mdns-own', 'mdns-second', 'announcement', 'impostors', 'firewall'].map((id) => [
      id,
      'good',
      '',
    ]),
  );
  expect(asked).toEqual(['porchlight.local A', 'porchlight.local AAAA', '_porchlight._tcp.local PTR']);
});

describe('listeners', () => {
  test('one that answers is named with its address', async () => {
    expect((await run()).of('listener:mqtt')).toMatchObject({ title: 'MQTT', text: `Answers at 127.0.0.1:${port}.` });
  });

  test('one that does not answer is named with the reason', async () => {
    const closed = await freePort();
    const found = await run({ listeners: () => [listener('mqtts', { port: closed })] });
    expect(found.of('listener:mqtts')).toMatchObject({
      state: 'bad',
      text: `Does not answer at 127.0.0.1:${closed} (ECONNREFUSED).`,
      remedy: expect.stringContaining('firewall'),
    });
  });

  test('one that could not be opened says why; closed ones, those for this machine and the EmonESP call are no part of it', async () => {
    const problem = { code: 'taken' as const, message: 'Port 80 is already used.', remedy: 'Stop that program.', owner: null };
    const settings = { enabled: true, port, bind: '127.0.0.1' as const, rule: 'password' as const };
    const found = await run({
      listeners: () => [
        listener('emonesp', { state: 'failed', problem }),
        listener('ws', { state: 'closed' }),
        listener('mqtt', { settings }),
        listener('trigger'),
      ],
    });
    expect(found.checks.filter(({ id }) => id.startsWith('listener'))).toEqual([
      { id: 'listener:emonesp', title: 'EmonESP pairing', state: 'bad', text: problem.message, remedy: problem.remedy, command: null },
    ]);
  });

  test('one on one address is asked there alone', async () => {
    const tried: string[] = [];
    const settings = { enabled: true, port: 1883, bind: 'fd00::a', rule: 'password' as const };
    const found = await run({
      listeners: () => [listener('mqtt', { port: 1883, settings })],
      connectTo: async (address) => {
        tried.push(address);
        return null;
      },
    });
    expect(tried).toEqual(['fd00::a']);
    expect(found.of('listener:mqtt')?.text).toBe('Answers at [fd00::a]:1883.');
  });
});

describe('mDNS', () => {
  test('our own answer does not come back', async () => {
    const found = await run({ mdnsAsk: async () => [] });
    expect(found.of('mdns-own')).toMatchObject({ state: 'bad', remedy: expect.stringContaining('QR code') });
    expect(found.of('mdns-second')?.state).toBe('good');
  });

  test('the hub is not listed; while nobody can pair it need not be', async () => {
    const mdnsAsk: SelfCheckNeeds['mdnsAsk'] = async (_, type) =>
      type === 'PTR'
        ? [
            { ...OTHER, data: LISTED.data },
            { ...LISTED, data: 'Attic._porchlight._tcp.local' },
          ]
        : [OURS];
    expect((await run({ mdnsAsk })).of('mdns-own')).toMatchObject({
      state: 'bad',
      text: expect.stringContaining('not listed as "Attic 2.0"'),
    });
    expect((await run({ mdnsAsk, listeners: () => [] })).of('mdns-own')?.state).toBe('good');
  });

  test('a second answer is named by its address, once', async () => {
    const found = await run({ mdnsAsk: async () => [OURS, OTHER, LISTED] });
    expect(found.of('mdns-own')?.state).toBe('good');
    expect(found.of('mdns-second')).toMatchObject({ state: 'bad', text: '10.0.0.9 answers for porchlight.local too.' });
  });

  test("the system's own responder is fine, and named", async () => {
    const system = { ...needs.system, exists: async (file: string) => file === '/run/avahi-daemon/pid' };
    expect((await run({ system })).of('mdns-second')).toMatchObject({ state: 'good', text: expect.stringContaining('Avahi') });
  });
});

test('an announcement that does not come back says why, where that is known', async () => {
  const ownAnnouncement = async () => false;
  expect((await run({ ownAnnouncement })).of('announcement')).toMatchObject({
    state: 'bad',
    text: expect.stringContaining('did not come back'),
  });
  const found = await run({ ownAnnouncement, announcementProblem: () => 'Nothing can be stored.' });
  expect(found.of('announcement')).toMatchObject({ state: 'bad', text: 'Nothing can be stored.' });
});

test('impostors are named; one that passes for this hub weighs more than one that shares its name', async () => {
  const name: Impostor = { ...IMPOSTOR, kind: 'name', address: '10.0.0.8' };
  expect((await run({ impostors: () => [name] })).of('impostors')?.state).toBe('warning');
  expect((await run({ impostors: () => [IMPOSTOR, name] })).of('impostors')).toMatchObject({
    state: 'bad',
    text: "10.0.0.9 announces itself as this hub and 10.0.0.8 is a hub with this hub's name.",
  });
});

test('no network at all', async () => {
  const found = await run({ interfaces: () => [LOOPBACK] });
  expect(found.interfaces).toEqual([]);
  expect(found.of('interfaces')).toMatchObject({ state: 'bad', remedy: 'Connect it by cable or Wi-Fi.' });
  expect(found.of('listener:mqtt')).toMatchObject({ state: 'bad' });
});

test('a hub for this machine alone has nothing to check, and asks nobody', async () => {
  const ownAnnouncement = vi.fn(async () => true);
  const { checks } = await run({ bind: () => '127.0.0.1', ownAnnouncement });
  expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(['skipped']));
  expect(checks[0]?.text).toContain('this computer alone');
  expect([asked, ownAnnouncement.mock.calls]).toEqual([[], []]);
});

test('whatever hangs or fails is said, within the bound, and stops nothing else', async () => {
  const check = new SelfCheck({
    ...needs,
    mdnsAsk: () => Promise.reject(new Error('no socket')),
    ownAnnouncement: () => new Promise(() => {}),
  });
  const running = check.run();
  expect(check.run()).toBe(running);
  // What fails at once has failed by then.
  await new Promise(setImmediate);
  clock.advance(LIMITS.selfCheckMs);
  const { checks } = await running;
  const texts = Object.fromEntries(checks.map(({ id, text }) => [id, text]));
  expect(texts.announcement).toBe('This took too long.');
  expect([texts['mdns-own'], texts['mdns-second']]).toEqual(['This could not be checked.', 'This could not be checked.']);
  expect(texts.interfaces).toContain('eth0');
  expect(check.run()).not.toBe(running);
});

test('the own announcement: asked for, awaited, and given up in time', async () => {
  let announced = 0;
  const own = new OwnAnnouncement(clock, () => announced++);
  const heard = own.comesBack(1_000);
  own.heard();
  expect(await heard).toBe(true);
  const missed = own.comesBack(1_000);
  clock.advance(1_000);
  own.heard();
  expect(await missed).toBe(false);
  expect(announced).toBe(2);
});
