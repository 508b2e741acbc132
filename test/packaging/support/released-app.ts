import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { ReadyLine } from '../../../electron/contract/start.ts';
import { rootNeeds } from './package.ts';

const START_MS = 30_000;
const STOP_MS = 10_000;

interface Running {
  /** Waits until the program has printed this; resolves to the first group of the pattern. */
  has(pattern: RegExp): Promise<string>;
  /** Ends it as the system does at shutdown; resolves to its exit code. */
  stop(): Promise<number | null>;
}

export interface ReleasedApp {
  window: Page;
  ready: ReadyLine;
  stop: Running['stop'];
}

/** Starts a program of the package on free ports, for this computer alone. */
export function startProgram(program: string, flags: string[], environment: NodeJS.ProcessEnv): Running {
  const alone = ['--bind=127.0.0.1', '--mqtt-port=0', '--emonesp-port=0', '--trigger-port=0'];
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = environment;
  const child = spawn(program, [...rootNeeds, ...alone, ...flags], { env });
  let text = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (data: string) => {
      text += data;
      for (const look of watchers) look();
    });
  }
  const has = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${why}; it printed:\n${text}`));
      const timer = setTimeout(() => fail(`no ${pattern} within ${START_MS} ms`), START_MS);
      const look = () => {
        const [, found] = pattern.exec(text) ?? [];
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      child.once('exit', () => fail('the app ended'));
      look();
    });
  const stop = async () => {
    const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(timer);
    return child.exitCode;
  };
  return { has, stop };
}

/** Starts an app whose main process nobody can reach into, and drives its window as one drives a browser's. */
export async function startReleased(program: string, dataDir: string): Promise<ReleasedApp> {
  const flags = [`--data-dir=${dataDir}`, '--remote-debugging-port=0', '--password-store=basic'];
  const running = startProgram(program, flags, process.env);
  let browser: Browser | undefined;
  const stop = async () => {
    const code = await running.stop();
    await browser?.close();
    return code;
  };
  try {
    const [address, ready] = await Promise.all([
      running.has(/^DevTools listening on (ws:\S+)$/m),
      running.has(/^porchlight ready (\{.*\})$/m),
    ]);
    browser = await chromium.connectOverCDP(address);
    const [context] = browser.contexts();
    if (!context) throw new Error('the app has no pages');
    const isMain = (page: Page) => page.url().startsWith('app://');
    const window = context.pages().find(isMain) ?? (await context.waitForEvent('page', { predicate: isMain, timeout: START_MS }));
    return { window, ready: JSON.parse(ready) as ReadyLine, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
