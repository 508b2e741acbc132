import { expect, type Page } from '@playwright/test';
import {
  cardOf,
  clickAndClose,
  closeMainWindow,
  goTo,
  hasAsked,
  mayOpenPort80,
  openMainWindow,
  switchPairingOn,
  test,
} from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { type NotificationService, startNotificationService } from './support/notification-service.ts';

test.skip(process.platform !== 'linux', 'notifications are read over D-Bus');

const isPopup = (url: URL) => url.hash === '#popup';
const popups = ({ app }: RunningApp) => app.windows().filter((page) => isPopup(new URL(page.url())));

/** Closes the main window, and the notice that says where it went. */
async function goAway(app: RunningApp): Promise<void> {
  await closeMainWindow(app);
  const notice = await app.windowAt(isPopup);
  await clickAndClose(notice, notice.getByRole('button', { name: 'OK' }));
}

async function isVisible({ app, window }: RunningApp): Promise<boolean> {
  const main = await app.browserWindow(window);
  return main.evaluate((browserWindow) => browserWindow.isVisible());
}

async function popupWith(app: RunningApp, name: string): Promise<Page> {
  const popup = await app.windowAt(isPopup);
  await expect(cardOf(popup, name)).toBeVisible();
  return popup;
}

const asksFor = (name: string) => (shown: { title: string }) => shown.title === `${name} would like to connect`;

