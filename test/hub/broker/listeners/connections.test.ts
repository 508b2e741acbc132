import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { DEFAULT_BROKER_LIMITS } from '../../../../electron/contract/limits.ts';
import { Connections, type Place } from '../../../../electron/hub/broker/listeners/connections.ts';
import { MqttListener } from '../../../../electron/hub/broker/listeners/mqtt-listener.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { makeCertificates } from '../../certificates/house.ts';
import { CONNECT, collect, gone } from './yard.ts';

const DEFAULTS = { connections: 5_000, connectionsPerAddress: 2_500 };
const TOO_MANY = 'Refused a connection: there are too many at the same time.';
const TOO_MANY_OF_ONE = 'Refused a connection: its address has too many at the same time.';

/** Also tells how many are open, and how many of these were not let in yet. */
class Noted extends Connections {
  private places: { open: boolean; arriving: boolean }[] = [];

  get counts(): [number, number] {
    return [this.places.filter(({ open }) => open).length, this.places.filter(({ arriving }) => arriving).length];
  }

  override admit(...guest: Parameters<Connections['admit']>): Place | string {
    const place = super.admit(...guest);
    if (typeof place === 'string') return place;
    const noted = { open: true, arriving: true };
    this.places.push(noted);
    return {
      asked: place.asked,
      letIn: () => {
        noted.arriving = false;
        place.letIn();
      },
      ended: () => {
        noted.open = noted.arriving = false;
        place.ended();
      },
    };
  }
}

/** Guests of one house, by their place or why they got none, and what those that were dropped were told. */
function makeDoor(limits: Partial<typeof DEFAULTS> = {}) {
  const connections = new Connections(() => ({ ...DEFAULTS, ...limits }));
  const dropped: string[] = [];
  const reasons = new Set<string>();
  const admit = (address: string | null, name = '') =>
    connections.admit(address, (text) => {
      dropped.push(name);
      reasons.add(text);
    });
  const seated = (address: string | null, name = '') => {
    const place = admit(address, name);
    if (typeof place === 'string') throw new Error(place);
    return place;
  };
  const many = (count: number, address: string | null, name = '') =>
    Array.from({ length: count }, (_, at) => seated(address, `${name}${at}`));
  return { admit, seated, many, dropped, reasons };
}

describe('connections that were let in', () => {
  test('are bounded in all, and a place that is given back is free once', () => {
    const door = makeDoor({ connections: 3 });
    const places = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((address) => door.seated(address));
    for (const place of places) place.letIn();
    expect(door.admit('192.0.2.4')).toBe(TOO_MANY);
    places[0]?.ended();
    places[0]?.ended();
    door.seated('192.0.2.4').letIn();
    expect(door.admit('192.0.2.5')).toBe(TOO_MANY);
    expect(door.dropped).toEqual([]);
  });

  test.each([
    ['192.0.2.1', ['192.0.2.1'], '192.0.2.2'],
    ['2001:db8::1', ['2001:db8::2', '2001:db8:0:0:ffff::1'], '2001:db8:0:1::1'],
    ['127.0.0.1', ['::1', '127.0.0.2'], '::2'],
    [null, [null], '192.0.2.1'],
  ])('from %s are counted with %j, and not with %s', (address, alike, other) => {
    for (const same of alike) {
      const door = makeDoor({ connectionsPerAddress: 2 });
      for (const place of door.many(2, address)) place.letIn();
      expect(door.admit(same)).toBe(TOO_MANY_OF_ONE);
      door.seated(other).letIn();
    }
  });

  test('stay when a limit is lowered', () => {
    const limits = { connections: 4 };
    const connections = new Connections(() => ({ ...DEFAULTS, ...limits }));
    const places = Array.from({ length: 4 }, () => connections.admit('192.0.2.1', () => {}) as Place);
    for (const place of places) place.letIn();
    limits.connections = 2;
    for (const place of places.slice(2)) {
      expect(connections.admit('192.0.2.1', () => {})).toBe(TOO_MANY);
      place.ended();
    }
    expect(connections.admit('192.0.2.1', () => {})).toBe(TOO_MANY);
  });
});

