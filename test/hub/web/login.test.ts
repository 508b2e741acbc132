import { describe, expect, it } from 'vitest';
import { WEB_PATHS } from '../../../electron/contract/web.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { PASSWORD, startWeb } from './browser.ts';

const OTHER = 'another password';

describe('the one-time link', () => {
  it('sets the password once, logs its browser in, and opens nothing the second time', async () => {
    const web = await startWeb();
    expect(web.links).toHaveLength(1);
    expect(web.links[0]?.url).toMatch(new RegExp(`^http://${web.host}/login\\.html#setup=[\\w-]{43}$`));
    expect((await web.ask(WEB_PATHS.session)).json).toEqual({ state: 'setup' });
    const body = { token: web.token(), password: PASSWORD };
    const first = await web.ask(WEB_PATHS.setup, { method: 'POST', body });
    expect(first).toMatchObject({ status: 200, json: { state: 'in', csrf: expect.stringMatching(/^[\w-]{43}$/) } });
    const again = await web.ask(WEB_PATHS.setup, { method: 'POST', body: { ...body, password: OTHER } });
    expect(again).toMatchObject({ status: 403, json: { code: 'link' } });
    expect((await web.ask(WEB_PATHS.login, { method: 'POST', body: { password: OTHER } })).status).toBe(403);
    expect((await web.ask(WEB_PATHS.login, { method: 'POST', body: { password: PASSWORD } })).status).toBe(200);
  });

  it('is good for one of two browsers that come by it at the same moment', async () => {
    const web = await startWeb();
    const come = (password: string) => web.ask(WEB_PATHS.setup, { method: 'POST', body: { token: web.token(), password } });
    const statuses = (await Promise.all([come(PASSWORD), come(OTHER)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 403]);
  });

  it('is kept when the password is too short', async () => {
    const web = await startWeb();
    const come = (password: string) => web.ask(WEB_PATHS.setup, { method: 'POST', body: { token: web.token(), password } });
    expect((await come('too short')).status).toBe(400);
    expect((await come(PASSWORD)).status).toBe(200);
  });

  it('is not printed again once a password is set, but for who asks; the new one ends all sessions', async () => {
    const first = await startWeb();
    const browser = await first.setUp();
    await first.hub.stop();
    const second = await startWeb({}, first.dataDir);
    expect(second.links).toEqual([]);
    expect((await second.ask(WEB_PATHS.session, { headers: second.as(browser) })).json).toMatchObject({ state: 'in' });
    await second.hub.stop();
    const third = await startWeb({ newLink: true }, first.dataDir);
    expect(third.links).toHaveLength(1);
    const body = { token: third.token(), password: OTHER };
    expect((await third.ask(WEB_PATHS.setup, { method: 'POST', body })).status).toBe(200);
    expect((await third.ask(WEB_PATHS.session, { headers: third.as(browser) })).json).toEqual({ state: 'out' });
    expect((await third.ask(WEB_PATHS.login, { method: 'POST', body: { password: PASSWORD } })).status).toBe(403);
  });
});

describe('the cookie', () => {
  it('is out of reach of scripts and of other sites', async () => {
    const web = await startWeb();
    const { headers } = await web.ask(WEB_PATHS.setup, { method: 'POST', body: { token: web.token(), password: PASSWORD } });
    const id = web.hub.readyLine().hub.slice(0, 8);
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^porchlight-${id}=[\\w-]{43}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict$`)),
    ]);
  });

  it('is bound to HTTPS and to its host where there is HTTPS', async () => {
    const web = await startWeb({ bind: 'lan' });
    const { headers } = await web.ask(WEB_PATHS.setup, { method: 'POST', body: { token: web.token(), password: PASSWORD } });
    expect(headers['set-cookie']?.[0]).toMatch(
      /^__Host-porchlight-\w{8}=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(web.links[0]?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });
});

describe('a session', () => {
  it('ends with logging out, and its cookie is good for nothing then', async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    const out = await web.ask(WEB_PATHS.logout, { method: 'POST', headers: web.as(browser), body: {} });
    expect(out.headers['set-cookie']?.[0]).toMatch(/=; Path=\/; Max-Age=0;/);
    expect((await web.ask(WEB_PATHS.session, { headers: web.as(browser) })).json).toEqual({ state: 'out' });
    expect((await web.ask(WEB_PATHS.sessions, { headers: web.as(browser) })).status).toBe(401);
  });

  it('ends when the password changes, with its WebSocket; who changed it gets a new one', async () => {
    const web = await startWeb();
    const [one, other] = [await web.setUp(), await web.logIn()];
    const page = web.connect(other);
    expect(await page.status).toBe(101);
    const body = { old: PASSWORD, password: OTHER };
    const changed = await web.ask(WEB_PATHS.password, { method: 'POST', headers: web.as(one), body });
    expect(changed.status).toBe(200);
    expect(await page.closed).toBe(4401);
    for (const old of [one, other]) expect((await web.ask(WEB_PATHS.session, { headers: web.as(old) })).json).toEqual({ state: 'out' });
    expect((await web.ask(WEB_PATHS.session, { headers: web.as(web.browserOf(changed)) })).json).toMatchObject({ state: 'in' });
  });

  it('is listed without its secret, and can be ended by another', async () => {
    const web = await startWeb();
    const one = await web.setUp();
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const login = { method: 'POST', headers: { 'user-agent': agent }, body: { password: PASSWORD } };
    const other = web.browserOf(await web.ask(WEB_PATHS.login, login));
    const { json, text } = await web.ask(WEB_PATHS.sessions, { headers: web.as(one) });
    const sessions = json.sessions as { number: number; isThis: boolean; browser: string; address: string }[];
    expect(sessions.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    expect(sessions.find(({ isThis }) => !isThis)).toMatchObject({ browser: 'Firefox · Linux', address: '127.0.0.1' });
    expect(text).not.toContain(one.cookie.split('=')[1]);
    const number = sessions.find(({ isThis }) => !isThis)?.number;
    await web.ask(`${WEB_PATHS.sessions}/${number}`, { method: 'DELETE', headers: web.as(one) });
    expect((await web.ask(WEB_PATHS.session, { headers: web.as(other) })).json).toEqual({ state: 'out' });
  });

  it('is not begun by a wrong password, and a wrong old one changes nothing', async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    const wrong = await web.ask(WEB_PATHS.login, { method: 'POST', body: { password: OTHER } });
    expect(wrong).toMatchObject({ status: 403, json: { code: 'password' } });
    expect(wrong.headers['set-cookie']).toBeUndefined();
    const body = { old: OTHER, password: OTHER };
    expect((await web.ask(WEB_PATHS.password, { method: 'POST', headers: web.as(browser), body })).status).toBe(403);
    expect(await web.logIn()).toMatchObject({ csrf: expect.stringMatching(/./) });
  });
});

describe('too many tries', () => {
  it('are refused unheard, even with the right password, and told with their address', async () => {
    const web = await startWeb();
    await web.setUp();
    const guess = (password: string) => web.ask(WEB_PATHS.login, { method: 'POST', body: { password } });
    const guesses = await Promise.all(Array.from({ length: LIMITS.webLoginsPerAddress }, (_, turn) => guess(`guess ${turn}`)));
    expect(guesses.map(({ status }) => status)).toEqual(guesses.map(() => 403));
    const late = await guess(PASSWORD);
    expect(late).toMatchObject({ status: 429, json: { code: 'too-many', seconds: expect.any(Number) } });
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(60);
    const told = await web.said();
    expect(told.find(({ text }) => text === 'A browser tried a wrong password.')).toMatchObject({ address: '127.0.0.1', count: 10 });
    expect(told.some(({ text }) => text.includes('too many passwords were tried'))).toBe(true);
    expect(JSON.stringify(told)).not.toContain('guess');
  });
});
