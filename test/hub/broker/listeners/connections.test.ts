import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { Connections, type Place } from '../../../../electron/hub/broker/listeners/connections.ts';
import { MqttListener } from '../../../../electron/hub/broker/listeners/mqtt-listener.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { makeCertificates } from '../../certificates/house.ts';
import { CONNECT, collect, gone } from './yard.ts';

/** Also tells how many are open, and how many of these are not handed on yet. */
class Noted extends Connections {
  private places: { open: boolean; arriving: boolean }[] = [];

  get counts(): [number, number] {
    return [this.places.filter(({ open }) => open).length, this.places.filter(({ arriving }) => arriving).length];
  }

  override admit(): Place | null {
    const place = super.admit();
    if (!place) return null;
    const noted = { open: true, arriving: true };
    this.places.push(noted);
    return {
      arrived: () => {
        noted.arriving = false;
        place.arrived();
      },
      ended: () => {
        noted.open = noted.arriving = false;
        place.ended();
      },
    };
  }
}

test('the bounds hold, and a place that is given back is free', () => {
  const connections = new Connections();
  const handshakes = Array.from({ length: LIMITS.handshakes }, () => connections.admit());
  expect(connections.admit()).toBeNull();
  for (const place of handshakes) place?.arrived();
  const more = Array.from({ length: LIMITS.connections - LIMITS.handshakes }, () => {
    const place = connections.admit();
    place?.arrived();
    return place;
  });
  expect(connections.admit()).toBeNull();
  more[0]?.ended();
  more[0]?.ended();
  expect(connections.admit()).not.toBeNull();
  expect(connections.admit()).toBeNull();
});

test('every connection gives its place back, however it ends', async () => {
  const { certificates, clock } = await makeCertificates();
  const connections = new Noted();
  const refusals: string[] = [];
  const accepted: string[] = [];
  const listener = new MqttListener('wss', {
    rule: () => 'password',
    tls: certificates,
    connections,
    clock,
    report: ({ text }) => refusals.push(text),
    accept: (stream, address) => {
      accepted.push(`${address}`);
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
