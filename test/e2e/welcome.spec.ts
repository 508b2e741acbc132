import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { axeFaults } from './support/axe-faults.ts';
import { cardOf, goTo, test } from './support/home.ts';
import { picture } from './support/picture.ts';
import { startReferenceDevice } from './support/reference-device.ts';
import { tabTo } from './support/tab-to.ts';

const title = (window: Page) => window.getByRole('heading', { level: 1 });
const FIRST = 'What is this hub called?';
const LAST = 'Bring in your first device';

/** Skips by the keyboard up to a step; tells how many were skipped. */
async function skipTo(window: Page, wanted: string): Promise<number> {
  for (let skipped = 0; skipped < 5; skipped++) {
    if ((await title(window).textContent()) === wanted) return skipped;
    await tabTo(window, 'Skip this step');
    await window.keyboard.press('Enter');
  }
  throw new Error(`no step is called "${wanted}"`);
}

test('a new hub is named, and its first device let in, by the keyboard alone', async ({ home }) => {
  const app = await home.launch({ welcome: true });
  const { window } = app;
  await expect(title(window)).toHaveText(FIRST);
  await expect(title(window)).toBeFocused();
  await expect(window.getByRole('navigation', { name: 'Pages' })).toHaveCount(0);

  await window.keyboard.press('Tab');
  await expect(window.getByRole('textbox', { name: 'Hub name' })).toBeFocused();
  await window.keyboard.press('ControlOrMeta+A');
  await window.keyboard.press('Delete');
  await expect(window.getByRole('alert')).toHaveText('Give the hub a name of 1 to 64 characters.');
  await window.keyboard.press('Enter');
  await expect(title(window)).toHaveText(FIRST);
  await window.keyboard.type('Attic');
  await window.keyboard.press('Enter');

  await expect(title(window)).toHaveText('Who may reach it?');
  await expect(title(window)).toBeFocused();
  await window.keyboard.press('Tab');
  const here = window.getByRole('radio', { name: /^Only this computer/ });
  await expect(here).toBeFocused();
  await expect(here).toBeChecked();
  await window.keyboard.press('ArrowUp');
  await expect(window.getByRole('radio', { name: /^Devices on my network/ })).toBeChecked();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');

  await skipTo(window, LAST);
  await tabTo(window, 'Open the door for 4 minutes');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('timer')).toBeVisible();
  const device = startReferenceDevice([`--hub=127.0.0.1:${app.ports().pair}`, '--device-id=greenhouse-7f3a', '--name=Greenhouse sensor']);
  home.later(() => device.stop());
  const { code } = await device.has('code');
  const card = cardOf(window, 'Greenhouse sensor');
  await expect(card.getByText(String(code), { exact: true })).toBeVisible();
  await picture(window, 'welcome-card');
  await tabTo(window, 'Allow');
  await window.keyboard.press('Enter');
  await tabTo(window, 'Yes, the same – allow');
  await window.keyboard.press('Enter');
  await device.has('connected');
  await expect(window.getByText('Greenhouse sensor is in.')).toBeVisible();
  await expect(title(window)).toHaveText(LAST);
  await tabTo(window, 'Finish');
  await window.keyboard.press('Enter');
  await expect(title(window)).toHaveText('Inbox');
  await expect(title(window)).toBeFocused();

  await goTo(window, 'Settings');
  await expect(window.getByRole('textbox', { name: 'Hub name' })).toHaveValue('Attic');
  await app.stop();
  const again = await home.launch({ dataDir: app.dataDir, welcome: true });
  await expect(title(again.window)).toHaveText('Inbox');
});

test('a welcome that was interrupted goes on at the next start, and asks nothing twice', async ({ home }) => {
  const first = await home.launch({ welcome: true });
  await first.window.getByRole('button', { name: 'Skip this step' }).click();
  await first.window.getByRole('button', { name: 'Skip this step' }).click();
  const second = (await title(first.window).textContent()) ?? '';
  await first.stop();
  const again = await home.launch({ dataDir: first.dataDir, welcome: true });
  await expect(title(again.window)).toHaveText(second);
  await again.window.getByRole('button', { name: 'Skip the welcome' }).click();
  await expect(title(again.window)).toHaveText('Inbox');
  await again.stop();
  const last = await home.launch({ dataDir: first.dataDir, welcome: true });
  await expect(title(last.window)).toHaveText('Inbox');
});

test('each step is seen in light and dark, wide and small', async ({ home }) => {
  const app = await home.launch({ welcome: true });
  const { window } = app;
  const main = await app.app.browserWindow(window);
  const sizes = [
    ['wide', 1_280, 800],
    ['small', 720, 480],
  ] as const;
  for (let step = 1; step <= 5; step++) {
    for (const [size, width, height] of sizes) {
      await main.evaluate((browserWindow, [w, h]) => browserWindow.setContentSize(w, h), [width, height] as const);
      await expect.poll(() => window.evaluate(() => innerWidth)).toBe(width);
      expect(await window.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await picture(window, `welcome-${step}-${size}`);
    }
    expect(await axeFaults(window)).toEqual([]);
    if ((await title(window).textContent()) === LAST) break;
    await window.getByRole('button', { name: 'Skip this step' }).click();
  }
  await expect(title(window)).toHaveText(LAST);
  await window.setViewportSize({ width: 390, height: 844 });
  expect(await window.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await picture(window, 'welcome-phone');
});

test('it speaks German to whoever reads German', async ({ home }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  home.later(() => rmSync(dataDir, { recursive: true, force: true }));
  writeFileSync(join(dataDir, 'desktop.json'), JSON.stringify({ preferences: { welcomed: false, language: 'de' } }));
  const { window } = await home.launch({ dataDir, welcome: true });
  await expect(title(window)).toHaveText('Wie heißt dieser Hub?');
  await window.getByRole('button', { name: 'Schritt überspringen' }).click();
  await expect(title(window)).toHaveText('Wer darf ihn erreichen?');
  await picture(window, 'welcome-german');
});
