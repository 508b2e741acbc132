import { type ConnectionOptions, connect } from 'node:tls';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Happening } from '../../../../electron/hub/activity/report.ts';
import type { Certificates } from '../../../../electron/hub/certificates/certificates.ts';
import type { HubNames } from '../../../../electron/hub/certificates/names.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import type { NetworkAddress } from '../../../../electron/hub/network/interfaces.ts';
import { PairingDoor } from '../../../../electron/hub/pairing/v1/door.ts';
import { makeCertificates } from '../../certificates/house.ts';
import { type Answer, type Ask, callDoor, PATH } from './call-door.ts';
import { V1Device, V1Hub } from './hub.ts';

const LOOPBACK: NetworkAddress = { interface: 'lo', family: 4, address: '127.0.0.1', prefix: 8, scopeId: 0, loopback: true };

let hub: V1Hub;
let door: PairingDoor;
let certificates: Certificates;
let names: HubNames;
let happenings: Happening[];
let port: number;

beforeEach(async () => {
  hub = new V1Hub();
  hub.door.open();
  happenings = [];
  const made = await makeCertificates();
  ({ certificates, names } = made);
  door = new PairingDoor({
    asking: hub.asking,
    tls: certificates,
    interfaces: () => [LOOPBACK],
    report: (happening) => happenings.push(happening),
  });
  port = await door.start('127.0.0.1', 0);
});
afterEach(async () => {
  await door.stop();
  certificates.stop();
  hub.house.close();
});

const call = (ask: Ask = {}) => callDoor(port, ask);

test('a device pairs: asks, shows its half, polls, and gets its credential over TLS with the key of the hub', async () => {
  const device = new V1Device('pump', '127.0.0.1');
  const asked = await call({ body: device.body });
  expect(asked).toMatchObject({
    status: 201,
    json: { hubId: 'hub', pollAfterSeconds: 2 },
    spki: certificates.info().server.keyFingerprint,
  });
  expect(asked.headers['cache-control']).toBe('no-store');
  const { requestId } = asked.json;
  const revealed = await call({ path: `${PATH}/${requestId}/reveal`, body: { deviceNonce: device.nonce.toString('base64url') } });
  expect([revealed.status, revealed.json]).toEqual([204, null]);
  const poll = () =>
    call({ method: 'GET', path: `${PATH}/${requestId}`, headers: { authorization: `Bearer ${device.nonce.toString('base64url')}` } });
  expect(await poll()).toMatchObject({ status: 202, json: { state: 'pending', pollAfterSeconds: 2 } });
  hub.house.requests.allow(requestId, true);
  expect(await poll()).toMatchObject({
    status: 200,
    json: { state: 'allowed', mqtt: { username: 'pump', password: expect.stringMatching(/^\w{22}$/) } },
  });
});

test('the connection goes on with the certificate that was made again', async () => {
  const before = await call({ body: {} });
  names.addresses.push('192.168.7.7');
  await certificates.refresh();
  const after = await call({ body: {} });
  expect(after.spki).toBe(before.spki);
  expect(before.names).not.toContain('192.168.7.7');
  expect(after.names).toContain('192.168.7.7');
});

const good = new V1Device('pump', '127.0.0.1').body;
const without = (field: string) => Object.fromEntries(Object.entries(good).filter(([name]) => name !== field));

test.each<[string, unknown, RegExp]>([
  ['a missing id', without('deviceId'), /"deviceId"/],
  ['a missing commitment', without('commitment'), /"commitment" is missing/],
  ['an id with other characters', { ...good, deviceId: 'a/b' }, /"deviceId".*A-Z a-z 0-9/],
  ['an empty id', { ...good, deviceId: '' }, /"deviceId"/],
  ['an id of 65', { ...good, deviceId: 'a'.repeat(65) }, /"deviceId"/],
  ['a wrong type', { ...good, name: 7 }, /"name" is missing or has the wrong type/],
  ['an empty name', { ...good, name: '' }, /"name"/],
  ['a name of 65', { ...good, name: 'x'.repeat(65) }, /"name".*64/],
  ['control characters', { ...good, name: 'a\u0007b' }, /"name".*control/],
  ['a line break', { ...good, model: 'a\nb' }, /"model"/],
  ['a bidirectional mark', { ...good, firmware: 'a\u202eb' }, /"firmware"/],
  ['half a character', { ...good, name: 'a\ud800' }, /"name"/],
  ['an unknown field', { ...good, admin: true }, /"admin" is not known/],
  ['a field with a hostile name', { ...good, '\u202e\n': 1 }, /"\?\?" is not known/],
  ['another display', { ...good, display: 'yes' }, /"display"/],
  ['a short commitment', { ...good, commitment: 'AAAA' }, /"commitment".*32 bytes/],
  ['a padded commitment', { ...good, commitment: `${good.commitment}=` }, /"commitment"/],
  ['an array', [good], /JSON object/],
  ['null', null, /JSON object/],
  ['text', '"hello"', /JSON object/],
  ['no JSON', '{"deviceId":', /JSON object/],
  ['a prototype', '{"__proto__":{"deviceId":"a"}}', /JSON object/],
])('%s is refused, and the field named', async (_what, body, detail) => {
  const answer = await call({ body: typeof body === 'string' ? body : JSON.stringify(body) });
  expect(answer).toMatchObject({
    status: 400,
    json: { status: 400, title: expect.any(String), type: expect.stringContaining('malformed') },
  });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.json.detail).toMatch(detail);
  expect(hub.house.requests.list()).toEqual([]);
});

