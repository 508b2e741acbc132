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
