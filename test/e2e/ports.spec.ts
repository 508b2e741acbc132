import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { goTo, isIn, mayOpenPort80, test } from './support/home.ts';

async function takePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { port, free: () => new Promise((resolve) => server.close(resolve)) };
}

async function pushTo(window: Page, address: string): Promise<void> {
  await goTo(window, 'Inbox');
  await window.getByRole('textbox', { name: 'Address of the device' }).fill(address);
  await window.getByRole('button', { name: 'Send', exact: true }).click();
}

test('a taken MQTT port is not a crash: the app says which, by whom, and opens it when it is free', async ({ home }) => {
  const taken = await takePort();
  home.later(taken.free);
  const app = await home.launch({ args: [`--mqtt-port=${taken.port}`] });
  expect(app.ready).toMatchObject({ mqtt: null });
  expect(app.ready.emonesp).toBeGreaterThan(0);
  const { window } = app;
  const banner = window.getByText(new RegExp(`Port ${taken.port} .*already used by`));
  await expect(banner.first()).toBeVisible();
  if (process.platform === 'linux') await expect(banner.first()).toContainText(`(process ${process.pid})`);
  // Devices must not be called to a broker that is not there.
  await window.getByRole('switch', { name: 'Pair EmonESP devices' }).click();
  await expect(window.getByText(/cannot be paired now/)).toBeVisible();
  await taken.free();
  const retry = window.getByRole('button', { name: 'Try again' });
  await retry.click();
  await expect(retry).toHaveCount(0);
  await goTo(window, 'Settings');
  await expect(window.getByText(`Port ${taken.port}`).first()).toBeVisible();
});

for (const [generation, address] of [
  ['3.0', '127.0.0.21'],
  ['3.1', '127.0.0.22'],
] as const) {
  test(`with the pairing port taken, an EmonESP ${generation} is paired by push`, async ({ home }) => {
    test.skip(!mayOpenPort80, "a device's web page is on port 80, which only root may open here");
    const taken = await takePort();
    home.later(taken.free);
    const app = await home.launch({ args: [`--emonesp-port=${taken.port}`] });
    const { window } = app;
    expect(app.ready).toMatchObject({ emonesp: null });
    await expect(window.getByText(/send the settings to a device by its address/i).first()).toBeVisible();

    const { EmonEsp } = await import('../devices/emonesp.ts');
    const device = new EmonEsp({
      address,
      generation,
      webPort: 80,
      triggerPort: app.ready.trigger as number,
      nodeName: 'espwifi77',
      reconnectMs: 500,
    });
    home.later(() => device.stop());
    await device.start();
    await pushTo(window, address);
    await isIn(device);
    await expect(window.getByText(/Sent\. espwifi77 now has its own credential/)).toBeVisible();
    device.publish('temperature', '21.5');
    await goTo(window, 'Topics');
    await expect(window.getByRole('treeitem', { name: /^temperature 21\.5/ })).toBeVisible();
  });
}

test('push says in words why it did not work', async ({ home }) => {
  const { window } = await home.launch();
  await pushTo(window, '127.0.0.99');
  await expect(window.getByText(/Nothing answers at 127\.0\.0\.99/)).toBeVisible();
  await pushTo(window, '8.8.8.8');
  await expect(window.getByText(/not in a network that this computer is part of/)).toBeVisible();
});
