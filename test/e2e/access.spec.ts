import { once } from 'node:events';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import { identityProviderOn } from '../support/identity-provider.ts';
import { certbotFiles, openssl, saveAs, shownBy } from './support/files.ts';
import { addDevice, goTo, test } from './support/home.ts';
import { mosquittoPub, mosquittoSub } from './support/mosquitto.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'porchlight-files-'));

async function openTab(window: Page, name: string) {
  await goTo(window, 'Security');
  await window.getByRole('tab', { name }).click();
}

/** The port that a listener's card says it is open on. */
async function portOf(window: Page, listener: string): Promise<number> {
  const state = window.getByRole('region', { name: listener, exact: true }).getByText(/^Open on port \d+$/);
  return Number(/\d+/.exec((await state.textContent()) ?? '')?.[0]);
}

test('TLS without a shell: the authority is saved, and real clients trust the hub by it', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const { userName, password, topic, dialog } = await addDevice(window, 'Pump', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await openTab(window, 'Certificates');
  const authority = await saveAs(app, window.getByRole('button', { name: 'Save file…' }), join(folder(), 'ca.pem'));
  expect(statSync(authority).mode & 0o777).toBe(0o600);
  const port = app.ready.mqtts as number;
  for (const version of ['-tls1_2', '-tls1_3']) {
    expect(shownBy(port, '-CAfile', authority, version)).toContain('Verify return code: 0 (ok)');
  }
  const at = { port, userName, password, clientId: 'pump' };
  expect(await mosquittoPub(at, topic, 'on', ['--cafile', authority, '-q', '1'])).toMatchObject({ code: 0 });
  expect((await mosquittoPub(at, topic, 'on', ['--cafile', '/etc/hostname'])).code).not.toBe(0);

  await window.getByRole('tab', { name: 'Listeners' }).click();
  for (const [name, protocol] of [
    ['WebSocket', 'ws'],
    ['Secure WebSocket', 'wss'],
  ] as const) {
    await window.getByRole('switch', { name: `${name} is on`, exact: true }).click();
    await window.getByRole('button', { name: `Save ${name}`, exact: true }).click();
    const client = await mqtt.connectAsync({
      ...{ protocol, host: '127.0.0.1', port: await portOf(window, name), path: '/mqtt' },
      ...{ username: userName, password, clientId: 'page', reconnectPeriod: 0, ca: readFileSync(authority) },
    });
    await client.publishAsync(topic, name, { qos: 1 });
    await client.endAsync();
  }
});

