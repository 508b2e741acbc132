import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ReadyLine } from '../../electron/contract/start.ts';
import { addDevice, goTo, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { picture } from './support/picture.ts';

const PASSPHRASE = 'plain seven rivers walk';
const READY = 'porchlight ready ';

const newFolder = () => mkdtempSync(join(tmpdir(), 'porchlight-test-'));
const part = (window: Page, name: string) => window.getByRole('region', { name, exact: true });

/** Answers the system's dialogs for files, which no test can see. */
async function answerDialogs({ app }: RunningApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
}

/** What the hub printed at its last start, when it has started so often. */
async function startNumber(app: RunningApp, count: number): Promise<ReadyLine> {
  const lines = () =>
    app
      .output()
      .split('\n')
      .filter((line) => line.startsWith(READY));
  await expect.poll(() => lines().length, { timeout: 20_000 }).toBe(count);
  return JSON.parse((lines().at(-1) as string).slice(READY.length)) as ReadyLine;
}

/** The focus goes to it by the keyboard alone. */
async function tabTo(window: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await window.keyboard.press('Tab');
    const [focused] = await window.evaluate(() => {
      const element = document.activeElement;
      return [element?.getAttribute('aria-label') ?? element?.textContent ?? ''];
    });
    if (focused === name) return;
  }
  throw new Error(`the focus never came to ${name}`);
}

test('a hub moves to another computer by one file, and its device comes in with what it has', async ({ home }) => {
  const folder = newFolder();
  home.later(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'move.backup');
  const old = await home.launch();
  const { userName, password, dialog } = await addDevice(old.window, 'lamp', 'Reads and writes everything');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await answerDialogs(old, file);
  await goTo(old.window, 'Settings');
  await part(old.window, 'Backup file').scrollIntoViewIfNeeded();
  await picture(old.window, 'backup-settings');

  // By the keyboard alone.
  await tabTo(old.window, 'Make a backup…');
  await old.window.keyboard.press('Enter');
  await old.window.keyboard.type(PASSPHRASE);
  await old.window.keyboard.press('Tab');
  await old.window.keyboard.type(PASSPHRASE);
  await picture(old.window, 'backup-make');
  await old.window.keyboard.press('Enter');
  await expect(old.window.getByRole('dialog', { name: 'The backup is made' })).toBeVisible();
  await picture(old.window, 'backup-made');
  await old.window.keyboard.press('Enter');
  await expect(old.window.getByRole('dialog')).toHaveCount(0);
  const { hub } = old.ready;
  await old.close();

  const app = await home.launch();
  const { window } = app;
  expect(app.ready.hub).not.toBe(hub);
  await answerDialogs(app, file);
  await goTo(window, 'Settings');
  await part(window, 'Backup file').getByRole('button', { name: 'Restore a backup…' }).click();
  const restore = window.getByRole('dialog', { name: 'Restore a backup' });
  await restore.getByRole('button', { name: /^Choose…/ }).click();
  await restore.getByLabel('Passphrase').fill('not this one');
  await restore.getByRole('button', { name: 'Look at it' }).click();
  await expect(restore.getByRole('alert')).toContainText('The passphrase is not the one of this backup.');
  await picture(window, 'backup-wrong-passphrase');
  await restore.getByLabel('Passphrase').fill(PASSPHRASE);
  await restore.getByRole('button', { name: 'Look at it' }).click();
  await expect(restore).toContainText('must not run any longer');
  await picture(window, 'backup-summary');
  await restore.getByRole('button', { name: 'Restore', exact: true }).click();

  const ready = await startNumber(app, 2);
  expect(ready.hub).toBe(hub);
  await mosquittoPub({ port: ready.mqtt as number, userName, password, clientId: 'lamp' }, 'attic/light', 'on');
  await expect(window.getByRole('dialog', { name: 'The backup is restored' })).toBeVisible();
  await picture(window, 'backup-restored');
  await window.getByRole('button', { name: 'Done' }).click();
  await expect(part(window, 'Backups on this disk')).toContainText('made before another was restored');
  await goTo(window, 'Devices');
  await expect(window.getByRole('button', { name: 'lamp', exact: true })).toBeVisible();
});

test('a damaged database is found at start, and the backup of the person’s choice takes its place', async ({ home }) => {
  const dataDir = newFolder();
  home.later(() => rmSync(dataDir, { recursive: true, force: true }));
  const app = await home.launch({ dataDir });
  const { dialog } = await addDevice(app.window, 'lamp', 'Reads and writes everything');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await goTo(app.window, 'Settings');
  const local = part(app.window, 'Backups on this disk');
  await local.getByRole('button', { name: 'Make one now' }).click();
  await expect(local.getByRole('listitem')).toHaveCount(1);
  await local.scrollIntoViewIfNeeded();
  await picture(app.window, 'backup-local');
  await app.stop();
  const handle = openSync(join(dataDir, 'porchlight.db'), 'r+');
  writeSync(handle, Buffer.alloc(2_000, 7), 0, 2_000, 0);
  closeSync(handle);

  const broken = await home.launch({ dataDir, mayFail: true });
  const { window } = broken;
  await expect(window.getByRole('heading', { level: 1, name: 'The database is damaged' })).toBeVisible();
  await picture(window, 'start-damaged-backups');
  await window.getByRole('button', { name: /^Restore the backup of/ }).click();
  await picture(window, 'start-damaged-restore');
  await window.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await broken.getsReady();
  await expect(window.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await goTo(window, 'Devices');
  await expect(window.getByRole('button', { name: 'lamp', exact: true })).toBeVisible();
  expect(readdirSync(dataDir).filter((name) => name.startsWith('porchlight.damaged-'))).not.toEqual([]);
});
