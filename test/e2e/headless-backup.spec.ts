import { expect, type Page } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { addDevice, goTo, test } from './support/home.ts';
import { leaveWelcome, openBrowser, PASSWORD, setPassword, startHeadless } from './support/launch-headless.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { picture } from './support/picture.ts';

const PASSPHRASE = 'plain seven rivers walk';
/** Of the new computer. */
const OTHER_PASSWORD = 'a bench under the oak';

const files = (page: Page) => page.getByRole('region', { name: 'Backup file', exact: true });

test('by a browser alone a hub moves to another computer, and its device comes in with what it has', async ({ home }) => {
  test.setTimeout(120_000);
  const browser = await openBrowser();
  home.later(() => browser.close());
  const page = await browser.newPage();

  const old = await startHeadless();
  home.later(old.close);
  await setPassword(page, await old.link());
  await leaveWelcome(page);
  const { userName, password, dialog } = await addDevice(page, 'lamp', 'Reads and writes everything');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await goTo(page, 'Settings');
  await files(page).getByRole('button', { name: 'Make a backup…' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel(/once more/).fill(PASSPHRASE);
  await picture(page, 'headless-backup-make');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Make and download' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^porchlight-\d{4}-\d\d-\d\d\.backup$/);
  const file = await download.path();
  await expect(page.getByRole('dialog', { name: 'The backup is made' })).toContainText('Your browser saves it');
  await picture(page, 'headless-backup-made');
  await old.stop();

  // On ports that it has again when it starts anew.
  const hub = await startHeadless({ args: [`--web-port=${await freePort()}`, `--mqtt-port=${await freePort()}`] });
  home.later(hub.close);
  expect(hub.ready.hub).not.toBe(old.ready.hub);
  await setPassword(page, await hub.link(), OTHER_PASSWORD);
  await leaveWelcome(page);
  await goTo(page, 'Settings');
  await files(page).getByRole('button', { name: 'Restore a backup…' }).click();
  const restore = page.getByRole('dialog', { name: 'Restore a backup' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), restore.getByRole('button', { name: /^Choose…/ }).click()]);
  await chooser.setFiles(file);
  await restore.getByLabel('Passphrase').fill('not this one');
  await restore.getByRole('button', { name: 'Look at it' }).click();
  await expect(restore.getByRole('alert')).toContainText('The passphrase is not the one of this backup.');
  await expect(restore).not.toContainText('browser-files');
  await restore.getByLabel('Passphrase').fill(PASSPHRASE);
  await restore.getByRole('button', { name: 'Look at it' }).click();
  await expect(restore).toContainText('must not run any longer');
  await restore.getByRole('button', { name: 'Restore', exact: true }).click();

  // The page comes back by itself, to the login: who was let in to the hub before is not let in to this one.
  await expect(page.getByRole('heading', { level: 1, name: 'Log in' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('status')).toContainText('a backup was restored');
  await picture(page, 'headless-backup-login');
  await mosquittoPub({ port: hub.ready.mqtt ?? 0, userName, password, clientId: 'lamp' }, 'attic/light', 'on').then(({ code }) =>
    expect(code).toBe(0),
  );
  // The password of the backup's computer is not that of this one.
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('That is not the password.')).toBeVisible();
  await page.getByLabel('Password').fill(OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await goTo(page, 'Devices');
  await expect(page.getByRole('button', { name: 'lamp', exact: true })).toBeVisible();
});
