import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { Trigger } from '../../../electron/hub/discovery/trigger.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import type { LocalAddress } from '../../../electron/hub/network/addresses.ts';
import { ManualClock } from '../manual-clock.ts';

const LOOPBACK: LocalAddress = {
  interface: 'lo',
  address: '127.0.0.1',
  netmask: '255.0.0.0',
  broadcast: '127.255.255.255',
  loopback: true,
};

let clock: ManualClock;
let own: LocalAddress[];
let bind: '127.0.0.1' | 'lan';
let obstacle: string | null;
let happenings: Happening[];
let changes: number;
let device: Socket;
let heard: { packet: string; from: RemoteInfo }[];
let trigger: Trigger;

beforeEach(async () => {
  clock = new ManualClock();
  own = [LOOPBACK];
  bind = '127.0.0.1';
  obstacle = null;
  happenings = [];
  changes = 0;
  heard = [];
  device = createSocket({ type: 'udp4', reuseAddr: true });
  device.on('message', (packet, from) => heard.push({ packet: packet.toString('latin1'), from }));
  device.bind(0);
  await once(device, 'listening');
  trigger = make(device.address().port);
});
afterEach(() => {
  trigger.stop();
  device.close();
});

const make = (port: number) =>
  new Trigger(
    {
      clock,
      addresses: () => own,
      bind: () => bind,
      obstacle: () => obstacle,
      report: (happening) => happenings.push(happening),
      changed: () => changes++,
    },
    port,
  );
const hearing = (count: number) => vi.waitFor(() => expect(heard).toHaveLength(count));
/** Room for what must not come. */
const pause = (ms = 100) => new Promise((resolve) => setTimeout(resolve, ms));

test('is off at start and sends nothing', async () => {
  await trigger.start();
  clock.advance(60_000);
  await pause();
  expect(trigger.state()).toEqual({ on: false, until: null });
  expect(heard).toEqual([]);
});

test("sends exactly the 12 bytes, at once and every 5 s, from the interface's own address", async () => {
  trigger.set(true);
  await hearing(1);
  expect(heard).toMatchObject([{ packet: 'emonpi.local', from: { address: '127.0.0.1', size: 12 } }]);
  clock.advance(LIMITS.triggerIntervalMs);
  await hearing(2);
});

test('off: no more datagrams', async () => {
  trigger.set(true);
  await hearing(1);
  trigger.set(false);
  clock.advance(60_000);
  await pause();
  expect(heard).toHaveLength(1);
  expect(trigger.state()).toEqual({ on: false, until: null });
  expect(changes).toBe(2);
});

test('switches itself off, and says so', async () => {
  trigger.set(true);
  expect(trigger.state()).toEqual({ on: true, until: clock.now() + LIMITS.pairSwitchMs });
  clock.advance(LIMITS.pairSwitchMs);
  expect(trigger.state().on).toBe(false);
  expect(changes).toBe(2);
  expect(happenings.at(-1)?.text).toContain('switched itself off');
});

test('switched on again, its time starts anew and it sends no twice as often', async () => {
  trigger.set(true);
  clock.advance(LIMITS.pairSwitchMs - 1);
  trigger.set(true);
  expect(trigger.state().until).toBe(clock.now() + LIMITS.pairSwitchMs);
  await hearing(2 + Math.floor((LIMITS.pairSwitchMs - 1) / LIMITS.triggerIntervalMs));
  heard.length = 0;
  clock.advance(LIMITS.triggerIntervalMs);
  await hearing(1);
  await pause();
  expect(heard).toHaveLength(1);
});

test('an obstacle is told in words and it stays off', () => {
  obstacle = 'The pairing door is closed.';
  expect(() => trigger.set(true)).toThrow(new UserError(obstacle));
  expect(trigger.state().on).toBe(false);
});

test('bound to this machine it never calls into the network, and the other way round', async () => {
  own = [{ ...LOOPBACK, loopback: false }];
  trigger.set(true);
  await pause();
  expect(heard).toEqual([]);
  bind = 'lan';
  own = [LOOPBACK];
  trigger.set(true);
  await pause();
  expect(heard).toEqual([]);
  expect(happenings.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
});

test('addresses are read anew each round; one that fails does not stop the others and is told once', async () => {
  const gone = { ...LOOPBACK, interface: 'eth9', address: '203.0.113.7', broadcast: '203.0.113.255' };
  own = [gone, LOOPBACK];
  trigger.set(true);
  await hearing(1);
  clock.advance(LIMITS.triggerIntervalMs);
  await hearing(2);
  await pause();
  const problems = happenings.filter(({ kind }) => kind === 'problem');
  expect(problems).toHaveLength(1);
  expect(problems[0]?.text).toContain('203.0.113.7');
  own = [];
  clock.advance(LIMITS.triggerIntervalMs);
  await pause();
  expect(heard).toHaveLength(2);
});

test('port 0 is settled once', async () => {
  const any = make(0);
  const port = await any.start();
  expect(port).toBeGreaterThan(0);
  expect(await any.start()).toBe(port);
  expect(any.port).toBe(port);
});
