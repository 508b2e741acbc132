import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, type Locator } from '@playwright/test';
import { cardOf, goTo, openDoor, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { startReferenceDevice } from './support/reference-device.ts';

const electron = createRequire(import.meta.url)('electron') as unknown as string;
const browser = fileURLToPath(new URL('./attackers/browser.mjs', import.meta.url));

/** The reference device, told where the hub is. */
function deviceFor(app: RunningApp, home: { later(end: () => unknown): void }, flags: string[] = [], state?: string) {
  const device = startReferenceDevice(
    [`--hub=127.0.0.1:${app.ports().pair}`, '--device-id=pump-1', '--name=Well pump', '--bind-address=127.255.255.255', ...flags],
    state === undefined ? {} : { state },
  );
  home.later(device.stop);
  return device;
}

test('a request outlives the app: the same card, the same code, and the device gets in afterwards', async ({ home }) => {
  const first = await home.launch({ args: ['--pair-port=21843'] });
  await openDoor(first.window);
  const device = deviceFor(first, home);
  const { code } = await device.has('code');
  await expect(cardOf(first.window, 'Well pump')).toContainText(String(code));
  await first.stop();
  const second = await home.launch({ dataDir: first.dataDir, args: ['--pair-port=21843'] });
  const card = cardOf(second.window, 'Well pump');
  await expect(card).toContainText(String(code));
  await card.getByRole('button', { name: 'Allow' }).click();
  await card.getByRole('button', { name: /^Yes/ }).click();
  await device.has('connected');
  expect(device.events.filter(({ event }) => event === 'code')).toHaveLength(1);
});

test('by the keyboard alone: the door is opened, the codes are compared, and the device is let in', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  // A control that has just come answers nobody yet, so that nothing is decided by a key that was meant for what was there before.
  const press = async (control: Locator) => {
    await expect(control).not.toHaveAttribute('aria-disabled', 'true');
    await window.keyboard.press('Enter');
  };
  const door = window.getByRole('button', { name: /^Open .*minutes/ }).first();
  await expect(async () => {
    await window.keyboard.press('Tab');
    expect(await door.evaluate((element) => element === document.activeElement)).toBe(true);
  }).toPass();
  await press(door);
  const device = deviceFor(app, home);
  await device.has('waiting');
  const allow = cardOf(window, 'Well pump').getByRole('button', { name: 'Allow' });
  await expect(allow).toBeVisible();
  await expect(async () => {
    await window.keyboard.press('Tab');
    expect(await allow.evaluate((element) => element === document.activeElement)).toBe(true);
  }).toPass();
  await press(allow);
  const yes = cardOf(window, 'Well pump').getByRole('button', { name: /^Yes/ });
  await expect(async () => {
    if (!(await yes.evaluate((element) => element === document.activeElement))) await window.keyboard.press('Tab');
    expect(await yes.evaluate((element) => element === document.activeElement)).toBe(true);
  }).toPass();
  await press(yes);
  await device.has('connected');
});

test('a page in a browser on the network cannot ask in the place of a device, nor read an answer', async ({ home }) => {
  const app = await home.launch();
  await openDoor(app.window);
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-browser-'));
  home.later(() => rmSync(folder, { recursive: true, force: true }));
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { pair } = app.ports();
  const args = [...flags, browser, `--user-data-dir=${folder}`, `--pair=${pair}`];
  const { stdout } = await promisify(execFile)(electron, args, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
    timeout: 30_000,
  });
  const told = JSON.parse(stdout.split('\n').find((line) => line.startsWith('{')) ?? '{}') as Record<string, string>;
  // What a page is let send without asking arrives, and changes nothing; it never sees an answer.
  expect(told).toEqual({ simple: 'opaque', json: 'blocked', read: 'blocked', beacon: 'sent' });
  await goTo(app.window, 'Activity');
  await expect(app.window.getByText(/A web page open at 127\.0\.0\.1 tried to ask/).first()).toBeVisible();
  await goTo(app.window, 'Inbox');
  await expect(app.window.getByRole('article')).toHaveCount(0);
});
