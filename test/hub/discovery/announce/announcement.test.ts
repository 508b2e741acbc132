import { sign } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { type Claims, readAnnouncement, signAnnouncement } from '../../../../electron/hub/discovery/announce/announcement.ts';
import { newIdentity } from './identity.ts';

const hub = newIdentity();
const CLAIMS: Claims = {
  name: 'Attic',
  seq: 7,
  iat: 1_700_000_000,
  addr: ['192.168.1.10', 'fd00::a'],
  mqtt: 1883,
  mqtts: 8883,
  pair: 8443,
};
const packet = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readAnnouncement(packet(text));
const base64url = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const partsOf = (text: string) => text.split('.') as [string, string, string];
const jsonOf = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());

/** Signed rightly by `by`, whatever it says. */
function forged(header: unknown, claims: unknown, by = hub): string {
  const input = `${base64url(header)}.${base64url(claims)}`;
  return `${input}.${sign(null, Buffer.from(input), by.privateKey).toString('base64url')}`;
}
const header = (by = hub) => ({ alg: 'EdDSA', typ: 'porchlight+jws', kid: by.id, jwk: { kty: 'OKP', crv: 'Ed25519', x: by.publicKey } });
const body = (by = hub) => ({ v: 1, hub: by.id, name: 'Attic', seq: 7, iat: 1_700_000_000, addr: ['192.168.1.10'] });

test('is a JWS that another library verifies, with the claims of the protocol and no others', async () => {
  const text = signAnnouncement(CLAIMS, hub);
  expect(decodeProtectedHeader(text)).toEqual(header());
  const { payload } = await compactVerify(text, await importJWK({ kty: 'OKP', crv: 'Ed25519', x: hub.publicKey }, 'EdDSA'));
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ v: 1, hub: hub.id, ...CLAIMS });
});

test('what was signed is read back, and closed ports are absent', () => {
  expect(read(signAnnouncement(CLAIMS, hub))).toEqual({ hub: hub.id, ...CLAIMS });
  const closed = signAnnouncement({ ...CLAIMS, mqtt: null, pair: null }, hub);
  expect(jsonOf(partsOf(closed)[1])).not.toHaveProperty('mqtt');
  expect(read(closed)).toMatchObject({ mqtt: null, mqtts: 8883, pair: null });
});

test('fits 1,024 bytes, whatever the name and however many addresses: addresses go first, then the end of the name', () => {
  const addr = Array.from({ length: 40 }, (_, at) => `2001:db8:aaaa:bbbb:cccc:dddd:eeee:${(0xf000 + at).toString(16)}`);
  const largest = {
    ...CLAIMS,
    name: '\u{1f3e0}'.repeat(64),
    seq: Number.MAX_SAFE_INTEGER,
    mqtt: 65_535,
    mqtts: 65_535,
    pair: 65_535,
    addr,
  };
  const text = signAnnouncement(largest, hub);
  expect(text.length).toBeLessThanOrEqual(1_024);
  expect(text.length).toBeGreaterThan(1_000);
  const heard = read(text);
  expect(heard).toMatchObject({ seq: Number.MAX_SAFE_INTEGER, addr: addr.slice(0, 4) });
  expect('name' in heard && heard.name).toMatch(/^\u{1f3e0}{10,63}$/u);
  const plain = read(signAnnouncement({ ...largest, name: 'Attic' }, hub));
  expect('addr' in plain && plain.addr.length).toBeGreaterThan(4);
  expect(plain).toMatchObject({ name: 'Attic' });
});

test('one changed character anywhere makes it none, and says whose it claimed to be', () => {
  const text = signAnnouncement(CLAIMS, hub);
  const other = (character: string | undefined) => (character === 'A' ? 'B' : 'A');
  for (let at = 0; at < text.length; at++) {
    expect(read(text.slice(0, at) + other(text[at]) + text.slice(at + 1)), `at ${at}`).toHaveProperty('fault');
  }
  const [one, two, three] = partsOf(text);
  const claims = base64url({ ...jsonOf(two), addr: ['10.0.0.9'] });
  expect(read(`${one}.${claims}.${three}`)).toEqual({ fault: 'Its signature is wrong.', claimed: { hub: hub.id, name: 'Attic' } });
});

