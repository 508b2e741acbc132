import type { RequestListener } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { ManualClock } from '../manual-clock.ts';
import { CLIENT_SECRET, identityProvider } from './identity-provider.ts';
import { admitted, attempt, ES, makeTokens, refusedFor } from './setup.ts';
import { hang, json } from './web-server.ts';

const PASSWORD = 'correct: horse & battery + staple ü';
const accounts = {
  anna: { password: PASSWORD, claims: { topics: ['home/#', 'u/%u/#'], name: 'Anna' } },
  nothing: { password: PASSWORD, claims: {} },
  toomuch: { password: PASSWORD, claims: { topics: ['a/#/b'] } },
};

async function setUp(format?: 'opaque') {
  const provider = await identityProvider(accounts, format);
  // The provider signs by real time; the hub's timers must not.
  const made = makeTokens({ clock: new ManualClock(Date.now()) });
  const { id } = made.tokens.add(provider.settings);
  const ask = (userName: string, password: string, address = '192.168.1.20') =>
    made.tokens.askProvider(attempt(password, { userName, address }));
  const saidOf = async (...of: Parameters<typeof ask>) => refusedFor(await ask(...of));
  const problem = () => made.tokens.list()[0]?.problem;
  return { ...made, ...provider, id, ask, saidOf, problem };
}

