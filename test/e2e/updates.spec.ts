import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Updater } from '../../electron/desktop/updates.ts';
import { test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { startUpdateServer, type UpdateServer } from './support/update-server.ts';

test.skip(process.platform !== 'linux', 'the others need an installed app');

type Opened = { opened: Updater; parts: number[] };

let folder: string;
let server: UpdateServer;
let app: RunningApp;
let image: string;

/** The updater of the built app, in the app, which is told to be an AppImage that knows of this server. */
test.beforeEach(async ({ home }) => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-update-'));
  home.later(() => rmSync(folder, { recursive: true, force: true }));
  server = await startUpdateServer();
  home.later(() => server.stop());
  image = join(folder, 'Porchlight.AppImage');
  writeFileSync(image, 'the old one');
  const config = join(folder, 'app-update.yml');
  writeFileSync(config, server.config);
  app = await home.launch({ args: ['--hidden'], env: { APPIMAGE: image, XDG_CACHE_HOME: join(folder, 'cache') } });
  await app.app.evaluate(({ app: electron }, configFile) => {
    const require = process.getBuiltinModule('node:module').createRequire(`${electron.getAppPath()}/`);
    const { openUpdater } = require('./out/updater.cjs') as typeof import('../../electron/updater.ts');
    const opened = openUpdater({ configFile, failed: (error) => console.error(error) });
    Object.assign(globalThis, { opened, parts: [] });
  }, config);
});

const look = () => app.app.evaluate(() => (globalThis as unknown as Opened).opened.look());
const fetch = () =>
  app.app.evaluate(() => (globalThis as unknown as Opened).opened.fetch((part) => (globalThis as unknown as Opened).parts.push(part)));
const paths = () => server.asked.map(({ path }) => path);

test('a newer version is found, and fetched only when that is asked for', async () => {
  server.offer('99.0.0', 'the new one');
  expect(await look()).toBe('99.0.0');
  expect(paths()).toEqual(['/latest-linux.yml']);
  await fetch();
  expect(paths()).toContain('/porchlight-99.0.0.AppImage');
  expect(readFileSync(image, 'utf8')).toBe('the old one');
});

test('the same version, and an older one, are none', async () => {
  server.offer(app.ready.version, 'the same');
  expect(await look()).toBeNull();
  server.offer('0.0.1', 'the older');
  expect(await look()).toBeNull();
});

test('what is not what was promised is refused, and is nowhere', async () => {
  server.offer('99.0.0', 'something else', 'the new one');
  await look();
  await expect(fetch()).rejects.toThrow(/sha512 checksum mismatch/);
  await expect(app.app.evaluate(() => (globalThis as unknown as Opened).opened.install())).resolves.toBeUndefined();
  expect(readFileSync(image, 'utf8')).toBe('the old one');
  expect(app.app.process().exitCode).toBeNull();
});

test('a server that is away, or has nothing, is an error in words', async () => {
  await expect(look()).rejects.toThrow(/404|latest-linux\.yml/);
  await server.stop();
  await expect(look()).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
});

test('nothing is told by which the server could know this copy again', async () => {
  server.offer('99.0.0', 'the new one');
  await look();
  await fetch();
  for (const { headers } of server.asked) {
    expect(headers['x-user-staging-id'] ?? '').toBe('');
    expect(headers.cookie).toBeUndefined();
  }
});

test('put in place, the new one is started, and the old one is gone', async () => {
  const mark = join(folder, 'started');
  server.offer('99.0.0', `#!/bin/sh\necho "new" > '${mark}'\n`);
  await look();
  await fetch();
  chmodSync(image, 0o755);
  const ended = once(app.app.process(), 'exit');
  await app.app.evaluate(() => (globalThis as unknown as Opened).opened.install()).catch(() => {});
  expect(await ended).toEqual([0, null]);
  await expect.poll(() => existsSync(mark)).toBe(true);
  await expect.poll(() => readFileSync(mark, 'utf8')).toBe('new\n');
  expect(existsSync(image) && readFileSync(image, 'utf8')).not.toBe('the old one');
});
