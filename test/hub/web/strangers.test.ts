import { describe, expect, it } from 'vitest';
import { CSRF_HEADER, WEB_PATHS } from '../../../electron/contract/web.ts';
import { PASSWORD, startWeb } from './browser.ts';

describe('a request under another name', () => {
  it('is refused, whatever is asked', async () => {
    const web = await startWeb();
    const strange = [
      'evil.example',
      'evil.example:80',
      '203.0.113.9',
      '[2001:db8::9]:80',
      '',
      'a b',
      '127.0.0.1.evil.example',
      'localhost@evil',
    ];
    for (const host of strange) {
      for (const path of ['/login.html', WEB_PATHS.session, '/metrics', '/healthz']) {
        expect((await web.ask(path, { headers: { host } })).status, `${host} ${path}`).toBe(421);
      }
    }
  });

  it('is none when the name is one of the hub, in any spelling', async () => {
    const web = await startWeb();
    for (const host of [`localhost:${web.port}`, 'LOCALHOST', 'localhost.', 'porchlight.local', '[::1]', `127.0.0.1:${web.port}`]) {
      expect((await web.ask('/login.html', { headers: { host } })).status, host).toBe(200);
    }
  });

  it('is refused without a Host header at all', async () => {
    const web = await startWeb();
    expect((await web.ask('/login.html', { headers: { host: undefined } })).status).toBe(421);
  });
});

describe('what changes something', () => {
  const login = { method: 'POST', body: { password: PASSWORD } };

  const elsewhere: [string, Record<string, string | undefined>][] = [
    ['another origin', { origin: 'http://evil.example' }],
    ['no origin', { origin: undefined }],
    ['an opaque origin', { origin: 'null' }],
    ['the same host at another port', { origin: 'http://127.0.0.1:1' }],
    ['the same host over HTTPS', { origin: 'https://127.0.0.1' }],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ];

  it("is refused from anywhere but the hub's own pages", async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    for (const [name, headers] of elsewhere) {
      expect(await web.ask(WEB_PATHS.login, { ...login, headers }), name).toMatchObject({ status: 403, json: { code: 'refused' } });
      const logout = { method: 'POST', body: {}, headers: web.as(browser, headers) };
      expect((await web.ask(WEB_PATHS.logout, logout)).status, name).toBe(403);
    }
    expect((await web.ask(WEB_PATHS.session, { headers: web.as(browser) })).json).toMatchObject({ state: 'in' });
  });

  it('is refused by the cookie alone, and by the token of another session', async () => {
    const web = await startWeb();
    const [one, other] = [await web.setUp(), await web.logIn()];
    for (const csrf of [undefined, '', other.csrf]) {
      const headers = { cookie: one.cookie, [CSRF_HEADER]: csrf };
      for (const path of [WEB_PATHS.logout, WEB_PATHS.password, WEB_PATHS.places]) {
        const body = { old: PASSWORD, password: 'another password', suggestedName: 'x' };
        expect((await web.ask(path, { method: 'POST', headers, body })).status, path).toBe(401);
      }
      expect((await web.ask(WEB_PATHS.files, { method: 'POST', headers, body: Buffer.from('x') })).status).toBe(401);
      expect((await web.ask(`${WEB_PATHS.sessions}/1`, { method: 'DELETE', headers })).status).toBe(401);
    }
  });

  it('takes no form that a page elsewhere could send', async () => {
    const web = await startWeb();
    await web.setUp();
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
      const answer = await web.ask(WEB_PATHS.login, { ...login, headers: { 'content-type': type } });
      expect(answer.status, type).toBe(400);
    }
  });

  it('has a bound', async () => {
    const web = await startWeb();
    const body = { password: 'x'.repeat(20_000) };
    expect(await web.ask(WEB_PATHS.login, { method: 'POST', body })).toMatchObject({ status: 413, json: { code: 'too-long' } });
  });
});

describe('the pages', () => {
  it('lead to the login, and to themselves once it is done', async () => {
    const web = await startWeb();
    for (const path of ['/', '/index.html']) {
      expect(await web.ask(path)).toMatchObject({ status: 302, headers: { location: '/login.html' } });
    }
    const browser = await web.setUp();
    expect((await web.ask('/', { headers: { cookie: browser.cookie } })).text).toContain('window');
  });

  it('come with the strict policy of the window, also when there is none', async () => {
    const web = await startWeb();
    for (const path of ['/login.html', '/assets/app-1a2b.js', '/nothing']) {
      const { headers } = await web.ask(path);
      expect(headers['content-security-policy'], path).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'$/,
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    expect((await web.ask('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
    const { headers } = await web.ask('/login.html');
    expect((await web.ask('/login.html', { headers: { 'if-none-match': String(headers.etag) } })).status).toBe(304);
  });

  it('never lead out of their folder', async () => {
    const web = await startWeb();
    const out = ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt'];
    for (const path of [...out, '/%00', '/%ff', '/assets', '/assets/']) {
      const answer = await web.ask(path);
      expect([400, 404], path).toContain(answer.status);
      expect(answer.text, path).not.toContain('secret');
    }
  });
});

describe('the figures', () => {
  it('are told to programs here, and not to a proxy that asks for others', async () => {
    const web = await startWeb();
    expect(await web.ask('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    const { status, headers, text } = await web.ask('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('porchlight_build_info{version="9.8.7"} 1\n');
    for (const proxy of [{ 'x-forwarded-for': '192.0.2.1' }, { forwarded: 'for=192.0.2.1' }, { via: '1.1 proxy' }]) {
      for (const path of ['/metrics', '/healthz']) expect((await web.ask(path, { headers: proxy })).status).toBe(403);
    }
  });

  it('are told to everybody where that was asked for', async () => {
    const web = await startWeb({ openMetrics: true });
    for (const path of ['/metrics', '/healthz']) {
      expect((await web.ask(path, { headers: { 'x-forwarded-for': '192.0.2.1' } })).status).toBe(200);
    }
  });
});
