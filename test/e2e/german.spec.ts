import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { de } from '../../renderer/strings/de.ts';
import { test } from './support/home.ts';
import { picture } from './support/picture.ts';

const pages = Object.entries(de.pages);

/** A data folder of a person who chose German. */
function germanFolder(later: (end: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  later(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'desktop.json'), JSON.stringify({ preferences: { welcomed: true, language: 'de' } }));
  return folder;
}

/** Buttons, tabs, headings and labels whose text is wider or higher than they are. */
const clipped = (window: Page) =>
  window.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, [role=tab], h1, h2, h3, label, legend, nav a, th')]
      .filter((element) => element.offsetParent !== null && getComputedStyle(element).position !== 'absolute')
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 4)
      .filter((element) => element.textContent !== '' && getComputedStyle(element).display !== 'inline')
      .map((element) => `${element.tagName}: ${element.textContent}`),
  );

const overflows = (window: Page) => window.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('every page is in German, and its texts have room, in a large window and the smallest', async ({ home }) => {
  test.setTimeout(120_000);
  const { app, window } = await home.launch({ dataDir: germanFolder(home.later) });
  await expect(window.locator('html')).toHaveAttribute('lang', 'de');
  const main = await app.browserWindow(window);
  for (const [width, height] of [
    [1280, 800],
    [720, 480],
  ] as const) {
    await main.evaluate((browserWindow, size) => browserWindow.setContentSize(size.width, size.height), { width, height });
    for (const [page, title] of pages) {
      await window
        .getByRole('navigation')
        .getByRole('link', { name: title })
        .or(window.getByRole('navigation').getByRole('button', { name: title }))
        .first()
        .click();
      await expect(window.getByRole('heading', { level: 1 })).toHaveText(title);
      await picture(window, `german-${width}-${page}`);
      expect.soft(await clipped(window), `${page} at ${width} pixels`).toEqual([]);
      expect.soft(await overflows(window), `${page} at ${width} pixels scrolls sideways`).toBe(false);
    }
  }
});

test('the menu, the hub and its activity speak German too, from when it is chosen', async ({ home }) => {
  const { app, window } = await home.launch();
  const menu = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
  expect(await menu()).toContain('View');
  await window.getByRole('navigation').getByText('Settings', { exact: true }).click();
  await window.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(de.pages.settings);
  expect(await menu()).toContain('Ansicht');
  await window.getByRole('navigation').getByText(de.pages.inbox, { exact: true }).click();
  await window.getByRole('button', { name: de.door.open(4) }).click();
  await window.getByRole('navigation').getByText(de.pages.activity, { exact: true }).click();
  await expect(window.getByText('Die Tür wurde für 4 Minuten geöffnet.')).toBeVisible();
  // What was written before stays as it is.
  await expect(window.getByText('Porchlight started.')).toBeVisible();
});

test('another language takes its place at once, on the page where the person is', async ({ home }) => {
  const { window } = await home.launch();
  await window.getByRole('navigation').getByText('Settings', { exact: true }).click();
  await expect(window.locator('html')).toHaveAttribute('lang', 'en');
  await window.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(de.pages.settings);
  await expect(window.locator('html')).toHaveAttribute('lang', 'de');
  await window.getByRole('radio', { name: 'English' }).click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Settings');
});