test('a body over 4 KiB is refused, however it is announced', async () => {
  expect(await call({ body: { ...good, name: 'x'.repeat(5_000) } })).toMatchObject({ status: 413, json: { status: 413 } });
  const giant = await call({ body: '{}', headers: { 'content-length': String(10 * 1_024 * 1_024) } }).catch((error: Error) => error);
  expect(giant).toSatisfy((answer: Answer | Error) => answer instanceof Error || answer.status === 413);
});

test.each<[string, Ask, number]>([
  ['no content type', { body: '{}', headers: { 'content-type': '' } }, 415],
  ['a form', { body: 'deviceId=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
  ['plain text, as a page may send it without asking', { body: JSON.stringify(good), headers: { 'content-type': 'text/plain' } }, 415],
  ['another path', { path: '/pair/v2/requests', body: good }, 404],
  ['another method', { method: 'PUT', body: good }, 404],
  ['a request that never was', { method: 'GET', path: `${PATH}/made-up`, headers: { authorization: 'Bearer x' } }, 404],
  ['a very long id', { method: 'GET', path: `${PATH}/${'x'.repeat(1_000)}` }, 400],
])('%s gets a problem of its own', async (_what, ask, status) => {
  const answer = await call(ask);
  expect(answer).toMatchObject({ status, json: { status } });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
});

test('the closed door says so in a form that devices read', async () => {
  hub.door.close();
  expect(await call({ body: good })).toMatchObject({ status: 403, json: { state: 'closed', status: 403 } });
});

test('too many requests come with the time to wait', async () => {
  for (let count = 0; count < LIMITS.pairNewPerMinutePerAddress; count++) await call({ body: { ...good, deviceId: `d-${count}` } });
  const answer = await call({ body: good });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
});

test.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
  'a web page (%o) is turned away, whatever it sends',
  async (headers) => {
    const posted = await call({ body: good, headers: headers as unknown as Record<string, string> });
    expect(posted).toMatchObject({ status: 403, json: { detail: 'Web pages may not ask.' } });
    expect(posted.headers).not.toHaveProperty('access-control-allow-origin');
    const preflight = await call({
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-method': 'POST' } as Record<string, string>,
    });
    expect(preflight.status).toBe(403);
    expect(happenings.some(({ text }) => text.includes('web page'))).toBe(true);
    expect(hub.house.requests.list()).toEqual([]);
  },
);

test('a slow body is not waited for, and holds nobody up', async () => {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  onTestFinished(() => void socket.destroy());
  socket.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{`);
  const started = performance.now();
  const said = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
  });
  expect((await call({ body: good })).status).toBe(201);
  expect(await said).toMatch(/ 408 .*problem\+json/s);
  expect(performance.now() - started).toBeLessThan(LIMITS.pairRequestTimeoutMs + 2_500);
});

test('one address holds only so many connections', async () => {
  const options = { host: '127.0.0.1', port, rejectUnauthorized: false, localAddress: '127.0.0.66' } as ConnectionOptions;
  const open = Array.from({ length: LIMITS.pairConnectionsPerAddress + 4 }, () => connect(options));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
  });
  const ends = await Promise.all(
    open.map(
      (socket) =>
        new Promise<string>((resolve) => {
          socket.once('secureConnect', () => resolve('open'));
          socket.once('error', () => resolve('refused'));
          socket.once('close', () => resolve('refused'));
        }),
    ),
  );
  expect(ends.filter((end) => end === 'open')).toHaveLength(LIMITS.pairConnectionsPerAddress);
  expect((await call({ body: good, from: '127.0.0.1' })).status).toBe(201);
});
