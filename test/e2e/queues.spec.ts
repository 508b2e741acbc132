import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { addDevice, goTo, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { type MqttAddress, mosquittoPub, mosquittoSub } from './support/mosquitto.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** A device whose client `listener` has a session and is away, and who publishes as `publisher`. */
async function awayListener({ window }: RunningApp, name: string) {
  const { dialog, userName, password, port, topic } = await addDevice(window, name, 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  const base = topic.slice(0, topic.lastIndexOf('/'));
  const as = (clientId: string): MqttAddress => ({ port, userName, password, clientId });
  const listen = () => mosquittoSub(as('listener'), `${base}/#`, ['-c', '-q', '1']);
  await (await listen()).stop();
  const publish = async (level: string, ...payloads: string[]) => {
    for (const payload of payloads)
      expect(await mosquittoPub(as('publisher'), `${base}/${level}`, payload, ['-q', '1'])).toMatchObject({ code: 0 });
  };
  return { base, listen, publish };
}

const cellsOf = (window: Page, who: string) =>
  window
    .getByRole('row')
    .filter({ has: window.getByRole('button', { name: who, exact: true }) })
    .getByRole('cell');
const waiting = (total: number) => [String(total), String(total), '0', '0', '0', '0', '0', '0', '0', '0'];

/** `npm start -- queues`, on a machine without a display. */
function queuesCommand(...flags: string[]): Promise<{ code: number; output: string; errors: string }> {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  return new Promise((resolve) => {
    execFile('npm', ['start', '--silent', '--', 'queues', ...flags], { cwd: projectFolder, env }, (error, output, errors) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output, errors });
    });
  });
}

test('what waits for a client that is away is shown by age, opened by topic, trimmed and purged, and the rest is delivered', async ({
  home,
}) => {
  const app = await home.launch();
  const { window } = app;
  await goTo(window, 'Queues');
  await expect(window.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  const { base, listen, publish } = await awayListener(app, 'Greenhouse');
  await publish('soil/a', '1', '2', '3');
  await publish('soil/b', '4');
  await publish('air', '5', '6');

  await goTo(window, 'Queues');
  await expect(cellsOf(window, 'All clients')).toHaveText(waiting(6));
  await expect(cellsOf(window, 'Greenhouse')).toHaveText(waiting(6));
  await window.getByRole('radio', { name: 'Bytes' }).check({ force: true });
  await expect(cellsOf(window, 'Greenhouse').first()).toHaveText(/^\d+(\.\d)? k?B$/);
  await window.getByRole('radio', { name: 'Messages' }).check({ force: true });

  await window.getByRole('button', { name: 'Greenhouse', exact: true }).press('Enter');
  const queue = window.getByRole('region', { name: 'Queue', exact: true });
  for (const level of base.split('/')) await queue.getByRole('button', { name: `${level}/`, exact: true }).click();
  await expect(
    queue
      .getByRole('row', { name: /^soil\// })
      .getByRole('cell')
      .first(),
  ).toHaveText('4');
  await queue.getByRole('button', { name: 'soil/', exact: true }).click();
  await expect(queue.getByRole('rowheader')).toHaveText(['a', 'b']);
  await queue.getByRole('button', { name: `Purge ${base}/soil/b`, exact: true }).click();
  const dialog = window.getByRole('dialog');
  await expect(dialog).toContainText(/This removes 1 message \(.+\) that waits for Greenhouse\./);
  await dialog.getByRole('button', { name: 'Purge' }).click();
  await expect(queue.getByText(/^Removed 1 message /)).toBeVisible();
  await expect(cellsOf(window, 'Greenhouse')).toHaveText(waiting(5));

  await queue.getByRole('button', { name: 'Trim…' }).click();
  await dialog.getByLabel('How many to keep').fill('3');
  await expect(dialog).toContainText(/This removes 2 messages \(.+\) that wait for Greenhouse\./);
  await dialog.getByRole('button', { name: 'Trim' }).click();
  await expect(cellsOf(window, 'Greenhouse')).toHaveText(waiting(3));

  const listener = await listen();
  await listener.message(({ payload }) => payload === '6');
  expect(listener.messages.map(({ payload }) => payload)).toEqual(['3', '5', '6']);
  await expect(window.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
  await listener.stop();

  await publish('air', '7', '8');
  await expect(cellsOf(window, 'Greenhouse')).toHaveText(waiting(2));
  await window.getByRole('button', { name: 'All clients' }).click();
  await queue.getByRole('button', { name: 'Expire…' }).click();
  await expect(dialog).toContainText('This would remove nothing.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await queue.getByRole('button', { name: 'Purge…' }).click();
  await expect(dialog).toContainText(/This removes 2 messages \(.+\) that wait for all clients\./);
  await dialog.getByRole('button', { name: 'Purge' }).click();
  await expect(window.getByRole('heading', { name: 'Nothing waits' })).toBeVisible();
});

test('limits are set for all and for one device, and hold', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const { publish, listen } = await awayListener(app, 'Greenhouse');
  await goTo(window, 'Settings');
  const most = window.getByLabel('Waiting for one client (messages)');
  await most.fill('0');
  await expect(window.getByText('Write a whole number from 1 to 100,000.')).toBeVisible();
  await most.fill('2');
  await most.press('Enter');
  await expect(window.getByRole('button', { name: 'Reset to 1,000 messages: Waiting for one client' })).toBeVisible();
  await publish('air', '1', '2', '3');

  await goTo(window, 'Devices');
  await window.getByRole('button', { name: 'Greenhouse' }).click();
  const details = window.getByRole('region', { name: 'Details' });
  await expect(details).toContainText(/2 messages \(.+\) waiting, .+, 1 message dropped/);
  await details.getByRole('button', { name: 'Change limits' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Its own' }).check();
  await dialog.getByRole('button', { name: /^200 messages/ }).click();
  await dialog.getByRole('button', { name: 'Save queue limits' }).click();
  await expect(details).toContainText('200 messages or 8 MiB, for 7 days.');
  await publish('air', '4', '5');
  const listener = await listen();
  await listener.message(({ payload }) => payload === '5');
  expect(listener.messages.map(({ payload }) => payload)).toEqual(['2', '3', '4', '5']);
  await listener.stop();
});

test('the command prints the same while the app runs and after, without a display', async ({ home }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-queues-'));
  home.later(() => rmSync(dataDir, { recursive: true, force: true }));
  const none = await queuesCommand(`--data-dir=${join(dataDir, 'none')}`);
  expect(none).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('There is no data of Porchlight in ') });

  const app = await home.launch({ dataDir });
  const { publish } = await awayListener(app, 'Greenhouse');
  await publish('air', '1', '2');
  const running = await queuesCommand(`--data-dir=${dataDir}`);
  expect(running.code).toBe(0);
  expect(running.output.split('\n').map((line) => line.trim().split(/ +/))).toEqual([
    ['T', '1m', '5m', '20m', '1h', '6h', '1d', '1d+'],
    ['TOTAL', '2', '2', '0', '0', '0', '0', '0', '0'],
    ['listener', '2', '2', '0', '0', '0', '0', '0', '0'],
    [''],
  ]);
  await app.close();
  const stopped = await queuesCommand('--json', `--data-dir=${dataDir}`);
  expect(stopped.code).toBe(0);
  expect(JSON.parse(stopped.output)).toMatchObject({ sessions: 1, rows: [{ clientId: 'listener', messages: [2, 0, 0, 0, 0, 0, 0] }] });
});