test.describe('with the desktop telling', () => {
  let desktop: NotificationService;
  test.beforeEach(async ({ home }) => {
    desktop = await startNotificationService();
    home.later(() => desktop.stop());
  });

  test('a new request is told once, by name, and a click leads to the inbox', async ({ home }) => {
    const app = await home.launch({ env: desktop.env });
    await switchPairingOn(app.window);
    await goTo(app.window, 'Topics');
    await goAway(app);
    const device = await home.emonEsp(app, { address: '127.0.0.33' });
    await hasAsked(device);
    const told = await desktop.notification(asksFor('127.0.0.33'));
    expect(told.app).toBe('Porchlight');
    expect(told.body).toBe('127.0.0.33 · EmonESP pairing, sent in the clear');
    await hasAsked(device);
    await hasAsked(device);
    expect(desktop.shown.filter(asksFor('127.0.0.33'))).toHaveLength(1);

    desktop.click(told);
    await expect.poll(() => isVisible(app)).toBe(true);
    await expect(app.window.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
    await expect(cardOf(app.window, '127.0.0.33')).toBeVisible();
    await expect.poll(() => popups(app)).toHaveLength(0);
  });

  test('it is withdrawn when the request is settled elsewhere', async ({ home }) => {
    const app = await home.launch({ env: desktop.env });
    await switchPairingOn(app.window);
    await goAway(app);
    const device = await home.emonEsp(app, { address: '127.0.0.34' });
    await hasAsked(device);
    const told = await desktop.notification(asksFor('127.0.0.34'));
    const popup = await popupWith(app, '127.0.0.34');
    expect(told.closed).toBe(false);
    await clickAndClose(popup, cardOf(popup, '127.0.0.34').getByRole('button', { name: 'Deny' }));
    await expect.poll(() => told.closed).toBe(true);
    expect(await isVisible(app)).toBe(false);
  });

  test('several at once are told together', async ({ home }) => {
    const app = await home.launch({ env: desktop.env });
    await switchPairingOn(app.window);
    await goAway(app);
    const first = await home.emonEsp(app, { address: '127.0.0.35' });
    // These do not hear the call, and ask when they are told to.
    const rest = await Promise.all(['127.0.0.36', '127.0.0.37'].map((address) => home.emonEsp(app, { address, triggerPort: 0 })));
    await hasAsked(first);
    const alone = await desktop.notification(asksFor('127.0.0.35'));
    for (const device of rest) device.settings.server = '127.0.0.1';
    await Promise.all(rest.map((device) => device.poll()));
    const together = await desktop.notification(({ title }) => title === '3 devices waiting');
    expect(together.body).toBe('Open Porchlight to decide.');
    expect(desktop.shown).toHaveLength(2);
    // It stands for the first one too.
    await expect.poll(() => alone.closed).toBe(true);

    const popup = await popupWith(app, '127.0.0.37');
    for (const address of ['127.0.0.35', '127.0.0.36']) {
      await cardOf(popup, address).getByRole('button', { name: 'Deny' }).click();
      await expect(cardOf(popup, address)).toHaveCount(0);
    }
    expect(together.closed).toBe(false);
    await clickAndClose(popup, cardOf(popup, '127.0.0.37').getByRole('button', { name: 'Deny' }));
    await expect.poll(() => together.closed).toBe(true);
  });

  test('who waited before a hidden start is told then', async ({ home }) => {
    const first = await home.launch();
    const device = await home.emonEsp(first, { address: '127.0.0.31' });
    await switchPairingOn(first.window);
    await hasAsked(device);
    await expect(cardOf(first.window, '127.0.0.31')).toBeVisible();
    await first.stop();
    const second = await home.launch({ dataDir: first.dataDir, env: desktop.env, args: ['--hidden'] });
    await desktop.notification(asksFor('127.0.0.31'));
    await popupWith(second, '127.0.0.31');
    expect(second.app.windows().map((page) => new URL(page.url()).hash)).toEqual(['#popup']);
  });

  test('switched off in Settings, there is neither notification nor pop-up', async ({ home }) => {
    const app = await home.launch({ env: desktop.env });
    await switchPairingOn(app.window);
    await goTo(app.window, 'Settings');
    const tell = app.window.getByRole('switch', { name: 'Tell me about new requests' });
    await tell.click();
    await expect(tell).not.toBeChecked();
    await goAway(app);
    const device = await home.emonEsp(app, { address: '127.0.0.38' });
    await hasAsked(device);
    await hasAsked(device);
    await hasAsked(device);
    expect(popups(app)).toHaveLength(0);
    expect(desktop.shown).toEqual([]);
    await openMainWindow(app);
    await goTo(app.window, 'Inbox');
    await expect(cardOf(app.window, '127.0.0.38')).toBeVisible();
  });

  test('a name cannot pass for more than a name', async ({ home }) => {
    test.skip(!mayOpenPort80, 'a device tells its name on port 80');
    const app = await home.launch({ env: desktop.env });
    await switchPairingOn(app.window);
    await goAway(app);
    const nodeName = `<img src=x onerror=alert(1)>\u202Etxt\nAllow <b>everything</b> ${'x'.repeat(300)}`;
    const device = await home.emonEsp(app, { address: '127.0.0.39', webPort: 80, nodeName });
    await hasAsked(device);
    const told = await desktop.notification(({ title }) => title.endsWith(' would like to connect'));
    expect(told.title).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(told.title.length).toBeLessThan(100);
    // The desktop may read the body as markup, so nothing that a stranger wrote is in it.
    expect(told.body).toBe('127.0.0.39 · EmonESP pairing, sent in the clear');
    const popup = await app.windowAt(isPopup);
    const row = popup.getByRole('article');
    await expect(row).toContainText('127.0.0.39');
    await expect(row.locator('img, b')).toHaveCount(0);
    await expect(row.getByRole('button', { name: 'Deny' })).toBeInViewport({ ratio: 1 });
    await expect(row.getByRole('button', { name: 'Allow' })).toBeInViewport({ ratio: 1 });
  });
});

test('a desktop without notifications still gets the pop-up', async ({ home }) => {
  const app = await home.launch({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } });
  await switchPairingOn(app.window);
  await goAway(app);
  const device = await home.emonEsp(app, { address: '127.0.0.32' });
  await hasAsked(device);
  const popup = await popupWith(app, '127.0.0.32');
  await clickAndClose(popup, popup.getByRole('button', { name: /open/i }));
  await expect.poll(() => isVisible(app)).toBe(true);
  await expect(cardOf(app.window, '127.0.0.32')).toBeVisible();
});

test('the pop-up comes and goes with the window, however quickly that is closed and opened', async ({ home }) => {
  const app = await home.launch();
  const device = await home.emonEsp(app, { address: '127.0.0.33' });
  await switchPairingOn(app.window);
  await hasAsked(device);
  for (let round = 0; round < 40; round++) {
    await closeMainWindow(app);
    await openMainWindow(app);
  }
  await expect.poll(() => popups(app)).toHaveLength(0);
  await closeMainWindow(app);
  await popupWith(app, '127.0.0.33');
});
