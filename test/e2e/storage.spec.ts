import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { makeSmallDisk, noDiskBecause, type SmallDisk } from '../hub/storage/small-disk.ts';
import { addDevice, goTo, test } from './support/home.ts';
import type { LaunchOptions, RunningApp } from './support/launch-app.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { picture } from './support/picture.ts';
import { holdDatabase, runSql } from './support/sqlite.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const electron = createRequire(import.meta.url)('electron') as unknown as string;
const newFolder = () => mkdtempSync(join(tmpdir(), 'porchlight-test-'));
const title = (window: Page, name: string) => expect(window.getByRole('heading', { level: 1, name })).toBeVisible();
const tryAgain = (window: Page) => window.getByRole('button', { name: 'Try again' }).click();

/** The hub runs and the normal window is there, in the same program. */
async function isHome(app: RunningApp, pid: number | undefined): Promise<void> {
  expect((await app.getsReady()).mqtt).toBeGreaterThan(0);
  await title(app.window, 'Inbox');
  expect(app.app.process().pid).toBe(pid);
}

/** A data folder that a hub with one device has run on. */
async function lived(launch: (options?: LaunchOptions) => Promise<RunningApp>, dataDir = newFolder()): Promise<string> {
  const app = await launch({ dataDir });
  await addDevice(app.window, 'lamp', 'Reads and writes everything');
  await app.stop();
  return dataDir;
}

function overwrite(file: string, at: number, bytes: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(bytes, 7), 0, bytes, at);
  closeSync(handle);
}

test('a database that another program holds is said to be, and opens when it is let go', async ({ home }) => {
  const dataDir = await lived(home.launch);
  const other = await holdDatabase(join(dataDir, 'porchlight.db'));
  home.later(other.letGo);
  const app = await home.launch({ dataDir, mayFail: true });
  const { window } = app;
  const pid = app.app.process().pid;
  await title(window, 'Another program holds the database');
  await expect(window.getByText(dataDir)).toBeVisible();
  await expect(window.getByText(/The broker is not running/)).toBeVisible();
  await expect(window.getByRole('navigation')).toHaveCount(0);
  await picture(window, 'start-locked');
  await tryAgain(window);
  await expect(window.getByRole('alert')).toContainText('nothing has changed');
  await other.letGo();
  await tryAgain(window);
  await isHome(app, pid);
  await goTo(window, 'Devices');
  await expect(window.getByRole('button', { name: 'lamp', exact: true })).toBeVisible();
});

test('a damaged database is kept, and the hub starts fresh when a person says so', async ({ home }) => {
  const dataDir = await lived(home.launch);
  const file = join(dataDir, 'porchlight.db');
  overwrite(file, 0, 2_000);
  const damaged = readFileSync(file);
  const app = await home.launch({ dataDir, mayFail: true });
  const { window } = app;
  const pid = app.app.process().pid;
  await title(window, 'The database is damaged');
  await picture(window, 'start-damaged');
  await window.getByRole('button', { name: 'Set the damaged file aside and start fresh' }).click();
  await picture(window, 'start-damaged-confirm');
  await window.getByRole('button', { name: 'Start fresh', exact: true }).click();
  await isHome(app, pid);
  await goTo(window, 'Devices');
  await expect(window.getByText('lamp', { exact: true })).toHaveCount(0);
  const kept = readdirSync(dataDir).find((name) => /^porchlight\.damaged-\d{4}-\d\d-\d\d\.db$/.test(name)) ?? '';
  expect(readFileSync(join(dataDir, kept)).equals(damaged)).toBe(true);
});

test('a data folder that cannot be made is said to be, and is used when it can', async ({ home }) => {
  const root = newFolder();
  home.later(() => rmSync(root, { recursive: true }));
  const place = join(root, 'place');
  writeFileSync(place, '');
  const app = await home.launch({ dataDir: join(place, 'porch'), mayFail: true, welcome: true });
  await title(app.window, 'The data folder cannot be made');
  await expect(app.window.getByText('There is a file in its path.')).toBeVisible();
  await picture(app.window, 'start-folder');
  rmSync(place);
  await tryAgain(app.window);
  await title(app.window, 'What is this hub called?');
  expect((await app.getsReady()).mqtt).toBeGreaterThan(0);
  expect(readdirSync(join(place, 'porch'))).toContain('porchlight.db');
});

test('keys that are damaged are said to be, and no other hub takes the place of this one', async ({ home }) => {
  const dataDir = await lived(home.launch);
  const key = join(dataDir, 'keys', 'identity.pem');
  const whole = readFileSync(key);
  writeFileSync(key, 'garbage');
  const app = await home.launch({ dataDir, mayFail: true });
  const pid = app.app.process().pid;
  await title(app.window, 'The keys of this hub cannot be read');
  await picture(app.window, 'start-keys');
  expect(readFileSync(key, 'utf8')).toBe('garbage');
  writeFileSync(key, whole);
  await tryAgain(app.window);
  await isHome(app, pid);
});

