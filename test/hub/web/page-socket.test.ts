import { describe, expect, it } from 'vitest';
import { CSRF_PROTOCOL, SOCKET_PROTOCOL } from '../../../electron/contract/web.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { startWeb } from './browser.ts';

describe('a WebSocket', () => {
  it('carries calls and updates of the hub, for a page that is logged in', async () => {
    const web = await startWeb();
    const page = web.connect(await web.setUp());
    expect(await page.status).toBe(101);
    expect(page.socket.protocol).toBe(SOCKET_PROTOCOL);
    await page.until((messages) => messages.find((message) => 'hello' in message && message.hello.version === '9.8.7'));
    expect(await page.call('snapshot', {})).toMatchObject({ ok: true, result: { devices: [] } });
    const added = await page.call('devices.add', { name: 'Hall', preset: 'own' });
    expect(added).toMatchObject({ ok: true, result: { device: { name: 'Hall' } } });
    await page.until((messages) => messages.find((message) => 'update' in message && message.update.kind === 'devices'));
  });

  it('over TLS as well', async () => {
    const web = await startWeb({ bind: 'lan' });
    const page = web.connect(await web.setUp());
    expect(await page.status).toBe(101);
    expect(await page.call('snapshot', {})).toMatchObject({ ok: true });
  });

  it('is refused without a session, from elsewhere, and without the token', async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    const other = await web.logIn();
    expect(await web.connect({ ...browser, cookie: '' }).status).toBe(401);
    expect(await web.connect({ ...browser, cookie: `${browser.cookie}x` }).status).toBe(401);
    for (const origin of ['http://evil.example', 'null', '', `http://127.0.0.1:${web.port + 1}`]) {
      expect(await web.connect(browser, { origin }).status, origin).toBe(403);
    }
    expect(await web.connect(browser, { host: 'evil.example' }).status).toBe(421);
    expect(await web.connect(browser, { 'sec-fetch-site': 'same-site' }).status).toBe(403);
    for (const protocols of [[SOCKET_PROTOCOL], [SOCKET_PROTOCOL, `${CSRF_PROTOCOL}${other.csrf}`], [`${CSRF_PROTOCOL}${browser.csrf}`]]) {
      expect(await web.connect(browser, {}, protocols).status).toBe(403);
    }
    const told = await web.said();
    expect(told.find(({ text }) => text.startsWith('A page was refused its WebSocket'))).toMatchObject({ address: '127.0.0.1' });
  });

  it('checks every call as a window does', async () => {
    const web = await startWeb();
    const page = web.connect(await web.setUp());
    await page.status;
    expect(await page.call('nothing.known', {})).toEqual({ ok: false, message: 'Porchlight knows no such call.' });
    expect(await page.call('__proto__', {})).toEqual({ ok: false, message: 'Porchlight knows no such call.' });
    expect(await page.call('desktop.showFolder', {})).toEqual({ ok: false, message: 'Porchlight knows no such call.' });
    expect(await page.call('requests.allow', { id: 7 })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^requests\.allow: id: /),
    });
    expect(await page.call('desktop.setPreferences', { theme: 'pink' })).toMatchObject({ ok: false });
  });

  it('keeps the preferences of the household, tells other pages, and leaves off what a browser cannot do', async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    const [page, other] = [web.connect(browser), web.connect(browser)];
    await Promise.all([page.status, other.status]);
    expect(await page.call('desktop.setPreferences', { theme: 'dark', startAtLogin: true })).toMatchObject({ ok: true });
    const told = await other.until((messages) =>
      messages
        .flatMap((message) => ('update' in message && message.update.kind === 'preferences' ? [message.update.preferences] : []))
        .at(0),
    );
    expect(told).toMatchObject({ theme: 'dark', startAtLogin: false, notifications: false });
    expect(await other.call('desktop.preferences', {})).toMatchObject({ ok: true, result: { theme: 'dark', startAtLogin: false } });
  });

  it.each([
    ['a frame that is too long', 1009, (socket: WebSocketLike) => socket.send('x'.repeat(LIMITS.webFrameBytes + 1))],
    ['what is no JSON', 1008, (socket: WebSocketLike) => socket.send('{')],
    ['what is no call', 1008, (socket: WebSocketLike) => socket.send('{"id":-1,"name":"snapshot"}')],
    ['bytes', 1008, (socket: WebSocketLike) => socket.send(Buffer.from('{}'))],
  ])('is closed after %s', async (_name, code, send) => {
    const web = await startWeb();
    const page = web.connect(await web.setUp());
    await page.status;
    send(page.socket);
    expect(await page.closed).toBe(code);
  });

  it('is bounded in number for one session', async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    const pages = Array.from({ length: LIMITS.webSocketsPerSession }, () => web.connect(browser));
    expect(new Set(await Promise.all(pages.map(({ status }) => status)))).toEqual(new Set([101]));
    expect(await web.connect(browser).status).toBe(503);
  });
});

interface WebSocketLike {
  send(data: string | Buffer): void;
}
