import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { EmonEsp } from '../devices/emonesp.ts';
import { cardOf, closeMainWindow, goTo, isIn, mayOpenPort80, openMainWindow, switchPairingOn, test } from './support/home.ts';

const folder = fileURLToPath(new URL('../../test-results/pictures/', import.meta.url));
const THEMES = ['light', 'dark'] as const;

/** A picture of the page in both themes: `<name>-light.png` and `<name>-dark.png`. */
async function picture(window: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // What the pointer rests on would look different.
  await window.mouse.move(1, 1);
  for (const colorScheme of THEMES) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await window.screenshot({ path: `${folder}${name}-${colorScheme}.png` });
  }
}

/** A curve that takes a few seconds, so that the chart shows what people's charts show. */
async function publishCurve(device: EmonEsp, key: string, middle: number, swing: number): Promise<void> {
  for (let step = 0; step < 60; step++) {
    device.publish(key, (middle + swing * Math.sin(step / 9) + (step % 5) / 10).toFixed(1));
    await delay(50);
  }
}

test('every page is seen in light and dark, empty and in use', async ({ home }) => {
  test.setTimeout(120_000);
  test.skip(!mayOpenPort80, "a device's web page, which tells its name, is on port 80, which only root may open here");
  const app = await home.launch();
  const { window } = app;
  for (const page of ['Inbox', 'Devices', 'Topics', 'Activity', 'Settings'] as const) {
    await goTo(window, page);
    await picture(window, `empty-${page.toLowerCase()}`);
  }

  const device = (last: number, nodeName: string, type: string, generation: '3.0' | '3.1') =>
    home.emonEsp(app, { address: `127.0.0.${last}`, webPort: 80, chipId: 10_684_300 + last, nodeName, type, generation });
  const plug = await device(41, 'smartplug4321', 'smartplug', '3.0');
  const heater = await device(42, 'hpmon1207', 'hpmon', '3.1');
  await goTo(window, 'Inbox');
  await switchPairingOn(window);
  for (const name of ['smartplug4321', 'hpmon1207']) await cardOf(window, name).getByRole('button', { name: 'Allow' }).click();
  await Promise.all([isIn(plug), isIn(heater)]);
  await device(43, 'espwifi1234', 'espwifi', '3.1');
  await device(44, 'wifirelay88', 'wifirelay', '3.0');
  await expect(cardOf(window, 'wifirelay88')).toBeVisible();
  await expect(cardOf(window, 'espwifi1234')).toBeVisible();
  await cardOf(window, 'wifirelay88').getByRole('button', { name: 'Later' }).click();
  await picture(window, 'inbox');

  await Promise.all([
    publishCurve(plug, 'power', 320, 90),
    publishCurve(plug, 'temperature', 41, 4),
    publishCurve(heater, 'flowT', 35.5, 6),
    publishCurve(heater, 'returnT', 29.5, 4),
  ]);
  await goTo(window, 'Topics');
  await window.getByRole('treeitem', { name: /^power / }).click();
  await expect(window.getByRole('img', { name: /chart/i })).toBeVisible();
  await window.waitForTimeout(500);
  await picture(window, 'topics');
  await goTo(window, 'Devices');
  await window.getByRole('button', { name: 'smartplug4321', exact: true }).click();
  await picture(window, 'devices');
  await window.getByRole('button', { name: 'Add device' }).first().click();
  await picture(window, 'add-device');
  await window.getByRole('textbox', { name: 'Name' }).fill('Garage door');
  await window.getByRole('button', { name: 'Create credential' }).click();
  await expect(window.getByText('Waiting for its first connection')).toBeVisible();
  await picture(window, 'credential');
  await window.getByRole('button', { name: 'Done' }).click();
  await goTo(window, 'Activity');
  await picture(window, 'activity');

  const main = await app.app.browserWindow(window);
  await main.evaluate((browserWindow) => browserWindow.setContentSize(720, 480));
  for (const page of ['Inbox', 'Devices', 'Topics', 'Activity', 'Settings'] as const) {
    await goTo(window, page);
    await picture(window, `small-${page.toLowerCase()}`);
  }

  await closeMainWindow(app);
  await device(45, 'smartplug9', 'smartplug', '3.0');
  const popup = await app.windowAt((url) => url.hash === '#popup');
  await expect(cardOf(popup, 'smartplug9')).toBeVisible();
  await picture(popup, 'popup');
  await openMainWindow(app);
});