test('data of a newer Porchlight is left alone', async ({ home }) => {
  const dataDir = await lived(home.launch);
  runSql(join(dataDir, 'porchlight.db'), 'PRAGMA user_version = 9999');
  const { window } = await home.launch({ dataDir, mayFail: true });
  await title(window, 'The data is of a newer Porchlight');
  await picture(window, 'start-newer');
});

test('closing the window of a hub that cannot start ends the app', async ({ home }) => {
  const dataDir = await lived(home.launch);
  overwrite(join(dataDir, 'porchlight.db'), 0, 100);
  const app = await home.launch({ dataDir, mayFail: true });
  await title(app.window, 'The database is damaged');
  const ended = new Promise((resolve) => app.app.process().once('exit', resolve));
  const main = await app.app.browserWindow(app.window);
  await main.evaluate((browserWindow) => setImmediate(() => browserWindow.close()));
  expect(await ended).toBe(0);
});

test('hidden, a hub that cannot start says so in one line and ends with code 1', async ({ home }) => {
  const dataDir = await lived(home.launch);
  overwrite(join(dataDir, 'porchlight.db'), 0, 100);
  const root = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const flags = [`--data-dir=${dataDir}`, '--bind=127.0.0.1', '--mqtt-port=0', '--emonesp-port=0', '--trigger-port=0', '--hidden'];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(electron, [...root, project, ...flags], { env, encoding: 'utf8', timeout: 30_000 });
  expect(stderr).toMatch(/^porchlight failed: Porchlight could not open its data: .+$/m);
  expect(stdout).not.toContain('porchlight ready');
  expect(status).toBe(1);
});

test.describe('on a disk of its own', () => {
  test.skip(noDiskBecause !== null, noDiskBecause ?? '');
  let disk: SmallDisk;
  test.beforeEach(({ home }) => {
    disk = makeSmallDisk('48m');
    home.later(() => disk.remove());
  });

  test('a full disk at start is said to be, and the hub starts when there is room', async ({ home }) => {
    await lived(home.launch, disk.folder);
    disk.fill();
    const app = await home.launch({ dataDir: disk.folder, mayFail: true });
    const pid = app.app.process().pid;
    await title(app.window, 'The disk is full');
    await picture(app.window, 'start-full');
    disk.empty();
    await tryAgain(app.window);
    await isHome(app, pid);
    await goTo(app.window, 'Devices');
    await expect(app.window.getByRole('button', { name: 'lamp', exact: true })).toBeVisible();
  });

  test('a read-only folder is said to be, and the hub starts when it can write again', async ({ home }) => {
    await lived(home.launch, disk.folder);
    // Chromium's helper processes outlive the app by a moment.
    await disk.letGo();
    disk.setReadOnly(true);
    const app = await home.launch({ dataDir: disk.folder, mayFail: true });
    const pid = app.app.process().pid;
    await title(app.window, 'Nothing can be written in the data folder');
    await picture(app.window, 'start-read-only');
    disk.setReadOnly(false);
    await tryAgain(app.window);
    await isHome(app, pid);
  });

  test('a disk that fills up while it runs stops nothing but saving, and the window says so until it is over', async ({ home }) => {
    const app = await home.launch({ dataDir: disk.folder });
    const { window } = app;
    const { dialog, userName, password, port } = await addDevice(window, 'lamp', 'Reads and writes everything');
    await dialog.getByRole('button', { name: 'Done' }).click();
    disk.fill();
    await window.getByRole('button', { name: 'Add device' }).first().click();
    await window.getByRole('textbox', { name: 'Name' }).fill('pump');
    await window.getByRole('button', { name: 'Create credential' }).click();
    await expect(window.getByText('This could not be saved, because the disk is full. Free some space and try again.')).toBeVisible();
    await picture(window, 'storage-full-dialog');
    await window.getByRole('button', { name: 'Cancel' }).click();
    const banner = window.getByRole('alert').filter({ hasText: `The disk that holds ${disk.folder} is full.` });
    for (const page of ['Inbox', 'Devices', 'Topics', 'Activity', 'Security', 'Settings'] as const) {
      await goTo(window, page);
      await expect(banner).toBeVisible();
    }
    await mosquittoPub({ port, userName, password, clientId: 'lamp' }, 'attic/light', 'on');
    await goTo(window, 'Topics');
    await expect(window.getByRole('treeitem', { name: /attic/ }).first()).toBeVisible();
    await picture(window, 'storage-full');
    const main = await app.app.browserWindow(window);
    await main.evaluate((browserWindow) => browserWindow.setContentSize(720, 480));
    await goTo(window, 'Devices');
    await picture(window, 'storage-full-small');
    await main.evaluate((browserWindow) => browserWindow.setContentSize(1_100, 760));
    disk.empty();
    await expect(banner).toHaveCount(0, { timeout: 20_000 });
    await goTo(window, 'Devices');
    await expect(window.getByText('lamp', { exact: true }).first()).toBeVisible();
    await expect(window.getByText('pump', { exact: true })).toHaveCount(0);
  });
});