test('a client certificate is issued, saved, good for connecting, and then revoked', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const { topic, dialog } = await addDevice(window, 'Pump', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await window.getByRole('button', { name: 'Pump', exact: true }).click();
  await window.getByRole('button', { name: 'Issue certificate' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Issue certificate' }).click();
  const issued = window.getByRole('dialog', { name: 'Certificate for Pump' });
  const into = folder();
  const save = (what: string, file: string) => saveAs(app, issued.getByRole('button', { name: what, exact: true }), join(into, file));
  const certificate = await save('Save certificate…', 'pump.pem');
  const key = await save('Save key…', 'pump-key.pem');
  const authority = await save("Save hub's authority…", 'ca.pem');
  const bundle = await save('Save .p12 file…', 'pump.p12');
  expect(openssl('verify', '-CAfile', authority, '-purpose', 'sslclient', certificate)).toContain('OK');
  const filePassword = await issued.getByRole('textbox', { name: 'File password' }).inputValue();
  expect(openssl('pkcs12', '-in', bundle, '-passin', `pass:${filePassword}`, '-nokeys', '-clcerts')).toContain('BEGIN CERTIFICATE');
  await issued.getByRole('button', { name: 'Done' }).click();

  await openTab(window, 'Listeners');
  const tls = window.getByRole('region', { name: 'MQTT over TLS' });
  await tls.getByRole('combobox', { name: 'Who may come in' }).selectOption({ label: 'Only with a certificate' });
  await tls.getByRole('button', { name: 'Save MQTT over TLS' }).click();
  await expect(tls.getByText('Saved')).toBeVisible();
  const at = { port: app.ready.mqtts as number, clientId: 'pump' };
  const by = ['--cafile', authority, '--cert', certificate, '--key', key, '-q', '1'];
  expect(await mosquittoPub(at, topic, 'on', by)).toMatchObject({ code: 0 });
  expect((await mosquittoPub(at, topic, 'on', ['--cafile', authority])).code).toBe(5);

  await goTo(window, 'Devices');
  await window.getByRole('button', { name: 'Pump', exact: true }).click();
  await window.getByRole('button', { name: /^Revoke certificate/ }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Revoke certificate' }).click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
  expect((await mosquittoPub(at, topic, 'on', by)).code).toBe(5);
  await goTo(window, 'Activity');
  await expect(window.getByText(/the certificate of Pump that it showed was revoked/)).toBeVisible();
});

test("a certificate of one's own is checked, served for its own name alone, and taken up when it is renewed", async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const port = app.ready.mqtts as number;
  const into = folder();
  const files = certbotFiles(into, 'lab.example.org');
  await openTab(window, 'Certificates');
  await window.getByRole('button', { name: 'Import certificate' }).click();
  const dialog = window.getByRole('dialog', { name: 'Import a certificate' });
  await dialog.getByRole('textbox', { name: 'Certificate file' }).fill(files.certificateFile);
  await dialog.getByRole('textbox', { name: 'Chain file' }).fill(files.chainFile);
  await dialog.getByRole('textbox', { name: 'Key file' }).fill(join(into, 'ca.key'));
  await dialog.getByRole('button', { name: 'Import certificate' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/key/);
  await dialog.getByRole('textbox', { name: 'Key file' }).fill(files.keyFile);
  await dialog.getByRole('button', { name: 'Import certificate' }).click();
  await expect(dialog).toHaveCount(0);
  const shown = () => shownBy(port, '-servername', 'lab.example.org');
  expect(shown()).toContain('CN = lab.example.org');
  expect(shownBy(port, '-servername', 'other.example.org')).not.toContain('CN = lab.example.org');
  expect(shownBy(port, '-noservername')).not.toContain('CN = lab.example.org');

  const serial = () => openssl('x509', '-in', files.certificateFile, '-noout', '-serial');
  const before = serial();
  certbotFiles(into, 'lab.example.org');
  expect(serial()).not.toBe(before);
  const served = () => {
    const pem = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/s.exec(shown())?.[0] ?? '';
    writeFileSync(join(into, 'served.pem'), pem);
    return openssl('x509', '-in', join(into, 'served.pem'), '-noout', '-serial');
  };
  await expect.poll(served, { timeout: 10_000 }).toBe(serial());
});

test('what a device may not do is on its page, and one click allows it', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const { userName, password, port, dialog } = await addDevice(window, 'Pump', 'Its own topics only');
  await dialog.getByRole('button', { name: 'Done' }).click();
  const at = { port, userName, password, clientId: 'pump' };
  expect((await mosquittoPub(at, 'cellar/pump', 'on', ['-q', '1'])).code).toBe(0);
  await window.getByRole('button', { name: 'Pump', exact: true }).click();
  await expect(window.getByText(/^Tried to publish to cellar\/pump, denied/)).toBeVisible();
  await window.getByRole('button', { name: 'Allow this topic: cellar/pump' }).click();
  await expect(window.getByText(/^Tried to publish to cellar/)).toHaveCount(0);
  const reader = await addDevice(window, 'App', 'Its own topics, and reads everything');
  await reader.dialog.getByRole('button', { name: 'Done' }).click();
  const all = await mosquittoSub({ port, userName: reader.userName, password: reader.password, clientId: 'app' }, '#');
  home.later(all.stop);
  await mosquittoPub(at, 'cellar/pump', 'off', ['-q', '1']);
  await all.message(({ topic, payload }) => topic === 'cellar/pump' && payload === 'off');

  await window.getByRole('button', { name: 'Pump', exact: true }).click();
  await window.getByRole('button', { name: 'Change permissions' }).click();
  const permissions = window.getByRole('dialog', { name: 'Permissions of Pump' });
  await permissions.getByRole('button', { name: 'Remove cellar/pump' }).click();
  await permissions.getByRole('textbox', { name: 'Add a topic to publish to' }).fill('garden/%c/#');
  await permissions.getByRole('button', { name: 'Save permissions' }).click();
  await mosquittoPub(at, 'cellar/pump', 'secret', ['-q', '1']);
  await mosquittoPub(at, 'garden/pump/soil', '7', ['-q', '1']);
  await all.message(({ topic }) => topic === 'garden/pump/soil');
  expect(all.messages.some(({ payload }) => payload === 'secret')).toBe(false);
});

test('a bootstrap credential lets in devices that nobody knew, and is revoked with them', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const port = app.ports().mqtt;
  await openTab(window, 'Bootstrap credentials');
  await window.getByRole('button', { name: 'Add bootstrap credential' }).click();
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Shelf');
  await window.getByRole('button', { name: 'Create credential' }).click();
  const shown = window.getByRole('dialog', { name: 'Bootstrap credential Shelf' });
  const userName = await shown.getByRole('textbox', { name: 'User name' }).inputValue();
  const password = await shown.getByRole('textbox', { name: 'Password' }).inputValue();
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(window.getByText(password)).toHaveCount(0);
  for (const clientId of ['node1', 'node2']) {
    expect((await mosquittoPub({ port, userName, password, clientId }, 'any', 'x')).code).toBe(0);
  }
  await window.getByText('2 clients came in by it').click();
  await expect(window.getByRole('cell', { name: 'node2' }).first()).toBeVisible();
  await goTo(window, 'Devices');
  await expect(window.getByRole('button', { name: 'node1', exact: true })).toBeVisible();

  await openTab(window, 'Bootstrap credentials');
  await window.getByRole('button', { name: 'Revoke Shelf' }).click();
  const revoke = window.getByRole('dialog', { name: 'Revoke Shelf?' });
  await revoke.getByRole('radio', { name: /^The credential and the 2 devices/ }).check({ force: true });
  await revoke.getByRole('button', { name: 'Revoke' }).click();
  await expect(revoke).toHaveCount(0);
  expect((await mosquittoPub({ port, userName, password, clientId: 'node1' }, 'any', 'x')).code).toBe(5);
  await expect(window.getByRole('button', { name: 'Let it come back: node1' })).toBeVisible();
  await goTo(window, 'Devices');
  await expect(window.getByRole('button', { name: 'node1', exact: true })).toHaveCount(0);
});

test('a token that the hub issued is a password, and an unknown client that is refused is listed with the cause', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const port = app.ports().mqtt;
  await openTab(window, 'Tokens');
  await window.getByRole('button', { name: 'Issue a token' }).click();
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('script');
  await window.getByRole('textbox', { name: 'Add a topic to publish to' }).fill('script/#');
  await window.getByRole('button', { name: 'Issue token' }).click();
  const shown = window.getByRole('dialog', { name: 'Token for script' });
  const token = (await shown.getByText(/^ey[\w-]+\.[\w-]+\.[\w-]+$/).textContent()) ?? '';
  await shown.getByRole('button', { name: 'Done' }).click();
  const as = (password: string) => ({ port, userName: 'JWT', password, clientId: 'script' });
  expect((await mosquittoPub(as(token), 'script/a', 'x', ['-q', '1'])).code).toBe(0);
  expect((await mosquittoPub(as(`${token.slice(0, -8)}AAAAAAAA`), 'script/a', 'x')).code).toBe(5);
  await window.getByRole('button', { name: 'Who was refused, and why' }).click();
  await expect(window.getByText('Its token was not accepted.')).toBeVisible();
});

