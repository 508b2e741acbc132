import { expect } from '@playwright/test';
import { cardOf, clickAndClose, closeMainWindow, goTo, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { startNotificationService } from './support/notification-service.ts';
import { type ReferenceDevice, startReferenceDevice } from './support/reference-device.ts';

const NAME = 'Greenhouse sensor';
const SAME = 'Do both show the same code?';
const isPopup = (url: URL) => url.hash === '#popup';
const isVisible = async ({ app, window }: RunningApp) =>
  (await app.browserWindow(window)).evaluate((browserWindow) => browserWindow.isVisible());

function aDevice(app: RunningApp, id: string, name: string, ...flags: string[]): ReferenceDevice {
  return startReferenceDevice([`--hub=127.0.0.1:${app.ports().pair}`, `--device-id=${id}`, `--name=${name}`, ...flags]);
}

/** Opens the door, and hides the window with the notice that says where it went. */
async function openAndGoAway(app: RunningApp): Promise<void> {
  await app.window.getByRole('button', { name: 'Open the door for 4 minutes' }).click();
  await expect(app.window.getByRole('heading', { name: 'The door is open' })).toBeVisible();
  await closeMainWindow(app);
  const notice = await app.windowAt(isPopup);
  await clickAndClose(notice, notice.getByRole('button', { name: 'OK' }));
}

test('a knock at the closed door is shown, the door opens, the codes are compared, and the door closes for real', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await expect(window.getByRole('heading', { name: 'The door is closed' })).toBeVisible();
  const device = aDevice(app, 'greenhouse-7f3a', NAME);
  home.later(() => device.stop());
  await device.has('refused', { reason: 'closed' });
  const knocked = window.getByRole('region', { name: '1 device knocked while the door was closed.' });
  await expect(knocked).toContainText(`It was ${NAME} at 127.0.0.1`);
  await expect(cardOf(window, NAME)).toHaveCount(0);

  await knocked.getByRole('button', { name: 'Open for 4 minutes' }).click();
  await expect(window.getByRole('timer')).toHaveText(/^Closes in (4:00|3:5\d)$/);
  await expect(knocked).toHaveCount(0);
  const { code } = await device.has('code');
  const card = cardOf(window, NAME);
  await expect(card.getByText(String(code), { exact: true })).toBeVisible();
  await card.getByRole('button', { name: 'Allow' }).click();
  await expect(card.getByRole('group', { name: SAME })).toBeFocused();
  expect(device.names()).not.toContain('allowed');
  await card.getByRole('button', { name: 'Yes, the same – allow' }).click();
  await device.has('connected');
  await expect(card).toContainText('It is in');

  await window.getByRole('button', { name: 'Close now' }).click();
  await expect(window.getByRole('heading', { name: 'The door is closed' })).toBeVisible();
  await expect(window.getByRole('timer')).toHaveCount(0);
  const late = aDevice(app, 'late', 'Late one');
  home.later(() => late.stop());
  await late.has('refused', { reason: 'closed' });
  await expect(knocked).toContainText('It was Late one at 127.0.0.1');
  await expect(cardOf(window, 'Late one')).toHaveCount(0);
});

test('codes that differ turn the device away, and the activity log says so', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await window.getByRole('button', { name: 'Open the door for 4 minutes' }).click();
  const device = aDevice(app, 'greenhouse-7f3a', NAME);
  home.later(() => device.stop());
  await device.has('code');
  await cardOf(window, NAME).getByRole('button', { name: 'Allow' }).click();
  await window.getByRole('button', { name: 'No, they differ' }).click();
  await expect(cardOf(window, NAME)).toHaveCount(0);
  await device.has('refused', { reason: 'denied' });
  await goTo(window, 'Activity');
  await expect(window.getByText(/shows another code, and it was turned away/).first()).toBeVisible();
});

test('with a code to compare, the pop-up opens the card instead of allowing', async ({ home }) => {
  const app = await home.launch({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } });
  await openAndGoAway(app);
  const device = aDevice(app, 'greenhouse-7f3a', NAME);
  home.later(() => device.stop());
  await device.has('code');
  const popup = await app.windowAt(isPopup);
  const row = cardOf(popup, NAME);
  await expect(row.getByRole('button', { name: 'Allow' })).toHaveCount(0);
  await clickAndClose(popup, row.getByRole('button', { name: 'Compare code…' }));
  await expect.poll(() => isVisible(app)).toBe(true);
  await expect(cardOf(app.window, NAME)).toBeFocused();
  await expect(cardOf(app.window, NAME).getByRole('button', { name: 'Allow' })).toBeVisible();
  expect(device.names()).not.toContain('allowed');
});

test('so does a notification, which never holds the code', async ({ home }) => {
  test.skip(process.platform !== 'linux', 'notifications are read over D-Bus');
  const desktop = await startNotificationService();
  home.later(() => desktop.stop());
  const app = await home.launch({ env: desktop.env });
  await openAndGoAway(app);
  const device = aDevice(app, 'greenhouse-7f3a', NAME);
  home.later(() => device.stop());
  const { code } = await device.has('code');
  const told = await desktop.notification(({ title }) => title === `${NAME} would like to connect`);
  expect(told.body).toBe('127.0.0.1 · pairing over HTTPS');
  expect(told.title + told.body).not.toContain(String(code));
  desktop.click(told);
  await expect.poll(() => isVisible(app)).toBe(true);
  await expect(cardOf(app.window, NAME)).toBeFocused();
  await expect(cardOf(app.window, NAME).getByText(String(code), { exact: true })).toBeVisible();
  expect(device.names()).not.toContain('allowed');
});

test('a device that cannot show a code is let in by one more click, which says what cannot be checked', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await window.getByRole('button', { name: 'Open the door for 4 minutes' }).click();
  const device = aDevice(app, 'button-1', 'Doorbell', '--display=none');
  home.later(() => device.stop());
  const card = cardOf(window, 'Doorbell');
  await expect(card).toContainText('This device has no way to show one.');
  await card.getByRole('button', { name: 'Allow' }).click();
  await card.getByRole('button', { name: 'Yes, allow without a code' }).click();
  await device.has('connected');
});

test('the menu opens and closes the door from any page, and leads to where that is told', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await goTo(window, 'Topics');
  const choose = () =>
    app.app.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find(({ accelerator }) => accelerator === 'CmdOrCtrl+D');
      item?.click();
      return item?.label;
    });
  expect(await choose()).toBe('Open or close the door');
  await expect(window.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await expect(window.getByRole('heading', { name: 'The door is open' })).toBeVisible();
  await choose();
  await expect(window.getByRole('heading', { name: 'The door is closed' })).toBeVisible();
});
