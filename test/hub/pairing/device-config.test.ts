import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { parseDeviceConfig, readDeviceConfig } from '../../../electron/hub/pairing/emonesp/device-config.ts';
import { configJson, factorySettings } from '../../devices/firmware.ts';

let server: Server | TcpServer | null = null;
afterEach(() => {
  if (server && 'closeAllConnections' in server) server.closeAllConnections();
  server?.close();
  server = null;
});

async function listen(made: Server | TcpServer): Promise<number> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.2', resolve));
  return (made.address() as AddressInfo).port;
}
const serve = (handler: RequestListener) => listen(createServer(handler));
const read = (port: number) => readDeviceConfig({ address: '127.0.0.2', port });

test('3.0 tells node_name, type and version', () => {
  const body = configJson('3.0', 'smartplug4321', 'smartplug', factorySettings('3.0'));
  expect(parseDeviceConfig(body)).toEqual({
    outcome: 'known',
    name: 'smartplug4321',
    type: 'smartplug',
    firmware: '3.0.0',
    node: 'smartplug4321',
    emonesp: true,
    takesJson: false,
  });
});

test('3.1 tells hostname, and takes JSON', () => {
  const body = configJson('3.1', 'wifirelay9', 'wifirelay', factorySettings('3.1'));
  expect(parseDeviceConfig(body)).toMatchObject({ node: 'wifirelay9', firmware: '3.1.4', takesJson: true });
});

test('hostile names: control and direction characters dropped, cut, and never taken for a node', () => {
  const name = `\u202eevil\u0000\n<b>${'x'.repeat(500)}`;
  const facts = parseDeviceConfig(JSON.stringify({ node_name: name, node_type: '\u2066t\u2069', mqtt_server: '' }));
  expect(facts).toMatchObject({ node: null, type: 't' });
  expect(facts?.name).toMatch(/^evil<b>x+$/);
  expect([...(facts?.name ?? '')].length).toBe(LIMITS.deviceTextChars);
});

test.each(['a/b', '+', '#', 'a b', 'x'.repeat(33), '', 'ünit', 'a:b'])('node name %j is not used in topics', (node) => {
  expect(parseDeviceConfig(JSON.stringify({ node_name: node }))?.node).toBeNull();
});

test('fields of the wrong type are not there', () => {
  const body = JSON.stringify({ node_name: { a: 1 }, hostname: 5, node_type: [], version: null, mqtt_server: true });
  expect(parseDeviceConfig(body)).toMatchObject({ name: null, type: null, firmware: null, node: null, emonesp: false });
});

test.each(['', 'null', '5', '"x"', '[]', '{', '<html>', '['.repeat(16_000)])('%j is no configuration', (body) => {
  expect(parseDeviceConfig(body)).toBeNull();
});

test('a device that answers is known', async () => {
  const port = await serve((request, response) => response.end(request.url === '/config' ? '{"hostname":"a1"}' : ''));
  expect(await read(port)).toMatchObject({ outcome: 'known', node: 'a1' });
});

test('a protected page is locked, and opens with its password', async () => {
  const port = await serve((request, response) => {
    const right = request.headers.authorization === `Basic ${Buffer.from('admin:pw').toString('base64')}`;
    response.writeHead(right ? 200 : 401).end(right ? '{}' : '');
  });
  expect(await read(port)).toEqual({ outcome: 'locked' });
  expect(await readDeviceConfig({ address: '127.0.0.2', port, login: 'admin:pw' })).toMatchObject({ outcome: 'known' });
});

test('a redirect is not followed', async () => {
  const paths: string[] = [];
  const port = await serve((request, response) => {
    paths.push(request.url ?? '');
    response.writeHead(302, { Location: '/other' }).end();
  });
  expect(await read(port)).toEqual({ outcome: 'other' });
  expect(paths).toEqual(['/config']);
});

test('16 KiB are read, not one byte more', async () => {
  let size = LIMITS.deviceConfigBytes;
  const port = await serve((_request, response) => response.end(`{"hostname":"a1","x":"${'y'.repeat(size - 24)}"}`));
  expect(await read(port)).toMatchObject({ outcome: 'known' });
  size++;
  expect(await read(port)).toEqual({ outcome: 'silent' });
});

test('an endless answer is broken off by its size', async () => {
  const port = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(4096)));
    };
    response.on('drain', more);
    more();
  });
  const start = Date.now();
  expect(await read(port)).toEqual({ outcome: 'silent' });
  expect(Date.now() - start).toBeLessThan(LIMITS.deviceConfigTimeoutMs);
});

test('a slow drip is broken off by its time', async () => {
  const port = await serve((_request, response) => {
    const drip = setInterval(() => response.write('x'), 100);
    response.on('close', () => clearInterval(drip));
  });
  const start = Date.now();
  expect(await read(port)).toEqual({ outcome: 'silent' });
  expect(Date.now() - start).toBeLessThan(LIMITS.deviceConfigTimeoutMs + 1_000);
});

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n'],
  ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
  ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{'],
  ['endless headers', `HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(5_000)}\r\n`],
])('%s does no harm', async (_what, bytes) => {
  const port = await listen(createTcpServer((socket) => socket.on('error', () => {}).end(bytes)));
  expect(await read(port)).toEqual({ outcome: 'silent' });
});

test('nobody there is silence, and so is a lookup that is called off', async () => {
  expect(await readDeviceConfig({ address: '127.0.0.2', port: 1 })).toEqual({ outcome: 'silent' });
  const port = await serve(() => {});
  expect(await readDeviceConfig({ address: '127.0.0.2', port, signal: AbortSignal.timeout(50) })).toEqual({ outcome: 'silent' });
});
