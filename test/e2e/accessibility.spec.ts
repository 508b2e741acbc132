import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { de } from '../../renderer/strings/de.ts';
import { en } from '../../renderer/strings/en.ts';
import { addDevice, cardOf, goTo, isIn, switchPairingOn, test } from './support/home.ts';
import { picture } from './support/picture.ts';

const pages = Object.values(en.pages) as Parameters<typeof goTo>[1][];
const PHONE = { width: 390, height: 844 };
/** More than the stops of any page. */
const STOPS_MOST = 150;

test('a new request is read out on whatever page a person is, and leaves the focus where it is', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await switchPairingOn(window);
  await goTo(window, 'Settings');
  const search = window.getByRole('searchbox', { name: 'Search settings' });
  await search.focus();
  const live = window.locator('[aria-live="polite"]').filter({ hasText: /./ });
  await expect(live).toHaveCount(0);
  await home.emonEsp(app, { address: '127.0.0.46' });
  await expect(live).toHaveText('127.0.0.46 would like to connect.');
  await expect(search).toBeFocused();
  await expect(window.getByRole('navigation').getByRole('button', { name: 'Inbox' })).toHaveAccessibleDescription(/1/);
});

/** What moves, or would with the next change, on the page that is shown. */
const moving = (window: Page) =>
  window.evaluate(() => {
    const takesTime = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0);
    const styled = [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after'].flatMap((part) => {
        const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element, part);
        const isStill =
          !takesTime(transitionDuration) && (animationName === 'none' || !takesTime(animationDuration)) && scrollBehavior !== 'smooth';
        return isStill ? [] : [`${element.tagName} ${element.className}${part ?? ''}`];
      }),
    );
    return [...styled, ...document.getAnimations().map((animation) => `running: ${animation.id}`)];
  });

test('nothing moves on any page for people who want no motion', async ({ home }) => {
  test.setTimeout(60_000);
  const { window } = await home.launch();
  const { dialog } = await addDevice(window, 'Lamp', 'Its own topics only');
  await window.emulateMedia({ reducedMotion: 'no-preference' });
  // The mark that waits for the first connection breathes.
  expect(await moving(window)).toContainEqual(expect.stringMatching(/^running/));
  await window.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  for (const page of pages) {
    await goTo(window, page);
    await window.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await moving(window), `${page} has something to still`).not.toEqual([]);
    await window.emulateMedia({ reducedMotion: 'reduce' });
    expect.soft(await moving(window), page).toEqual([]);
  }
});

/** The stop of the Tab key: whether it shows that it has the focus, and is in sight. `null` where it is outside of the page, or was before. */
const stop = (window: Page) =>
  window.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element.hasAttribute('data-met')) return null;
    element.setAttribute('data-met', '');
    const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    // Where the control itself is drawn by what is around or beside it, that shows the focus.
    const LEAST = 4;
    const drawn = [element, active, active?.parentElement, element.nextElementSibling, element.parentElement, element.closest('label')];
    const shown = drawn.find((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
      const { width, height } = each.getBoundingClientRect();
      return (
        Math.min(width, height) > LEAST &&
        outlineStyle !== 'none' &&
        Number.parseFloat(outlineWidth) >= 2 &&
        outlineColor !== 'rgba(0, 0, 0, 0)'
      );
    });
    const { top, left, bottom, right } = (shown ?? element).getBoundingClientRect();
    const isInSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    const name = element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent ?? '';
    return { name: `${element.tagName} ${name}`, isShown: shown !== undefined, isInSight };
  });

test('wherever the Tab key stops, the focus is seen', async ({ home }) => {
  test.setTimeout(90_000);
  const { window } = await home.launch();
  const { dialog } = await addDevice(window, 'Lamp', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  for (const page of pages) {
    await goTo(window, page);
    await window.evaluate(() => {
      for (const met of document.querySelectorAll('[data-met]')) met.removeAttribute('data-met');
    });
    await window.getByRole('heading', { level: 1 }).focus();
    let stops = 0;
    for (; stops < STOPS_MOST; stops++) {
      await window.keyboard.press('Tab');
      const at = await stop(window);
      if (!at) break;
      expect.soft(at, page).toMatchObject({ isShown: true, isInSight: true });
    }
    expect(stops, `${page} has stops, and an end`).toBeGreaterThan(0);
    expect(stops, `${page} has stops, and an end`).toBeLessThan(STOPS_MOST);
  }
});

/** What is wider than its place: the page itself, and parts of it that would have to be scrolled sideways to be read. */
const sideways = (window: Page) =>
  window.evaluate(() => {
    const main = document.querySelector('main');
    return [document.documentElement, ...(main?.querySelectorAll('*') ?? [])]
      .filter((element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX))
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} in ${element.clientWidth}`);
  });

/** Labels of the navigation that are wider than their place, or close to the next one. */
const crowded = (window: Page) =>
  window.evaluate(() => {
    const APART = 8;
    const labels = [...document.querySelectorAll('nav li button > span')];
    const boxes = labels.map((label) => ({ text: label.textContent, box: label.getBoundingClientRect(), place: label.closest('li') }));
    return boxes.flatMap(({ text, box, place }, index) => {
      const next = boxes[index + 1]?.box.left ?? Number.POSITIVE_INFINITY;
      const isIn = place !== null && box.width <= place.clientWidth;
      return isIn && box.right + APART <= next ? [] : [text];
    });
  });

for (const [language, words] of [
  ['en', en],
  ['de', de],
] as const) {
  test(`on a phone's width nothing has to be scrolled sideways to be read: ${language}`, async ({ home }) => {
    test.setTimeout(60_000);
    const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
    home.later(() => rmSync(dataDir, { recursive: true, force: true }));
    writeFileSync(join(dataDir, 'desktop.json'), JSON.stringify({ preferences: { welcomed: true, language } }));
    const app = await home.launch({ dataDir });
    const { window } = app;
    await window.setViewportSize(PHONE);
    const fits = async (what: string) => {
      expect.soft(await sideways(window), what).toEqual([]);
      await picture(window, `phone-${language}-${what}`);
    };
    await fits('inbox-empty');
    await expect(window.getByRole('navigation').getByRole('button')).toHaveCount(pages.length);
    expect(await crowded(window)).toEqual([]);
    await window.getByRole('switch', { name: words.inbox.pair.title }).click();
    const plug = await home.emonEsp(app, { address: '127.0.0.46' });
    await expect(cardOf(window, '127.0.0.46')).toBeVisible();
    await fits('inbox');
    await cardOf(window, '127.0.0.46').getByRole('button', { name: words.inbox.allow, exact: true }).click();
    await isIn(plug);
    await window.getByRole('navigation').getByRole('button', { name: words.pages.devices }).click();
    await expect(window.getByRole('heading', { level: 1 })).toHaveText(words.pages.devices);
    await fits('devices');
    await window.getByRole('button', { name: '127.0.0.46', exact: true }).click();
    await expect(window.getByRole('region', { name: words.devices.details })).toBeVisible();
    await fits('device');
  });
}
