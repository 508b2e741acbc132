import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { connect as connectTls } from 'node:tls';
import { expect, test, vi } from 'vitest';
import type { RefusalCause } from '../../../electron/contract/refusal-cause.ts';
import { WEB_PATHS } from '../../../electron/contract/web.ts';
import { freePort } from '../../support/free-port.ts';
import { CONNECT } from '../broker/listeners/yard.ts';
import { sign } from '../certificates/chain.ts';
import { callDoor } from '../pairing/v1/call-door.ts';
import { connect, connectWith, startHub } from '../running-hub.ts';
import { startWeb } from '../web/browser.ts';

vi.setConfig({ testTimeout: 30_000 });

const ANYWHERE = { networks: [], hours: null };
const EVERYTHING = { before: null, kinds: [], text: '', deviceId: null };

/** A whole hub, and who is turned away by it: the newest line of the activity log and Help must tell the same cause. */
async function openHouse(dataDir?: string) {
  const hub = await startHub(dataDir);
  const told = async () => {
    const { entries } = await hub.call('activity.list', { ...EVERYTHING, kinds: ['refusal', 'denial'] });
    const { refusals } = await hub.call('help.refusals', {});
    return [entries[0]?.cause, refusals[0]?.cause];
  };
  const meets = async (cause: RefusalCause, attempt: Promise<unknown>) => {
    await attempt.catch(() => {});
    await expect.poll(told, { timeout: 10_000 }).toEqual([cause, cause]);
  };
  return { ...hub, meets };
}

/** Sends bytes that no broker answers kindly, and waits for the end. */
async function send(port: number | null, bytes: Uint8Array | string) {
  const socket = connectTcp(port as number, '127.0.0.1');
  socket.on('error', () => {}).resume();
  const closed = once(socket, 'close');
  socket.write(bytes);
  await closed;
}

