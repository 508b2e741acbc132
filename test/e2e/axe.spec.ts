import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import { en } from '../../renderer/strings/en.ts';
import { axeFaults } from './support/axe-faults.ts';
import { addDevice, cardOf, goTo, isIn, openDoor, switchPairingOn, test } from './support/home.ts';
import { mosquittoPub } from './support/mosquitto.ts';

const pages = Object.values(en.pages) as Parameters<typeof goTo>[1][];
/** The welcome has fewer. */
const STEPS_MOST = 10;
/** So wide that no column of the queues is partly under another: axe could not tell what it stands on. */
const LARGE = { width: 2_560, height: 1_080 };

/** What a device shows that a person has opened: the values of one topic make a chart. */
const READINGS = { temperature: ['20.5', '21', '21.5'], status: ['{"on":true,"level":40}'], 'deep/below/power': ['320'] };

/** axe looks at the pixels in both themes, by all its rules. */
async function isFlawless(window: Page, what: string): Promise<void> {
  expect.soft(await axeFaults(window), what).toEqual([]);
}

/** The same for each tab of the page that is shown, or for the page where it has none. */
async function partsAreFlawless(window: Page, page: string): Promise<void> {
  const tabs = await window.getByRole('main').getByRole('tab').all();
  for (const tab of tabs) {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await isFlawless(window, `${page}, ${await tab.textContent()}`);
  }
  if (tabs.length === 0) await isFlawless(window, page);
}

test('axe finds nothing on any page of a new hub', async ({ home }) => {
  test.setTimeout(120_000);
  const { window } = await home.launch();
  await window.setViewportSize(LARGE);
  for (const page of pages) {
    await goTo(window, page);
    await partsAreFlawless(window, page);
  }
});

test('axe finds nothing on any page of a hub that is in use', async ({ home }) => {
  test.setTimeout(180_000);
  const app = await home.launch();
  const { window } = app;
  await window.setViewportSize(LARGE);
  const flawless = (what: string) => isFlawless(window, what);

  const { dialog, ...lamp } = await addDevice(window, 'Lamp', 'Reads and writes everything');
  await flawless('the credential of a new device');
  await dialog.getByRole('button', { name: 'Done' }).click();
  const login = { host: '127.0.0.1', port: lamp.port, username: lamp.userName, password: lamp.password };
  const client = await mqtt.connectAsync({ ...login, clientId: 'lamp', clean: false });
  home.later(() => client.end(true));
  await client.subscribeAsync('home/#', { qos: 1 });
  for (const [topic, values] of Object.entries(READINGS))
    for (const value of values) await client.publishAsync(`home/${topic}`, value, { qos: 1, retain: true });

  await goTo(window, 'Topics');
  const row = (name: RegExp) => window.getByRole('treeitem', { name });
  await row(/^temperature 21\.5/).click({ button: 'right' });
  await flawless('the menu of a topic');
  await window.getByRole('menuitem', { name: 'Pin on top' }).click();
  await row(/^temperature 21\.5/).click();
  await expect(window.getByRole('img', { name: /chart/i })).toBeVisible();
  await partsAreFlawless(window, 'Topics');

  await client.endAsync();
  const writer = await mqtt.connectAsync({ ...login, clientId: 'writer' });
  home.later(() => writer.end(true));
  for (const value of ['1', '2', '3']) await writer.publishAsync('home/queue', value, { qos: 1 });
  await goTo(window, 'Queues');
  await window.getByRole('button', { name: 'Lamp', exact: true }).click();
  await expect(window.getByRole('region', { name: 'Queue', exact: true })).toBeVisible();
  await flawless('Queues, with one open');

  const plug = await home.emonEsp(app, { address: '127.0.0.46' });
  await goTo(window, 'Inbox');
  await switchPairingOn(window);
  await expect(cardOf(window, '127.0.0.46').getByRole('button', { name: 'Allow' })).toBeVisible();
  await flawless('Inbox, with a request');
  await cardOf(window, '127.0.0.46').getByRole('button', { name: 'Allow' }).click();
  await isIn(plug);
  await expect(cardOf(window, '127.0.0.46')).toContainText('It is in');
  await flawless('Inbox, with a device that is in');
  await openDoor(window);
  await flawless('Inbox, with the door open');

  await mosquittoPub({ ...lamp, password: 'wrong', clientId: 'lamp' }, 'home/lamp', '1');
  await mosquittoPub({ ...lamp, userName: 'nobody', password: 'wrong', clientId: 'stranger' }, 'home/lamp', '1');
  await goTo(window, 'Devices');
  await flawless('Devices');
  await window.getByRole('button', { name: 'Lamp', exact: true }).click();
  await expect(window.getByRole('region', { name: 'Details' })).toBeVisible();
  await flawless('Devices, with details');
  await window.getByRole('button', { name: 'Change permissions' }).click();
  await flawless('the permissions of a device');
  await window.getByRole('button', { name: 'Cancel' }).click();

  await goTo(window, 'Security');
  await window.getByRole('tab', { name: 'Bootstrap credentials' }).click();
  await window.getByRole('button', { name: 'Add bootstrap credential' }).click();
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Greenhouse sensors');
  await flawless('a new bootstrap credential');
  await window.getByRole('button', { name: 'Create credential' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await partsAreFlawless(window, 'Security');

  await goTo(window, 'Network');
  await partsAreFlawless(window, 'Network');
  await goTo(window, 'Activity');
  await expect(window.getByText(/Lamp/).first()).toBeVisible();
  await flawless('Activity');
  await goTo(window, 'Help');
  await expect(window.getByRole('article', { name: 'Lamp' })).toBeVisible();
  await partsAreFlawless(window, 'Help');
  await window.getByRole('button', { name: 'Make the diagnostics' }).click();
  await expect(window.getByRole('region', { name: 'Diagnostics' })).toBeVisible();
  await flawless('Help, with diagnostics');
  await goTo(window, 'Settings');
  await window.getByRole('textbox', { name: 'MQTT port' }).fill('x');
  await expect(window.getByRole('alert')).toBeVisible();
  await flawless('Settings, with a mistake');
});

test('axe finds nothing in the welcome', async ({ home }) => {
  test.setTimeout(60_000);
  const { window } = await home.launch({ welcome: true });
  await expect(window.getByRole('heading', { level: 1 })).toBeVisible();
  const skip = window.getByRole('button', { name: 'Skip this step' });
  for (let step = 1; step <= STEPS_MOST; step++) {
    await isFlawless(window, `the welcome, step ${step}`);
    if (!(await skip.isVisible())) break;
    await skip.click();
  }
  await expect(skip).toHaveCount(0);
});

test('axe finds nothing where the hub cannot start', async ({ home }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  home.later(() => rmSync(dataDir, { recursive: true, force: true }));
  writeFileSync(join(dataDir, 'porchlight.db'), 'no database');
  const { window } = await home.launch({ dataDir, mayFail: true });
  await expect(window.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(window.getByRole('navigation')).toHaveCount(0);
  await isFlawless(window, 'the page of trouble');
});
