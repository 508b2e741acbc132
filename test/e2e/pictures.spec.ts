import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@playwright/test';
import type { EmonEsp } from '../devices/emonesp.ts';
import { fillQueues } from './support/fill-queues.ts';
import { addDevice, cardOf, closeMainWindow, goTo, isIn, mayOpenPort80, openMainWindow, switchPairingOn, test } from './support/home.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { picture } from './support/picture.ts';
import { startReferenceDevice } from './support/reference-device.ts';

/** A curve that takes a few seconds, so that the chart shows what people's charts show. */
async function publishCurve(device: EmonEsp, key: string, middle: number, swing: number): Promise<void> {
  for (let step = 0; step < 60; step++) {
    device.publish(key, (middle + swing * Math.sin(step / 9) + (step % 5) / 10).toFixed(1));
    await delay(50);
  }
}

test('every page is seen in light and dark, empty and in use', async ({ home }) => {
  test.setTimeout(120_000);
  test.skip(!mayOpenPort80, "a device's web page, which tells its name, is on port 80, which only root may open here");
  const app = await home.launch();
  const { window } = app;
  for (const page of ['Inbox', 'Devices', 'Topics', 'Activity', 'Settings'] as const) {
    await goTo(window, page);
    await picture(window, `empty-${page.toLowerCase()}`);
  }

  const device = (last: number, nodeName: string, type: string, generation: '3.0' | '3.1') =>
    home.emonEsp(app, { address: `127.0.0.${last}`, webPort: 80, chipId: 10_684_300 + last, nodeName, type, generation });
  const plug = await device(41, 'smartplug4321', 'smartplug', '3.0');
  const heater = await device(42, 'hpmon1207', 'hpmon', '3.1');
  await goTo(window, 'Inbox');
  await switchPairingOn(window);
  for (const name of ['smartplug4321', 'hpmon1207']) await cardOf(window, name).getByRole('button', { name: 'Allow' }).click();
  await Promise.all([isIn(plug), isIn(heater)]);
  await device(43, 'espwifi1234', 'espwifi', '3.1');
  await device(44, 'wifirelay88', 'wifirelay', '3.0');
  await expect(cardOf(window, 'wifirelay88')).toBeVisible();
  await expect(cardOf(window, 'espwifi1234')).toBeVisible();
  await cardOf(window, 'wifirelay88').getByRole('button', { name: 'Later' }).click();
  await picture(window, 'inbox');

  await Promise.all([
    publishCurve(plug, 'power', 320, 90),
    publishCurve(plug, 'temperature', 41, 4),
    publishCurve(heater, 'flowT', 35.5, 6),
    publishCurve(heater, 'returnT', 29.5, 4),
  ]);
  await goTo(window, 'Topics');
  await window.getByRole('treeitem', { name: /^power / }).click();
  await expect(window.getByRole('img', { name: /chart/i })).toBeVisible();
  await window.waitForTimeout(500);
  await picture(window, 'topics');
  await goTo(window, 'Devices');
  await window.getByRole('button', { name: 'smartplug4321', exact: true }).click();
  await picture(window, 'devices');
  await window.getByRole('button', { name: 'Add device' }).first().click();
  await picture(window, 'add-device');
  await window.getByRole('textbox', { name: 'Name' }).fill('Garage door');
  await window.getByRole('button', { name: 'Create credential' }).click();
  await expect(window.getByText('Waiting for its first connection')).toBeVisible();
  await picture(window, 'credential');
  await window.getByRole('button', { name: 'Done' }).click();
  await goTo(window, 'Activity');
  await picture(window, 'activity');

  const main = await app.app.browserWindow(window);
  await main.evaluate((browserWindow) => browserWindow.setContentSize(720, 480));
  for (const page of ['Inbox', 'Devices', 'Topics', 'Activity', 'Settings'] as const) {
    await goTo(window, page);
    await picture(window, `small-${page.toLowerCase()}`);
  }

  await closeMainWindow(app);
  await device(45, 'smartplug9', 'smartplug', '3.0');
  const popup = await app.windowAt((url) => url.hash === '#popup');
  await expect(cardOf(popup, 'smartplug9')).toBeVisible();
  await picture(popup, 'popup');
  await openMainWindow(app);
});