const openssl = (port: number | null, ...args: string[]) =>
  new Promise<void>((resolve) => {
    const child = execFile('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, ...args], () => resolve());
    child.stdin?.end();
  });

test('of who has no right credential, or does what it may not', async () => {
  const { call, ready, meets } = await openHouse();
  const { device, password } = await call('devices.add', { name: 'Pump', preset: 'own' });
  const other = await call('devices.add', { name: 'Lamp', preset: 'own' });
  const pump = await connect(ready.mqtt, 'pump', password, 'pump-1');
  await meets('password', connect(ready.mqtt, 'pump', 'wrong'));
  await meets('unknown-user', connect(ready.mqtt, 'nobody', password));
  await meets('no-user', connectWith({ port: ready.mqtt, clientId: 'x' }));
  await meets('client-id-unusable', connect(ready.mqtt, 'pump', password, 'a/b'));
  await meets('client-id-taken', connect(ready.mqtt, 'lamp', other.password, 'pump-1'));
  await meets('topic', pump.publishAsync('elsewhere', '1', { qos: 1 }));
  const allow = (rules: object) =>
    call('devices.setPermission', { id: device.id, permission: { publish: [], subscribe: [], ...ANYWHERE, ...rules } });
  await allow({ networks: ['10.1.0.0/16'] });
  await meets('network', connect(ready.mqtt, 'pump', password));
  const clock = (hours: number) => `${String((new Date().getHours() + hours) % 24).padStart(2, '0')}:00`;
  await allow({ hours: { from: clock(6), to: clock(7) } });
  await meets('hours', connect(ready.mqtt, 'pump', password));
});

test('of who speaks something else, or trusts the hub not', async () => {
  const { call, ready, dataDir, meets } = await openHouse();
  const { authorityPem } = (await call('snapshot', {})).access.certificates;
  const authority = join(dataDir, 'authority-to-trust.pem');
  writeFileSync(authority, authorityPem);
  await meets('plain-on-tls', send(ready.mqtts, CONNECT));
  await meets('trust', openssl(ready.mqtts, '-tls1_2', '-verify_return_error'));
  await meets('clock', openssl(ready.mqtts, '-tls1_2', '-verify_return_error', '-CAfile', authority, '-attime', '4000000000'));
  await meets('tls', openssl(ready.mqtts, '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0'));
  await meets('not-mqtt', send(ready.mqtt, 'SSH-2.0-OpenSSH_9.6\r\n'));
  const hello = connectTls({ port: ready.mqtt as number, host: '127.0.0.1', rejectUnauthorized: false });
  await meets('tls-on-plain', once(hello, 'secureConnect'));
});

test('of who shows a certificate that does not count, or none', async () => {
  const { call, ready, meets } = await openHouse();
  const { device, password } = await call('devices.add', { name: 'Pump', preset: 'own' });
  const { serial, certificatePem: cert, keyPem: key } = await call('devices.issueCertificate', { id: device.id });
  const tls = { port: ready.mqtts, protocol: 'mqtts' as const, clientId: 'pump', rejectUnauthorized: false };
  await call('devices.revokeCertificate', { serial });
  await meets('certificate-revoked', connectWith({ ...tls, cert, key }));
  const port = await freePort();
  await call('listeners.change', { name: 'mqtts', enabled: true, bind: '127.0.0.1', rule: 'certificate', port });
  await meets('certificate-missing', connectWith({ ...tls, port, username: 'pump', password }));
  const foreign = await sign('pump');
  await meets('certificate-foreign', connectWith({ ...tls, port, cert: foreign.pem, key: foreign.keyPem }));
});

test('of who comes by a bootstrap credential', async () => {
  const rules = { register: true, most: 1, expiresAt: null, permission: { publish: ['%c/#'], subscribe: [], ...ANYWHERE } };
  const { call, ready, meets, hub, dataDir } = await openHouse();
  const shelf = await call('bootstrap.add', { name: 'Shelf', ...rules });
  await meets('bootstrap-password', connect(ready.mqtt, shelf.userName, 'wrong', 'one'));
  await connect(ready.mqtt, shelf.userName, shelf.password, 'one');
  await meets('bootstrap-full', connect(ready.mqtt, shelf.userName, shelf.password, 'two'));
  await call('bootstrap.revoke', { id: shelf.id, withDevices: true });
  const second = await call('bootstrap.add', { name: 'Second', ...rules });
  await meets('barred', connect(ready.mqtt, second.userName, second.password, 'one'));
  await hub.stop();
  const database = new DatabaseSync(join(dataDir, 'porchlight.db'));
  database.exec('UPDATE bootstraps SET expires_at = 1');
  database.close();
  const later = await openHouse(dataDir);
  await later.meets('bootstrap-expired', connect(later.ready.mqtt, second.userName, second.password, 'three'));
});

test('of who has a token that does not count, or is unknown to the identity provider', async () => {
  const { call, ready, meets, hub, dataDir } = await openHouse();
  await meets('token', connect(ready.mqtt, 'JWT', 'junk', 'x'));
  await call('tokens.addIssuer', {
    name: 'House',
    algorithm: 'HS256',
    key: { kind: 'secret', secret: 'a shared secret of 32 characters' },
    issuer: null,
    audience: null,
    clockSkewSeconds: 0,
    userName: 'JWT',
    passwordGrant: {
      endpoint: `http://127.0.0.1:${await freePort()}/token`,
      clientId: 'porchlight',
      clientSecret: null,
      scope: null,
      audience: null,
    },
  });
  await meets('provider', connect(ready.mqtt, 'anna', 'her password', 'laptop'));
  const { token } = await call('tokens.issue', { name: 'Script', publish: ['x'], subscribe: [], minutes: 1 });
  await hub.stop();
  const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10 * 60_000);
  try {
    const house = await openHouse(dataDir);
    await house.meets('token-expired', connect(house.ready.mqtt, 'JWT', token, 'script'));
  } finally {
    later.mockRestore();
  }
});

test('of one connection too many, and of a web page at the pairing door', async () => {
  const { call, ready, meets } = await openHouse();
  await call('door.open', {});
  await meets('web-page', callDoor(ready.pair as number, { body: {}, headers: { origin: 'https://example.org' } }));
  const { password } = await call('devices.add', { name: 'Pump', preset: 'own' });
  await call('limits.change', { connections: 1 });
  await connect(ready.mqtt, 'pump', password);
  await meets('quota', send(ready.mqtt, CONNECT));
});

test('of browsers that do not log in', async () => {
  const web = await startWeb();
  const browser = await web.setUp();
  const newest = async () => (await web.said()).find(({ kind }) => kind === 'refusal')?.cause;
  expect((await web.ask(WEB_PATHS.login, { method: 'POST', body: { password: 'guessed wrong' } })).status).toBe(403);
  expect(await newest()).toBe('browser-login');
  expect(await web.connect({ ...browser, cookie: '' }).status).toBe(401);
  expect(await newest()).toBe('browser-page');
});

test('of the hub’s own lines and of what is no refusal: none', async () => {
  const { call } = await openHouse();
  await call('devices.add', { name: 'Pump', preset: 'own' });
  const { entries } = await call('activity.list', EVERYTHING);
  expect(entries.length).toBeGreaterThan(0);
  expect(new Set(entries.map(({ cause }) => cause))).toEqual(new Set([null]));
});
