import type { ElectronApplication, Page } from '@playwright/test';
import type { AnyCallArgs, AnyCallName, AnyCallResult } from '../../renderer/bridge.ts';
import { launchApp, type RunningApp } from '../../test/e2e/support/launch-app.ts';
import type { Account, Door } from '../model.ts';
import { memoryOf } from '../processes.ts';
import { installPageProbes } from './page-probes.ts';

/** Resident memory of all processes of the app, in MiB. */
export interface Memory {
  /** As the system tells it, or else as Electron does. */
  total: number;
  /** As Electron tells it. */
  electron: number;
  /** By the kind of process. */
  kinds: Record<string, number>;
  pids: number[];
}

/** What a row of the tree says of itself; what is left out does not matter. */
interface RowState {
  /** From 1. */
  level?: number;
  expanded?: boolean;
}

const OPEN_MS = 30_000;
/** The same on every machine: what is on screen costs. */
const SIZE = { width: 1_280, height: 800 };

/** The real app with its window, on a data folder of its own, and what the benchmark does with it. */
export class ViewerApp {
  private running: RunningApp;

  private constructor(running: RunningApp) {
    this.running = running;
  }

  /** Starts it at the page of topics. */
  static async start(): Promise<ViewerApp> {
    const app = new ViewerApp(await launchApp());
    const main = await app.electron.browserWindow(app.page);
    await main.evaluate((window, { width, height }) => window.setContentSize(width, height), SIZE);
    await app.page.evaluate(installPageProbes);
    await app.show(true);
    return app;
  }

  get page(): Page {
    return this.running.window;
  }

  get electron(): ElectronApplication {
    return this.running.app;
  }

  get door(): Door {
    return { port: this.running.ports().mqtt, tls: false };
  }

  /** Calls the hub as the window does. Rejects with what it refused with. */
  async call<N extends AnyCallName>(name: N, args: AnyCallArgs<N>): Promise<AnyCallResult<N>> {
    const outcome = await this.page.evaluate(([called, given]) => window.porchlight.call(called as never, given as never), [
      name,
      args,
    ] as const);
    if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`);
    return outcome.result as AnyCallResult<N>;
  }

  async addDevice(name: string, publish: string[], subscribe: string[]): Promise<Account> {
    const { device, password } = await this.call('devices.add', { name, preset: 'own' });
    await this.call('devices.setPermission', { id: device.id, permission: { publish, subscribe, networks: [], hours: null } });
    return { clientId: device.userName, userName: device.userName, password };
  }

  /** Goes to the page of topics, or to one that shows none: a driven window counts as visible also when it is hidden. */
  async show(isShown: boolean): Promise<void> {
    const name = isShown ? 'Topics' : 'Settings';
    await this.page.getByRole('navigation').getByText(name, { exact: true }).click({ timeout: OPEN_MS });
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor({ timeout: OPEN_MS });
  }

  /** Opens a level at the top and, of what is in it, the first `count` levels, by the keyboard. */
  async open(level: string, count: number): Promise<void> {
    const { page } = this;
    const row = page.getByRole('treeitem', { name: level, exact: true });
    await row.waitFor({ timeout: OPEN_MS });
    await page.getByRole('tree').focus();
    await page.keyboard.press('Home');
    const position = Number(await row.getAttribute('aria-posinset'));
    for (let step = 1; step < position; step++) await page.keyboard.press('ArrowDown');
    await this.turn('ArrowRight', { expanded: true });
    for (let step = 0; step < count; step++) {
      await page.keyboard.press('ArrowDown');
      if (await this.isActive({ level: 2 })) continue;
      // A tree that was small a moment ago has unfolded by itself: back to the level, closed, and on.
      await this.turn('ArrowLeft', { level: 2 });
      await this.turn('ArrowLeft', { expanded: false });
      await page.keyboard.press('ArrowDown');
    }
    // From the last to the first, so that none moves before it is opened.
    for (let step = 0; step < count; step++) {
      await this.turn('ArrowRight', { expanded: true });
      await page.keyboard.press('ArrowUp');
    }
    await page.keyboard.press('Home');
  }

  /** Presses a key, unless the row that the keyboard is at is so already, and waits until it is. */
  private async turn(key: string, wanted: RowState): Promise<void> {
    if (await this.isActive(wanted)) return;
    await this.page.keyboard.press(key);
    await this.page.waitForFunction(activeRowIs, wanted, { timeout: OPEN_MS });
  }

  /** Whether the row that the keyboard is at, which may not have come yet, is so. */
  private async isActive(wanted: RowState): Promise<boolean> {
    await this.page.waitForFunction(activeRowIs, {}, { timeout: OPEN_MS });
    return this.page.evaluate(activeRowIs, wanted);
  }

  async memory(): Promise<Memory> {
    const metrics = await this.electron.evaluate(({ app }) =>
      app.getAppMetrics().map(({ pid, type, memory }) => ({ pid, type, kib: memory.workingSetSize })),
    );
    const kinds: Record<string, number> = {};
    let total = 0;
    for (const { pid, type, kib } of metrics) {
      const megabytes = memoryOf(pid);
      const mib = megabytes === null ? kib / 1_024 : (megabytes * 1e6) / 2 ** 20;
      kinds[type] = (kinds[type] ?? 0) + mib;
      total += mib;
    }
    return { total, electron: metrics.reduce((sum, { kib }) => sum + kib, 0) / 1_024, kinds, pids: metrics.map(({ pid }) => pid) };
  }

  close(): Promise<void> {
    return this.running.close();
  }
}

/** Runs in the page. */
function activeRowIs({ level, expanded }: RowState): boolean {
  const id = document.querySelector('[role=tree]')?.getAttribute('aria-activedescendant');
  const row = id ? document.getElementById(id) : null;
  if (!row) return false;
  const says = (name: string, value: unknown) => value === undefined || row.getAttribute(name) === String(value);
  return says('aria-level', level) && says('aria-expanded', expanded);
}
