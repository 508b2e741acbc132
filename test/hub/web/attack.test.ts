import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { WEB_PATHS } from '../../../electron/contract/web.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { PASSWORD, startWeb } from './browser.ts';

// Attacks on the pages' server, from this machine; during each, a page that is logged in is answered in time.

const SOON_MS = 1_500;

/** A connection that has sent these bytes, and when it was closed. */
function raw(port: number, bytes: string | Buffer): { socket: Socket; opened: Promise<void>; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const opened = Promise.withResolvers<void>();
  socket.on('connect', () => {
    socket.write(bytes);
    opened.resolve();
  });
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => {});
  return { socket, opened: opened.promise, closed: new Promise((resolve) => socket.once('close', () => resolve(text))) };
}

/** A page of a person, and how long it waits for an answer. */
async function aPage(web: Awaited<ReturnType<typeof startWeb>>) {
  const page = web.connect(await web.setUp());
  expect(await page.status).toBe(101);
  return async () => {
    const began = performance.now();
    expect(await page.call('snapshot', {})).toMatchObject({ ok: true });
    return performance.now() - began;
  };
}

it('garbage is answered shortly or not at all, and the connection ends', async () => {
  const web = await startWeb();
  const ask = await aPage(web);
  const garbage = [
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'GET / HTTP/9.9\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: ${web.host}\r\nX: ${'y'.repeat(LIMITS.webHeaderBytes)}\r\n\r\n`,
    `POST ${WEB_PATHS.login} HTTP/1.1\r\nHost: ${web.host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `GET ${WEB_PATHS.socket} HTTP/1.1\r\nHost: ${web.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: ${web.host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${web.host}\r\n\r\n`,
    Buffer.alloc(65_536, 0xff),
  ];
  for (const bytes of garbage) {
    const answer = await raw(web.port, bytes).closed;
    expect(answer, String(bytes).slice(0, 60)).not.toMatch(/^HTTP\/1\.1 (101|2\d\d)/);
  }
  expect(await ask()).toBeLessThan(SOON_MS);
}, 30_000);

it('connections that say nothing leave room for a page that is there, and one address does not get all', async () => {
  const web = await startWeb();
  const ask = await aPage(web);
  const silent = Array.from({ length: LIMITS.webConnectionsPerAddress * 2 }, () => raw(web.port, 'GET / HT'));
  await Promise.all(silent.map(({ opened }) => opened));
  const cut = () => silent.filter(({ socket }) => socket.destroyed).length;
  // The page has some of those that the address may have.
  await expect.poll(cut).toBeGreaterThan(LIMITS.webConnectionsPerAddress);
  expect(await ask()).toBeLessThan(SOON_MS);
  for (const { socket } of silent) socket.destroy();
}, 30_000);

it('a flood of passwords costs few hashes, and who is in stays in', async () => {
  const web = await startWeb();
  const ask = await aPage(web);
  const floods = Array.from({ length: 50 }, (_, turn) =>
    web.ask(WEB_PATHS.login, { method: 'POST', body: { password: `${PASSWORD} ${turn}` } }),
  );
  const during = ask();
  const statuses = (await Promise.all(floods.map((flood) => flood.catch(() => ({ status: 0 }))))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(LIMITS.webLoginsPerAddress);
  expect(statuses).not.toContain(200);
  expect(statuses).toContain(429);
  expect(await during).toBeLessThan(SOON_MS);
}, 30_000);

it('a page that asks without end is told to wait, and others are answered', async () => {
  const web = await startWeb();
  const ask = await aPage(web);
  const greedy = web.connect(await web.logIn());
  await greedy.status;
  for (let id = 1_000_000; id < 1_002_000; id++) greedy.socket.send(JSON.stringify({ id, name: 'diagnostics.make', args: {} }));
  await greedy.until((messages) =>
    messages.find((message) => 'outcome' in message && !message.outcome.ok && message.outcome.message.startsWith('Too much')),
  );
  greedy.socket.terminate();
  expect(await ask()).toBeLessThan(SOON_MS * 2);
}, 30_000);
