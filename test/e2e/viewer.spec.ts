import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import mqtt, { type MqttClient } from 'mqtt';
import { addDevice, goTo, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { picture } from './support/picture.ts';

type Home = { later(end: () => unknown): void };

/** A client that may publish and read everything. */
async function everything(app: RunningApp, home: Home): Promise<MqttClient> {
  const { dialog, userName, password, port } = await addDevice(app.window, 'Admin', 'Reads and writes everything');
  await dialog.getByRole('button', { name: 'Done' }).click();
  const client = await mqtt.connectAsync({ host: '127.0.0.1', port, username: userName, password, clientId: 'admin' });
  home.later(() => client.end(true));
  return client;
}

const part = (window: Page, name: string) => window.getByRole('tab', { name, exact: true }).click();
const row = (window: Page, name: string | RegExp) => window.getByRole('treeitem', { name }).first();

/** What a subscriber gets from now on. */
async function hears(client: MqttClient, filter: string) {
  const heard: { topic: string; payload: string; retain: boolean }[] = [];
  client.on('message', (topic, payload, { retain }) => heard.push({ topic, payload: payload.toString(), retain }));
  await client.subscribeAsync(filter, { qos: 1 });
  return heard;
}

test('the tree is sorted and searched, a topic is pinned, and the view is paused without losing count', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const client = await everything(app, home);
  for (const [topic, payload] of [
    ['home/attic/temperature', '21.5'],
    ['home/cellar/humidity', '60'],
    ['home/attic/status', '{"a":{"b":[1,2]},"on":true}'],
  ] as const) {
    await client.publishAsync(topic, payload, { qos: 1 });
  }
  await goTo(window, 'Topics');
  await expect(row(window, /^temperature 21\.5/)).toBeVisible();

  const search = window.getByRole('searchbox', { name: 'Search topics' });
  await search.fill('HUMID');
  await expect(row(window, /home\/cellar\/humidity/)).toBeVisible();
  await expect(window.getByRole('treeitem')).toHaveCount(1);
  await search.fill('home/+/status');
  await expect(row(window, /home\/attic\/status/)).toBeVisible();
  await search.press('Escape');
  await expect(row(window, /^temperature/)).toBeVisible();

  await row(window, /^temperature/).click({ button: 'right' });
  await window.getByRole('menuitem', { name: 'Pin on top' }).click();
  await expect(window.getByRole('list', { name: 'Pinned topics' })).toContainText('home/attic/temperature');

  await window.getByRole('button', { name: 'Pause' }).click();
  await client.publishAsync('home/attic/temperature', '99', { qos: 1 });
  await expect(window.getByText(/1 message since/)).toBeVisible();
  await expect(row(window, /^temperature 21\.5/)).toBeVisible();
  await window.getByRole('button', { name: 'Go on' }).click();
  await expect(row(window, /^temperature 99/)).toBeVisible();
});

test('a message is written, checked, published, repeated and saved', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const client = await everything(app, home);
  const heard = await hears(client, 'home/#');
  await goTo(window, 'Topics');
  await part(window, 'Publish');
  await window.getByRole('textbox', { name: 'Topic', exact: true }).fill('home/+/light');
  await expect(window.getByText(/is a wildcard/)).toBeVisible();
  await window.getByRole('textbox', { name: 'Topic', exact: true }).fill('home/kitchen/light');
  await window.getByRole('textbox', { name: 'Payload', exact: true }).fill('on');
  await window.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect.poll(() => heard).toContainEqual({ topic: 'home/kitchen/light', payload: 'on', retain: false });
  await expect(window.getByText(/^Published 2 B to home\/kitchen\/light/)).toBeVisible();
});

