import { readFileSync } from 'node:fs';
import { expect, test as plain } from '@playwright/test';
import { EmonEsp } from '../devices/emonesp.ts';
import { axeFaults } from './support/axe-faults.ts';
import { fits } from './support/fits.ts';
import { cardOf, goTo, hasAsked, isIn, switchPairingOn, test } from './support/home.ts';
import { leaveWelcome, logIn, openBrowser, PASSWORD, setPassword, startHeadless } from './support/launch-headless.ts';
import { picture } from './support/picture.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

test('on a phone: the one-time link, the password, a device that asks, its readings, and out again', async ({ home }) => {
  const hub = await startHeadless();
  home.later(hub.close);
  const link = await hub.link();
  const phone = await openBrowser(PHONE);
  home.later(() => phone.close());
  const page = await phone.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));

  await page.goto(`http://127.0.0.1:${hub.ready.web}/`);
  await expect(page.getByRole('heading', { name: 'No password is set yet' })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Set a password' })).toBeVisible();
  expect(page.url()).not.toContain('setup');
  expect(await axeFaults(page)).toEqual([]);
  await picture(page, 'headless-setup');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('Write at least 10 characters.')).toBeVisible();
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same once more').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('button', { name: 'Skip the welcome' })).toBeVisible();
  expect(await fits(page)).toBe(true);
  await picture(page, 'headless-welcome');
  await leaveWelcome(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();

  await switchPairingOn(page);
  const { emonesp, trigger } = hub.ready;
  const device = new EmonEsp({
    hubHttpPort: emonesp ?? 0,
    triggerPort: trigger ?? 0,
    address: '127.0.0.9',
    pollMs: 500,
    reconnectMs: 500,
    webPort: 0,
  });
  home.later(() => device.stop());
  await device.start();
  await hasAsked(device);
  const card = cardOf(page, '127.0.0.9');
  await expect(card.getByRole('button', { name: 'Allow' })).toBeVisible();
  expect(await fits(page)).toBe(true);
  expect(await axeFaults(page)).toEqual([]);
  await picture(page, 'headless-inbox');
  await card.getByRole('button', { name: 'Allow' }).tap();
  await isIn(device);
  await expect(card).toContainText('It is in');
  device.publish('power', '325');
  await goTo(page, 'Topics');
  await expect(page.getByRole('treeitem', { name: /^power 325/ })).toBeVisible();
  expect(await fits(page)).toBe(true);
  await picture(page, 'headless-topics');

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Log out of this browser' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(page.getByText('This browser was logged out')).toHaveCount(0);
  expect(await axeFaults(page)).toEqual([]);
  await picture(page, 'headless-login');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('That is not the password. Try again.')).toBeVisible();
  await logIn(page, hub.ready.web ?? 0);
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  // Of the browser's own: the one wrong password.
  expect(faults.filter((text) => !text.includes('403'))).toEqual([]);

  // The link is over.
  await page.goto(link);
  await setPassword(page, link, 'another password');
  await expect(page.getByText('This link was used already')).toBeVisible();
});

plain('ends in order by a signal, with code 0, and starts again with its password and its sessions', async () => {
  const first = await startHeadless();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await setPassword(page, await first.link());
    await leaveWelcome(page);
    expect(await first.stop('SIGTERM')).toMatchObject({ code: 0, signal: null });
    await expect(page.getByText(/cannot be reached|being started again/)).toBeVisible();
    const second = await startHeadless({ dataDir: first.dataDir, args: [`--web-port=${first.ready.web}`] });
    expect(second.output()).not.toContain('#setup=');
    // The page is back by itself, with the session that it had.
    await expect(page.getByText(/cannot be reached|being started again/)).toHaveCount(0, { timeout: 20_000 });
    await goTo(page, 'Devices');
    await second.stop('SIGINT');
  } finally {
    await browser.close();
    await first.close();
  }
});

plain('what the hub recorded is downloaded by the browser, and sent back to be replayed', async () => {
  const hub = await startHeadless();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await setPassword(page, await hub.link());
    await leaveWelcome(page);
    await goTo(page, 'Topics');
    await page.getByRole('tab', { name: 'Recordings' }).click();
    await page.getByRole('textbox', { name: 'Topics', exact: true }).fill('plant/#');
    await page.getByRole('button', { name: 'Record…' }).click();
    const end = page.getByRole('button', { name: 'End recording of plant/#' });
    const [download] = await Promise.all([page.waitForEvent('download'), end.click()]);
    expect(download.suggestedFilename()).toMatch(/\.ndjson$/);
    const file = await download.path();
    expect(readFileSync(file, 'utf8')).toContain('plant/#');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose…' }).click()]);
    await chooser.setFiles({ name: 'day.ndjson', mimeType: 'application/json', buffer: readFileSync(file) });
    await expect(page.getByText('day.ndjson')).toBeVisible();
    await page.getByRole('button', { name: 'Play back' }).click();
    await expect(page.getByText('Began playing day.ndjson.')).toBeVisible();
  } finally {
    await browser.close();
    await hub.close();
  }
});

plain('where there is no display it runs without being told, and says so', async () => {
  plain.skip(process.platform !== 'linux', 'elsewhere there is always a display');
  const hub = await startHeadless({ isTold: false });
  expect(hub.errors()).toContain('There is no display here, so Porchlight starts without a window');
  expect(hub.ready.web).toBeGreaterThan(0);
  expect(await hub.stop('SIGTERM')).toMatchObject({ code: 0, signal: null });
  await hub.close();
});

plain('on the network it is HTTPS with the certificate that was printed, and the cookie is bound to it', async () => {
  const hub = await startHeadless({ args: ['--web-bind=lan'] });
  const browser = await openBrowser({ ignoreHTTPSErrors: true });
  try {
    const link = await hub.link();
    expect(link).toMatch(/^https:/);
    expect(hub.output()).toMatch(/SHA-256 fingerprint is\n([0-9A-F]{2}:){31}[0-9A-F]{2}\n/);
    const page = await browser.newPage();
    await setPassword(page, link);
    await leaveWelcome(page);
    const [cookie] = await browser.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    expect(cookie?.name).toMatch(/^__Host-porchlight-/);
    // Plain HTTP is answered by nothing that is of use.
    const plainly = await fetch(link.replace('https:', 'http:')).then(
      (answer) => answer.status,
      () => null,
    );
    expect(plainly).not.toBe(200);
  } finally {
    await browser.close();
    await hub.close();
  }
});
