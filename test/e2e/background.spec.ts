import { once } from 'node:events';
import { expect, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import type { Snapshot } from '../../electron/contract/calls.ts';
import { PAGE_RELEASE_MS } from '../../electron/desktop/limits.ts';
import { freePort } from '../support/free-port.ts';
import { crashThread } from './support/end-thread.ts';
import { addDevice, closeMainWindow, goTo, openDoor, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { startStatusNotifier } from './support/status-notifier.ts';

type Question = { message: string; detail: string; buttons: string[]; hasParent: boolean };

/** Answers the questions of the desktop's own boxes, which wait for a person, by this button; tells those that were asked. */
async function answerBoxes({ app }: RunningApp, button: number): Promise<() => Promise<Question[]>> {
  await app.evaluate(({ dialog }, response) => {
    const asked: Question[] = [];
    (globalThis as unknown as { asked: Question[] }).asked = asked;
    const box = async (...given: unknown[]) => {
      const { message, detail = '', buttons = [] } = given.at(-1) as Electron.MessageBoxOptions;
      asked.push({ message, detail, buttons, hasParent: given.length > 1 });
      return { response, checkboxChecked: false };
    };
    dialog.showMessageBox = box as typeof dialog.showMessageBox;
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { asked: Question[] }).asked);
}

/** Chooses Quit in the menu, as Ctrl+Q does. */
const quitByMenu = ({ app }: RunningApp) =>
  app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Quit')?.click();
  });

/** A device that comes back by itself. */
async function connectDevice(app: RunningApp, name: string, later: (end: () => unknown) => void, more: mqtt.IClientOptions = {}) {
  const { dialog, userName: username, password, topic } = await addDevice(app.window, name, 'Its own topics only');
  await dialog
    .getByRole('button', { name: /Done|Close/ })
    .first()
    .click();
  const client = await mqtt.connectAsync({
    host: '127.0.0.1',
    port: app.ports().mqtt,
    username,
    password,
    clientId: username,
    reconnectPeriod: 200,
    ...more,
  });
  client.on('error', () => {});
  later(() => client.endAsync(true));
  return { client, topic };
}

/** Pauses of this length in the main process are short from now on. */
const hurry = ({ app }: RunningApp, ms: number) =>
  app.evaluate((_electron, long) => {
    const { setTimeout: original } = globalThis;
    const short = (task: () => void, wait?: number) => original(task, wait === long ? 50 : wait);
    globalThis.setTimeout = short as typeof setTimeout;
  }, ms);

const call = (window: Page, name: string, args: object) =>
  window.evaluate(
    ([called, given]) => {
      const { porchlight } = globalThis as unknown as { porchlight: { call(name: string, args: unknown): Promise<{ result: unknown }> } };
      return porchlight.call(called, given).then(({ result }) => result);
    },
    [name, args] as const,
  );

