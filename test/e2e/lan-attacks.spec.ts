import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { cardOf, goTo, openDoor, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';
import { canMakeNetwork, type Host, makeLan } from './support/namespaces.ts';
import { picture } from './support/picture.ts';
import { type ReferenceDevice, startReferenceDevice } from './support/reference-device.ts';

const LAN = ['--bind=lan', '--mqtt-port=1883', '--pair-port=8443', '--emonesp-port=80', '--trigger-port=5005', '--announce-port=5006'];
const BROADCAST = '10.77.0.255';
const HUB = '10.77.0.1:8443';
const attacker = (name: string) => fileURLToPath(new URL(`./attackers/${name}.mjs`, import.meta.url));

test.skip(!canMakeNetwork, 'network namespaces need root on Linux');

/** A hub, a device and somebody else, each with an address of its own. */
async function threeMachines(home: Parameters<Parameters<typeof test>[2]>[0]['home']) {
  const lan = makeLan(['hub', 'device', 'other']);
  home.later(lan.remove);
  const app = await home.launch({ namespace: lan.hosts.hub.namespace, args: LAN });
  const device = (...flags: string[]): ReferenceDevice => {
    const started = startReferenceDevice(['--name=Greenhouse sensor', '--device-id=greenhouse-7f3a', ...flags], { host: lan.hosts.device });
    home.later(started.stop);
    return started;
  };
  return { app, window: app.window, device, other: lan.hosts.other };
}

async function allow(window: Page, name = 'Greenhouse sensor'): Promise<void> {
  const card = cardOf(window, name);
  await card.getByRole('button', { name: 'Allow' }).click();
  await card.getByRole('button', { name: /^Yes/ }).click();
}

/** Runs an attack of the other machine until it has done something, and calls back while it goes on. */
async function during(other: Host, how: string, during_: () => Promise<void>): Promise<void> {
  const child = other.spawn(process.execPath, [attacker('impostor'), how, other.address, BROADCAST, '30000']);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  await during_();
  child.kill('SIGKILL');
}

test('a machine in the middle: the codes differ, and who says so keeps it out', async ({ home }) => {
  const { window, device, other } = await threeMachines(home);
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-middle-'));
  home.later(() => rmSync(folder, { recursive: true }));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const make = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=porchlight.local';
  execFileSync('openssl', [...make.split(' '), '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const middle = other.spawn(process.execPath, [attacker('middle'), key, certificate, HUB]);
  await once(middle.stdout as NodeJS.ReadableStream, 'data');

  await openDoor(window);
  const victim = device(`--hub=${other.address}:8443`);
  const { code } = await victim.has('code');
  const card = cardOf(window, 'Greenhouse sensor');
  await expect(card).toContainText(other.address);
  await expect(card).toContainText(/\d{3} \d{3}/);
  await expect(card).not.toContainText(String(code));
  await card.getByRole('button', { name: 'Allow' }).click();
  await card.getByRole('button', { name: /^No/ }).click();
  await victim.has('refused', { reason: 'denied' });
  await goTo(window, 'Activity');
  await expect(window.getByText(/shows another code.*may stand between/).first()).toBeVisible();
  await goTo(window, 'Devices');
  await expect(window.getByText('No devices yet')).toBeVisible();
});

test('a second machine that polls for the answer of another gets none, and asking under its id is shown', async ({ home }) => {
  const { window, device, other } = await threeMachines(home);
  await openDoor(window);
  const real = device();
  await real.has('waiting');
  const script = `
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    const at = (path, init) => fetch('https://${HUB}/pair/v1/requests' + path, init).then((answer) => answer.status);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ deviceId: 'greenhouse-7f3a', name: 'Greenhouse sensor', commitment: 'A'.repeat(43) });
    (async () => {
      const told = [await at('', { method: 'POST', headers, body })];
      for (const id of ['', '/greenhouse-7f3a', '/..%2f', '/' + crypto.randomUUID()]) told.push(await at(id || '/x', { headers: { authorization: 'Bearer ' + 'A'.repeat(43) } }));
      console.log(told.join());
    })();`;
  const answers = other.exec(process.execPath, '--no-warnings', '-e', script).trim();
  expect(answers).toBe('409,404,404,404,404');
  const card = cardOf(window, 'Greenhouse sensor');
  await expect(card).toHaveCount(1);
  await expect(card).toContainText(other.address);
  await allow(window);
  await real.has('connected');
});

test('announcements that are replayed or forged lead no device astray, and the app shows who sends them', async ({ home }) => {
  const { window, device, other } = await threeMachines(home);
  await openDoor(window);
  const paired = device();
  await paired.has('waiting');
  await allow(window);
  await paired.has('connected');
  const shown = (text: RegExp) =>
    expect(window.getByRole('alert').filter({ hasText: other.address }).filter({ hasText: text }).first()).toBeVisible();

  await during(other, 'replay', async () => {
    await paired.has('announcement', { outcome: 'ignore' });
    await shown(/announce/i);
  });
  await during(other, 'forge', async () => {
    await paired.has('announcement', { outcome: 'ignore', reason: 'signature' });
  });
  await during(other, 'name', async () => {
    await shown(/name/i);
    await picture(window, 'impostors');
  });
  await during(other, 'trigger', async () => {
    await shown(/EmonESP/);
  });
  expect(paired.names()).not.toContain('moved');
  await paired.has('published');
  await goTo(window, 'Activity');
  await expect(
    window.getByText(new RegExp(`${other.address}.*announces itself as this hub|${other.address}.*announc`)).first(),
  ).toBeVisible();
});

test('a second answer for the name of the hub is shown, and devices go on by the key that they know', async ({ home }) => {
  const { window, device, other } = await threeMachines(home);
  await openDoor(window);
  const paired = device();
  await paired.has('waiting');
  await allow(window);
  await paired.has('connected');
  await during(other, 'host', async () => {
    await expect(
      window.getByRole('alert').filter({ hasText: other.address }).filter({ hasText: 'porchlight.local' }).first(),
    ).toBeVisible();
  });
  await paired.has('published');
});

/** Resident memory of the whole app, in MiB. */
const memoryOf = async ({ app }: RunningApp): Promise<number> =>
  (await app.evaluate(({ app: electron }) => electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0))) / 1_024;

test('ten thousand requests in a minute: the window answers, memory stays, and a real device gets in', async ({ home }) => {
  test.setTimeout(120_000);
  const { app, window, device, other } = await threeMachines(home);
  await openDoor(window);
  const before = await memoryOf(app);
  const flood = other.spawn(process.execPath, [attacker('flood'), HUB, '10000', '4', '60']);
  let report = '';
  flood.stdout?.on('data', (data) => {
    report += data;
  });
  const ended = once(flood, 'exit');
  await expect(window.getByRole('article').first()).toBeVisible();

  const real = device();
  await real.has('waiting');
  for (const page of ['Devices', 'Topics', 'Inbox'] as const) {
    const started = performance.now();
    await goTo(window, page);
    expect(performance.now() - started).toBeLessThan(5_000);
  }
  await allow(window);
  await real.has('connected');
  await ended;

  const told = JSON.parse(report) as { answers: Record<string, number>; unsent: number; slowest: number; giant: string };
  const { answers, unsent } = told;
  expect(told.giant).toBe('413');
  expect(told.slowest).toBeLessThan(15);
  expect(unsent).toBe(0);
  // At most three wait at a time, ten a minute are taken; names with line breaks or turned letters never.
  expect(answers['201'] ?? 0).toBeLessThanOrEqual(3);
  expect((answers['429'] ?? 0) + (answers['400'] ?? 0) + (answers['201'] ?? 0)).toBe(10_000);
  expect((await memoryOf(app)) - before).toBeLessThan(200);
  await expect(window.getByText('\u202E')).toHaveCount(0);
});