/** Presses Tab until the control with this name has the focus. */
async function tabTo(window: Page, name: string | RegExp, back = false): Promise<void> {
  const wanted = typeof name === 'string' ? (text: string) => text === name : (text: string) => name.test(text);
  const met: string[] = [];
  for (let press = 0; press < 60; press++) {
    await window.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const focused = await window.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.closest('label')?.textContent ?? element?.textContent ?? '';
    });
    met.push(focused);
    if (wanted(focused)) return;
  }
  throw new Error(`Tab never came to "${name}"; it came to: ${met.join(' | ')}`);
}

test('everything can be reached by the keyboard alone, and the focus is never lost', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const press = (...keys: string[]) => keys.reduce(async (before, key) => before.then(() => window.keyboard.press(key)), Promise.resolve());
  const focused = window.locator(':focus');

  await tabTo(window, 'Skip to the page');
  await press('Enter');
  await expect(focused).toHaveText('Inbox');
  await tabTo(window, 'Add a device by hand');
  await press('Enter');
  await expect(window.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await press('Escape');
  await expect(focused).toHaveText('Devices');

  await tabTo(window, 'Add device');
  await press('Enter');
  await window.keyboard.type('Garage door');
  await press('Tab', 'ArrowDown', 'Enter');
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await tabTo(window, 'Try it from a terminal', true);
  await tabTo(window, 'Done');
  await press('Enter');
  await expect(focused).toHaveText('Add device');

  await tabTo(window, 'Garage door');
  await tabTo(window, 'Rename');
  await press('Enter');
  await expect(window.getByRole('textbox', { name: 'New name' })).toBeFocused();
  await press('Escape');
  await expect(focused).toHaveText('Rename');
  await press('Escape');
  await expect(window.getByRole('region', { name: 'Details' })).toHaveCount(0);
  await expect(focused).toHaveText('Garage door');
  await press('Enter');
  await tabTo(window, 'Revoke');
  await press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await tabTo(window, 'Revoke');
  await press('Enter');
  await expect(window.getByText('No devices yet')).toBeVisible();
  await expect(focused).toHaveText('Devices');

  const plug = await home.emonEsp(app, { address: '127.0.0.46' });
  await tabTo(window, 'Inbox', true);
  await press('Enter');
  await tabTo(window, '');
  await expect(window.getByRole('switch', { name: 'Pair EmonESP devices' })).toBeFocused();
  await press('Space');
  const card = cardOf(window, '127.0.0.46');
  await expect(card).toBeVisible();
  await tabTo(window, 'Later', true);
  await press('Enter');
  await expect(focused).toHaveText('Inbox');
  await tabTo(window, 'Show');
  await press('Enter');
  await expect(focused).toHaveText('Inbox');
  await tabTo(window, 'Allow');
  await press('Enter');
  await isIn(plug);
  await expect(card).toBeFocused();
  await expect(card).toContainText('It is in.');
  await expect.poll(() => plug.publish('power', '321.5')).not.toBeNull();
  await tabTo(window, 'Devices', true);
  await press('Enter');
  await expect(window.getByRole('cell', { name: /\/power/ })).toBeVisible();
  await tabTo(window, 'Inbox', true);
  await press('Enter');
  await tabTo(window, 'See its readings');
  await press('Enter');
  await expect(focused).toHaveText('Topics');
  await expect(window.getByRole('treeitem', { name: 'power 321.5' })).toHaveAttribute('aria-selected', 'true');
  await tabTo(window, 'Topics');
  await expect(window.getByRole('tree')).toBeFocused();
  await press('Escape');
  await expect(window.getByRole('region', { name: 'Selected topic' })).toHaveCount(0);
  await press('Enter');
  await tabTo(window, 'Close topic');
  await press('Enter');
  await expect(window.getByRole('tree')).toBeFocused();

  await tabTo(window, 'Activity', true);
  await press('Enter');
  await tabTo(window, 'Search activity');
  await window.keyboard.type('credential');
  await tabTo(window, 'Decisions');
  await press('Space');
  await expect(window.getByRole('checkbox', { name: 'Decisions' })).toBeChecked();

  await tabTo(window, 'Settings', true);
  await press('Enter');
  await tabTo(window, /^This computer only/);
  await tabTo(window, /^As the system/);
  await press('ArrowDown');
  await expect(window.getByRole('radio', { name: 'Light' })).toBeChecked();
});
