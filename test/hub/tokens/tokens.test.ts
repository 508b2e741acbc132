import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Tokens } from '../../../electron/hub/tokens/tokens.ts';
import {
  admitted,
  attempt,
  claimsAt,
  ES,
  es,
  HS,
  hs,
  makeTokens,
  pem,
  RS,
  refusedFor,
  rs,
  rsa,
  SECRET,
  seconds,
  testVault,
} from './setup.ts';

describe('a token of a configured issuer', () => {
  test.each([
    ['HS256', HS, hs],
    ['RS256', RS, rs],
    ['ES256', ES, es],
  ] as const)('is accepted with %s', async (_, issuer, sign) => {
    const { tokens, clock } = makeTokens();
    const { id } = tokens.add(issuer);
    const claims = { ...claimsAt(clock), name: 'Anna' };
    const subject = admitted(await tokens.authenticate(attempt(await sign(claims))));
    expect(subject).toMatchObject({ key: `token:${id}:anna`, deviceId: null, name: 'Anna', forceCleanSession: true });
    expect(subject.ends).toEqual({ at: claims.exp * 1_000, why: 'its token has expired' });
    expect(subject.permission()?.publish.matches('home/lamp')).toBe(true);
    expect(subject.permission()?.subscribe.covers('home/+')).toBe(true);
    expect(subject.permission()?.subscribe.covers('#')).toBe(false);
  });

  test('is chosen among several issuers, by its issuer and by its key', async () => {
    const { tokens, clock } = makeTokens();
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    tokens.add({ ...ES, name: 'Other', key: { kind: 'pem', pem: pem(other.publicKey) }, issuer: null });
    tokens.add({ ...ES, name: 'Elsewhere', issuer: 'https://elsewhere.example' });
    tokens.add(RS);
    const { id } = tokens.add(ES);
    expect(admitted(await tokens.authenticate(attempt(await es(claimsAt(clock))))).key).toBe(`token:${id}:anna`);
  });

  test.each(['before', 'after'])('says why it is refused even if another issuer was tried %s it', async (when) => {
    const { tokens, clock } = makeTokens();
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const others = { ...ES, name: 'Other', key: { kind: 'pem', pem: pem(other.publicKey) } } as const;
    for (const issuer of when === 'before' ? [others, ES] : [ES, others]) tokens.add(issuer);
    const outcome = await tokens.authenticate(attempt(await es({ ...claimsAt(clock), exp: seconds(clock) - 1 })));
    expect(refusedFor(outcome)).toBe('5 Refused a connection with a token from Curve: it has expired.');
  });

  test('is taken with the allowed clock skew, and so is its end', async () => {
    const { tokens, clock } = makeTokens();
    tokens.add({ ...ES, clockSkewSeconds: 60 });
    const now = seconds(clock);
    const late = { ...claimsAt(clock), exp: now - 30 };
    expect(admitted(await tokens.authenticate(attempt(await es(late)))).ends?.at).toBe((now + 30) * 1_000);
    const early = { ...claimsAt(clock), iat: now + 30, nbf: now + 30 };
    admitted(await tokens.authenticate(attempt(await es(early))));
    clock.shift = 120_000;
    expect(refusedFor(await tokens.authenticate(attempt(await es(late))))).toContain('it has expired');
  });

  test('may have publish and subscribe apart, one of them empty, and several audiences', async () => {
    const { tokens, clock } = makeTokens();
    tokens.add(ES);
    const { topics: _, ...claims } = claimsAt(clock);
    const token = await es({ ...claims, aud: ['x', 'porchlight'], publish: ['a/b'], subscribe: [] });
    const permission = admitted(await tokens.authenticate(attempt(token))).permission();
    expect(permission?.publish.matches('a/b')).toBe(true);
    expect(permission?.subscribe.covers('a/b')).toBe(false);
  });

  test('fills placeholders with the client id and its verified subject, not with a user name of the client', async () => {
    const { tokens, clock } = makeTokens();
    tokens.add({ ...ES, userName: 'any' });
    const token = await es({ ...claimsAt(clock), topics: ['c/%c', 'u/%u/#'] });
    const permission = admitted(await tokens.authenticate(attempt(token, { userName: 'bert', clientId: 'c7' }))).permission();
    const may = (topic: string) => permission?.publish.matches(topic);
    expect([may('c/c7'), may('c/other'), may('u/anna/x'), may('u/bert/x')]).toEqual([true, false, true, false]);
    const wide = admitted(await tokens.authenticate(attempt(token, { clientId: '#' }))).permission();
    expect(wide?.subscribe.covers('c/#')).toBe(false);
  });

  test('is read for any user name only if the issuer is set so; other passwords are left to others', async () => {
    const { tokens, clock } = makeTokens();
    tokens.add(ES);
    const token = await es(claimsAt(clock));
    expect(await tokens.authenticate(attempt(token, { userName: 'plug' }))).toBeNull();
    const { id } = tokens.add({ ...HS, name: 'Elsewhere', issuer: 'https://elsewhere.example', userName: 'any' });
    const refused = await tokens.authenticate(attempt(token, { userName: 'plug' }));
    expect(refusedFor(refused)).toContain('no issuer "https://id.example" is configured for this user name');
    tokens.remove(id);
    tokens.add({ ...ES, name: 'Open', userName: 'any' });
    admitted(await tokens.authenticate(attempt(token, { userName: 'plug' })));
    for (const password of ['secret', 'a.b.c', 'e30.e30.', undefined, Buffer.from([0xff, 0x2e, 0x2e])])
      expect(await tokens.authenticate(attempt(password, { userName: 'plug' }))).toBeNull();
    expect(refusedFor(await tokens.authenticate(attempt('secret')))).toContain('the password is not a signed token');
    expect(refusedFor(await tokens.authenticate(attempt(undefined)))).toContain('the password is not a signed token');
  });
});

