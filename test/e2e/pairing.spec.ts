import { expect } from '@playwright/test';
import {
  cardOf,
  clickAndClose,
  closeMainWindow,
  goTo,
  hasAsked,
  isIn,
  mayOpenPort80,
  openMainWindow,
  switchPairingOn,
  test,
} from './support/home.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { startNotificationService } from './support/notification-service.ts';

const ADDRESS = '127.0.0.2';
const NAME = mayOpenPort80 ? 'smartplug4321' : ADDRESS;
const isPopup = (url: URL) => url.hash === '#popup';

test('a device knocks, a person clicks Allow, its readings appear', async ({ home }) => {
  const notifications = await startNotificationService();
  home.later(() => notifications.stop());
  const app = await home.launch({ env: notifications.env });
  const { window } = app;

  await switchPairingOn(window);
  await closeMainWindow(app);
  const popup = await app.windowAt(isPopup);
  await expect(popup.getByText('Porchlight is still running')).toBeVisible();
  await clickAndClose(popup, popup.getByRole('button', { name: 'OK' }));

  const device = await home.emonEsp(app, { address: ADDRESS, webPort: mayOpenPort80 ? 80 : 0 });
  await hasAsked(device);
  const notification = await notifications.notification(({ title }) => title === `${NAME} would like to connect`);
  expect(notification.body).toContain(ADDRESS);

  const asking = await app.windowAt(isPopup);
  const row = cardOf(asking, NAME);
  await expect(row).toContainText('would like to connect');
  const main = await app.app.browserWindow(window);
  expect(await main.evaluate((browserWindow) => browserWindow.isVisible())).toBe(false);
  const ownWindow = await app.app.browserWindow(asking);
  expect(await ownWindow.evaluate((browserWindow) => browserWindow.isAlwaysOnTop())).toBe(true);
  await clickAndClose(asking, row.getByRole('button', { name: 'Allow' }));
  await expect.poll(() => notification.closed).toBe(true);

  await isIn(device);
  const { user, pass, topic, port } = device.settings;
  expect(user.length).toBeLessThanOrEqual(24);
  expect(user.length + pass.length).toBeLessThanOrEqual(99);
  expect(pass).toMatch(/^[A-Za-z0-9]{22}$/);
  expect(port).toBe(app.ports().mqtt);
  const published = device.publish('power', '325');
  expect(published).toContain(topic);

  await openMainWindow(app);
  await expect(cardOf(window, NAME)).toContainText('It is in');
  await goTo(window, 'Topics');
  await expect(window.getByRole('treeitem', { name: /^power 325/ })).toBeVisible();
  device.publish('power', '326');
  await expect(window.getByRole('treeitem', { name: /^power 326/ })).toBeVisible();
  await window.getByRole('treeitem', { name: /^power/ }).click();
  for (const value of ['327', '328.5']) device.publish('power', value);
  await expect(window.getByText('328.5').last()).toBeVisible();
  await expect(window.getByRole('img', { name: /chart/i })).toBeVisible();

  // The window closed with the CONNECT: whoever asks from that address now gets nothing.
  await device.poll().catch(() => {});
  expect(device.settings.pass).toBe(pass);
  // And the credential is this device's alone: its topics, and no others.
  const outside = await mosquittoPub({ port, userName: user, password: pass, clientId: 'else' }, 'other/topic', '1', ['-q', '1']);
  expect(outside.code).toBe(0);
  await goTo(window, 'Activity');
  await expect(window.getByText('may not publish to "other/topic"').first()).toBeVisible();
});

test('Deny keeps a device quiet, and Undo lets it ask again', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const device = await home.emonEsp(app, { address: '127.0.0.3' });
  await switchPairingOn(window);
  await hasAsked(device);
  await cardOf(window, '127.0.0.3').getByRole('button', { name: 'Deny' }).click();
  await expect(cardOf(window, '127.0.0.3')).toHaveCount(0);
  await hasAsked(device);
  await hasAsked(device);
  await expect(cardOf(window, '127.0.0.3')).toHaveCount(0);
  await window.getByRole('button', { name: /^Undo/ }).click();
  await expect(cardOf(window, '127.0.0.3').getByRole('button', { name: 'Allow' })).toBeVisible();
});

test('Ignore lasts over a restart, is listed, and can be undone', async ({ home }) => {
  const first = await home.launch();
  const device = await home.emonEsp(first, { address: '127.0.0.4' });
  await switchPairingOn(first.window);
  await hasAsked(device);
  await cardOf(first.window, '127.0.0.4').getByRole('button', { name: 'Ignore' }).click();
  await expect(first.window.getByText('Ignored: never asks')).toBeVisible();
  const { emonesp, mqtt } = first.ports();
  const { code } = await first.stop();
  expect(code).toBe(0);

  const second = await home.launch({ dataDir: first.dataDir, args: [`--emonesp-port=${emonesp}`, `--mqtt-port=${mqtt}`] });
  await hasAsked(device);
  await expect(second.window.getByText('Ignored: never asks')).toBeVisible();
  await hasAsked(device);
  await expect(cardOf(second.window, '127.0.0.4')).toHaveCount(0);
  await second.window.getByRole('button', { name: /^Undo/ }).click();
  await cardOf(second.window, '127.0.0.4').getByRole('button', { name: 'Allow' }).click();
  await isIn(device);
});

test('Later folds the card away, and the request stays', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const device = await home.emonEsp(app, { address: '127.0.0.5' });
  await switchPairingOn(window);
  await hasAsked(device);
  await cardOf(window, '127.0.0.5').getByRole('button', { name: 'Later' }).click();
  await expect(window.getByRole('button', { name: 'Allow' })).toHaveCount(0);
  await window.getByRole('button', { name: /^Show/ }).click();
  await cardOf(window, '127.0.0.5').getByRole('button', { name: 'Allow' }).click();
  await isIn(device);
});

test('two devices at once each get a credential of their own, and a third address gets nothing', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const [one, two, thief] = await Promise.all([
    home.emonEsp(app, { address: '127.0.0.6', chipId: 6, generation: '3.1' }),
    home.emonEsp(app, { address: '127.0.0.7', chipId: 7, generation: '3.0' }),
    home.emonEsp(app, { address: '127.0.0.8', chipId: 8 }),
  ]);
  await switchPairingOn(window);
  for (const address of ['127.0.0.6', '127.0.0.7', '127.0.0.8']) await expect(cardOf(window, address)).toBeVisible();
  await cardOf(window, '127.0.0.6').getByRole('button', { name: 'Allow' }).click();
  await cardOf(window, '127.0.0.7').getByRole('button', { name: 'Allow' }).click();
  await Promise.all([isIn(one), isIn(two)]);
  expect(one.settings.user).not.toBe(two.settings.user);
  expect(one.settings.pass).not.toBe(two.settings.pass);
  await hasAsked(thief);
  expect(thief.isConnected).toBe(false);
  expect(thief.settings.pass).not.toBe(one.settings.pass);
  await expect(cardOf(window, '127.0.0.8').getByRole('button', { name: 'Allow' })).toBeVisible();
});
