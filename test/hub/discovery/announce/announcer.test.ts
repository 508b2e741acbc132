import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Happening } from '../../../../electron/hub/activity/report.ts';
import { type Announcement, readAnnouncement } from '../../../../electron/hub/discovery/announce/announcement.ts';
import { Announcer } from '../../../../electron/hub/discovery/announce/announcer.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import type { NetworkAddress } from '../../../../electron/hub/network/interfaces.ts';
import { ManualClock } from '../../manual-clock.ts';
import { LOOPBACK } from '../loopback.ts';
import { newIdentity } from './identity.ts';

const identity = newIdentity();
/** An address that nothing can be sent from. */
const GONE: NetworkAddress = { ...LOOPBACK, interface: 'eth9', address: '203.0.113.7', prefix: 24 };

let clock: ManualClock;
let own: NetworkAddress[];
let bind: '127.0.0.1' | 'lan';
let seq: number | null;
let isOpen: boolean;
let happenings: Happening[];
let changes: number;
let device: Socket;
let heard: { announcement: Announcement; from: RemoteInfo }[];
let announcer: Announcer;

beforeEach(async () => {
  clock = new ManualClock();
  own = [LOOPBACK];
  bind = '127.0.0.1';
  seq = 0;
  isOpen = false;
  happenings = [];
  changes = 0;
  heard = [];
  device = createSocket({ type: 'udp4', reuseAddr: true });
  device.on('message', (packet, from) => heard.push({ announcement: readAnnouncement(packet) as Announcement, from }));
  device.bind(0);
  await once(device, 'listening');
  announcer = make(device.address().port);
});
afterEach(() => {
  announcer.stop();
  device.close();
});

const make = (port: number) =>
  new Announcer({
    clock,
    interfaces: () => own,
    bind: () => bind,
    identity,
    sequence: { next: () => (seq === null ? null : ++seq) },
    claims: () => ({ name: 'Attic', mqtt: 1883, mqtts: null, pair: 8443 }),
    isDoorOpen: () => isOpen,
    report: (happening) => happenings.push(happening),
    changed: () => changes++,
    port,
  });
/** Resolves when exactly so many were sent, by their own numbers, and all of them were heard. */
const hearing = (count: number) =>
  vi.waitFor(() =>
    expect([seq, heard.map(({ announcement }) => announcement.seq)]).toEqual([count, Array.from({ length: count }, (_, at) => at + 1)]),
  );

test('announces at once, signed, from the own address and with what devices need', async () => {
  await announcer.start();
  await hearing(1);
  const iat = clock.now() / 1_000;
  expect(heard).toMatchObject([
    {
      announcement: { hub: identity.id, name: 'Attic', seq: 1, iat, addr: ['127.0.0.1'], mqtt: 1883, mqtts: null, pair: 8443 },
      from: { address: '127.0.0.1' },
    },
  ]);
  expect(announcer.problem()).toBeNull();
});

test('every 60 s while the door is closed, every 5 s while it is open', async () => {
  await announcer.start();
  clock.advance(59_999);
  await hearing(1);
  isOpen = true;
  clock.advance(1);
  await hearing(2);
  clock.advance(4_999);
  await hearing(2);
  clock.advance(1);
  await hearing(3);
  isOpen = false;
  clock.advance(5_000);
  clock.advance(59_999);
  await hearing(4);
});

test('a change is announced at once, many changes once in a second, and the pace goes on from there', async () => {
  await announcer.start();
  clock.advance(30_000);
  announcer.now();
  await hearing(2);
  for (let at = 0; at < 100; at++) announcer.now();
  clock.advance(999);
  await hearing(2);
  clock.advance(1);
  await hearing(3);
  clock.advance(59_999);
  await hearing(3);
  clock.advance(1);
  await hearing(4);
});

test('a clock that is set back silences it for no longer than the gap', async () => {
  await announcer.start();
  await hearing(1);
  const now = vi.spyOn(clock, 'now').mockReturnValue(clock.now() - 86_400_000);
  announcer.now();
  now.mockRestore();
  clock.advance(LIMITS.announceGapMs);
  await hearing(2);
});

test('stopped, it is silent, whatever changes', async () => {
  await announcer.start();
  await hearing(1);
  announcer.stop();
  announcer.now();
  clock.advance(600_000);
  await hearing(1);
});

test('without a number that was never used it says nothing but why, and goes on when there is one', async () => {
  seq = null;
  await announcer.start();
  await vi.waitFor(() => expect(announcer.problem()).toContain('nothing can be stored'));
  clock.advance(LIMITS.announceRetryMs);
  await vi.waitFor(() => expect(happenings).toHaveLength(1));
  expect(heard).toEqual([]);
  seq = 0;
  clock.advance(LIMITS.announceMs);
  await hearing(1);
  await vi.waitFor(() => expect(announcer.problem()).toBeNull());
  expect(changes).toBe(2);
});

test('an address that fails stops no other; it is tried again soon, and told once when it fails again', async () => {
  own = [GONE, LOOPBACK];
  await announcer.start();
  /** Waits for an outcome that shows only in the next round, and stays far below the slow pace meanwhile. */
  const soon = (done: () => void) =>
    vi.waitFor(() => {
      clock.advance(100);
      done();
    });
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(happenings).toEqual([]);
  clock.advance(LIMITS.announceRetryMs);
  await soon(() => expect(happenings).toHaveLength(1));
  expect(happenings[0]).toMatchObject({ kind: 'problem', text: expect.stringContaining('203.0.113.7 (eth9)') });
  expect(heard).toHaveLength(2);
  clock.advance(LIMITS.announceMs);
  await vi.waitFor(() => expect(heard).toHaveLength(3));
  announcer.stop();
  expect(happenings).toHaveLength(1);
  expect(announcer.problem()).toBeNull();
});

test('for the network nothing is sent to this machine alone; with no network, that is the problem', async () => {
  bind = 'lan';
  await announcer.start();
  await vi.waitFor(() => expect(announcer.problem()).toBe('Porchlight found no network to announce itself on.'));
  expect(seq).toBe(0);
});

test('port 0 is settled once', async () => {
  const any = make(0);
  expect(any.port).toBe(0);
  await any.start();
  const { port } = any;
  expect(port).toBeGreaterThan(0);
  any.stop();
  await any.start();
  expect(any.port).toBe(port);
  any.stop();
});
