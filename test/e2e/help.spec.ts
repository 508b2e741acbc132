import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect } from '@playwright/test';
import { addDevice, goTo, test } from './support/home.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { picture } from './support/picture.ts';
import { tabTo } from './support/tab-to.ts';

test('a device with a wrong password is shown within a second with its way out, which lets it in', async ({ home }) => {
  const { window } = await home.launch();
  const { dialog, ...lamp } = await addDevice(window, 'Lamp', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await goTo(window, 'Help');
  await expect(window.getByRole('heading', { name: 'Nobody was turned away' })).toBeVisible();
  const as = (password: string) => ({ port: lamp.port, userName: lamp.userName, password, clientId: 'lamp' });

  expect((await mosquittoPub(as('wrong'), lamp.topic, '1')).code).toBe(5);
  const card = window.getByRole('article', { name: 'Lamp' });
  await expect(card).toContainText('It gave the wrong password.', { timeout: 1_000 });
  await expect(card).toContainText('127.0.0.1');
  await card.getByRole('button', { name: 'Make a new password: Lamp' }).click();
  await window.getByRole('button', { name: 'Make new password' }).click();
  const fresh = window.getByRole('dialog', { name: 'Credential for Lamp' });
  const command = (await fresh.getByText(/^mosquitto_pub/).textContent()) ?? '';
  const password = / -P '?([^ ']+)/.exec(command)?.[1] ?? '';
  await fresh.getByRole('button', { name: 'Done' }).click();
  expect((await mosquittoPub(as(password), lamp.topic, '1', ['-q', '1'])).code).toBe(0);

  await window.getByRole('button', { name: 'Why can’t it connect?' }).click();
  await expect(window.getByRole('combobox', { name: 'Whose' })).toHaveValue(/.+/);
  await expect(window.getByText('Nothing to solve')).toBeVisible();
  await expect(window.getByText('1 problem solved since')).toBeVisible();
});

test('by keyboard alone: a topic that was denied, its fix with the topic proposed, and the message that then goes through', async ({
  home,
}) => {
  const { window } = await home.launch();
  const { dialog, ...lamp } = await addDevice(window, 'Lamp', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  const as = { port: lamp.port, userName: lamp.userName, password: lamp.password, clientId: 'lamp' };
  await mosquittoPub(as, 'garden/soil', '12', ['-q', '1']);
  await window.getByRole('button', { name: 'Help' }).focus();
  await window.keyboard.press('Enter');
  await tabTo(window, 'Change what it may do: Lamp');
  await window.keyboard.press('Enter');
  const open = window.getByRole('dialog');
  await expect(open).toContainText('“garden/soil” is added under what it may publish.');
  await tabTo(window, 'Save permissions');
  await window.keyboard.press('Enter');
  await expect(open).toHaveCount(0);
  await goTo(window, 'Help');
  await expect(window.getByText('Nothing to solve')).toBeVisible();
});

test('TLS where none is spoken, an unknown user and a program that speaks no MQTT are told apart, in both themes', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const port = app.ports().mqtt;
  await goTo(window, 'Help');
  await picture(window, 'help-empty');
  const send = (bytes: Uint8Array) =>
    new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  await send(Buffer.from('1603010200010001fc0303', 'hex'));
  await send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
  await mosquittoPub({ port, userName: '<b>nobody</b>', password: 'x', clientId: 'stranger' }, 'a', 'b');
  for (const why of ['It spoke TLS where no encryption is used.', 'What it sent is no MQTT that this port understands.']) {
    await expect(window.getByText(why)).toBeVisible();
  }
  await expect(window.getByRole('article', { name: 'Somebody as “<b>nobody</b>”' })).toBeVisible();
  await picture(window, 'help-refusals');
  await window.setViewportSize({ width: 390, height: 844 });
  await picture(window, 'help-refusals-phone');
});

test('the log is there to read, and the diagnostics are shown and saved without a password', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const { dialog, ...lamp } = await addDevice(window, 'Annas Lamp', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await mosquittoPub({ port: lamp.port, userName: lamp.userName, password: 'wrong-horse', clientId: 'lamp' }, lamp.topic, '1');
  await goTo(window, 'Help');
  await window.getByRole('tab', { name: 'Log' }).click();
  await expect(window.getByText('the hub runs')).toBeVisible();
  await picture(window, 'help-log');

  await window.getByRole('tab', { name: 'Diagnostics' }).click();
  await picture(window, 'help-diagnostics-empty');
  await window.getByRole('button', { name: 'Make the diagnostics' }).click();
  const text = window.getByRole('region', { name: 'Diagnostics' });
  await expect(text).toContainText('device-1: manual');
  await picture(window, 'help-diagnostics');
  const shown = (await text.textContent()) ?? '';
  for (const secret of [lamp.password, 'wrong-horse', 'Annas Lamp', lamp.userName]) expect(shown).not.toContain(secret);
  const saved = `${app.dataDir}/diagnostics.txt`;
  await app.app.evaluate(({ dialog: desktop }, filePath) => {
    desktop.showSaveDialog = async () => ({ canceled: false, filePath });
  }, saved);
  await window.getByRole('button', { name: 'Save file…' }).click();
  await expect(window.getByRole('button', { name: 'Saved' })).toBeVisible();
  expect(readFileSync(saved, 'utf8')).toBe(shown);
});
