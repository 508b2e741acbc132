import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { attempt, claimsAt, ES, es, HS, hs, makeTokens, pem, RS, refusedFor, rs, rsa, SECRET, sign } from './setup.ts';

const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const { tokens, clock, reports } = makeTokens();
tokens.add(HS);
tokens.add({ ...RS, issuer: 'https://rsa.example' });
tokens.add({ ...ES, issuer: 'https://curve.example' });
const claims = claimsAt(clock);
const [rsaClaims, curveClaims] = [
  { ...claims, iss: 'https://rsa.example' },
  { ...claims, iss: 'https://curve.example' },
];
const now = claims.iat;
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const without = (...names: string[]) => Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));

/** What it says behind "Refused a connection with a token". */
async function why(token: string | Promise<string>): Promise<string> {
  const text = refusedFor(await tokens.authenticate(attempt(await token)));
  return text.replace('5 Refused a connection with a token', '');
}

/** HS256 with the bytes of a public key, as an attacker has them. */
function signedWithPublicKey(header: object) {
  const head = `${part(header)}.${part(rsaClaims)}`;
  return `${head}.${createHmac('sha256', pem(rsa.publicKey)).update(head).digest('base64url')}`;
}

describe('a token is refused', () => {
  test.each([
    [
      'without a signature',
      () => `${part({ alg: 'none' })}.${part(claims)}.`,
      ': its algorithm "none" is not the one that its issuer is set to.',
    ],
    ['with an odd spelling of none', () => `${part({ alg: 'nOnE' })}.${part(claims)}.`, ': its algorithm "nOnE" is not'],
    ['with HS256 and the RSA public key', () => signedWithPublicKey({ alg: 'HS256' }), ': its algorithm "HS256" is not'],
    [
      'with RS256 in its header and an HMAC',
      () => signedWithPublicKey({ alg: 'RS256' }),
      ' from Rsa: it was not signed with a key of its issuer.',
    ],
    ['with a stronger algorithm of the same key', () => sign(rsaClaims, 'RS512', rsa.privateKey), ': its algorithm "RS512" is not'],
    [
      'with a wrong secret',
      () => sign(claims, 'HS256', Buffer.from(`${SECRET}!`)),
      ' from Shared: it was not signed with a key of its issuer.',
    ],
    ['with a wrong RSA key', () => sign(rsaClaims, 'RS256', stranger.privateKey), ' from Rsa: it was not signed'],
    ["with another issuer's key", () => rs(curveClaims), ': its algorithm "RS256" is not'],
    ['with its own key in its header', () => es(rsaClaims, { jwk: { kty: 'EC' } }), ': its algorithm "ES256" is not'],
    [
      'with a changed claim',
      async () => (await hs(claims)).replace(/\.[^.]*\./, `.${part({ ...claims, topics: ['#'] })}.`),
      'was not signed',
    ],
    ['that expired', () => hs({ ...claims, exp: now - 1 }), ' from Shared: it has expired.'],
    ['that is not yet valid', () => hs({ ...claims, nbf: now + 60 }), ' from Shared: it is not valid yet.'],
    [
      'from the future',
      () => hs({ ...claims, iat: now + 60 }),
      ' from Shared: it says that it was issued in the future; is a clock wrong?',
    ],
    ['for another audience', () => hs({ ...claims, aud: 'other' }), ' from Shared: it is meant for another audience.'],
    ['for several others', () => hs({ ...claims, aud: ['a', 'b'] }), ' from Shared: it is meant for another audience.'],
    [
      'of an unknown issuer',
      () => hs({ ...claims, iss: 'https://x.example' }),
      ': no issuer "https://x.example" is configured for this user name.',
    ],
    ['without an issuer', () => hs(without('iss')), ': it names no issuer.'],
    ['without an audience', () => hs(without('aud')), ' from Shared: it names no audience.'],
    ['without an expiry', () => hs(without('exp')), ' from Shared: it has no expiry.'],
    ['with an expiry in words', () => hs({ ...claims, exp: 'tomorrow' }), ' from Shared: its claim "exp" is not a time.'],
    ['without permissions', () => hs(without('topics')), ' from Shared: it has none of the claims "topics", "publish" and "subscribe"'],
    [
      'with topics that are no list',
      () => hs({ ...claims, topics: 'home/#' }),
      ' from Shared: its claim "topics" is not a list of topic filters.',
    ],
    ['with topics that are no texts', () => hs({ ...claims, topics: ['a', 7] }), ' from Shared: its claim "topics" is not a list'],
    ['with a bad filter', () => hs({ ...claims, publish: ['a/#/b'] }), ' from Shared: its claim "publish" cannot be used: "a/#/b"'],
    ['with an empty filter', () => hs({ ...claims, subscribe: [''] }), ' from Shared: its claim "subscribe" cannot be used'],
    ['with the placeholder of a device', () => hs({ ...claims, topics: ['%d/x'] }), '%d stands for a device, and a token has none.'],
    ['with too many filters', () => hs({ ...claims, topics: Array(LIMITS.tokenFilters + 1).fill('a') }), ' has more than 100 filters.'],
    [
      'with unknown extensions',
      () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', crit: ['b64'], b64: true }).sign(Buffer.from(SECRET)),
      'it demands extensions',
    ],
    ['that is too long', () => hs({ ...claims, x: 'x'.repeat(LIMITS.tokenBytes) }), ': it is longer than 8 KiB.'],
    ['that is a word', () => 'password', ': the password is not a signed token of three parts.'],
    ['that is empty', () => '', ': the password is not a signed token of three parts.'],
    ['that is dots', () => '..', ': the password is not a signed token of three parts.'],
    ['of five parts', () => `${part({ alg: 'dir', enc: 'A256GCM' })}.a.b.c.d`, ': the password is not a signed token of three parts.'],
    ['whose header is no object', () => `${part([1])}.${part(claims)}.x`, ': the password is not a signed token of three parts.'],
    ['whose header is odd', () => `${part({ alg: 7 })}.${part(claims)}.x`, ': its header cannot be read.'],
    ['whose claims are junk', () => `${part({ alg: 'HS256' })}.${part('{')}.x`, ': its claims cannot be read.'],
  ])('%s', async (_, token, words) => {
    expect(await why(token())).toContain(words);
  });

  test('without a word of it in the text, in the list or in a report', async () => {
    for (const key of [SECRET, `${SECRET}!`]) {
      const token = await sign({ ...claims, exp: now - 1 }, 'HS256', Buffer.from(key));
      const told = JSON.stringify([await tokens.authenticate(attempt(token)), tokens.list(), reports]);
      for (const secret of [...token.split('.'), SECRET]) expect(told).not.toContain(secret);
    }
  });

  test('with hidden characters of the network taken out of the text', async () => {
    expect(await why(hs({ ...claims, iss: `a\u202e\n${'b'.repeat(500)}` }))).toMatch(/no issuer "ab{99}" is/);
  });
});