describe('when too many are half-open', () => {
  test('an address gives up its own oldest one', () => {
    const door = makeDoor();
    door.many(LIMITS.arrivingPerAddress, '192.0.2.1', 'a');
    door.seated('192.0.2.1', 'newest');
    expect(door.dropped).toEqual(['a0']);
    expect([...door.reasons]).toEqual(['Closed a connection that did not say who it is, to make room: its address had the most of these.']);
  });

  test('the address that has the most gives way to others, and those are left alone', () => {
    const door = makeDoor();
    const few = door.many(10, '192.0.2.9', 'few');
    for (const address of ['192.0.2.1', '192.0.2.2']) door.many((LIMITS.arriving - 10) / 2, address, address);
    for (let count = 0; count < 400; count++) door.seated('192.0.2.3');
    expect(door.dropped).toHaveLength(400);
    expect(door.dropped.filter((name) => name.startsWith('few'))).toEqual([]);
    for (const place of few) place.letIn();
  });

  test('they make room for others when all connections are taken, and who was let in stays', () => {
    const door = makeDoor({ connections: 10 });
    for (const place of door.many(5, '192.0.2.1')) place.letIn();
    door.many(5, '192.0.2.2', 'half');
    door.seated('192.0.2.3', 'first');
    expect(door.dropped).toEqual(['half0']);
  });

  test('who has asked is not dropped: the newest is refused instead', () => {
    const door = makeDoor();
    for (const place of door.many(LIMITS.arrivingPerAddress, '192.0.2.1')) place.asked();
    expect(door.admit('192.0.2.1')).toBe(TOO_MANY_OF_ONE);
    for (const place of door.many(LIMITS.arriving - LIMITS.arrivingPerAddress, '192.0.2.2')) place.asked();
    expect(door.admit('192.0.2.3')).toBe(TOO_MANY);
    expect(door.dropped).toEqual([]);
  });

  test('a dropped one gives its place back once, though its end is told later', () => {
    const door = makeDoor({ connections: 2 });
    const [first] = door.many(2, '192.0.2.1', 'a');
    const third = door.seated('192.0.2.1', 'third');
    first?.ended();
    first?.letIn();
    door.seated('192.0.2.1', 'fourth');
    expect(door.dropped).toEqual(['a0', 'a1']);
    third.ended();
    door.seated('192.0.2.1');
    expect(door.dropped).toHaveLength(2);
  });
});

test('every connection gives its place back, however it ends', async () => {
  const { certificates, clock } = await makeCertificates();
  const connections = new Noted(() => DEFAULTS);
  const refusals: string[] = [];
  const accepted: string[] = [];
  const listener = new MqttListener('wss', {
    rule: () => 'password',
    tls: certificates,
    connections,
    limits: () => DEFAULT_BROKER_LIMITS,
    clock,
    report: ({ text }) => refusals.push(text),
    accept: (stream, address, { asked, letIn }) => {
      accepted.push(`${address}`);
      asked?.();
      letIn?.();
      stream.on('error', () => {});
      stream.resume();
    },
  });
  const port = await listener.open('127.0.0.1', 0);
  onTestFinished(() => listener.close());
  const { authorityPem: ca } = certificates.info();
  const secure = { host: '127.0.0.1', port, servername: 'localhost', ca };
  const nothing = () => expect.poll(() => connections.counts).toEqual([0, 0]);

  await collect(connect(port, '127.0.0.1'), CONNECT);
  await nothing();
  const silent = connect(port, '127.0.0.1');
  await expect.poll(() => connections.counts).toEqual([1, 1]);
  silent.destroy();
  await nothing();
  await collect(tlsConnect(secure), 'GET / HTTP/1.1\r\n\r\n');
  await nothing();
  // In TLS 1.2 the server is the first to be done.
  const idle = tlsConnect({ ...secure, maxVersion: 'TLSv1.2' });
  await once(idle, 'secureConnect');
  expect(connections.counts).toEqual([1, 1]);
  const closed = gone(idle);
  clock.advance(LIMITS.handshakeMs);
  await closed;
  await nothing();
  for (const end of ['close', 'terminate'] as const) {
    const socket = new WebSocket(`wss://localhost:${port}`, 'mqtt', { ca, family: 4 });
    await once(socket, 'open');
    expect(connections.counts).toEqual([1, 0]);
    socket[end]();
    await nothing();
  }
  expect(accepted).toEqual(['127.0.0.1', '127.0.0.1']);
  expect(refusals).toEqual(['TLS handshake failed: the client does not speak TLS; perhaps it is set to plain MQTT.']);
});