test('a stranger cannot use the id of a hub with his own key', () => {
  const stranger = newIdentity();
  const claimed = { hub: hub.id, name: 'Attic' };
  const withOwnKey = { ...header(stranger), kid: hub.id };
  expect(read(forged(withOwnKey, body(), stranger))).toEqual({ fault: 'Its key is not that of the hub that it names.', claimed });
  expect(read(forged(header(), body(), stranger))).toEqual({ fault: 'Its signature is wrong.', claimed });
  expect(read(forged(header(stranger), body(), stranger))).toEqual({ fault: 'It names two hubs.', claimed });
});

test.each([
  ['another algorithm', { ...header(), alg: 'none' }, body()],
  ['an algorithm that others take for a secret', { ...header(), alg: 'HS256' }, body()],
  ['another type', { ...header(), typ: 'JWT' }, body()],
  ['no key', { ...header(), jwk: undefined }, body()],
  ['a key of another curve', { ...header(), jwk: { ...header().jwk, crv: 'X25519' } }, body()],
  ['an extension that must be understood', { ...header(), crit: ['exp'], exp: 1 }, body()],
  ['another version', header(), { ...body(), v: 2 }],
  ['no number', header(), { ...body(), seq: undefined }],
  ['half a number', header(), { ...body(), seq: 7.5 }],
  ['a number that is not exact', header(), { ...body(), seq: 2 ** 53 }],
  ['a number below zero', header(), { ...body(), seq: -1 }],
  ['an address that is none', header(), { ...body(), addr: ['porchlight.local'] }],
  ['an impossible port', header(), { ...body(), pair: 65_536 }],
  ['no address', header(), { ...body(), addr: [] }],
  ['claims that are a list', header(), [body()]],
  ['claims that are no JSON', header(), '{"v":1'],
])('is none with %s, even if it is signed', (_, head, claims) => {
  expect(read(forged(head, claims))).toMatchObject({ fault: 'It is no announcement.' });
});

test('says whose it claims to be, whatever else is wrong with it', () => {
  expect(read(forged({ alg: 'none' }, { hub: hub.id }))).toMatchObject({ claimed: { hub: hub.id, name: '' } });
  expect(read(forged(header(), { hub: 7 }))).toMatchObject({ claimed: null });
});

test('claims that are not known yet do no harm', () => {
  expect(read(forged(header(), { ...body(), colour: 'red' }))).toEqual({ ...body(), v: undefined, mqtt: null, mqtts: null, pair: null });
});

test('anything else on the wire is none, and never throws', () => {
  const text = signAnnouncement(CLAIMS, hub);
  for (const odd of [
    '',
    '.',
    '..',
    'emonpi.local',
    `${text}.`,
    `${text}\n`,
    ` ${text}`,
    `${text}=`,
    text.replace('.', '..'),
    'a'.repeat(1_025),
  ]) {
    expect(read(odd), odd).toHaveProperty('fault');
  }
  expect(readAnnouncement(Uint8Array.from({ length: 1_024 }, (_, at) => at))).toHaveProperty('fault');
  const [one, two, three] = partsOf(text);
  // The last character of a signature has four bits that mean nothing: only one spelling counts.
  const twin = `${three.slice(0, -1)}${three.endsWith('A') ? 'B' : String.fromCharCode(three.charCodeAt(three.length - 1) + 1)}`;
  expect(read(`${one}.${two}.${twin}`)).toHaveProperty('fault');
});

test('a name that would mislead is cleaned', () => {
  expect(read(forged(header(), { ...body(), name: ' At\u202etic\u0007 ' }))).toMatchObject({ name: 'Attic' });
});
