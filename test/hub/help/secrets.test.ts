import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CallArgs, CallName, CallResult } from '../../../electron/contract/calls.ts';
import { Hub } from '../../../electron/hub/hub.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { makeJournal } from '../../../electron/hub/log.ts';
import { readAnswer } from '../../devices/firmware.ts';
import { poll } from '../../devices/poll.ts';
import { ANNA, BERT, CARL, folderOf, hashOf } from '../mosquitto/files.ts';
import { callDoor, PATH } from '../pairing/v1/call-door.ts';
import { V1Device } from '../pairing/v1/hub.ts';
import { closed, connect, connectWith } from '../running-hub.ts';

const hubs: Hub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
});

/** A hub that writes its log as the real one does, but where the test can read it. */
async function openHouse() {
  const written: string[] = [];
  const { log, lines } = makeJournal({ write: (line) => void written.push(line) });
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-secrets-'));
  const ports = { mqttPort: 0, emonespPort: 0, pairPort: 0, triggerPort: 0 };
  const hub = await Hub.start({ dataDir, version: '0.0.0', bind: '127.0.0.1', ...ports }, log, lines);
  hubs.push(hub);
  const connection = hub.face.connect(() => {});
  const call = <N extends CallName>(name: N, args: CallArgs<N>) => connection.call(name, args) as Promise<CallResult<N>>;
  return { hub, dataDir, call, written, log, ready: hub.readyLine(), secrets: new Map<string, string>() };
}
type House = Awaited<ReturnType<typeof openHouse>>;

/** Notes a secret of the session by what it is. Shorter ones than this would be found by chance. */
function keep({ secrets }: House, what: string, secret: string | undefined): string {
  if (secret === undefined || secret.length < 6) throw new Error(`${what} is no secret to look for`);
  secrets.set(`${what} ${secrets.size}`, secret);
  return secret;
}

const refuse = async (attempt: Promise<unknown>) => expect(attempt).rejects.toThrow();

async function byHand(house: House) {
  const { call, ready } = house;
  const { device, password } = await call('devices.add', { name: 'Annas Schlafzimmer', preset: 'own' });
  keep(house, 'a password made here', password);
  const pump = await connect(ready.mqtt, device.userName, password, 'annas-client');
  const payload = keep(house, 'a payload', 'payload-marker-"7f3a"/ü');
  const retain = { qos: 1, retain: true } as const;
  await pump.publishAsync(`porchlight/${device.userName}/${keep(house, 'a topic', 'topic-marker-51')}`, payload, retain);
  await pump.publishAsync(`elsewhere/${keep(house, 'a denied topic', 'denied-marker-52')}`, payload, retain);
  await refuse(connect(ready.mqtt, device.userName, keep(house, 'a wrong password', 'Wrong horse, "battery"/1')));
  await refuse(
    connect(ready.mqtt, keep(house, 'a wrong user name', 'nobody-marker-53'), keep(house, 'its password', 'nobody&its?pass=word')),
  );
  const out = closed(pump);
  const typed = keep(house, 'a typed password', 'correct horse "battery" & staple/ä');
  await call('devices.newPassword', { id: device.id, password: typed });
  await out;
  await connect(ready.mqtt, device.userName, typed, keep(house, 'a client id', 'client-marker-54'));
  const issued = await call('devices.issueCertificate', { id: device.id });
  keep(house, 'the key of a certificate', bodyOf(issued.keyPem));
  keep(house, 'its file', issued.pkcs12);
  keep(house, 'the password of its file', issued.pkcs12Password);
  const tls = {
    protocol: 'mqtts' as const,
    ca: issued.authorityPem,
    cert: issued.certificatePem,
    key: issued.keyPem,
    servername: 'localhost',
  };
  await connectWith({ ...tls, port: ready.mqtts, clientId: 'by-certificate' });
  await call('devices.revokeCertificate', { serial: issued.serial });
  await refuse(connectWith({ ...tls, port: ready.mqtts, clientId: 'by-certificate' }));
}

