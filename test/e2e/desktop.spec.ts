import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { closeMainWindow, goTo, openMainWindow, test } from './support/home.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const electron = createRequire(import.meta.url)('electron') as unknown as string;
const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const isPopup = (url: URL) => url.hash === '#popup';

/** Starts the app by its own command line and waits for its end. */
function run(...flags: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(electron, [project, ...asRoot, ...flags], { timeout: 20_000 }, (_error, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

test('closing hides to the tray, and says so once ever', async ({ home }) => {
  const app = await home.launch();
  await closeMainWindow(app);
  const notice = await app.windowAt(isPopup);
  await expect(notice.getByText('Porchlight is still running')).toBeVisible();
  const closed = notice.waitForEvent('close');
  await notice.getByRole('button', { name: 'OK' }).click();
  await closed;
  await openMainWindow(app);
  await closeMainWindow(app);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(app.app.windows().filter((page) => isPopup(new URL(page.url())))).toHaveLength(0);
  expect(app.app.process().exitCode).toBeNull();
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

test('started hidden, it is ready without a window on screen', async ({ home }) => {
  const app = await home.launch({ args: ['--hidden'] });
  const main = await app.app.browserWindow(app.window);
  expect(await main.evaluate((window) => window.isVisible())).toBe(false);
  expect(app.output()).toMatch(
    /^porchlight ready \{"version":"\d+\.\d+\.\d+","hub":"[a-z2-7]{26}","mqtt":\d+,"emonesp":\d+,"trigger":\d+/m,
  );
});

test('SIGTERM ends it cleanly within 5 s, also twice', async ({ home }) => {
  const app = await home.launch();
  const child = app.app.process();
  setTimeout(() => child.kill('SIGTERM'), 50);
  const { code, ms } = await app.stop('SIGTERM');
  expect(code).toBe(0);
  expect(ms).toBeLessThan(5_000);
});

test('the window comes back where and as large as it was', async ({ home }) => {
  const first = await home.launch();
  const bounds = { x: 60, y: 50, width: 900, height: 600 };
  await (await first.app.browserWindow(first.window)).evaluate((window, wanted) => window.setBounds(wanted), bounds);
  await first.stop();
  const second = await home.launch({ dataDir: first.dataDir });
  const main = await second.app.browserWindow(second.window);
  expect(await main.evaluate((window) => window.getBounds())).toMatchObject({ width: 900, height: 600 });
});

test.describe("Electron's security checklist", () => {
  test('the page has no Node, no Electron and no way out', async ({ home }) => {
    const app = await home.launch();
    const { window } = app;
    const found = await window.evaluate(() => ({
      node: [typeof (globalThis as Record<string, unknown>).require, typeof (globalThis as Record<string, unknown>).process],
      bridge: Object.keys((globalThis as unknown as { porchlight: object }).porchlight).sort(),
      opened: globalThis.open('https://example.org/') === null,
    }));
    expect(found).toEqual({ node: ['undefined', 'undefined'], bridge: ['call', 'onUpdate'], opened: true });
    await window.evaluate(() => {
      location.href = 'https://example.org/';
    });
    await window.waitForTimeout(300);
    expect(window.url()).toMatch(/^app:\/\/porchlight\//);
    const preferences = await app.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) =>
        (one.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
    );
    for (const set of preferences) {
      expect(set).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
    }
  });

  test('the content security policy holds: no inline script, no eval, no request elsewhere', async ({ home }) => {
    const { window } = await home.launch();
    const violations = await window.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.owned = true';
      document.body.append(script);
      await fetch('https://example.org/').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 0));
      // From a timer, because the test's own way into the page is exempt.
      const evaluated = await new Promise((resolve) => setTimeout(() => resolve(tryEval()), 0));
      function tryEval() {
        try {
          // biome-ignore lint/security/noGlobalEval: whether it is refused is the question
          return globalThis.eval('1 + 1');
        } catch (error) {
          return (error as Error).name;
        }
      }
      return { seen, owned: 'owned' in globalThis, evaluated };
    });
    expect(violations.owned).toBe(false);
    expect(violations.evaluated).toBe('EvalError');
    expect(violations.seen).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
  });

  test('permissions are denied, files outside the app are not served, and every call is checked', async ({ home }) => {
    const { window } = await home.launch();
    const answers = await window.evaluate(async () => {
      const bridge = (globalThis as unknown as { porchlight: { call(name: string, args: unknown): Promise<unknown> } }).porchlight;
      return {
        permission: await Notification.requestPermission(),
        escape: await Promise.all(
          ['/../main.js', '/..%2f..%2fpackage.json', '/%2e%2e/main.js'].map(async (path) => (await fetch(path)).status),
        ),
        calls: await Promise.all([
          bridge.call('devices.rename', { id: 'x', name: 7 }),
          bridge.call('no.such.call', {}),
          bridge.call('__proto__', {}),
          bridge.call('devices.revoke', { id: 'unknown' }),
        ]),
      };
    });
    expect(answers.permission).toBe('denied');
    expect(answers.escape).toEqual([404, 404, 404]);
    expect(answers.calls).toMatchObject(
      [{ ok: false, message: /name/ }, { ok: false }, { ok: false }, { ok: false, message: /not there any more/ }].map(asMatchers),
    );
  });
});

const asMatchers = ({ ok, message }: { ok: boolean; message?: RegExp }) => ({ ok, message: expect.stringMatching(message ?? /./) });

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
  const { mkdtempSync, readFileSync, writeFileSync } = await import('node:fs');
  const dataDir = mkdtempSync('/tmp/porchlight-test-');
  home.later(() => execFile('rm', ['-rf', dataDir]));
  writeFileSync(`${dataDir}/porchlight.db`, 'this is no database'.repeat(100));
  const child = spawn(electron, [
    project,
    ...asRoot,
    `--data-dir=${dataDir}`,
    '--hidden',
    '--bind=127.0.0.1',
    '--mqtt-port=0',
    '--emonesp-port=0',
    '--trigger-port=0',
  ]);
  let err = '';
  child.stderr.on('data', (data) => {
    err += data;
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  expect(err).toMatch(/porchlight failed: .*(not a database|database)/);
  expect(readFileSync(`${dataDir}/porchlight.db`, 'utf8')).toContain('this is no database');
});
