import { expect } from '@playwright/test';
import { cardOf, goTo, hasAsked, isIn, switchPairingOn, test } from './support/home.ts';
import type { RunningApp } from './support/launch-app.ts';

/** Ends the app as the system does at shutdown, and starts it on the same data and ports. */
async function restart(app: RunningApp, launch: (options: { dataDir: string; args: string[] }) => Promise<RunningApp>) {
  const { emonesp, mqtt, trigger } = app.ports();
  const { code, ms } = await app.stop();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(5_000);
  return launch({ dataDir: app.dataDir, args: [`--emonesp-port=${emonesp}`, `--mqtt-port=${mqtt}`, `--trigger-port=${trigger}`] });
}

test('a request that waits is still there after a restart', async ({ home }) => {
  const first = await home.launch();
  // It asks so seldom that only what was stored can be on screen.
  const device = await home.emonEsp(first, { address: '127.0.0.9', pollMs: 600_000 });
  await switchPairingOn(first.window);
  await expect(cardOf(first.window, '127.0.0.9')).toBeVisible();
  const second = await restart(first, home.launch);
  await expect(second.window.getByRole('switch', { name: 'Pair EmonESP devices' })).not.toBeChecked();
  await cardOf(second.window, '127.0.0.9').getByRole('button', { name: 'Allow' }).click();
  await expect(cardOf(second.window, '127.0.0.9')).toContainText('Waiting for it to fetch its credential');
  await device.poll();
  await isIn(device);
});

test('a device that was allowed and has not fetched yet gets its credential after a restart', async ({ home }) => {
  const first = await home.launch();
  const device = await home.emonEsp(first, { address: '127.0.0.10', pollMs: 600_000 });
  await switchPairingOn(first.window);
  await cardOf(first.window, '127.0.0.10').getByRole('button', { name: 'Allow' }).click();
  const second = await restart(first, home.launch);
  await device.poll();
  await isIn(device);
  await expect(cardOf(second.window, '127.0.0.10')).toContainText('It is in');
});

test('a connected device comes back by itself, and what was decided is still in the activity', async ({ home }) => {
  const first = await home.launch();
  const device = await home.emonEsp(first, { address: '127.0.0.11' });
  await switchPairingOn(first.window);
  await cardOf(first.window, '127.0.0.11').getByRole('button', { name: 'Allow' }).click();
  await isIn(device);
  const second = await restart(first, home.launch);
  await expect.poll(() => device.isConnected).toBe(true);
  await goTo(second.window, 'Devices');
  await expect(second.window.getByText('Online', { exact: true }).first()).toBeVisible();
  await goTo(second.window, 'Activity');
  await expect(second.window.getByText(/You allowed/).first()).toBeVisible();
  await hasNothingToAsk(second);
});

async function hasNothingToAsk({ window }: RunningApp): Promise<void> {
  await goTo(window, 'Inbox');
  await expect(window.getByRole('button', { name: 'Allow' })).toHaveCount(0);
}

test('a denied device stays quiet over a restart', async ({ home }) => {
  const first = await home.launch();
  const device = await home.emonEsp(first, { address: '127.0.0.12' });
  await switchPairingOn(first.window);
  await cardOf(first.window, '127.0.0.12').getByRole('button', { name: 'Deny' }).click();
  const second = await restart(first, home.launch);
  await hasAsked(device);
  await hasAsked(device);
  await hasNothingToAsk(second);
});
