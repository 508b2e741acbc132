import { expect } from '@playwright/test';
import { startDunst } from './support/dunst.ts';
import { cardOf, clickAndClose, closeMainWindow, goTo, hasAsked, switchPairingOn, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';

test.skip(process.platform !== 'linux', 'dunst shows notifications on Linux alone');

const isPopup = (url: URL) => url.hash === '#popup';
const isVisible = async ({ app, window }: RunningApp) =>
  (await app.browserWindow(window)).evaluate((browserWindow) => browserWindow.isVisible());

async function awayWith(app: RunningApp): Promise<void> {
  await switchPairingOn(app.window);
  await goTo(app.window, 'Topics');
  await closeMainWindow(app);
  const notice = await app.windowAt(isPopup);
  await clickAndClose(notice, notice.getByRole('button', { name: 'OK' }));
}

test('a real notification daemon shows a request, and takes it away when it is settled elsewhere', async ({ home }) => {
  const dunst = await startDunst();
  home.later(() => dunst.stop());
  const app = await home.launch({ env: dunst.env });
  await awayWith(app);
  expect(await dunst.displayed()).toBe(0);
  const device = await home.emonEsp(app, { address: '127.0.0.51' });
  await hasAsked(device);
  await expect.poll(dunst.displayed).toBe(1);

  const popup = await app.windowAt(isPopup);
  await clickAndClose(popup, cardOf(popup, '127.0.0.51').getByRole('button', { name: 'Deny' }));
  await expect.poll(dunst.displayed).toBe(0);
  expect(await dunst.history()).toEqual([
    { app: 'Porchlight', title: '127.0.0.51 would like to connect', body: '127.0.0.51 · EmonESP pairing, sent in the clear' },
  ]);
  expect(await isVisible(app)).toBe(false);
});

test('a click on what it shows leads to the card', async ({ home }) => {
  const dunst = await startDunst();
  home.later(() => dunst.stop());
  const app = await home.launch({ env: dunst.env });
  await awayWith(app);
  const device = await home.emonEsp(app, { address: '127.0.0.52' });
  await hasAsked(device);
  await expect.poll(dunst.displayed).toBe(1);
  await dunst.click();
  await expect.poll(() => isVisible(app)).toBe(true);
  await expect(cardOf(app.window, '127.0.0.52')).toBeFocused();
});
