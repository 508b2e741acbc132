import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect } from '@playwright/test';
import { cardOf, closeMainWindow, goTo, hasAsked, switchPairingOn, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { startStatusNotifier } from './support/status-notifier.ts';

test.skip(process.platform !== 'linux', 'the tray is read over D-Bus');

const mainIsVisible = async ({ app, window }: RunningApp) => {
  const main = await app.browserWindow(window);
  return main.evaluate((browserWindow) => browserWindow.isVisible());
};

test('the tray counts who waits, and its line leads to the inbox', async ({ home }) => {
  const notifier = await startStatusNotifier();
  home.later(() => notifier.stop());
  const app = await home.launch({ env: notifier.env });
  const { window } = app;
  const tray = await notifier.item();
  expect(await tray.tooltip()).toBe('Porchlight');
  expect(await tray.menu()).toMatchObject([
    { label: 'Open Porchlight', enabled: true, checked: null },
    { label: 'Nothing is waiting', enabled: false },
    { label: 'Open the door for 4 minutes', enabled: true, checked: null },
    { label: 'Pair EmonESP devices', enabled: true, checked: false },
    { label: 'Quit', enabled: true },
  ]);

  const device = await home.emonEsp(app, { address: '127.0.0.31' });
  await switchPairingOn(window);
  await hasAsked(device);
  await expect.poll(() => tray.tooltip()).toBe('Porchlight: 1 waiting to connect');
  await expect(cardOf(window, '127.0.0.31')).toBeVisible();

  await goTo(window, 'Settings');
  await closeMainWindow(app);
  await tray.choose('1 waiting to connect');
  await expect.poll(() => mainIsVisible(app)).toBe(true);
  await expect(window.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();

  await cardOf(window, '127.0.0.31').getByRole('button', { name: 'Deny' }).click();
  await expect.poll(() => tray.tooltip()).toBe('Porchlight');
  await expect.poll(async () => (await tray.menu())[1]).toMatchObject({ label: 'Nothing is waiting', enabled: false });
});

test('a click on the tray icon, and its first line, open the window', async ({ home }) => {
  const notifier = await startStatusNotifier();
  home.later(() => notifier.stop());
  const app = await home.launch({ env: notifier.env, args: ['--hidden'] });
  const tray = await notifier.item();
  expect(app.app.windows()).toEqual([]);
  await tray.activate();
  await app.windowAt(({ hash }) => hash === '');
  await expect.poll(() => mainIsVisible(app)).toBe(true);
  await closeMainWindow(app);
  await tray.choose('Open Porchlight');
  await expect.poll(() => mainIsVisible(app)).toBe(true);
});

test('the tray switches pairing on and off, and says which it is', async ({ home }) => {
  const notifier = await startStatusNotifier();
  home.later(() => notifier.stop());
  const app = await home.launch({ env: notifier.env });
  const tray = await notifier.item();
  const toggle = app.window.getByRole('switch', { name: 'Pair EmonESP devices' });
  const inMenu = async () => (await tray.menu()).find(({ label }) => label === 'Pair EmonESP devices')?.checked;
  await expect(toggle).not.toBeChecked();
  await tray.choose('Pair EmonESP devices');
  await expect(toggle).toBeChecked();
  await expect.poll(inMenu).toBe(true);
  await tray.choose('Pair EmonESP devices');
  await expect(toggle).not.toBeChecked();
  await expect.poll(inMenu).toBe(false);
  await switchPairingOn(app.window);
  await expect.poll(inMenu).toBe(true);
});

test('the tray opens the door, says until when, and closes it', async ({ home }) => {
  const notifier = await startStatusNotifier();
  home.later(() => notifier.stop());
  const app = await home.launch({ env: notifier.env });
  const tray = await notifier.item();
  const line = async () => (await tray.menu())[2]?.label ?? '';
  await tray.choose('Open the door for 4 minutes');
  await expect(app.window.getByRole('heading', { name: 'The door is open' })).toBeVisible();
  await expect.poll(line).toMatch(/^Close the door \(open until \d\d:\d\d:\d\d\)$/);
  await tray.choose(await line());
  await expect(app.window.getByRole('heading', { name: 'The door is closed' })).toBeVisible();
  await expect.poll(line).toBe('Open the door for 4 minutes');
  await app.window.getByRole('switch', { name: 'Ask me always' }).click();
  await expect.poll(async () => (await tray.menu())[2]).toMatchObject({ label: 'Devices may ask at any time', enabled: false });
});

test('Quit in the tray ends the app in order', async ({ home }) => {
  const notifier = await startStatusNotifier();
  home.later(() => notifier.stop());
  const app = await home.launch({ env: notifier.env });
  const tray = await notifier.item();
  const child = app.app.process();
  const exited = once(child, 'exit');
  // The app may be gone before it answers.
  await tray.choose('Quit').catch(() => {});
  expect(await exited).toEqual([0, null]);
});

test('a wish that the hub refuses is answered in words, wherever the person is', async ({ home }) => {
  const taken = createServer();
  home.later(() => taken.close());
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const notifier = await startStatusNotifier();
  home.later(() => notifier.stop());
  const app = await home.launch({ env: notifier.env, args: [`--emonesp-port=${port}`] });
  const tray = await notifier.item();

  await expect.poll(() => mainIsVisible(app)).toBe(true);
  // A native message box waits for a person, so it is caught.
  const asked = app.app.evaluate(
    ({ dialog }) =>
      new Promise<string>((resolve) => {
        const box = async (...[, options]: [unknown, Electron.MessageBoxOptions]) => {
          resolve(`${options.message}: ${options.detail}`);
          return { response: 0, checkboxChecked: false };
        };
        dialog.showMessageBox = box as typeof dialog.showMessageBox;
      }),
  );
  // One after the other: when this is answered, the catch is in place.
  await app.app.evaluate(() => {});
  await tray.choose('Pair EmonESP devices');
  expect(await asked).toMatch(new RegExp(`^That did not work: .*${port}`));

  await closeMainWindow(app);
  await tray.choose('Pair EmonESP devices');
  const notice = await app.windowAt((url) => url.hash === '#popup');
  await expect(notice.getByRole('heading', { name: 'That did not work' })).toBeVisible();
  await expect.poll(async () => (await tray.menu())[3]).toMatchObject({ label: 'Pair EmonESP devices', checked: false });
});

test('without a tray on this desktop the app runs, and starting it again brings the window back', async ({ home }) => {
  const app = await home.launch();
  await closeMainWindow(app);
  await app.app.evaluate(({ app: electron }) => electron.emit('second-instance', {}, [], '', { hidden: false }));
  await expect.poll(() => mainIsVisible(app)).toBe(true);
});
