import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import { FILE_NAME_HEADER, WEB_PATHS } from '../../../electron/contract/web.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { BrowserFiles, TooLong } from '../../../electron/hub/web/browser-files.ts';
import { startWeb } from './browser.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'porchlight-'));
const idOf = (path: string) => path.split(sep).at(-2) ?? '';

describe('a file of a browser', () => {
  it('is kept for its session alone, for this user alone, under a name that leads nowhere', async () => {
    const dataDir = folder();
    const files = new BrowserFiles(dataDir, randomBytes);
    const path = await files.receive(1, '../../.bashrc\n', Readable.from([Buffer.from('ab'), Buffer.from('c')]));
    expect(path).toMatch(new RegExp(`^${join(dataDir, 'browser-files')}${sep}[0-9a-f]{32}${sep}-..-.bashrc$`));
    expect(readFileSync(path, 'utf8')).toBe('abc');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(() => files.check(1, 'replay.start', { file: path })).not.toThrow();
    expect(() => files.check(2, 'replay.start', { file: path })).toThrow(UserError);
    expect(() => files.check(1, 'replay.start', { file: `${path}/../../x` })).toThrow(UserError);
    expect(() => files.check(1, 'backup.restore', { path: '/etc/passwd' })).toThrow(UserError);
    expect(files.read(2, idOf(path))).toBeNull();
    files.removeAllOf(1);
    expect(existsSync(path)).toBe(false);
  });

  it('has a bound, and nothing of one that is too long is left', async () => {
    const dataDir = folder();
    const files = new BrowserFiles(dataDir, randomBytes);
    const piece = Buffer.alloc(16 * 1_024 * 1_024);
    const endless = Readable.from(Array.from({ length: LIMITS.webFileBytes / piece.length + 1 }, () => piece));
    await expect(files.receive(1, 'x', endless)).rejects.toThrow(TooLong);
    expect(readdirSync(join(dataDir, 'browser-files'))).toEqual([]);
  }, 30_000);

  it('makes room for the next ones of its session', () => {
    const files = new BrowserFiles(folder(), randomBytes);
    const paths = Array.from({ length: LIMITS.webFilesPerSession + 1 }, () => files.place(1, 'x'));
    const other = files.place(2, 'x');
    const [first = '', ...kept] = paths;
    expect(existsSync(dirname(first))).toBe(false);
    for (const path of [...kept, other]) writeFileSync(path, '');
    expect(() => files.check(1, 'replay.start', { file: first })).toThrow(UserError);
    for (const path of kept) expect(() => files.check(1, 'replay.start', { file: path })).not.toThrow();
    expect(() => files.check(2, 'replay.start', { file: other })).not.toThrow();
  });

  it('cannot be a certificate, which is read again for years', () => {
    const files = new BrowserFiles(folder(), randomBytes);
    const place = files.place(1, 'cert.pem');
    const typed = { certificateFile: '/etc/certs/cert.pem', chainFile: null, keyFile: '/etc/certs/key.pem' };
    expect(() => files.check(1, 'certificates.import', typed)).not.toThrow();
    expect(() => files.check(1, 'certificates.import', { ...typed, keyFile: place })).toThrow(UserError);
  });
});

describe('over HTTP', () => {
  it('a file is sent, played back by the name that it got, and nobody else can fetch it', async () => {
    const web = await startWeb();
    const [one, other] = [await web.setUp(), await web.logIn()];
    const headers = web.as(one, { [FILE_NAME_HEADER]: encodeURIComponent('März.ndjson') });
    const sent = await web.ask(WEB_PATHS.files, { method: 'POST', headers, body: Buffer.from('not a recording') });
    expect(sent).toMatchObject({ status: 200, json: { path: expect.stringContaining('März.ndjson') } });
    const file = String(sent.json.path);
    const page = web.connect(one);
    await page.status;
    const replay = await page.call('replay.start', { file, speed: 1, prefix: 'x/' });
    expect(replay).toMatchObject({ ok: false, message: expect.not.stringContaining('Choose the file') });
    const stranger = web.connect(other);
    await stranger.status;
    const stolen = await stranger.call('replay.start', { file, speed: 1, prefix: 'x/' });
    expect(stolen).toMatchObject({ ok: false, message: expect.stringContaining('Choose the file') });
    expect((await web.ask(`${WEB_PATHS.files}/${idOf(file)}`, { headers: { cookie: other.cookie } })).status).toBe(404);
  });

  it('what the hub wrote is fetched once, as a download', async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    const place = await web.ask(WEB_PATHS.places, { method: 'POST', headers: web.as(browser), body: { suggestedName: 'r.ndjson' } });
    const file = String(place.json.path);
    const page = web.connect(browser);
    await page.status;
    const started = await page.call('recording.start', { filter: '#', file, mostBytes: 10_000 });
    const { id } = (started as { result: { id: string } }).result;
    expect(await page.call('recording.end', { id })).toMatchObject({ ok: true });
    const url = `${WEB_PATHS.files}/${idOf(file)}`;
    expect((await web.ask(url)).status).toBe(401);
    const fetched = await web.ask(url, { headers: { cookie: browser.cookie } });
    expect(fetched.status).toBe(200);
    expect(fetched.headers['content-disposition']).toBe("attachment; filename*=UTF-8''r.ndjson");
    expect(fetched.text).toContain('#');
    await expect.poll(() => existsSync(file)).toBe(false);
    expect((await web.ask(url, { headers: { cookie: browser.cookie } })).status).toBe(404);
  });

  it('one that says that it is too long is not even read', async () => {
    const web = await startWeb();
    const browser = await web.setUp();
    const headers = web.as(browser, { 'content-length': String(LIMITS.webFileBytes + 1) });
    const answer = await web.ask(WEB_PATHS.files, { method: 'POST', headers, body: Buffer.from('x') }).catch(() => ({ status: 413 }));
    expect(answer.status).toBe(413);
  });
});
