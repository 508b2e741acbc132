import { expect } from '@playwright/test';
import { addDevice, goTo, test } from './support/home.ts';
import { mosquittoPub, mosquittoSub } from './support/mosquitto.ts';

test('a device added by hand connects with what is shown once; Rename, New password and Revoke do what they say', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const first = await addDevice(window, 'Garage door', 'Its own topics only');
  await expect(first.dialog).toContainText('Waiting for its first connection');
  const as = (password: string) => ({ port: first.port, userName: first.userName, password, clientId: 'garage' });
  expect((await mosquittoPub(as(first.password), first.topic, 'open', ['-q', '1'])).code).toBe(0);
  await expect(first.dialog.getByRole('status')).toContainText('Connected');
  await first.dialog.getByRole('button', { name: 'Done' }).click();
  await expect(window.getByText(first.password)).toHaveCount(0);

  const inside = await mosquittoSub(as(first.password), 'porchlight/garage-door/#');
  home.later(inside.stop);
  await expect(mosquittoSub({ ...as(first.password), clientId: 'nosy' }, '#')).rejects.toThrow();

  await window.getByRole('button', { name: 'Garage door', exact: true }).click();
  await window.getByRole('button', { name: 'Rename' }).click();
  await window.getByRole('textbox', { name: 'New name' }).fill('Front gate');
  await window.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('button', { name: 'Front gate', exact: true })).toBeVisible();

  await window.getByRole('button', { name: 'New password' }).click();
  await window.getByRole('button', { name: 'Make new password' }).click();
  const dialog = window.getByRole('dialog');
  const command = (await dialog.getByText(/^mosquitto_pub/).textContent()) ?? '';
  const second = / -P '?([^ ']+)/.exec(command)?.[1] ?? '';
  expect(second).not.toBe(first.password);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect((await mosquittoPub(as(first.password), first.topic, '1')).code).toBe(5);
  expect((await mosquittoPub(as(second), first.topic, '1')).code).toBe(0);

  const live = await mosquittoSub(as(second), 'porchlight/garage-door/#');
  home.later(live.stop);
  await window.getByRole('button', { name: 'Revoke' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(window.getByRole('button', { name: 'Front gate', exact: true })).toHaveCount(0);
  expect((await mosquittoPub(as(second), first.topic, '1')).code).toBe(5);

  await goTo(window, 'Activity');
  for (const text of [
    /You revoked Front gate/,
    /wrong password/,
    /no device has the user name "garage-door"/,
    /may not subscribe to "#"/,
  ]) {
    await expect(window.getByText(text).first()).toBeVisible();
  }
  await window.getByRole('searchbox').fill('wrong password');
  await expect(window.getByText(/You revoked/)).toHaveCount(0);
});

test('what one client publishes, another reads, with hostile names and payloads shown as plain text', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const all = await addDevice(window, '<img src=x onerror=alert(1)>', 'Reads and writes everything');
  await all.dialog.getByRole('button', { name: 'Done' }).click();
  const login = { port: all.port, userName: all.userName, password: all.password };
  const reader = await mosquittoSub({ ...login, clientId: 'reader' }, '#');
  home.later(reader.stop);
  const payload = '<script>document.title="owned"</script>';
  expect((await mosquittoPub({ ...login, clientId: 'writer' }, 'attic/<b>x', payload, ['-q', '2', '-r'])).code).toBe(0);
  await reader.message((message) => message.payload === payload);
  const late = await mosquittoSub({ ...login, clientId: 'late' }, 'attic/#');
  home.later(late.stop);
  await late.message((message) => message.payload === payload);

  await goTo(window, 'Topics');
  const row = window.getByRole('treeitem', { name: /<b>x/ });
  await expect(row).toContainText(payload);
  await row.click();
  await expect(window.getByText(payload).last()).toBeVisible();
  expect(await window.title()).not.toBe('owned');
  expect(await window.locator('img[src="x"]').count()).toBe(0);
});

test('a first connection that is refused says why, and turns into a tick when it works', async ({ home }) => {
  const app = await home.launch();
  const { dialog, userName, password, port, topic } = await addDevice(app.window, 'Garden sensor', 'Its own topics only');
  await expect(dialog).toContainText('Waiting for its first connection');
  expect((await mosquittoPub({ port, userName, password: 'a wrong one', clientId: 'garden' }, topic, '1')).code).toBe(5);
  await expect(dialog).toContainText(/password/i);
  await expect(dialog.getByRole('status')).toContainText(/wrong password|password/i);
  expect((await mosquittoPub({ port, userName, password, clientId: 'garden' }, topic, '1', ['-q', '1'])).code).toBe(0);
  await expect(dialog.getByRole('status')).toContainText('Connected');
});
