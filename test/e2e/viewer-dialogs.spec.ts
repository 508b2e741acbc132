import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import mqtt, { type MqttClient } from 'mqtt';
import { axeFaults } from './support/axe-faults.ts';
import { addDevice, goTo, test } from './support/home.ts';
import { picture } from './support/picture.ts';

/** Rounds of values for the chart, and the time from one to the next: a line needs some width. */
const ROUNDS = 24;
const ROUND_MS = 60;

const part = (window: Page, name: string) => window.getByRole('tab', { name, exact: true }).click();
const row = (window: Page, name: string | RegExp) => window.getByRole('treeitem', { name }).first();
const field = (window: Page, name: string) => window.getByRole('textbox', { name, exact: true });

async function choose(window: Page, topic: string | RegExp, item: string): Promise<void> {
  await row(window, topic).click({ button: 'right' });
  await window.getByRole('menuitem', { name: item }).click();
}

/** Takes pictures of what is on screen, and lets axe look at its pixels in both themes. */
async function seen(window: Page, name: string): Promise<void> {
  await picture(window, name);
  expect.soft(await axeFaults(window), name).toEqual([]);
}

async function publishAll(client: MqttClient, messages: Record<string, unknown>, retain = false): Promise<void> {
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  await Promise.all(Object.entries(messages).map(([topic, value]) => client.publishAsync(topic, asText(value), { qos: 1, retain })));
}