test('retained messages are listed with who left them; a branch is removed after its size is said, and comes back', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const client = await everything(app, home);
  for (const room of ['attic', 'cellar', 'hall']) await client.publishAsync(`home/${room}/mode`, 'auto', { qos: 1, retain: true });
  await goTo(window, 'Topics');
  await part(window, 'Retained');
  const list = window.getByRole('table', { name: 'Retained messages, oldest first' });
  await expect(list.getByRole('row')).toHaveCount(4);
  await expect(list).toContainText('Admin');
  await window.getByRole('button', { name: 'Remove a branch of home/attic/mode…' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('At and below').selectOption('home');
  await expect(dialog).toContainText(/Remove 3 retained messages at and below home/);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(window.getByText('Nothing is retained').first()).toBeVisible();
  await window
    .getByRole('button', { name: /^Bring back|^Undo/ })
    .first()
    .click();
  await expect(list.getByRole('row')).toHaveCount(4);
  const heard = await hears(client, 'home/+/mode');
  await expect.poll(() => heard.length).toBe(3);
});

test('what is recorded is played back byte for byte, below a prefix', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-recording-'));
  home.later(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'day.ndjson');
  await app.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  const client = await everything(app, home);
  await goTo(window, 'Topics');
  await part(window, 'Recordings');
  await window.getByRole('textbox', { name: 'Topics', exact: true }).fill('plant/#');
  await window.getByRole('button', { name: 'Record…' }).click();
  await expect(window.getByRole('button', { name: 'End recording of plant/#' })).toBeVisible();
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await client.publishAsync('plant/raw', bytes, { qos: 1 });
  await client.publishAsync('other/raw', bytes, { qos: 1 });
  await expect(window.getByText(/1 message, /).first()).toBeVisible();
  await window.getByRole('button', { name: 'End recording of plant/#' }).click();
  await expect.poll(() => readFileSync(file, 'utf8').trim().split('\n').length).toBe(2);

  const back: Buffer[] = [];
  client.on('message', (_topic, payload) => back.push(payload));
  await client.subscribeAsync('replay/plant/raw', { qos: 1 });
  await window.getByRole('button', { name: 'Choose…' }).click();
  await window.getByRole('textbox', { name: 'Put before each topic' }).fill('replay/');
  await window.getByRole('button', { name: 'Play back', exact: true }).click();
  await expect.poll(() => back.length).toBe(1);
  expect(back[0]?.equals(bytes)).toBe(true);
});

test('an alert that a person made tells when it begins to hold, in the window and in the activity log', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const client = await everything(app, home);
  await client.publishAsync('greenhouse/temperature', '21', { qos: 1 });
  await goTo(window, 'Topics');
  await row(window, /^temperature/).click({ button: 'right' });
  await window.getByRole('menuitem', { name: 'Alert…' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('its value is over a number').check({ force: true });
  await dialog.getByRole('textbox', { name: 'Number', exact: true }).fill('30');
  await dialog.getByRole('button', { name: 'Add alert' }).click();
  await expect(dialog).toHaveCount(0);
  await client.publishAsync('greenhouse/temperature', '31.2', { qos: 1 });
  await expect(window.getByText(/greenhouse\/temperature is over 30/).first()).toBeVisible();
  await goTo(window, 'Activity');
  await expect(window.getByText(/greenhouse\/temperature is over 30: 31\.2/).first()).toBeVisible();
});

test('the viewer is seen in both themes, with ten thousand topics and with none, small and large', async ({ home }) => {
  test.setTimeout(120_000);
  const app = await home.launch();
  const { window } = app;
  const main = await app.app.browserWindow(window);
  const size = (width: number, height: number) =>
    main.evaluate((browserWindow, bounds) => browserWindow.setContentSize(bounds.width, bounds.height), { width, height });
  await size(1_280, 800);
  await goTo(window, 'Topics');
  await picture(window, 'viewer-none');
  const client = await everything(app, home);
  const sent: Promise<unknown>[] = [];
  for (let topic = 0; topic < 10_000; topic++) {
    const payload = topic % 3 ? (20 + (topic % 90) / 10).toFixed(1) : JSON.stringify({ t: topic % 40, ok: true });
    sent.push(
      client.publishAsync(`site/${topic % 100}/sensor${Math.floor(topic / 100)}/value`, payload, { qos: 1, retain: topic % 10 === 0 }),
    );
    if (sent.length === 500) await Promise.all(sent.splice(0));
  }
  await Promise.all(sent);
  await goTo(window, 'Topics');
  await expect(row(window, 'site')).toBeVisible();
  await window.getByRole('searchbox', { name: 'Search topics' }).fill('site/7/+/value');
  await expect(window.getByText(/100 found/)).toBeVisible();
  await row(window, /sensor1\/value/).click();
  await picture(window, 'viewer-search');
  await window.getByRole('searchbox', { name: 'Search topics' }).press('Escape');
  await row(window, 'site').focus();
  await window.getByRole('tree').press('ArrowRight');
  await window.getByRole('tree').press('ArrowDown');
  await window.getByRole('tree').press('ArrowRight');
  await expect(row(window, 'sensor1')).toBeVisible();
  await picture(window, 'viewer');
  for (const name of ['Publish', 'Retained', 'Recordings', 'Alerts'] as const) {
    await part(window, name);
    await picture(window, `viewer-${name.toLowerCase()}`);
  }
  await part(window, 'Live');
  await window.setViewportSize({ width: 3_840, height: 2_160 });
  await picture(window, 'viewer-large');
});
