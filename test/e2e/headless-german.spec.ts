import { expect, type Page } from '@playwright/test';
import { de } from '../../renderer/strings/de.ts';
import { fits } from './support/fits.ts';
import { goTo, test } from './support/home.ts';
import { leaveWelcome, openBrowser, PASSWORD, type RunningHub, setPassword, startHeadless } from './support/launch-headless.ts';
import { picture } from './support/picture.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const GERMAN = { LC_ALL: 'de_DE.UTF-8' };

/** As a person who reads German does it. */
async function comeIn(page: Page, hub: RunningHub): Promise<void> {
  await page.goto(await hub.link());
  await expect(page.getByRole('heading', { name: de.web.login.setTitle })).toBeVisible();
  await page.getByLabel(de.web.login.newPassword).fill(PASSWORD);
  await page.getByLabel(de.web.login.again).fill(PASSWORD);
  await page.getByRole('button', { name: de.web.login.setSubmit }).click();
  await page.getByRole('button', { name: de.welcome.leave }).click();
}

test('on a German console and in a German browser, every line and every page is in German', async ({ home }) => {
  const hub = await startHeadless({ env: GERMAN });
  home.later(hub.close);
  const phone = await openBrowser({ ...PHONE, locale: 'de-DE' });
  home.later(() => phone.close());
  const page = await phone.newPage();
  await comeIn(page, hub);
  expect(hub.output()).toContain('Diesen Link öffnen und das Passwort für Browser festlegen.');
  // For programs, in every language.
  expect(hub.output()).toMatch(/^porchlight ready \{/m);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  for (const [name, title] of Object.entries(de.pages)) {
    await page.getByRole('navigation').getByRole('button', { name: title }).tap();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    expect.soft(await fits(page), `${name} is wider than the phone`).toBe(true);
    await picture(page, `headless-german-${name}`);
  }

  // The bar at the bottom has more pages than fit; it goes along with a link.
  const item = (name: string) => page.getByRole('navigation').getByRole('button', { name });
  await item(de.pages.help).tap();
  await item(de.pages.topics).tap();
  await expect(item(de.pages.inbox)).not.toBeInViewport({ ratio: 1 });
  await page.getByRole('button', { name: 'Zum Eingang' }).tap();
  await expect(item(de.pages.inbox)).toBeInViewport({ ratio: 1 });

  await page.getByRole('navigation').getByRole('button', { name: de.pages.activity }).tap();
  await expect(page.getByText('Porchlight wurde gestartet.')).toBeVisible();
});

test('an English browser gets German pages when the household chose German', async ({ home }) => {
  const hub = await startHeadless();
  home.later(hub.close);
  const browser = await openBrowser();
  home.later(() => browser.close());
  const page = await browser.newPage();
  await setPassword(page, await hub.link());
  await leaveWelcome(page);
  await goTo(page, 'Settings');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: de.pages.settings })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: de.pages.inbox })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});
