import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test';
import type { ReadyLine } from '../../../electron/contract/start.ts';
import { type LaunchOptions, Lines, type RunningApp, removeFolder } from './launch-app.ts';

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));
const packaged = process.env.PORCHLIGHT_APP;

const READY = 'porchlight ready ';
const READY_MS = 30_000;
const CLOSE_MS = 10_000;
/** What a household chooses in the tests. */
export const PASSWORD = 'a lantern in the window';

export interface HeadlessOptions extends LaunchOptions {
  browser?: BrowserContextOptions;
  /** Another password is set in this data folder. */
  password?: string;
}

/** `isTold`: by `--headless`. */
export interface HeadlessStart extends LaunchOptions {
  isTold?: boolean;
}

export interface RunningHub {
  ready: ReadyLine;
  dataDir: string;
  /** Everything that it printed on standard output so far. */
  output(): string;
  /** The same of standard error. */
  errors(): string;
  /** Waits for the one-time link that is printed. */
  link(): Promise<string>;
  stop: RunningApp['stop'];
  close(): Promise<void>;
}

/** Starts the built app, or the package, without a display, with free ports and a data folder of its own. */
export async function startHeadless(options: HeadlessStart = {}): Promise<RunningHub> {
  const { child, dataDir, lines, errors } = spawnHeadless(options);
  const stop: RunningApp['stop'] = async (signal = 'SIGTERM') => {
    const started = performance.now();
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
      await exited;
      clearTimeout(timer);
    }
    return { code: child.exitCode, signal: child.signalCode, ms: performance.now() - started };
  };
  const close = async () => {
    await stop();
    if (options.dataDir === undefined) await removeFolder(dataDir);
  };
  try {
    const line = await lines.startingWith(READY, READY_MS);
    return {
      ready: JSON.parse(line.slice(READY.length)) as ReadyLine,
      dataDir,
      output: () => lines.text,
      errors,
      link: () => lines.startingWith('http', READY_MS),
      stop,
      close,
    };
  } catch (error) {
    await close();
    throw new Error(`the hub did not get ready; it printed:\n${lines.text}${errors()}`, { cause: error });
  }
}

/** The same for a hub that cannot start: resolves when it has ended. */
export async function failHeadless(options: HeadlessStart & { dataDir: string }): Promise<{ code: number | null; errors: string }> {
  const { child, errors } = spawnHeadless(options);
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  // After `exit`, with all that it printed.
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { code, errors: errors() };
}

function spawnHeadless(options: HeadlessStart) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  const flags = new Map<string, string>();
  const ports = ['--mqtt-port=0', '--emonesp-port=0', '--trigger-port=0', '--web-port=0'];
  const rootNeeds = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const told = options.isTold === false ? [] : ['--headless'];
  for (const flag of [...told, ...rootNeeds, `--data-dir=${dataDir}`, '--bind=127.0.0.1', ...ports, ...(options.args ?? [])])
    flags.set(flag.split('=', 1)[0] ?? flag, flag);

  // A display would be taken up, and the language of this console is not that of the tests.
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', ...options.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'ELECTRON_RUN_AS_NODE']) delete env[name];
  const electron = packaged ?? (createRequire(import.meta.url)('electron') as unknown as string);
  const child = spawn(electron, [...(packaged ? [] : [projectFolder]), ...flags.values()], { cwd: projectFolder, env });
  const lines = new Lines();
  lines.readFrom(child);
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors += String(data);
  });
  return { child, dataDir, lines, errors: () => errors };
}

/** A browser of its own, as people have it. */
export async function openBrowser(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const rootNeeds = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: chromiumProgram(), args: rootNeeds });
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 }, locale: 'en-GB', ...options });
  context.once('close', () => void browser.close());
  return context;
}

/** Opens the one-time link, and sets the password. */
export async function setPassword(page: Page, link: string, password = PASSWORD): Promise<void> {
  await page.goto(link);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same once more').fill(password);
  await page.getByRole('button', { name: 'Set password' }).click();
}

/** A new hub asks some questions first, which are others' to test. Waits for the Inbox. */
export async function leaveWelcome(page: Page): Promise<void> {
  const leave = page.getByRole('button', { name: 'Skip the welcome' });
  const inbox = page.getByRole('heading', { level: 1, name: 'Inbox' });
  await expect(leave.or(inbox)).toBeVisible();
  if (await leave.isVisible()) await leave.click();
  await expect(inbox).toBeVisible();
}

/** Logs in by the password. */
export async function logIn(page: Page, port: number, password = PASSWORD): Promise<void> {
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** The same as `launchApp`, with a browser in place of the desktop's window. */
export async function launchHeadless(options: HeadlessOptions = {}): Promise<RunningApp> {
  const hub = await startHeadless(options);
  const context = await openBrowser(options.browser);
  const close = async () => {
    await context.close();
    await hub.close();
  };
  try {
    const window = await context.newPage();
    if (hub.output().includes('#setup=') || options.dataDir === undefined) await setPassword(window, await hub.link(), options.password);
    else await logIn(window, hub.ready.web ?? 0, options.password);
    await leaveWelcome(window);
    const open = (name: 'mqtt' | 'mqtts' | 'pair' | 'emonesp' | 'trigger') => {
      const port = hub.ready[name];
      if (port === null) throw new Error(`the port "${name}" is not open: ${JSON.stringify(hub.ready)}`);
      return port;
    };
    return {
      get app(): never {
        throw new Error('there is no desktop around a page in a browser');
      },
      window,
      ready: hub.ready,
      getsReady: async () => hub.ready,
      ports: () => ({
        mqtt: open('mqtt'),
        mqtts: open('mqtts'),
        pair: open('pair'),
        emonesp: open('emonesp'),
        trigger: open('trigger'),
      }),
      dataDir: hub.dataDir,
      output: hub.output,
      windowAt: () => Promise.reject(new Error('a browser has no further windows')),
      close,
      stop: hub.stop,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function chromiumProgram(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name));
        return join(folder, name);
      } catch {
        // Perhaps in the next folder.
      }
    }
  }
  throw new Error('There is no Chromium here; Debian has it as the package chromium.');
}