describe('an identity provider that checks passwords', () => {
  test('lets in by its token: permissions, name, end', async () => {
    const { ask, id, clock, seen, tokens } = await setUp();
    const subject = admitted(await ask('anna', PASSWORD));
    expect(subject).toMatchObject({ key: `token:${id}:anna`, deviceId: null, name: 'Anna', forceCleanSession: true });
    const may = (topic: string) => subject.permission()?.publish.matches(topic);
    expect([may('home/lamp'), may('u/anna/x'), may('u/bert/x')]).toEqual([true, true, false]);
    expect(subject.permission()?.subscribe.covers('home/#')).toBe(true);
    // 600 s by its own clock, and the skew of 60 s.
    const left = (subject.ends?.at ?? 0) - clock.now();
    expect(left).toBeGreaterThan(650_000);
    expect(left).toBeLessThan(670_000);
    expect(seen).toEqual(['anna']);
    expect(tokens.list()[0]).toMatchObject({ problem: null, lastUsedAt: clock.now() });
  });

  test('refuses a wrong password and an unknown user alike, and neither is a fault of its own', async () => {
    const { saidOf, problem } = await setUp();
    const words = 'the identity provider refused the user name or password.';
    expect(await saidOf('anna', 'wrong')).toBe(`5 Refused a connection as "anna": ${words}`);
    expect(await saidOf('nobody', PASSWORD)).toBe(`5 Refused a connection as "nobody": ${words}`);
    expect(problem()).toBeNull();
  });

  test('is not asked twice about the same password within a short time', async () => {
    const { ask, saidOf, seen, clock } = await setUp();
    await Promise.all([ask('anna', PASSWORD), ask('anna', PASSWORD)]);
    admitted(await ask('anna', PASSWORD));
    expect(seen.length).toBe(1);
    await saidOf('anna', 'wrong');
    await saidOf('anna', 'wrong');
    expect(seen.length).toBe(2);
    admitted(await ask('anna', PASSWORD));
    expect(seen.length).toBe(2);
    clock.advance(LIMITS.passwordAcceptedMs);
    admitted(await ask('anna', PASSWORD));
    expect(seen.length).toBe(3);
  });

  test.each([
    ['nothing', 'it has none of the claims "topics", "publish" and "subscribe"'],
    ['toomuch', 'its claim "topics" cannot be used: "a/#/b"'],
  ])('lets nobody in with a token that cannot be used: %s', async (userName, words) => {
    const { saidOf } = await setUp();
    const text = await saidOf(userName, PASSWORD);
    expect(text).toContain(`5 Refused a connection as "${userName}": the identity provider's token was not accepted: ${words}`);
  });

  test('whose token is meant for somebody else is not believed', async () => {
    const { tokens, settings, id, ask } = await setUp();
    tokens.remove(id);
    tokens.add({ ...settings, audience: 'another' });
    expect(refusedFor(await ask('anna', PASSWORD))).toMatch(/^5 .* was not accepted: it is meant for another audience\.$/);
  });

  test('whose token has another algorithm than set is not believed', async () => {
    const { tokens, settings, id, ask } = await setUp();
    tokens.remove(id);
    tokens.add({ ...ES, issuer: null, passwordGrant: settings.passwordGrant });
    expect(refusedFor(await ask('anna', PASSWORD))).toMatch(/^5 .* was not accepted: its algorithm is not ES256\.$/);
  });

  test('that gives tokens of another kind is told to be set up wrongly', async () => {
    const { saidOf, problem } = await setUp('opaque');
    const words = "the identity provider's answer holds no signed token.";
    expect(await saidOf('anna', PASSWORD)).toBe(`3 Refused a connection as "anna": ${words}`);
    expect(problem()).toBe(`Its password check: ${words}`);
  });

  test('that does not know the hub is told to be set up wrongly', async () => {
    const { tokens, settings, id, saidOf, problem } = await setUp();
    tokens.remove(id);
    tokens.add({ ...settings, passwordGrant: { ...settings.passwordGrant, clientSecret: 'not it' } });
    const words = 'the identity provider does not accept how the hub asks it (invalid_client).';
    expect(await saidOf('anna', PASSWORD)).toBe(`3 Refused a connection as "anna": ${words}`);
    expect(problem()).toBe(`Its password check: ${words}`);
  });

  test('that is down refuses with clear words, and lets in as soon as it is back', async () => {
    const { server, ask, saidOf, problem, mend, reports } = await setUp();
    server.answer = (request) => request.socket.destroy();
    const { host } = new URL(server.url);
    const words = `${host} could not be reached or broke off.`;
    expect(await saidOf('anna', PASSWORD)).toBe(`3 Refused a connection as "anna": the identity provider could not be asked: ${words}`);
    expect(problem()).toBe(`Its password check: ${words}`);
    mend();
    admitted(await ask('anna', PASSWORD));
    expect(problem()).toBeNull();
    await server.stop();
    expect(await saidOf('anna', 'other')).toContain(`could not be asked: nothing answers at ${host}.`);
    expect(reports.filter(({ kind }) => kind === 'problem').length).toBe(2);
  });

  test('that is slow is given up within 5 s, while others come in', async () => {
    expect(LIMITS.passwordCheckTimeoutMs).toBeLessThan(5_000);
    const { server, ask, mend, clock, tokens, problem } = await setUp();
    server.answer = hang;
    const answered = vi.fn();
    const waiting = ask('anna', 'slowly').finally(answered);
    const { closed } = await server.next();
    mend();
    admitted(await ask('anna', PASSWORD));
    const { token } = await tokens.issue({ name: 'Lamp', publish: ['lamp'], subscribe: [], minutes: 1 });
    admitted(await tokens.authenticate(attempt(token, { userName: 'lamp' })));
    clock.advance(LIMITS.passwordCheckTimeoutMs - 1);
    await new Promise(setImmediate);
    expect(answered).not.toHaveBeenCalled();
    clock.advance(1);
    expect(refusedFor(await waiting)).toBe('3 Refused a connection as "anna": the identity provider did not answer in time.');
    expect(problem()).toBe('Its password check: the identity provider did not answer in time.');
    await closed;
  });

  test('that tells its token but not its keys in time is given up as soon', async () => {
    const { server, ask, mend, clock } = await setUp();
    const [works] = [server.answer];
    server.answer = (request, response) => (request.url === '/jwks' ? undefined : works(request, response));
    const waiting = ask('anna', PASSWORD);
    await server.next();
    await server.next();
    clock.advance(LIMITS.passwordCheckTimeoutMs);
    expect(refusedFor(await waiting)).toMatch(/^3 Refused a connection as "anna": the identity provider/);
    mend();
  });

  test('is asked about a few at a time only, and by one address about fewer', async () => {
    const { server, ask, saidOf, clock } = await setUp();
    server.answer = hang;
    const waiting = [];
    for (let count = 0; count < LIMITS.passwordChecks; count++) {
      const address = count < LIMITS.passwordChecksPerAddress ? '10.0.0.1' : `10.0.1.${count}`;
      waiting.push(ask(`user${count}`, PASSWORD, address));
      if (count === LIMITS.passwordChecksPerAddress)
        expect(await saidOf('one more', PASSWORD, '10.0.0.1')).toMatch(/^3 .* too many others/);
    }
    expect(await saidOf('one more', PASSWORD, '10.0.2.1')).toMatch(/^3 .* asked about too many others at this moment\.$/);
    clock.advance(LIMITS.passwordCheckTimeoutMs);
    for (const refused of await Promise.all(waiting)) expect(refusedFor(refused)).toContain('did not answer in time');
  });

  test.each([
    ['an error page', json('<html>', 500), 'it answered with an error (HTTP 500)'],
    ['a page instead of a token', json('<html>'), "the identity provider's answer holds no signed token"],
    ['no token', json({ token_type: 'Bearer' }), "the identity provider's answer holds no signed token"],
    ['an unsigned token', json({ access_token: 'eyJhbGciOiJub25lIn0.e30.' }), 'its algorithm is not RS256'],
    ['a way elsewhere', (_, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), 'sends elsewhere'],
    ['a way to itself', (_, response) => response.writeHead(307, { location: '/token' }).end(), 'sends elsewhere'],
    ['too much', json(' '.repeat(LIMITS.passwordCheckBytes + 1)), 'is too long'],
    ['an odd error', json({ error: `<b>${CLIENT_SECRET}</b>` }, 400), 'it answered with an error (HTTP 400)'],
  ] satisfies [string, RequestListener, string][])('that answers with %s lets nobody in', async (_, answer, words) => {
    const { server, saidOf } = await setUp();
    server.answer = answer;
    expect(await saidOf('anna', PASSWORD)).toContain(words);
    expect(server.requests).toBe(1);
  });

  test('is not shown tokens, empty passwords or bytes that are no text, and ends with its removal', async () => {
    const { tokens, ask, id, server, ended } = await setUp();
    const subject = admitted(await ask('anna', PASSWORD));
    const { requests } = server;
    for (const password of ['', undefined, Buffer.from([0xff]), 'eyJhbGciOiJub25lIn0.e30.'])
      expect(await tokens.askProvider(attempt(password, { userName: 'anna' }))).toBeNull();
    expect(await tokens.askProvider(attempt(PASSWORD, { userName: undefined }))).toBeNull();
    server.answer = hang;
    tokens.remove(id);
    expect(subject.permission()).toBeNull();
    expect(ended).toEqual([`token:${id}`]);
    expect(await ask('anna', PASSWORD)).toBeNull();
    expect(server.requests).toBe(requests);
  });

  test('removed while it is asked lets nobody in any more', async () => {
    const { tokens, ask, id, server } = await setUp();
    const waiting = ask('anna', PASSWORD);
    await server.next();
    tokens.remove(id);
    expect(refusedFor(await waiting)).toContain('this issuer was removed');
  });

  test('is no longer asked when the hub stops', async () => {
    const { tokens, ask, server, reports } = await setUp();
    server.answer = hang;
    const waiting = ask('anna', PASSWORD);
    const { closed } = await server.next();
    tokens.stop();
    expect(refusedFor(await waiting)).toMatch(/^3 /);
    expect(reports.filter(({ kind }) => kind === 'problem')).toEqual([]);
    await closed;
  });

  test('leaves no password and no secret in texts', async () => {
    const { tokens, ask, server, database, reports } = await setUp();
    const told: unknown[] = [await ask('nothing', PASSWORD), await ask('anna', `${PASSWORD}!`)];
    server.answer = json({ error: PASSWORD, error_description: CLIENT_SECRET }, 400);
    told.push(await ask('anna', `${PASSWORD}?`), tokens.list(), reports);
    told.push(database.prepare('SELECT id, config, CAST(secrets AS TEXT) FROM token_issuers').all());
    for (const secret of [PASSWORD, CLIENT_SECRET]) expect(JSON.stringify(told)).not.toContain(secret);
  });
});