test('Security is seen in light and dark, empty and in use', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const port = app.ports().mqtt;
  const tab = async (name: string) => {
    await goTo(window, 'Security');
    await window.getByRole('tab', { name }).click();
  };
  for (const name of ['Listeners', 'Certificates', 'Bootstrap credentials', 'Tokens']) {
    await tab(name);
    await picture(window, `security-empty-${name.split(' ')[0]?.toLowerCase()}`);
  }

  await tab('Bootstrap credentials');
  await window.getByRole('button', { name: 'Add bootstrap credential' }).click();
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Greenhouse sensors');
  await picture(window, 'security-bootstrap-add');
  await window.getByRole('button', { name: 'Create credential' }).click();
  const shown = window.getByRole('dialog');
  const userName = await shown.getByRole('textbox', { name: 'User name' }).inputValue();
  const password = await shown.getByRole('textbox', { name: 'Password' }).inputValue();
  await shown.getByRole('button', { name: 'Done' }).click();
  for (const clientId of ['bench-1', 'bench-2', 'window']) {
    await mosquittoPub({ port, userName, password, clientId }, `elsewhere/${clientId}`, '21.5');
  }
  await mosquittoPub({ port, userName: 'stranger', password: 'guess', clientId: 'x' }, 'a', 'b');
  await window.getByText('3 clients came in by it').click();
  await picture(window, 'security-bootstrap');
  await tab('Tokens');
  await window.getByRole('button', { name: 'Add issuer' }).click();
  await picture(window, 'security-issuer');
  await window.getByRole('button', { name: 'Cancel' }).click();
  await window.getByRole('button', { name: 'Issue a token' }).click();
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('kitchen tablet');
  await picture(window, 'security-token-issue');
  await window.getByRole('button', { name: 'Issue token' }).click();
  await picture(window, 'security-token');
  await window.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

  await goTo(window, 'Devices');
  await window.getByRole('button', { name: 'bench-1', exact: true }).click();
  await picture(window, 'device-denied');
  await window.getByRole('button', { name: 'Change permissions' }).click();
  await picture(window, 'device-permission');
  await window.getByRole('button', { name: 'Cancel' }).click();
  await window.getByRole('button', { name: 'Issue certificate' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Issue certificate' }).click();
  await expect(window.getByRole('dialog').getByRole('button', { name: 'Done' })).toBeVisible();
  await picture(window, 'device-certificate');
  await window.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

  const main = await app.app.browserWindow(window);
  await main.evaluate((browserWindow) => browserWindow.setContentSize(720, 480));
  for (const name of ['Listeners', 'Certificates', 'Bootstrap credentials', 'Tokens']) {
    await tab(name);
    await picture(window, `security-small-${name.split(' ')[0]?.toLowerCase()}`);
  }
});

test('the queues are seen with none, ten and a million messages waiting', async ({ home }) => {
  test.setTimeout(120_000);
  const first = await home.launch();
  await goTo(first.window, 'Queues');
  await expect(first.window.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  await picture(first.window, 'queues-none');
  for (const [name, total, fill] of [
    ['ten', '1,265', { clients: 10, messages: 230, even: false, apartMs: 400_000 }],
    ['million', '1,000,000', { clients: 1_000, messages: 1_000, even: true, apartMs: 120_000 }],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
    home.later(() => rmSync(folder, { recursive: true, force: true }));
    await (await home.launch({ dataDir: folder })).close();
    fillQueues(folder, fill);
    const app = await home.launch({ dataDir: folder });
    await goTo(app.window, 'Queues');
    await expect(
      app.window
        .getByRole('row', { name: /^All clients/ })
        .getByRole('cell')
        .first(),
    ).toHaveText(total);
    await picture(app.window, `queues-${name}`);
    await app.window.getByRole('row').nth(2).getByRole('button').first().click();
    await expect(app.window.getByRole('button', { name: 'home/', exact: true })).toBeVisible();
    await picture(app.window, `queues-${name}-open`);
    await app.close();
  }
});

test('the limits, and those of one device, are seen in light and dark', async ({ home }) => {
  const { window } = await home.launch();
  await goTo(window, 'Settings');
  await window.getByRole('button', { name: 'Limits' }).click();
  await picture(window, 'limits');
  const { dialog } = await addDevice(window, 'Greenhouse', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await window.getByRole('button', { name: 'Greenhouse', exact: true }).click();
  await window.getByRole('button', { name: 'Change limits' }).click();
  await picture(window, 'limits-device');
});

test('the door, a code, and a device that cannot show one are seen in light and dark', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const device = (id: string, name: string, ...flags: string[]) => {
    const started = startReferenceDevice([`--hub=127.0.0.1:${app.ports().pair}`, `--device-id=${id}`, `--name=${name}`, ...flags]);
    home.later(() => started.stop());
    return started;
  };
  const sensor = device('greenhouse-7f3a', 'Greenhouse sensor', '--model=acme-th1', '--firmware=1.4.2');
  await sensor.has('refused', { reason: 'closed' });
  await picture(window, 'door-knocked');
  await window.getByRole('button', { name: 'Open the door for 4 minutes' }).click();
  await sensor.has('code');
  const card = cardOf(window, 'Greenhouse sensor');
  await card.getByRole('button', { name: 'Allow' }).click();
  await expect(card.getByRole('group', { name: 'Do both show the same code?' })).toBeFocused();
  await picture(window, 'door-code');
  const main = await app.app.browserWindow(window);
  await main.evaluate((browserWindow) => browserWindow.setContentSize(720, 720));
  await picture(window, 'door-code-small');
  await card.getByRole('button', { name: 'No, they differ' }).click();
  device('doorbell', 'Doorbell', '--display=none');
  await expect(cardOf(window, 'Doorbell')).toContainText('No code to compare');
  await picture(window, 'door-unseen');
  await window.getByRole('button', { name: 'Close now' }).click();
  await window.getByRole('switch', { name: 'Ask me always' }).click();
  await expect(window.getByRole('heading', { name: 'The door is always open' })).toBeVisible();
  await picture(window, 'door-always');
});