/** The next event of a client; one that comes back by itself reports its errors on the way, which are no matter. */
const next = (client: mqtt.MqttClient, event: 'close' | 'connect' | 'message'): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no "${event}" came`)), 20_000);
    client.once(event, (...told: unknown[]) => {
      clearTimeout(timer);
      resolve(told);
    });
  });

const ends = ({ app }: RunningApp) => once(app.process(), 'exit');
const windows = ({ app }: RunningApp) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test.describe('quitting', () => {
  test('names the devices that are connected, and goes on when that is not meant', async ({ home }) => {
    const app = await home.launch();
    await connectDevice(app, 'Kettle', home.later);
    await connectDevice(app, 'Greenhouse', home.later);
    const online = async () => ((await call(app.window, 'snapshot', {})) as Snapshot).devices.filter(({ connected }) => connected).length;
    await expect.poll(online).toBe(2);
    const asked = await answerBoxes(app, 1);
    await quitByMenu(app);
    await expect.poll(asked).toEqual([
      {
        message: '2 devices are connected',
        detail: expect.stringMatching(
          /^(Kettle, Greenhouse|Greenhouse, Kettle)\.\n\nThey cannot send readings until Porchlight runs again\.$/,
        ),
        buttons: ['Quit', 'Keep running'],
        hasParent: true,
      },
    ]);
    await goTo(app.window, 'Devices');
    await answerBoxes(app, 0);
    const ended = ends(app);
    await quitByMenu(app).catch(() => {});
    expect(await ended).toEqual([0, null]);
  });

  test('asks from the tray too, when no window is there', async ({ home }) => {
    const notifier = await startStatusNotifier();
    home.later(() => notifier.stop());
    const app = await home.launch({ env: notifier.env });
    const tray = await notifier.item();
    await connectDevice(app, 'Kettle', home.later);
    await hurry(app, PAGE_RELEASE_MS);
    await goTo(app.window, 'Devices');
    await closeMainWindow(app);
    await expect.poll(() => app.app.windows().filter((page) => new URL(page.url()).hash === '').length).toBe(0);
    const asked = await answerBoxes(app, 1);
    await tray.choose('Quit');
    await expect.poll(asked).toMatchObject([{ message: '1 device is connected', hasParent: false }]);
  });

  test('asks nobody when no device is connected, or when the system ends it', async ({ home }) => {
    const idle = await home.launch();
    await answerBoxes(idle, 1);
    const ended = ends(idle);
    await quitByMenu(idle).catch(() => {});
    expect(await ended).toEqual([0, null]);

    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      const busy = await home.launch();
      const { client } = await connectDevice(busy, 'Kettle', home.later);
      await answerBoxes(busy, 1);
      expect((await busy.stop(signal)).code).toBe(0);
      await client.endAsync(true);
    }
  });
});

test.describe('a hub that ends by itself', () => {
  for (const thread of ['hub-thread', 'storage-thread'] as const) {
    test(`is started again when its ${thread} fails: devices, messages and what was typed are there, the door is closed`, async ({
      home,
    }) => {
      const [mqttPort, emonespPort, triggerPort] = await Promise.all([freePort(), freePort(), freePort()]);
      const args = [`--mqtt-port=${mqttPort}`, `--emonesp-port=${emonespPort}`, `--trigger-port=${triggerPort}`];
      const app = await home.launch({ args });
      const { window } = app;
      const { client, topic } = await connectDevice(app, 'Kettle', home.later);
      await client.publishAsync(`${topic}/kept`, 'retained', { retain: true, qos: 1 });
      const away = await connectDevice(app, 'Sleeper', home.later, { clean: false, reconnectPeriod: 0 });
      await away.client.subscribeAsync(`${away.topic}/orders`, { qos: 1 });
      await away.client.endAsync();
      await call(window, 'messages.publish', {
        draft: {
          topic: `${away.topic}/orders`,
          kind: 'text',
          payload: Buffer.from('wake up').toString('base64'),
          qos: 1,
          retain: false,
        },
      });
      await openDoor(window);
      await goTo(window, 'Devices');
      await window.getByRole('button', { name: 'Add device' }).first().click();
      const name = window.getByRole('dialog').getByRole('textbox', { name: 'Name' });
      await name.fill('half a na');

      const lost = next(client, 'close');
      await crashThread(app, thread);
      await lost;
      await next(client, 'connect');
      expect(app.output().match(/^porchlight ready /gm)).toHaveLength(2);
      // The page did not lose what was typed, and works with the hub that runs now.
      await expect(name).toHaveValue('half a na');
      await expect(window.getByText('The hub ended unexpectedly and is being started again')).toHaveCount(0);
      await window.getByRole('button', { name: 'Cancel' }).click();
      await goTo(window, 'Inbox');
      await expect(window.getByRole('heading', { name: 'The door is closed' })).toBeVisible();
      await goTo(window, 'Activity');
      await expect(window.getByText('The hub ended unexpectedly and was started again.').first()).toBeVisible();

      const got = next(client, 'message');
      await client.subscribeAsync(`${topic}/kept`);
      expect(String((await got)[1])).toBe('retained');
      const queued = next(away.client, 'message');
      away.client.reconnect();
      expect(String((await queued)[1])).toBe('wake up');
    });
  }

  test('again and again is left to the person, who starts it again', async ({ home }) => {
    const app = await home.launch();
    const { window } = app;
    // The pauses between the starts.
    for (const ms of [1_000, 5_000, 15_000, 30_000]) await hurry(app, ms);
    for (let crash = 1; crash <= 6; crash++) {
      await crashThread(app, 'hub-thread');
      if (crash <= 5) await expect.poll(() => app.output().match(/^porchlight ready /gm)?.length).toBe(crash + 1);
    }
    await expect(window.getByText('It was started again several times, and ended each time.')).toBeVisible();
    await window.getByRole('button', { name: 'Try again' }).click();
    await expect(window.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  });
});

test('waking up closes the door; coming back to the screen leaves it open', async ({ home }) => {
  const { app, window } = await home.launch();
  await openDoor(window);
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'));
  // An answer of the hub that comes after what it was told.
  await call(window, 'network.manual', {});
  await expect(window.getByRole('button', { name: 'Close now' })).toBeVisible();
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect(window.getByRole('heading', { name: 'The door is closed' })).toBeVisible();
  await goTo(window, 'Activity');
  await expect(window.getByText('The computer slept, and the door closed.')).toBeVisible();
});

test.describe('hidden', () => {
  test('the page is given back, and opens again where the person was', async ({ home }) => {
    const app = await home.launch();
    await goTo(app.window, 'Security');
    await app.window.getByRole('tab', { name: 'Certificates' }).click();
    await hurry(app, PAGE_RELEASE_MS);
    const gone = app.window.waitForEvent('close');
    await closeMainWindow(app);
    await gone;
    await expect.poll(() => app.app.windows().filter((page) => new URL(page.url()).hash === '').length).toBe(0);
    const openedAt = await app.app.evaluate(({ app: electron }) => {
      electron.emit('activate');
      return Date.now();
    });
    const window = await app.windowAt(({ hash }) => hash === '');
    await expect(window.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible();
    await expect(window.getByRole('tab', { name: 'Certificates' })).toHaveAttribute('aria-selected', 'true');
    const paintedAt = await window.evaluate(
      () => performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
    );
    test.info().annotations.push({ type: 'back after', description: `${Math.round(paintedAt - openedAt)} ms` });
    const main = await app.app.browserWindow(window);
    expect(await main.evaluate((browserWindow) => browserWindow.isVisible())).toBe(true);
  });

  test('a page in which something was typed stays', async ({ home }) => {
    const app = await home.launch();
    await goTo(app.window, 'Devices');
    await app.window.getByRole('button', { name: 'Add device' }).first().click();
    const name = app.window.getByRole('dialog').getByRole('textbox', { name: 'Name' });
    await name.fill('half a na');
    await hurry(app, PAGE_RELEASE_MS);
    const asked = app.window.evaluate(() => {
      const { porchlight } = globalThis as unknown as { porchlight: { onUpdate(listener: (update: { kind: string }) => void): void } };
      let times = 0;
      return new Promise<void>((resolve) => porchlight.onUpdate(({ kind }) => kind === 'release' && ++times === 3 && resolve()));
    });
    await closeMainWindow(app);
    // It was asked, kept silent, and was asked again.
    await asked;
    await app.app.evaluate(({ app: electron }) => electron.emit('activate'));
    await expect(name).toHaveValue('half a na');
    expect(await windows(app)).toBe(1);
  });
});
