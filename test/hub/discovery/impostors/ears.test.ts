import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Happening } from '../../../../electron/hub/activity/report.ts';
import {
  type Announcement,
  type Claims,
  type NoAnnouncement,
  signAnnouncement,
} from '../../../../electron/hub/discovery/announce/announcement.ts';
import { freeUdpPort, sendDatagram } from '../../../../electron/hub/discovery/datagrams.ts';
import { Ears } from '../../../../electron/hub/discovery/impostors/ears.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ManualClock } from '../../manual-clock.ts';
import { newIdentity } from '../announce/identity.ts';
import { LOOPBACK } from '../loopback.ts';

const us = newIdentity();
const CLAIMS: Claims = { name: 'Attic', seq: 7, iat: 1_700_000_000, addr: ['127.0.0.1'], mqtt: 1883, mqtts: 8883, pair: 8443 };
const OWN = '127.0.0.1';
/** An address that is not this machine's, as far as the hub is told. */
const FOREIGN = '127.0.0.2';

let clock: ManualClock;
let ports: { announce: number; trigger: number };
let happenings: Happening[];
let heard: { result: Announcement | NoAnnouncement; address: string }[];
let echoes: number;
let calls: string[];
let ears: Ears;

beforeEach(async () => {
  clock = new ManualClock();
  ports = { announce: await freeUdpPort(), trigger: await freeUdpPort() };
  happenings = [];
  heard = [];
  echoes = 0;
  calls = [];
  ears = new Ears({
    clock,
    interfaces: () => [LOOPBACK],
    bind: () => '127.0.0.1',
    ports: () => ports,
    hubId: us.id,
    report: (happening) => happenings.push(happening),
    heard: (result, address) => heard.push({ result, address }),
    echo: () => echoes++,
    called: (address) => calls.push(address),
  });
});
afterEach(() => ears.stop());

const send = async (from: string, port: number, payload: string) => {
  expect(await sendDatagram({ family: 4, from, to: '127.255.255.255', port, payload: Buffer.from(payload) })).toBeNull();
};
const announce = (from: string, identity = us, seq = 7) => send(from, ports.announce, signAnnouncement({ ...CLAIMS, seq }, identity));
/** Told when all that was sent before has been handled. */
const settled = async () => {
  const before = heard.length;
  clock.advance(1_000);
  await announce(FOREIGN, newIdentity(), 999);
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before));
  heard.pop();
};

// Only Linux lets a socket listen for broadcasts within the machine alone.
describe.runIf(process.platform === 'linux')('on this machine', () => {
  test('an announcement from another address is told, ours and others alike', async () => {
    await ears.start();
    const other = newIdentity();
    await announce(FOREIGN, other);
    await announce(FOREIGN, us);
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard).toMatchObject([
      { address: FOREIGN, result: { hub: other.id, name: 'Attic' } },
      { address: FOREIGN, result: { hub: us.id, seq: 7 } },
    ]);
    expect(echoes).toBe(0);
  });

  test('our own from our own address is an echo and nothing else; another hub on this machine is neither', async () => {
    await ears.start();
    await announce(OWN);
    await announce(OWN, newIdentity());
    await settled();
    expect([echoes, heard]).toEqual([1, []]);
  });

  test('what only pretends to be ours is no echo', async () => {
    await ears.start();
    await announce(OWN, { ...newIdentity(), id: us.id });
    await settled();
    expect([echoes, heard]).toEqual([0, []]);
    await announce(FOREIGN, { ...newIdentity(), id: us.id });
    await vi.waitFor(() => expect(heard).toMatchObject([{ result: { claimed: { hub: us.id } } }]));
  });

  test('the call to EmonESP devices from another address is told, our own and other texts are not', async () => {
    await ears.start();
    await send(OWN, ports.trigger, 'emonpi.local');
    await send(FOREIGN, ports.trigger, 'emonpi.local.example');
    await send(FOREIGN, ports.trigger, 'emonpi.local\n');
    await send(FOREIGN, ports.trigger, 'emonpi.local');
    await send('127.0.0.3', ports.trigger, 'emonpi.local\0');
    await vi.waitFor(() => expect(calls).toEqual([FOREIGN, '127.0.0.3']));
  });

  test('a flood is looked at up to a bound in a second, and does not hide others', async () => {
    await ears.start();
    for (let at = 0; at < 3 * LIMITS.announcementChecksPerAddress; at++) await announce(FOREIGN, us, at);
    await announce('127.0.0.3');
    await vi.waitFor(() => expect(heard.at(-1)?.address).toBe('127.0.0.3'));
    expect(heard).toHaveLength(LIMITS.announcementChecksPerAddress + 1);
    clock.advance(1_000);
    await announce(FOREIGN);
    await vi.waitFor(() => expect(heard.at(-1)?.address).toBe(FOREIGN));
  });

  test('a port that another keeps to itself is told once in words and tried again; the others are heard', async () => {
    const busy = createSocket('udp4');
    busy.bind({ address: '127.255.255.255', port: ports.announce, exclusive: true });
    await once(busy, 'listening');
    try {
      await ears.start();
      await ears.start();
      expect(happenings).toMatchObject([{ kind: 'problem', text: expect.stringContaining(`UDP port ${ports.announce}`) }]);
      await send(FOREIGN, ports.trigger, 'emonpi.local');
      await vi.waitFor(() => expect(calls).toHaveLength(1));
    } finally {
      await new Promise<void>((resolve) => busy.close(resolve));
    }
    await ears.start();
    await announce(FOREIGN);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(happenings).toHaveLength(1);
  });

  test('other ports are taken up, and the old ones left', async () => {
    await ears.start();
    const old = ports;
    ports = { announce: await freeUdpPort(), trigger: ports.trigger };
    await ears.start();
    await send(FOREIGN, old.announce, signAnnouncement(CLAIMS, us));
    await settled();
    expect(heard).toEqual([]);
  });

  test('stopped, it hears nothing, and every port is free', async () => {
    await ears.start();
    await ears.stop();
    for (const port of Object.values(ports)) {
      const socket = createSocket('udp4');
      socket.bind({ address: '127.255.255.255', port, exclusive: true });
      await once(socket, 'listening');
      socket.close();
    }
  });
});
