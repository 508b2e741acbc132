import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { cardOf, goTo, test } from './support/home.ts';
import { canMakeNetwork, makeLan } from './support/namespaces.ts';
import { startReferenceDevice } from './support/reference-device.ts';

const LAN = ['--bind=lan', '--mqtt-port=1883', '--pair-port=8443', '--emonesp-port=80', '--trigger-port=5005', '--announce-port=5006'];

test.skip(!canMakeNetwork, 'network namespaces need root on Linux');

test('a device finds the hub, shows the code of the card, is allowed, and its readings arrive encrypted; it follows the hub to a new address', async ({
  home,
}) => {
  const lan = makeLan(['hub', 'device']);
  home.later(lan.remove);
  const { hub, device: host } = lan.hosts;
  const app = await home.launch({ namespace: hub.namespace, args: LAN });
  const { window } = app;
  const device = startReferenceDevice(['--name=Greenhouse sensor', '--device-id=greenhouse-7f3a'], { host });
  home.later(device.stop);

  await device.has('found', { name: 'Porchlight', port: 8443 });
  await device.has('refused', { reason: 'closed' });
  await expect(window.getByText(/Greenhouse sensor.*knocked|knocked while the door was closed/).first()).toBeVisible();
  await window
    .getByRole('button', { name: /^Open .*4 minutes/ })
    .first()
    .click();

  const { code } = await device.has('code');
  const card = cardOf(window, 'Greenhouse sensor');
  await expect(card).toContainText('10.77.0.2');
  await expect(card).toContainText(String(code));
  await card.getByRole('button', { name: 'Allow' }).click();
  await card.getByRole('button', { name: /^Yes/ }).click();
  await device.has('connected', { port: 8883 });
  await device.has('published');
  await goTo(window, 'Topics');
  await expect(window.getByRole('treeitem', { name: /^temperature/ })).toBeVisible();

  hub.exec('ip', 'address', 'add', '10.77.0.9/24', 'broadcast', '10.77.0.255', 'dev', hub.interface);
  hub.exec('ip', 'address', 'delete', '10.77.0.1/24', 'dev', hub.interface);
  const moved = Date.now();
  // By its new IPv4 address, or by IPv6, whichever it heard first.
  expect((await device.has('connected', { port: 8883 }, 'moved')).address).toMatch(/^(10\.77\.0\.9|fe80:.*)$/);
  expect(Date.now() - moved).toBeLessThan(20_000);
});

test('the hub is in lists of services while it runs, and takes itself back when it quits', async ({ home }) => {
  const lan = makeLan(['hub', 'other']);
  home.later(lan.remove);
  const { hub, other } = lan.hosts;
  const listener = fileURLToPath(new URL('./attackers/listen.mjs', import.meta.url));
  const child = other.spawn(process.execPath, [listener, other.address]);
  home.later(() => child.kill('SIGKILL'));
  const records: { name: string; kind: string; ttl: number }[] = [];
  createInterface({ input: child.stdout as Readable }).on('line', (line) => records.push(JSON.parse(line)));
  const services = () => new Set(records.filter(({ kind, ttl }) => kind === 'PTR' && ttl > 0).map(({ name }) => name));

  const app = await home.launch({ namespace: hub.namespace, args: LAN });
  await expect.poll(() => [...services()], { timeout: 15_000 }).toContain('_mqtt._tcp.local');
  expect([...services()]).toEqual(expect.arrayContaining(['_porchlight._tcp.local', '_secure-mqtt._tcp.local']));
  expect(records).toContainEqual({ name: 'porchlight.local', kind: 'A', ttl: 120 });

  await goTo(app.window, 'Settings');
  await app.window.getByRole('switch', { name: 'Announce plain MQTT' }).click();
  await expect.poll(() => records.some(({ name, ttl }) => name === '_mqtt._tcp.local' && ttl === 0)).toBe(true);

  await app.stop();
  await expect.poll(() => records.some(({ name, ttl }) => name === '_porchlight._tcp.local' && ttl === 0)).toBe(true);
  expect(records.some(({ name, kind, ttl }) => name === 'porchlight.local' && kind === 'A' && ttl === 0)).toBe(true);
});
