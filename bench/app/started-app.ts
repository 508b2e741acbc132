import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Memory, memoryOfTree } from './memory.ts';
import { DrivenPage, pagesAt } from './page.ts';

const START_MS = 60_000;
const STOP_MS = 10_000;
const LOOK_MS = 200;

/** An app that runs, and when it began, in milliseconds since the Unix epoch. */
export class StartedApp {
  private child: ChildProcess;
  private startedAt: number;
  private printed: { line: string; at: number }[] = [];
  private listeners = new Set<() => void>();
  private port: number | null = null;

  /** `args` as on its command line. */
  constructor(args: readonly string[]) {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const rootNeeds = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    this.startedAt = Date.now();
    this.child = spawn(process.execPath, [...rootNeeds, '--remote-debugging-port=0', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (data: Buffer) => this.note(String(data)));
    this.child.stderr?.on('data', (data: Buffer) => this.note(String(data)));
    this.child.once('exit', () => this.tell());
  }

  /** Milliseconds from its start until it printed a line that begins so. */
  async sayTime(start: string): Promise<number> {
    return (await this.line(start)).at - this.startedAt;
  }

  /** Milliseconds from its start until its page had drawn something for the first time. */
  firstPaint(): Promise<number> {
    return this.inPage(FIRST_PAINT);
  }

  /** Milliseconds from its start until Porchlight's window had drawn what the hub told it. */
  content(): Promise<number> {
    return this.inPage(CONTENT);
  }

  /** Milliseconds from its start until the moment that `expression` resolves to, in milliseconds since the Unix epoch. */
  private async inPage(expression: string): Promise<number> {
    const port = await this.debugPort();
    for (const deadline = performance.now() + START_MS; ; await wait(LOOK_MS)) {
      const page = await DrivenPage.find(port, START_MS);
      try {
        return (await page.evaluate<number>(expression)) - this.startedAt;
      } catch (error) {
        // It may just be on its way from an empty document to its own.
        if (performance.now() > deadline) throw error;
      } finally {
        page.end();
      }
    }
  }

  /** Closes its window as a person does. */
  async closeWindow(): Promise<void> {
    const page = await DrivenPage.find(await this.debugPort(), START_MS);
    await page.closeWindow();
    page.end();
  }

  /** Resolves to how many milliseconds it took until none of its pages was left; `null`: one stayed for so long. */
  async hasNoPage(limitMs: number): Promise<number | null> {
    const port = await this.debugPort();
    const start = performance.now();
    while ((await pagesAt(port)).length > 0) {
      if (performance.now() - start > limitMs) return null;
      await wait(LOOK_MS);
    }
    return performance.now() - start;
  }

  memory(): Memory | null {
    return memoryOfTree(this.child.pid ?? 0);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  private async debugPort(): Promise<number> {
    this.port ??= Number(/:(\d+)\//.exec((await this.line('DevTools listening on ')).line)?.[1]);
    return this.port;
  }

  private note(text: string): void {
    const at = Date.now();
    for (const line of text.split('\n')) this.printed.push({ line, at });
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private line(start: string): Promise<{ line: string; at: number }> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        this.listeners.delete(look);
        act();
      };
      const look = () => {
        const found = this.printed.find(({ line }) => line.startsWith(start));
        if (found) settle(() => resolve(found));
        else if (this.child.exitCode !== null) settle(() => reject(new Error(`it ended before it printed "${start}"`)));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`it did not print "${start}"`))), START_MS);
      this.listeners.add(look);
      look();
    });
  }
}

/** In the page: when the entry of this name came to its timeline, in milliseconds since the Unix epoch. */
const momentOf = (type: 'paint' | 'mark', name: string): string => `new Promise((resolve) => {
  const tell = (entry) => resolve(performance.timeOrigin + entry.startTime);
  const [before] = performance.getEntriesByName('${name}');
  if (before) tell(before);
  else new PerformanceObserver((list) => list.getEntriesByName('${name}').forEach(tell)).observe({ type: '${type}', buffered: true });
})`;
const FIRST_PAINT = momentOf('paint', 'first-contentful-paint');
const CONTENT = momentOf('mark', 'porchlight-shown');
