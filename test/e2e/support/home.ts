import { once } from 'node:events';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { EmonEsp, type EmonEspOptions } from '../../devices/emonesp.ts';
import { desktopOnly, inBrowser } from './browser-shell.ts';
import { type LaunchOptions, launchApp, type RunningApp } from './launch-app.ts';
import { launchHeadless } from './launch-headless.ts';

/** A device's web page is on port 80, which only root may open. */
export const mayOpenPort80 = process.getuid?.() === 0;

/** What a test builds up; all of it ends with the test. */
interface Home {
  /** Starts the app. */
  launch(options?: LaunchOptions): Promise<RunningApp>;
  /** Starts a simulated EmonESP that knows the app's ports and asks every half second instead of every ten. */
  emonEsp(app: RunningApp, options?: Partial<EmonEspOptions>): Promise<EmonEsp>;
  /** Ends with the test whatever else it started. */
  later(end: () => unknown): void;
}

export const test = base.extend<{ home: Home }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's form
  home: async ({}, use, testInfo) => {
    const reason = inBrowser ? desktopOnly(testInfo) : null;
    testInfo.skip(reason !== null, reason ?? '');
    const ends: (() => unknown)[] = [];
    await use({
      launch: async (options) => {
        const app = await (inBrowser ? launchHeadless(options) : launchApp(options));
        ends.push(app.close);
        return app;
      },
      emonEsp: async (app, options) => {
        const { emonesp, trigger } = app.ports();
        const device = new EmonEsp({ hubHttpPort: emonesp, triggerPort: trigger, pollMs: 500, reconnectMs: 500, webPort: 0, ...options });
        ends.push(() => device.stop());
        await device.start();
        return device;
      },
      later: (end) => ends.push(end),
    });
    for (const end of ends.reverse()) await end();
  },
});

/** Goes to a page by the navigation. */
export async function goTo(
  window: Page,
  page: 'Inbox' | 'Devices' | 'Network' | 'Topics' | 'Queues' | 'Activity' | 'Security' | 'Settings' | 'Help',
): Promise<void> {
  await window.getByRole('navigation').getByText(page, { exact: true }).click();
  await expect(window.getByRole('heading', { level: 1, name: page })).toBeVisible();
}

export async function switchPairingOn(window: Page): Promise<void> {
  const toggle = window.getByRole('switch', { name: 'Pair EmonESP devices' });
  await toggle.click();
  await expect(toggle).toBeChecked();
}

/** Opens the door for as long as the settings say. */
export async function openDoor(window: Page): Promise<void> {
  await goTo(window, 'Inbox');
  await window
    .getByRole('button', { name: /^Open .*minutes/ })
    .first()
    .click();
  await expect(window.getByRole('button', { name: 'Close now' })).toBeVisible();
}

/** Adds a device as a person does; `dialog` is still open, and shows what there is to take along for a plain connection. */
export async function addDevice(window: Page, name: string, access: string) {
  await goTo(window, 'Devices');
  await window.getByRole('button', { name: 'Add device' }).first().click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('radio', { name: access }).check({ force: true });
  await dialog.getByRole('button', { name: 'Create credential' }).click();
  await expect(dialog).toContainText(`Credential for ${name}`);
  await dialog.getByLabel('Connection').selectOption('plain');
  const command = (await dialog.getByText(/^mosquitto_pub/).textContent()) ?? '';
  const after = (flag: string) => new RegExp(` ${flag} '?([^ ']+)`).exec(command)?.[1] ?? '';
  return { dialog, command, userName: after('-u'), password: after('-P'), port: Number(after('-p')), topic: after('-t') };
}

/** The card of a request. */
export const cardOf = (window: Page, name: string): Locator => window.getByRole('article', { name, exact: true });

/** Waits until the device has heard the hub's call and been told to wait. */
export async function hasAsked(device: EmonEsp): Promise<void> {
  const [kind] = await once(device, 'polled', { signal: AbortSignal.timeout(15_000) });
  expect(kind).toBe('registered');
}

/** Waits until the device is connected. */
export async function isIn(device: EmonEsp): Promise<void> {
  if (!device.isConnected) await once(device, 'connected', { signal: AbortSignal.timeout(15_000) });
}

/** Clicks what closes the window that it is in: it may be gone before the click is answered. */
export async function clickAndClose(page: Page, target: Locator): Promise<void> {
  const closed = page.waitForEvent('close');
  await target.click().catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
  await closed;
}

/** Hides the main window as a person does: by closing it. */
export async function closeMainWindow({ app, window }: RunningApp): Promise<void> {
  const main = await app.browserWindow(window);
  await main.evaluate((browserWindow) => browserWindow.close());
  await expect.poll(() => main.evaluate((browserWindow) => browserWindow.isVisible())).toBe(false);
}

/** Brings the main window back as starting the app again does. */
export async function openMainWindow({ app, window }: RunningApp): Promise<void> {
  await app.evaluate(({ app: electron }) => electron.emit('activate'));
  const main = await app.browserWindow(window);
  await expect.poll(() => main.evaluate((browserWindow) => browserWindow.isVisible())).toBe(true);
}
