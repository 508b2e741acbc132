import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { ManualClock } from '../manual-clock.ts';
import { admitted, attempt, claimsAt, ec, makeTokens, RS, refusedFor, rsa, sign } from './setup.ts';
import { hang, json, webServer } from './web-server.ts';

const second = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const jwk = (key: KeyObject, kid?: string) => ({ ...key.export({ format: 'jwk' }), ...(kid && { kid }) });
const first = jwk(rsa.publicKey, 'one');

async function setUp(answer: RequestListener = json({ keys: [first] })) {
  const server = await webServer(answer);
  const made = makeTokens({ clock: new ManualClock() });
  const { tokens, clock } = made;
  tokens.add({ ...RS, key: { kind: 'jwks', url: `${server.url}/keys` } });
  const tell = async (kid?: string, key = rsa.privateKey) => {
    const token = await sign(claimsAt(clock), 'RS256', key, kid === undefined ? {} : { kid });
    return tokens.authenticate(attempt(token));
  };
  const come = async (...of: Parameters<typeof tell>) => admitted(await tell(...of));
  const refused = async (...of: Parameters<typeof tell>) => refusedFor(await tell(...of));
  return { ...made, server, tell, come, refused };
}

describe('the keys behind an address', () => {
  test('are fetched at the first token, once for all who come at the same time, and kept', async () => {
    const { server, clock, come } = await setUp();
    expect(server.requests).toBe(0);
    await Promise.all([come('one'), come('one'), come()]);
    clock.advance(LIMITS.jwksFreshMs - 1);
    await come('one');
    expect(server.requests).toBe(1);
    clock.advance(1);
    await come('one');
    expect(server.requests).toBe(2);
  });

  test('are fetched again for an unknown key id, but not at every one', async () => {
    const { server, clock, come, refused } = await setUp();
    await come('one');
    server.answer = json({ keys: [first, jwk(second.publicKey, 'two')] });
    clock.advance(LIMITS.jwksCooldownMs);
    await come('two', second.privateKey);
    expect(server.requests).toBe(2);
    for (const kid of ['made up', 'this too', 'three'])
      expect(await refused(kid)).toBe('5 Refused a connection with a token from Rsa: its key id is not among the keys of its issuer.');
    expect(server.requests).toBe(2);
    clock.advance(LIMITS.jwksCooldownMs);
    await refused('three');
    await refused('four');
    expect(server.requests).toBe(3);
  });

  test('that were taken away no longer count once they are fetched again', async () => {
    const { server, clock, come, refused } = await setUp();
    await come('one');
    server.answer = json({ keys: [jwk(second.publicKey, 'two')] });
    clock.advance(LIMITS.jwksFreshMs);
    expect(await refused('one')).toContain('its key id is not among the keys');
  });

  test('do not vouch for who signed with another key under their id', async () => {
    const { refused } = await setUp();
    expect(await refused('one', second.privateKey)).toContain('it was not signed with a key of its issuer');
  });

  test('stay in use for a day while they cannot be fetched, and the list says so', async () => {
    const { server, clock, come, refused, tokens, reports } = await setUp();
    await come('one');
    const keys = server.answer;
    server.answer = json('', 503);
    clock.advance(LIMITS.jwksFreshMs);
    await come('one');
    const { host } = new URL(server.url);
    const words = `Its keys could not be fetched: ${host} answered with an error (HTTP 503).`;
    expect(tokens.list()[0]?.problem).toBe(words);
    expect(reports.filter(({ kind }) => kind === 'problem')).toEqual([{ kind: 'problem', text: `Rsa: ${words}` }]);
    clock.advance(LIMITS.jwksStaleMs);
    expect(await refused('one')).toBe(
      `3 Refused a connection with a token from Rsa: its issuer's keys could not be fetched: ${host} answered with an error (HTTP 503).`,
    );
    server.answer = keys;
    clock.advance(LIMITS.jwksCooldownMs);
    await come('one');
    expect(tokens.list()[0]?.problem).toBeNull();
  });

  test('are refused with clear words while nothing answers', async () => {
    const { server, refused, tokens } = await setUp();
    await server.stop();
    const words = `nothing answers at ${new URL(server.url).host}.`;
    expect(await refused('one')).toBe(`3 Refused a connection with a token from Rsa: its issuer's keys could not be fetched: ${words}`);
    expect(tokens.list()[0]?.problem).toBe(`Its keys could not be fetched: ${words}`);
  });

  test('that could not be fetched at first are asked for again soon, but not by every token', async () => {
    const { server, clock, come, refused } = await setUp(json('', 500));
    await refused('one');
    server.answer = json({ keys: [first] });
    clock.advance(LIMITS.jwksRetryMs - 1);
    expect(await refused('one')).toMatch(/^3 /);
    expect(server.requests).toBe(1);
    clock.advance(1);
    await come('one');
  });

  test('that are not told in time are refused, and nobody else waits for them', async () => {
    const { server, clock, tell, tokens } = await setUp(hang);
    const waiting = tell('one');
    const { closed } = await server.next();
    const { token } = await tokens.issue({ name: 'Lamp', publish: ['lamp'], subscribe: [], minutes: 1 });
    admitted(await tokens.authenticate(attempt(token)));
    clock.advance(LIMITS.jwksTimeoutMs);
    expect(refusedFor(await waiting)).toMatch(/^3 .* could not be fetched: 127\.0\.0\.1:\d+ did not answer in time\.$/);
    await closed;
  });

  test('of an issuer that is down do not keep out the token of another', async () => {
    const { tokens, clock, tell } = await setUp(json('', 500));
    tokens.add({ ...RS, name: 'Here', issuer: null });
    expect(admitted(await tell('one')).permission()).not.toBeNull();
    const foreign = await sign(claimsAt(clock), 'RS256', second.privateKey);
    expect(refusedFor(await tokens.authenticate(attempt(foreign)))).toMatch(/^3 .* from Rsa: its issuer's keys could not be fetched/);
  });

  test.each([
    ['no JSON', json('<html>'), 'the answer is not a set of keys'],
    ['no set', json({ keys: 'none' }), 'the answer is not a set of keys'],
    ['nothing', json('null'), 'the answer is not a set of keys'],
    ['too much', json(' '.repeat(LIMITS.jwksBytes + 1)), 'is too long'],
    ['a way elsewhere', (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(), 'sends elsewhere'],
    ['a way in circles', (_, response) => response.writeHead(302, { location: '/keys' }).end(), 'sends elsewhere'],
    ['a broken line', (request) => request.socket.destroy(), 'could not be reached or broke off'],
    ['only other keys', json({ keys: [null, 'x', [], {}, jwk(ec.publicKey, 'one')] }), 'it holds no key for RS256'],
    ['a key for encryption', json({ keys: [{ ...first, use: 'enc' }] }), 'it holds no key for RS256'],
    ['a key of another algorithm', json({ keys: [{ ...first, alg: 'PS256' }] }), 'it holds no key for RS256'],
    ['a shared secret', json({ keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'one' }] }), 'it holds no key for RS256'],
  ] satisfies [string, RequestListener, string][])('are refused when the answer is %s', async (_, answer, words) => {
    const { refused } = await setUp(answer);
    const text = await refused('one');
    expect(text).toContain("3 Refused a connection with a token from Rsa: its issuer's keys could not be fetched");
    expect(text).toContain(words);
  });

  test('are taken from where the same server sends on to', async () => {
    const { come, server } = await setUp();
    const keys = server.answer;
    server.answer = (request, response) =>
      request.url === '/keys' ? response.writeHead(301, { location: '/moved' }).end() : keys(request, response);
    await come('one');
  });
});
