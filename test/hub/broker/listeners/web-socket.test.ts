import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { freePort } from '../../../support/free-port.ts';
import { CONNECT, collect, gone, makeYard } from './yard.ts';

/** A WebSocket of the ws package, open. */
async function open(port: number, protocols: string[] = ['mqtt'], options: WebSocket.ClientOptions = {}): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/any/path`, protocols, options);
  onTestFinished(() => socket.terminate());
  socket.on('error', () => {});
  await once(socket, 'open');
  return socket;
}

const upgrade = (...lines: string[]) =>
  ['GET /mqtt HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', ...lines, '', ''].join(
    '\r\n',
  );
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';

test.each(['ws', 'wss'] as const)('messages of any size go both ways over %s', async (name) => {
  const { mqtt, attempts } = await makeYard();
  const client = await mqtt(name);
  const payload = Buffer.alloc(300_000, 7);
  const got = new Promise<Buffer>((resolve) => client.once('message', (_topic, message) => resolve(message)));
  await client.subscribeAsync('big', { qos: 1 });
  await client.publishAsync('big', payload, { qos: 1 });
  expect((await got).equals(payload)).toBe(true);
  expect(attempts).toMatchObject([{ address: '127.0.0.1', entrance: { certificate: null } }]);
  await client.endAsync();
});

test.each([[['mqtt']], [['mqttv3.1']], [['other', 'mqtt']]])('the subprotocols %j are agreed on', async (protocols) => {
  const { ports } = await makeYard();
  const socket = await open(ports.ws, protocols);
  expect(socket.protocol).toBe(protocols.at(-1));
  // A packet may be cut anywhere: where messages begin and end means nothing.
  for (const byte of CONNECT) socket.send(Buffer.from([byte]));
  expect([...((await once(socket, 'message'))[0] as Buffer)]).toEqual([0x20, 2, 0, 0]);
});

test('without the subprotocol there is no WebSocket, and nothing sent along is read', async () => {
  const { raw, attempts, refusals } = await makeYard();
  for (const offer of [[], ['Sec-WebSocket-Protocol: chat']]) {
    const answer = await raw('ws', Buffer.concat([Buffer.from(upgrade(KEY, ...offer)), CONNECT]));
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*subprotocol mqtt\.\n$/s);
  }
  expect(attempts).toEqual([]);
  expect(refusals()).toEqual(Array(2).fill('Refused a WebSocket: it did not ask for the subprotocol mqtt.'));
});

test('what is no WebSocket gets a short text and is closed', async () => {
  const { raw, tls } = await makeYard();
  expect(await raw('ws', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 426 .*\r\n\r\nThis is an MQTT listener: connect to it by WebSocket\.\n$/s,
  );
  expect(await raw('ws', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc')).toMatch(/^HTTP\/1\.1 405 /);
  expect(await raw('ws', 'CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
  expect(await raw('ws', `GET / HTTP/1.1\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await raw('ws', CONNECT)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw('ws', upgrade('Sec-WebSocket-Protocol: mqtt'))).toMatch(/^HTTP\/1\.1 400 /);
  expect(await collect(await tls('wss'), 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 426 /);
});

test('a text message ends it', async () => {
  const { ports, attempts } = await makeYard();
  const socket = await open(ports.ws);
  socket.send(CONNECT.toString('latin1'));
  expect((await once(socket, 'close'))[0]).toBe(1003);
  expect(attempts).toEqual([]);
});

test('a first message that is too long for a CONNECT ends it while it is still coming', async () => {
  const { ports, attempts } = await makeYard();
  const socket = await open(ports.ws);
  const closed = once(socket, 'close');
  socket.send(Buffer.alloc(1_000_000));
  expect((await closed)[0]).toBe(1006);
  expect(attempts).toEqual([]);
});

test('who does not ask in time is closed', async () => {
  const { ports, clock } = await makeYard();
  const silent = connect(ports.ws, '127.0.0.1');
  const closed = gone(silent);
  await once(silent, 'connect');
  const upgraded = await open(ports.ws);
  clock.advance(10_000);
  await closed;
  upgraded.send(CONNECT);
  expect([...((await once(upgraded, 'message'))[0] as Buffer)]).toEqual([0x20, 2, 0, 0]);
});

test('"anyone" is for programs and pages of this computer', async () => {
  const { ports, attempts } = await makeYard({ ws: 'anyone' });
  for (const origin of [
    undefined,
    'http://localhost:5173',
    'http://[::1]:80',
    'https://evil.example',
    'null',
    'http://127.0.0.1.evil.example',
  ]) {
    const socket = await open(ports.ws, ['mqtt'], origin === undefined ? {} : { origin });
    socket.send(CONNECT);
    await once(socket, 'message');
    socket.terminate();
  }
  const rules = attempts.map(({ entrance }) => entrance.rule);
  expect(rules).toEqual(['anyone', 'anyone', 'anyone', 'password', 'password', 'password']);
});

test.each(['mqtt', 'ws'] as const)('with the rule "certificate", %s lets nobody in', async (name) => {
  const { raw, rules, attempts, refusals, mqtt } = await makeYard({ [name]: 'certificate' });
  expect(await raw(name, CONNECT)).toBe('');
  expect(refusals()).toEqual(['Refused a connection: this listener asks for client certificates, which need TLS.']);
  expect(attempts).toEqual([]);
  // A changed rule holds for the next connection.
  rules[name] = 'password';
  expect((await mqtt(name)).connected).toBe(true);
});

test('closing a listener ends its connections, and frees its port', async () => {
  const { listeners, mqtt } = await makeYard();
  const clients = await Promise.all((['mqtt', 'mqtts', 'ws', 'wss'] as const).map((name) => mqtt(name)));
  const closed = clients.map((client) => new Promise<void>((resolve) => client.once('close', () => resolve())));
  await Promise.all(listeners.map((listener) => listener.close()));
  await Promise.all(closed);
  for (const listener of listeners) {
    // One that no connection of another test can take in between.
    const port = await freePort();
    for (let times = 0; times < 2; times++) {
      expect(await listener.open('127.0.0.1', port)).toBe(port);
      await listener.close();
    }
  }
});

test.each([
  ['one long message', (socket: WebSocket) => socket.send(Buffer.alloc(LIMITS.connectPacketBytes + LIMITS.webSocketFramingBytes))],
  [
    'one message in many fragments',
    (socket: WebSocket) => {
      for (let piece = 0; piece < 40; piece++) socket.send(Buffer.alloc(500), { fin: false });
    },
  ],
])('a stranger that sends much, as %s, is closed before it is gathered', async (_how, send) => {
  const { ports, refusals } = await makeYard();
  const socket = await open(ports.ws);
  const closed = once(socket, 'close');
  send(socket);
  await closed;
  // Which of the two bounds it meets first depends on how it was cut on its way.
  expect(refusals()).toHaveLength(1);
  expect(refusals()[0]).toMatch(/: it sent more than \d+ bytes before it was let in\.$/);
});