describe('the issuers', () => {
  test('are listed without secrets, kept sealed, and work after a restart', async () => {
    const { tokens, needs, clock, database, reports } = makeTokens();
    const grant = { endpoint: 'https://id.example/token', clientId: 'hub', clientSecret: 'very secret', scope: null, audience: null };
    tokens.add({ ...HS, passwordGrant: grant });
    tokens.add(ES);
    const { clientSecret: _, ...open } = grant;
    const listed = tokens.list().find((issuer) => issuer.name === 'Shared');
    expect(listed).toMatchObject({ key: { kind: 'secret' }, passwordGrant: open, lastUsedAt: null, problem: null });
    const stored = JSON.stringify(database.prepare('SELECT id, config, hex(secrets) FROM token_issuers').all());
    for (const secret of [SECRET, 'very secret', Buffer.from(SECRET).toString('hex').toUpperCase()])
      for (const text of [JSON.stringify(tokens.list()), stored, JSON.stringify(reports)]) expect(text).not.toContain(secret);
    const token = await hs(claimsAt(clock));
    admitted(await tokens.authenticate(attempt(token)));
    tokens.stop();
    const again = new Tokens(needs);
    expect(again.list()).toEqual(tokens.list());
    expect(again.list().find((issuer) => issuer.name === 'Shared')?.lastUsedAt).toBeGreaterThan(0);
    admitted(await again.authenticate(attempt(token)));
  });

  test('whose secret can no longer be unsealed refuse, and say so', async () => {
    const { tokens, needs, clock } = makeTokens();
    tokens.add(HS);
    const broken = new Tokens({ ...needs, vault: testVault() });
    expect(broken.list()[0]?.problem).toContain('can no longer be read');
    expect(refusedFor(await broken.authenticate(attempt(await hs(claimsAt(clock)))))).toContain('can no longer be read');
  });

  test('cannot use the sealed secrets of one another', async () => {
    const { tokens, needs, clock, database } = makeTokens();
    tokens.add(HS);
    tokens.add({ ...HS, name: 'Other', key: { kind: 'secret', secret: SECRET.toUpperCase() } });
    const [one, other] = needs.table.all();
    const move = database.prepare('UPDATE token_issuers SET secrets = ? WHERE id = ?');
    move.run(one?.secrets ?? null, other?.id as string);
    move.run(other?.secrets ?? null, one?.id as string);
    const again = new Tokens(needs);
    for (const issuer of again.list()) expect(issuer.problem).toContain('can no longer be read');
    expect(refusedFor(await again.authenticate(attempt(await hs(claimsAt(clock)))))).toContain('can no longer be read');
  });

  test('end their connections when they are removed, at once', async () => {
    const { tokens, clock, ended, reports } = makeTokens();
    const { id } = tokens.add(ES);
    const token = await es(claimsAt(clock));
    const subject = admitted(await tokens.authenticate(attempt(token)));
    const meanwhile = tokens.authenticate(attempt(token));
    tokens.remove(id);
    expect(ended).toEqual([`token:${id}`]);
    expect(subject.permission()).toBeNull();
    expect(refusedFor(await meanwhile)).toContain('this issuer was removed');
    expect(tokens.list()).toEqual([]);
    expect(reports.at(-1)).toMatchObject({ kind: 'revocation' });
    expect(() => tokens.remove(id)).toThrow('no longer there');
  });

  const small = generateKeyPairSync('rsa', { modulusLength: 1_024 });
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const privatePem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const grant = { endpoint: 'http://10.0.0.9/token', clientId: 'hub', clientSecret: null, scope: null, audience: null };
  const jwks = (url: string) => ({ ...RS, key: { kind: 'jwks', url } }) as const;
  test.each([
    ['a short secret', { ...HS, key: { kind: 'secret', secret: 'short' } }, 'at least 32'],
    ['a public key as shared secret', { ...HS, key: { kind: 'secret', secret: pem(rsa.publicKey) } }, 'key file'],
    ['HS256 with a public key', { ...RS, algorithm: 'HS256' }, 'shared secret only'],
    ['HS256 with a key URL', { ...jwks('https://id.example/keys'), algorithm: 'HS256' }, 'shared secret only'],
    ['RS256 with a secret', { ...HS, algorithm: 'RS256' }, 'not with a shared secret'],
    ['RS256 with an elliptic key', { ...ES, algorithm: 'RS256' }, 'RSA key'],
    ['ES256 with an RSA key', { ...RS, algorithm: 'ES256' }, 'P-256'],
    ['ES256 with another curve', { ...ES, key: { kind: 'pem', pem: pem(p384.publicKey) } }, 'P-256'],
    ['a short RSA key', { ...RS, key: { kind: 'pem', pem: pem(small.publicKey) } }, '2048'],
    ['a private key', { ...RS, key: { kind: 'pem', pem: privatePem } }, 'private key'],
    ['no key', { ...RS, key: { kind: 'pem', pem: 'hello' } }, 'not a public key'],
    ['keys over plain HTTP', jwks('http://id.example/keys'), 'https://'],
    ['keys over plain HTTP at a name that only begins like loopback', jwks('http://127.0.0.1.example/keys'), 'https://'],
    ['keys by another protocol', jwks('file:///etc/passwd'), 'not a web address'],
    ['a password in the URL', jwks('https://me:secret@id.example/keys'), 'must not hold'],
    ['passwords over plain HTTP', { ...RS, passwordGrant: grant }, 'https://'],
    ["the hub's own name", { ...RS, issuer: 'hub-of-this-test' }, 'the hub itself'],
  ] as const)('refuse %s', (_, args, words) => {
    const { tokens, needs } = makeTokens();
    expect(() => tokens.add(args)).toThrow(words);
    expect(needs.table.all()).toEqual([]);
  });

  test('check passwords at one provider only', () => {
    const { tokens } = makeTokens();
    tokens.add({ ...RS, passwordGrant: { ...grant, endpoint: 'https://a.example/token' } });
    expect(() => tokens.add({ ...ES, passwordGrant: { ...grant, endpoint: 'https://b.example/token' } })).toThrow('Rsa already');
    expect(() => tokens.add(RS)).toThrow('named Rsa already');
  });
});