test('the dialogs and forms of the viewer are seen in both themes, with what they show when they are used', async ({ home }) => {
  test.setTimeout(180_000);
  const { app, window } = await home.launch();
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-recording-'));
  home.later(() => rmSync(folder, { recursive: true, force: true }));
  await app.evaluate(
    ({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    },
    join(folder, 'recording-evening.ndjson'),
  );
  const main = await app.browserWindow(window);
  await main.evaluate((browserWindow) => browserWindow.setContentSize(1_280, 800));
  const { dialog: credential, userName, password, port } = await addDevice(window, 'Weather station', 'Reads and writes everything');
  await credential.getByRole('button', { name: 'Done' }).click();
  const client = await mqtt.connectAsync({ host: '127.0.0.1', port, username: userName, password, clientId: 'weather' });
  home.later(() => client.end(true));
  const dialog = window.getByRole('dialog');
  const closed = () => expect(dialog).toHaveCount(0);

  for (const room of ['attic', 'bath', 'cellar', 'hall', 'kitchen'])
    await publishAll(client, { [`home/${room}/mode`]: 'auto', [`home/${room}/config`]: { unit: '°C', every: 60, name: room } }, true);
  const status = { on: true, level: 40, colour: { mode: 'warm', kelvin: 2_700 }, firmware: '1.4.2', uptime: 81_020, wifi: { rssi: -61 } };
  await publishAll(client, { 'home/kitchen/lamp': status });
  await publishAll(client, { 'home/kitchen/lamp': { ...status, level: 75, uptime: 81_080, colour: { mode: 'cold', kelvin: 5_000 } } });

  await goTo(window, 'Topics');
  await window.getByRole('searchbox', { name: 'Search topics' }).fill('kitchen');
  await row(window, /home\/kitchen\/lamp/).click();

  await test.step('the difference between two values', async () => {
    const values = window.getByRole('region', { name: 'Recent values' });
    await expect(values.getByRole('checkbox')).toHaveCount(2);
    for (const box of await values.getByRole('checkbox').all()) await box.check();
    await window.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(dialog).toContainText('"level": 75');
    await seen(window, 'viewer-diff');
    await window.setViewportSize({ width: 3_840, height: 2_160 });
    await picture(window, 'viewer-diff-large');
    await window.setViewportSize({ width: 1_280, height: 800 });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await closed();
  });

  await test.step('how the values of many topics are read', async () => {
    await window.getByRole('button', { name: 'More…' }).click();
    await field(window, 'Topic or topic filter').fill('home/+/lamp');
    await dialog.getByLabel('Read as').selectOption('number');
    await seen(window, 'viewer-decoder-number');
    await dialog.getByLabel('Read as').selectOption('protobuf');
    await dialog.getByLabel('Schema (.proto)').fill('syntax = "proto3";\nmessage Lamp {\n  bool on = 1\n  uint32 level = 2;\n}\n');
    await field(window, 'Topic or topic filter').fill('home/#/lamp');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText(/Write a topic filter/)).toBeVisible();
    await seen(window, 'viewer-decoder');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await closed();
  });

  await test.step('a chart of several topics, with a stretch of time chosen', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const wave = Math.sin(round / 3);
      await publishAll(client, {
        'home/kitchen/temperature': (21 + wave).toFixed(2),
        'home/kitchen/humidity': (24 + 2 * Math.cos(round / 4)).toFixed(1),
        'home/kitchen/air': { co2: 20 + round / 8, voc: { index: 18 + wave / 2 } },
      });
      await wait(ROUND_MS);
    }
    for (const topic of [/kitchen\/temperature/, /kitchen\/humidity/, /kitchen\/air/]) await choose(window, topic, 'Add to chart');
    const chart = window.getByRole('region', { name: 'Chart', exact: true });
    await expect(chart.getByRole('row')).toHaveCount(4);
    await chart.getByRole('button', { name: 'Add voc.index' }).click();
    await expect(chart.getByRole('row')).toHaveCount(5);
    await seen(window, 'viewer-chart');
    await chart.getByRole('button', { name: 'Zoom in' }).click();
    await chart.getByRole('button', { name: 'Earlier' }).click();
    await expect(chart.getByRole('button', { name: 'Show all' })).toBeEnabled();
    await seen(window, 'viewer-chart-zoomed');
    await window.setViewportSize({ width: 3_840, height: 2_160 });
    await picture(window, 'viewer-chart-large');
    await window.setViewportSize({ width: 1_280, height: 800 });
    await chart.getByRole('button', { name: 'Close chart' }).click();
  });

  await test.step('an alert, and another one on the same topic', async () => {
    await choose(window, /kitchen\/temperature/, 'Alert…');
    await seen(window, 'viewer-alert');
    await dialog.getByLabel('its value is over a number').check({ force: true });
    await field(window, 'Number').fill('30');
    await dialog.getByRole('button', { name: 'Add alert' }).click();
    await closed();
    await choose(window, /kitchen\/temperature/, 'Alert…');
    await dialog.getByLabel('its value is under a number').check({ force: true });
    await field(window, 'Number').fill('cold');
    await seen(window, 'viewer-alert-second');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await closed();
    await publishAll(client, { 'home/kitchen/temperature': '31.2' });
    await expect(window.getByText(/kitchen\/temperature is over 30/).first()).toBeVisible();
    await part(window, 'Alerts');
    await seen(window, 'viewer-alert-told');
    await window.getByRole('button', { name: 'Close', exact: true }).click();
  });

  await test.step('a message with a fault in it', async () => {
    await part(window, 'Publish');
    await field(window, 'Topic').fill('home/+/light');
    await window.getByRole('radio', { name: 'JSON' }).check({ force: true });
    await field(window, 'JSON payload').fill('{\n  "on": true,\n  "level": \n}');
    await window.getByRole('checkbox', { name: /^Repeat/ }).check();
    await field(window, 'Seconds between two messages').fill('0');
    await window.getByRole('button', { name: 'Start repeating' }).click();
    await expect(window.getByText(/is a wildcard/)).toBeVisible();
    await seen(window, 'viewer-publish-faults');
    await field(window, 'Topic').fill('home/kitchen/light');
    await field(window, 'JSON payload').fill('{"on":true}');
    await field(window, 'Seconds between two messages').fill('3600');
    await window.getByRole('button', { name: 'Start repeating' }).click();
    await expect(window.getByRole('button', { name: 'End repeating to home/kitchen/light' })).toBeVisible();
    await seen(window, 'viewer-publish-repeating');
  });

  await test.step('retained messages, a branch of which is to go', async () => {
    await part(window, 'Retained');
    await expect(window.getByRole('table', { name: 'Retained messages, oldest first' }).getByRole('row')).toHaveCount(11);
    await window.getByRole('button', { name: 'Remove a branch of home/cellar/mode…' }).click();
    await dialog.getByLabel('At and below').selectOption('home/cellar');
    await expect(dialog).toContainText(/Remove 2 retained messages/);
    await seen(window, 'viewer-retained-remove');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await closed();
    await expect(window.getByRole('button', { name: /^Bring back/ }).first()).toBeVisible();
    await seen(window, 'viewer-retained-removed');
  });

  await test.step('a recording under way, and one that is played back', async () => {
    await part(window, 'Recordings');
    await field(window, 'Topics').fill('home/#');
    await window.getByRole('button', { name: 'Record…' }).click();
    const end = window.getByRole('button', { name: 'End recording of home/#' });
    await expect(end).toBeVisible();
    for (let round = 0; round < ROUNDS; round++) {
      await publishAll(client, { 'home/kitchen/temperature': String(20 + round / 10) });
      await wait(ROUND_MS);
    }
    await expect(window.getByText(`${ROUNDS} messages, `).first()).toBeVisible();
    await seen(window, 'viewer-recording');
    await end.click();
    await window.getByRole('button', { name: 'Choose…' }).click();
    await field(window, 'Speed').fill('0.1');
    await window.getByRole('button', { name: 'Play back', exact: true }).click();
    await expect(window.getByText(new RegExp(`^[1-9]\\d* of ${ROUNDS} messages`))).toBeVisible();
    await field(window, 'Put before each topic').fill('');
    await seen(window, 'viewer-replay');
  });
});