async function byBootstrap(house: House) {
  const { call, ready } = house;
  const rules = {
    register: true,
    most: 1,
    expiresAt: null,
    permission: { publish: ['porchlight/%c/#'], subscribe: [], networks: [], hours: null },
  };
  const made = await call('bootstrap.add', { name: 'Batch', ...rules });
  keep(house, 'a bootstrap password', made.password);
  await connect(ready.mqtt, made.userName, made.password, 'batch-1');
  await refuse(connect(ready.mqtt, made.userName, made.password, 'batch-2'));
  const typed = keep(house, 'a typed bootstrap password', 'batch typed %20 "pass"');
  await call('bootstrap.add', { name: 'Typed', userName: 'typed', password: typed, ...rules });
  await refuse(connect(ready.mqtt, 'typed', keep(house, 'a wrong bootstrap password', 'batch typed wrong'), 'batch-3'));
}

async function byPairing(house: House) {
  const { call, ready } = house;
  await poll('3.1', '127.0.0.2', '127.0.0.1', ready.emonesp as number);
  const knocked = async () => (await call('snapshot', {})).requests.find(({ protocol }) => protocol === 'emonesp');
  await expect.poll(knocked).toMatchObject({ state: 'pending' });
  await call('requests.allow', { id: (await knocked())?.id as string, sameCode: false });
  const answer = readAnswer('3.1', await poll('3.1', '127.0.0.2', '127.0.0.1', ready.emonesp as number));
  keep(house, 'a password over EmonESP', answer.kind === 'credential' ? answer.settings.pass : undefined);

  await call('door.open', {});
  const port = ready.pair as number;
  const device = new V1Device('v1-marker', '127.0.0.1');
  const asked = await callDoor(port, { body: device.body });
  const { requestId } = asked.json as { requestId: string };
  const bearer = keep(house, 'a nonce', device.nonce.toString('base64url'));
  keep(house, "the hub's nonce", asked.json.hubNonce);
  await callDoor(port, { path: `${PATH}/${requestId}/reveal`, body: { deviceNonce: bearer } });
  const card = (await call('snapshot', {})).requests.find(({ id }) => id === requestId);
  keep(house, 'a code', card?.code ?? undefined);
  await call('requests.allow', { id: requestId, sameCode: true });
  const given = await callDoor(port, { method: 'GET', path: `${PATH}/${requestId}`, headers: { authorization: `Bearer ${bearer}` } });
  keep(house, 'a password over HTTPS', given.json.mqtt.password);
}

