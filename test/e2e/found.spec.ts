import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { goTo, test } from './support/home.ts';
import { canMakeNetwork, type Host, makeLan } from './support/namespaces.ts';
import { picture } from './support/picture.ts';

const electron = createRequire(import.meta.url)('electron') as unknown as string;
const foundCli = fileURLToPath(new URL('../devices/found-cli.ts', import.meta.url));
const emonespCli = fileURLToPath(new URL('../devices/emonesp-cli.ts', import.meta.url));
const LAN = ['--bind=lan', '--mqtt-port=1883', '--pair-port=8443', '--emonesp-port=80', '--trigger-port=5005', '--announce-port=5006'];

test.skip(!canMakeNetwork, 'network namespaces need root on Linux');

/** A simulated device as a process on a host of its own. */
function startDevice(host: Host, program: string, ...flags: string[]) {
  const child = host.spawn(electron, [program, `--address=${host.address}`, ...flags], { ...process.env, ELECTRON_RUN_AS_NODE: '1' });
  const events: { event: string; [detail: string]: unknown }[] = [];
  createInterface({ input: child.stdout as Readable }).on('line', (line) => events.push(JSON.parse(line)));
  return {
    events,
    has: (event: string) =>
      expect.poll(() => events.map((each) => each.event), { timeout: 20_000, message: `${flags[0]}: ${event}` }).toContain(event),
    stop: () => child.kill('SIGKILL'),
  };
}

/** Presses Connect at a found device, and waits until its own connection is the proof. */
async function connect(window: Page, name: string): Promise<void> {
  await window.getByRole('button', { name: `Connect ${name}` }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(dialog).toContainText('Connected', { timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Done' }).click();
}

test('devices of other makes are found with what they talk to now, and Connect brings each of them over', async ({ home }) => {
  test.setTimeout(180_000);
  const makes = ['shelly', 'shelly-gen1', 'wled', 'openevse', 'opendtu', 'tasmota', 'esphome'] as const;
  const lan = makeLan(['hub', ...makes, 'emonesp']);
  home.later(lan.remove);
  const app = await home.launch({ namespace: lan.hosts.hub.namespace, args: LAN });
  const { window } = app;
  const names: Record<(typeof makes)[number], string> = {
    shelly: 'Hall light',
    'shelly-gen1': 'Boiler plug',
    wled: 'Desk strip',
    // These two are known by their host names alone.
    openevse: 'openevse-5413',
    opendtu: 'OpenDTU-BE5414',
    tasmota: 'Washing machine',
    esphome: 'Bedroom sensor',
  };
  const flags: Partial<Record<(typeof makes)[number], string[]>> = { shelly: ['--broker=10.77.0.200:1883'], opendtu: ['--password=sunny'] };
  const devices = Object.fromEntries(
    makes.map((make, index) => {
      const mac = `--mac=A8032ABE54${(16 + index).toString(16).toUpperCase()}`;
      const device = startDevice(lan.hosts[make], foundCli, `--make=${make}`, mac, `--name=${names[make]}`, ...(flags[make] ?? []));
      home.later(device.stop);
      return [make, device];
    }),
  ) as Record<(typeof makes)[number], ReturnType<typeof startDevice>>;
  const emonesp = startDevice(lan.hosts.emonesp, emonespCli, '--node-name=smartplug77', '--generation=3.1', '--mdns');
  home.later(emonesp.stop);
  await Promise.all([...makes.map((make) => devices[make].has('started')), emonesp.has('started')]);

  await goTo(window, 'Network');
  const list = window.getByRole('list', { name: 'Found devices' });
  const announced = makes.filter((make) => make !== 'tasmota');
  await expect(list.getByText('smartplug77').first()).toBeVisible({ timeout: 30_000 });
  for (const make of announced) await expect(list.getByText(names[make]).first(), make).toBeVisible({ timeout: 30_000 });
  await expect(list).toContainText('Now talks to 10.77.0.200');
  await expect(list).not.toContainText(names.tasmota);
  await window.getByRole('button', { name: /^Search for devices/ }).click();
  await expect(list.getByText(names.tasmota).first()).toBeVisible({ timeout: 30_000 });
  await picture(window, 'found');

  for (const make of ['shelly', 'shelly-gen1', 'wled', 'openevse', 'tasmota'] as const) {
    await connect(window, names[make]);
    await devices[make].has('connected');
  }
  await connect(window, 'smartplug77');
  await emonesp.has('connected');
  expect(devices.shelly.events.findLast(({ event }) => event === 'configured')).toMatchObject({ tls: true, port: 8883 });
  expect(devices.openevse.events.findLast(({ event }) => event === 'configured')).toMatchObject({ tls: true });

  // This one asks for the password of its page; a wrong one says so and leaves nothing behind.
  await window.getByRole('button', { name: `Connect ${names.opendtu}` }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel(/^Password/).fill('wrong');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(dialog).toContainText(/password/i);
  await dialog.getByLabel(/^Password/).fill('sunny');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(dialog).toContainText('Connected', { timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Done' }).click();

  // ESPHome takes nothing at run time: the ready snippet it is.
  await window.getByRole('button', { name: `Connect ${names.esphome}` }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Create credential' }).click();
  await expect(window.getByRole('dialog')).toContainText('certificate_authority');
  await window.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

  await goTo(window, 'Devices');
  for (const make of [...announced, 'tasmota' as const])
    await expect(window.getByRole('button', { name: names[make], exact: true }), make).toBeVisible();
});

test('the self-check sees from the network what devices see, and says what to type by hand', async ({ home }) => {
  const lan = makeLan(['hub', 'other']);
  home.later(lan.remove);
  const app = await home.launch({ namespace: lan.hosts.hub.namespace, args: LAN });
  const { window } = app;
  await goTo(window, 'Network');
  await window.getByRole('tab', { name: 'Self-check' }).click();
  const checks = window.getByRole('list', { name: 'What was checked' });
  await expect(checks).toContainText('10.77.0.1:8443', { timeout: 15_000 });
  await expect(checks).toContainText('10.77.0.1:1883');
  await expect(checks.getByText('Does not work')).toHaveCount(0);
  await expect(window.getByText(/10\.77\.0\.1/).first()).toBeVisible();
  await picture(window, 'self-check');
  await window.getByRole('tab', { name: 'By hand' }).click();
  await expect(window.getByRole('textbox', { name: 'Address' })).toHaveValue('10.77.0.1');
  await expect(window.getByRole('img', { name: /QR code/ })).toBeVisible();
  await picture(window, 'by-hand');
});
