import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { closeMainWindow, goTo, openMainWindow, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { startStatusNotifier } from './support/status-notifier.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const electron = createRequire(import.meta.url)('electron') as unknown as string;
const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const isPopup = (url: URL) => url.hash === '#popup';

const countWindows = ({ app }: RunningApp) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** Starts the app by its own command line and waits for its end. */
function run(...flags: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(electron, [project, ...asRoot, ...flags], { timeout: 20_000 }, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

test('closing hides to the tray, and says so once ever', async ({ home }) => {
  const first = await home.launch();
  await closeMainWindow(first);
  const notice = await first.windowAt(isPopup);
  await expect(notice.getByText('Porchlight is still running')).toBeVisible();
  const main = await first.app.browserWindow(first.window);
  expect(await main.evaluate((window) => window.isVisible())).toBe(false);
  const closed = notice.waitForEvent('close');
  await notice.getByRole('button', { name: 'OK' }).click();
  await closed;
  await openMainWindow(first);
  await closeMainWindow(first);
  expect(await countWindows(first)).toBe(1);
  expect(first.app.process().exitCode).toBeNull();
  await first.stop();

  const tray = await startStatusNotifier();
  home.later(() => tray.stop());
  const second = await home.launch({ dataDir: first.dataDir, env: tray.env });
  await tray.item();
  await closeMainWindow(second);
  expect(await countWindows(second)).toBe(1);
});

test('a second start shows the window of the first, and ends', async ({ home }) => {
  const app = await home.launch();
  await closeMainWindow(app);
  const second = await run(`--data-dir=${app.dataDir}`);
  expect(second.code).toBe(0);
  expect(second.out).toContain('already running');
  const main = await app.app.browserWindow(app.window);
  await expect.poll(() => main.evaluate((window) => window.isVisible())).toBe(true);
});

test.describe('a flag that cannot be is refused in words', () => {
  for (const [flag, word] of [
    ['--bind=8.8.8.8', /--bind.*127\.0\.0\.1.*lan/],
    ['--mqtt-port=70000', /--mqtt-port.*65535/],
    ['--emonesp-port=http', /--emonesp-port/],
    ['--data-dir=', /--data-dir/],
  ] as const) {
    test(flag, async () => {
      const { code, err } = await run(flag);
      expect(code).toBe(2);
      expect(err).toMatch(word);
    });
  }
});

test('started hidden, it is ready without a window', async ({ home }) => {
  const app = await home.launch({ args: ['--hidden'] });
  expect(await countWindows(app)).toBe(0);
  expect(app.output()).toMatch(
    /^porchlight ready \{"version":"\d+\.\d+\.\d+","hub":"[a-z2-7]{26}","mqtt":\d+,"mqtts":\d+,.*"trigger":\d+,/m,
  );
});

test('SIGTERM ends it cleanly within 5 s, however often it comes, and nothing is lost', async ({ home }) => {
  const first = await home.launch();
  await goTo(first.window, 'Devices');
  const added = await first.window.evaluate(() => {
    const { porchlight } = globalThis as unknown as { porchlight: { call(name: string, args: unknown): Promise<unknown> } };
    return porchlight.call('devices.add', { name: 'Kettle', preset: 'own' });
  });
  expect(added).toMatchObject({ ok: true });
  const child = first.app.process();
  const more = setInterval(() => child.kill('SIGTERM'), 10);
  const { code, signal, ms } = await first.stop('SIGTERM');
  clearInterval(more);
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(ms).toBeLessThan(5_000);

  const second = await home.launch({ dataDir: first.dataDir });
  await goTo(second.window, 'Devices');
  await expect(second.window.getByText('Kettle').first()).toBeVisible();
});

test('one SIGTERM ends it cleanly, and so does Ctrl-C', async ({ home }) => {
  for (const wanted of ['SIGTERM', 'SIGINT'] as const) {
    const app = await home.launch({ args: ['--hidden'] });
    const { code, ms } = await app.stop(wanted);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
  }
});

test('the window comes back where and as large as it was', async ({ home }) => {
  const first = await home.launch();
  const bounds = { x: 60, y: 50, width: 900, height: 600 };
  await (await first.app.browserWindow(first.window)).evaluate((window, wanted) => window.setBounds(wanted), bounds);
  await first.stop();
  const second = await home.launch({ dataDir: first.dataDir });
  const main = await second.app.browserWindow(second.window);
  await expect.poll(() => main.evaluate((window) => window.isVisible())).toBe(true);
  expect(await main.evaluate((window) => window.getBounds())).toEqual(bounds);
});

test('a page that crashes is loaded anew, and the app stays', async ({ home }) => {
  const { app, window } = await home.launch();
  await expect(window.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  const main = await app.browserWindow(window);
  await main.evaluate(({ webContents }) => {
    const gone = new Promise((resolve) => webContents.once('render-process-gone', resolve));
    webContents.forcefullyCrashRenderer();
    return gone.then(() => {});
  });
  const heading = () =>
    main.evaluate(({ webContents }) =>
      webContents.isCrashed() ? 'crashed' : webContents.executeJavaScript('document.querySelector("h1")?.textContent'),
    );
  await expect.poll(heading).toBe('Inbox');
});

test('the theme chosen in Settings holds over a restart', async ({ home }) => {
  const first = await home.launch();
  // Without this, the test's own way into the page would answer for the system.
  await first.window.emulateMedia({ colorScheme: null });
  await goTo(first.window, 'Settings');
  await first.window.getByRole('radio', { name: 'Dark' }).click({ force: true });
  await expect.poll(() => first.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await first.stop();
  const second = await home.launch({ dataDir: first.dataDir });
  await second.window.emulateMedia({ colorScheme: null });
  expect(await second.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
});

test('a database that cannot be read ends the start in words, and is left as it is', async ({ home }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  home.later(() => rmSync(dataDir, { recursive: true, force: true }));
  writeFileSync(`${dataDir}/porchlight.db`, 'this is no database'.repeat(100));
  const ports = ['--mqtt-port=0', '--emonesp-port=0', '--trigger-port=0'];
  const { code, err } = await run(`--data-dir=${dataDir}`, '--hidden', '--bind=127.0.0.1', ...ports);
  expect(code).toBe(1);
  expect(err).toMatch(/porchlight failed: .*database/);
  expect(readFileSync(`${dataDir}/porchlight.db`, 'utf8')).toContain('this is no database');
});