async function byToken(house: House) {
  const { call, ready } = house;
  const secret = keep(house, 'a shared secret', 'a shared secret of 32 characters "!"/');
  const issuer = {
    algorithm: 'HS256',
    issuer: 'https://id.example',
    audience: null,
    clockSkewSeconds: 0,
    userName: 'JWT',
    passwordGrant: null,
  } as const;
  await call('tokens.addIssuer', { name: 'Keycloak', key: { kind: 'secret', secret }, ...issuer });
  const { token } = await call('tokens.issue', { name: 'Tablet', publish: ['x/#'], subscribe: [], minutes: 5 });
  keep(house, 'a token', token);
  await connect(ready.mqtt, 'JWT', token, 'by-token');
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encoded({ alg: 'HS256' })}.${encoded({ iss: 'https://id.example', sub: 'a', exp: 1_000 })}`;
  const expired = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  await refuse(connect(ready.mqtt, 'JWT', keep(house, 'an expired token', expired), 'by-old-token'));
}

async function byImport(house: House) {
  const { call } = house;
  const path = folderOf({ 'mosquitto.conf': 'password_file passwd\n', passwd: `${ANNA}\n${BERT}\n${CARL}\n` });
  const chosen = { file: path('mosquitto.conf'), passwordFile: null, aclFile: null };
  const { digest } = await call('mosquitto.read', chosen);
  await call('mosquitto.apply', { ...chosen, digest, leaveOut: [], parts: ['devices'] });
  for (const line of [ANNA, BERT, CARL]) keep(house, 'a hash of Mosquitto', hashOf(line).split('$').at(-1));
  await connect(house.ready.mqtt, 'anna', keep(house, 'an imported password', 'secret1'));
}

/** Every file of the hub's keys, as it lies on the disk. */
function keysOf(house: House): void {
  const files = readdirSync(house.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name, parentPath } of files) {
    if (/\.(sqlite|db)|-wal$|-shm$/.test(name)) continue;
    const text = readFileSync(join(parentPath, name), 'utf8');
    if (text.includes('PRIVATE KEY')) keep(house, `the key ${name}`, bodyOf(text.slice(text.indexOf('-----BEGIN'))));
    else if (/secret|token/.test(name)) keep(house, `the secret ${name}`, readFileSync(join(parentPath, name)).toString('base64'));
  }
}

/** The first line of a PEM file's body that is about this key alone. */
const bodyOf = (pem: string) => pem.split('\n').slice(1, 3).join('').slice(-60);

/** A secret as it may stand in a file of another form. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => {
    // Inside of a longer text, wherever it begins: the characters that depend on it alone.
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return shifted.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const escaped = JSON.stringify(secret).slice(1, -1);
  const urls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    ...new Set([
      secret,
      ...base64,
      ...urls,
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      encodeURIComponent(secret),
      escaped,
      JSON.stringify(escaped).slice(1, -1),
    ]),
  ];
}

async function everyLine({ call }: House): Promise<string> {
  const { lines, more } = await call('log.read', { before: null, level: 'info', text: '' });
  expect(more).toBe(false);
  return JSON.stringify(lines);
}

/** What may stand in the activity log, which the person alone reads: names, not secrets. */
const NAMES = /^(a topic|a denied topic|a wrong user name|a client id) /;

test('no secret of a whole session is in the diagnostics, in the log, on standard error or in the activity log', async () => {
  const house = await openHouse();
  for (const part of [byHand, byBootstrap, byPairing, byToken, byImport]) await part(house);
  keysOf(house);
  // A fault that carries everything there is.
  house.log.error(
    { err: Object.assign(new Error('a call failed'), { args: { password: house.secrets.get('a typed password 7') } }) },
    'a call failed',
  );

  const { name, base64 } = await house.call('diagnostics.make', {});
  const diagnostics = Buffer.from(base64, 'base64').toString();
  const activity = (await house.call('activity.list', { before: null, kinds: [], text: '', deviceId: null })).entries;
  const places = {
    diagnostics,
    log: await everyLine(house),
    'standard error': house.written.join('\n'),
    activity: JSON.stringify(activity),
    refusals: JSON.stringify(await house.call('help.refusals', {})),
  };
  expect(house.secrets.size).toBeGreaterThan(30);
  const found = [...house.secrets].flatMap(([what, secret]) =>
    Object.entries(places).flatMap(([place, text]) => {
      if (NAMES.test(what) && (place === 'activity' || place === 'refusals')) return [];
      return formsOf(secret).some((form) => text.includes(form)) ? [`${what} is in the ${place}`] : [];
    }),
  );
  expect(found).toEqual([]);

  // Each place has something to say, so that an empty one does not pass.
  expect(name).toMatch(/^porchlight-diagnostics-\d{4}-\d\d-\d\d\.txt$/);
  expect(base64.length).toBeLessThan(1_000_000);
  expect(places.log).toContain('the hub runs');
  expect(places['standard error']).toContain('a call failed');
  expect(activity.length).toBeGreaterThan(15);
  for (const cause of [
    'password',
    'unknown-user',
    'topic',
    'certificate-revoked',
    'bootstrap-full',
    'bootstrap-password',
    'token-expired',
  ]) {
    expect(diagnostics).toMatch(new RegExp(`^${cause}: `, 'm'));
    expect(places.refusals).toContain(`"cause":"${cause}"`);
  }
  for (const named of ['Annas Schlafzimmer', 'annas-client', 'annas-schlafzimmer', house.dataDir, 'Batch', 'Keycloak', 'anna']) {
    expect(diagnostics.toLowerCase()).not.toContain(named.toLowerCase());
  }
  expect(diagnostics).toContain('device-1: manual, away');
  expect(Buffer.byteLength(diagnostics)).toBeLessThan(LIMITS.diagnosticsBytes);
}, 30_000);

test.each(['hunter2', 'a "b"/ü', '7f3a'.repeat(8)])('the search finds a secret in every form: %s', (secret) => {
  const places = [
    secret,
    Buffer.from(`x${secret}y`).toString('base64'),
    Buffer.from(`xy${secret}z`).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    `?q=${encodeURIComponent(secret)}`,
    JSON.stringify({ secret }),
    JSON.stringify(JSON.stringify({ secret })),
  ];
  for (const place of places) expect(formsOf(secret).some((form) => place.includes(form))).toBe(true);
});