test('an identity provider checks passwords, and its token says what each may do', async ({ home }) => {
  const web = createServer((request, response) => served.answer(request, response)).listen(0, '127.0.0.1');
  home.later(() => web.close());
  home.later(() => web.closeAllConnections());
  await once(web, 'listening');
  const served = { url: `http://127.0.0.1:${(web.address() as AddressInfo).port}`, answer: (() => {}) as RequestListener };
  const accounts = { anna: { password: 'correct horse', claims: { topics: ['home/#'] } } };
  const { settings } = identityProviderOn(served, accounts);

  const app = await home.launch();
  const { window } = app;
  await openTab(window, 'Tokens');
  await window.getByRole('button', { name: 'Add issuer' }).click();
  const dialog = window.getByRole('dialog', { name: 'Accept tokens of an issuer' });
  const fill = (name: string, text: string) => dialog.getByRole('textbox', { name, exact: true }).fill(text);
  await fill('Name', settings.name);
  await fill('JWKS address', settings.key.url);
  await fill('Issuer (iss)', settings.issuer);
  await fill('Audience (aud)', settings.audience);
  await dialog.getByRole('checkbox', { name: 'Check passwords at its token endpoint' }).check({ force: true });
  await fill('Token endpoint', settings.passwordGrant.endpoint);
  await fill('Client id there', settings.passwordGrant.clientId);
  await dialog.getByLabel('Client secret').fill(settings.passwordGrant.clientSecret);
  await dialog.getByRole('button', { name: 'Add issuer' }).click();
  await expect(dialog).toHaveCount(0);

  const as = (password: string) => ({ port: app.ports().mqtt, userName: 'anna', password, clientId: 'anna' });
  const reading = await mosquittoSub(as('correct horse'), 'home/#');
  home.later(reading.stop);
  await expect(mosquittoSub({ ...as('correct horse'), clientId: 'more' }, 'other/#')).rejects.toThrow('refused');
  expect((await mosquittoPub({ ...as('wrong'), clientId: 'wrong' }, 'home/a', 'x')).code).toBe(5);
  await goTo(window, 'Activity');
  await expect(window.getByText(/Refused a connection as "anna"/).first()).toBeVisible();
});
