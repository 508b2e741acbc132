import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { ReadyLine } from '../../../electron/contract/start.ts';
import { HOLD_BACK_FLAG, holdBack } from './hold-back.ts';

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));
/** A package's program, which takes the place of the built app: `npm test -- --e2e --packaged`. */
const packaged = process.env.PORCHLIGHT_APP;
const namespaceLauncher = fileURLToPath(new URL('./electron-in-namespace.mjs', import.meta.url));

const READY = 'porchlight ready ';
const READY_MS = 30_000;
const WINDOW_MS = 10_000;
const CLOSE_MS = 10_000;
const REMOVE_TRIES = 10;
const REMOVE_PAUSE_MS = 200;

export interface LaunchOptions {
  /** Kept after the test when given; otherwise a temporary folder that `close` removes. */
  dataDir?: string;
  /** Flags that replace the defaults of the same name, for example `--bind=lan`, or add to them. */
  args?: string[];
  env?: Record<string, string>;
  /** Run inside this network namespace (see namespaces.ts). */
  namespace?: string;
  /** Its hub may be unable to start: resolves when the window is there, and {@link RunningApp.getsReady} waits for the rest. */
  mayFail?: boolean;
  /** A new hub welcomes the person. Else they have left that before. */
  welcome?: boolean;
}

export interface RunningApp {
  app: ElectronApplication;
  /** The main window, as it was made first. Throws while there is none. */
  readonly window: Page;
  /** What the app printed when everything listened. Throws before that. */
  readonly ready: ReadyLine;
  /** Waits until everything listens. */
  getsReady(): Promise<ReadyLine>;
  /** The ports of `ready`; throws when one could not be opened. */
  ports(): { mqtt: number; mqtts: number; pair: number; emonesp: number; trigger: number };
  dataDir: string;
  /** Everything that the app printed on standard output so far. */
  output(): string;
  /** The window whose address passes, also a hidden one; waits until there is one. */
  windowAt(passes: (url: URL) => boolean): Promise<Page>;
  /** Quits as a person would; kills the app when that takes too long. Safe to call twice. */
  close(): Promise<void>;
  /** Ends the app by a signal; resolves to how and how fast it ended. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null; ms: number }>;
}

/** Starts the built app as `npm start` does, or the package that PORCHLIGHT_APP names, with free ports and a data folder of its own. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  const removeDataDir = async () => {
    if (options.dataDir === undefined) await removeFolder(dataDir);
  };
  if (!options.welcome) leaveWelcome(dataDir);
  const flags = new Map<string, string>();
  const defaults = [`--data-dir=${dataDir}`, '--bind=127.0.0.1', '--mqtt-port=0', '--emonesp-port=0', '--trigger-port=0'];
  const rootNeeds = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  for (const flag of [...rootNeeds, ...(packaged ? [HOLD_BACK_FLAG] : []), ...defaults, ...(options.args ?? [])])
    flags.set(flag.split('=', 1)[0] ?? flag, flag);

  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...process.env, ...options.env })) {
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') env[name] = value;
  }
  if (options.namespace !== undefined) env.TEST_NAMESPACE = options.namespace;

  const lines = new Lines();
  // Playwright hands out the process only when the app may have printed already, so it is caught as it starts.
  const onSpawn = (message: unknown) => {
    const { process: spawned } = message as { process: ChildProcess };
    process.nextTick(() => {
      if (!spawned.spawnargs.some((arg) => arg.includes(`--data-dir=${dataDir}`))) return;
      lines.readFrom(spawned);
      if (packaged) holdBack(spawned);
    });
  };
  subscribe('child_process', onSpawn);
  const executablePath = options.namespace === undefined ? packaged : namespaceLauncher;
  const app = await _electron
    .launch({
      args: [...(packaged ? [] : [projectFolder]), ...flags.values()],
      cwd: projectFolder,
      env,
      timeout: READY_MS,
      ...(executablePath && { executablePath }),
    })
    .catch(async (error: unknown) => {
      await removeDataDir();
      throw new Error(`the app did not start; it printed:\n${lines.text}`, { cause: error });
    })
    .finally(() => unsubscribe('child_process', onSpawn));
  const child = app.process();

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
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
    await app.close().catch(() => undefined);
    clearTimeout(timer);
    await removeDataDir();
  };

  try {
    let line = '';
    const readLine = () => {
      if (line === '') throw new Error('the hub does not run');
      return JSON.parse(line.slice(READY.length)) as ReadyLine;
    };
    const getsReady = async () => {
      line = await lines.startingWith(READY, READY_MS);
      return readLine();
    };
    let [window] = await Promise.all([
      flags.has('--hidden') ? null : app.firstWindow({ timeout: READY_MS }),
      options.mayFail || getsReady(),
    ]);
    const open = (name: 'mqtt' | 'mqtts' | 'pair' | 'emonesp' | 'trigger') => {
      const port = readLine()[name];
      if (port === null) throw new Error(`the port "${name}" is not open: ${line}`);
      return port;
    };
    const ports = () => ({
      mqtt: open('mqtt'),
      mqtts: open('mqtts'),
      pair: open('pair'),
      emonesp: open('emonesp'),
      trigger: open('trigger'),
    });
    const windowAt = async (passes: (url: URL) => boolean) => {
      for (const deadline = performance.now() + WINDOW_MS; ; await delay(50)) {
        const found = app.windows().find((page) => passes(new URL(page.url())));
        if (found) return found;
        if (performance.now() > deadline) throw new Error(`no such window; there are ${app.windows().map((page) => page.url())}`);
      }
    };
    return {
      app,
      get window() {
        window ??= app.windows().find((page) => new URL(page.url()).hash === '') ?? null;
        if (!window) throw new Error('the main window was not opened yet');
        return window;
      },
      get ready() {
        return readLine();
      },
      getsReady,
      ports,
      dataDir,
      output: () => lines.text,
      windowAt,
      close,
      stop,
    };
  } catch (error) {
    await close();
    throw new Error(`the app did not get ready; it printed:\n${lines.text}`, { cause: error });
  }
}

/** Writes what the app writes when a person leaves the welcome, where nothing is written yet. */
function leaveWelcome(dataDir: string): void {
  const file = join(dataDir, 'desktop.json');
  if (existsSync(file)) return;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify({ preferences: { welcomed: true } }));
}

/** Removes a data folder. Chromium's helper processes outlive the app by a moment, and may still write into it. */
export async function removeFolder(folder: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (tries === REMOVE_TRIES) throw error;
      await delay(REMOVE_PAUSE_MS);
    }
  }
}

/** Standard output of a process, line by line. */
export class Lines {
  text = '';
  #ended = false;
  readonly #watchers = new Set<() => void>();

  readFrom(child: ChildProcess): void {
    const tell = () => {
      for (const watcher of this.#watchers) watcher();
    };
    const decoder = new TextDecoder();
    child.stdout?.on('data', (data: Buffer) => {
      this.text += decoder.decode(data, { stream: true });
      tell();
    });
    child.once('close', () => {
      this.#ended = true;
      tell();
    });
  }

  startingWith(start: string, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        act();
      };
      const look = () => {
        const line = this.text
          .split('\n')
          .slice(0, -1)
          .find((candidate) => candidate.startsWith(start));
        if (line !== undefined) settle(() => resolve(line));
        else if (this.#ended) settle(() => reject(new Error(`ended before it printed "${start}"`)));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`no line "${start}" within ${timeoutMs} ms`))), timeoutMs);
      this.#watchers.add(look);
      look();
    });
  }
}
