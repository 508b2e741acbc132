import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { cardOf, goTo, switchPairingOn, test } from './support/home.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { canMakeNetwork, type Host, makeNetwork } from './support/namespaces.ts';

const electron = createRequire(import.meta.url)('electron') as unknown as string;
const program = fileURLToPath(new URL('../devices/emonesp-cli.ts', import.meta.url));
const LAN = ['--bind=lan', '--mqtt-port=1883', '--emonesp-port=80', '--trigger-port=5005'];

/** The simulated EmonESP as a process on a host of its own. */
function startDevice(host: Host, ...flags: string[]) {
  const args = [program, `--address=${host.address}`, '--poll-ms=1000', ...flags];
  const child = host.spawn(electron, args, { ...process.env, ELECTRON_RUN_AS_NODE: '1' });
  const events: { event: string; [detail: string]: unknown }[] = [];
  createInterface({ input: child.stdout as Readable }).on('line', (line) => events.push(JSON.parse(line)));
  return {
    events,
    names: () => events.map(({ event }) => event),
    tell: (command: string) => child.stdin?.write(`${command}\n`),
    stop: async () => {
      const ended = once(child, 'exit');
      child.stdin?.end('quit\n');
      await ended;
    },
  };
}

test.describe('hub and device on two machines', () => {
  test.skip(!canMakeNetwork, 'network namespaces need root on Linux');

  test('the call crosses the network, the device is named, let in, and its readings arrive', async ({ home }) => {
    const network = makeNetwork();
    home.later(network.remove);
    const app = await home.launch({ namespace: network.hub.namespace, args: LAN });
    const { window } = app;
    expect(app.ready).toMatchObject({ mqtt: 1883, emonesp: 80, trigger: 5005, bind: 'lan', address: '10.77.0.1' });
    const device = startDevice(network.device, '--node-name=espwifi1234', '--generation=3.1');
    home.later(device.stop);
    await expect.poll(device.names).toContain('started');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(device.names()).not.toContain('triggered');

    await switchPairingOn(window);
    await expect.poll(() => device.events.find(({ event }) => event === 'triggered')).toMatchObject({ from: '10.77.0.1' });
    const card = cardOf(window, 'espwifi1234');
    await expect(card).toContainText('10.77.0.2');
    await card.getByRole('button', { name: 'Allow' }).click();
    await expect.poll(device.names).toContain('connected');
    device.tell('publish temperature 21.5');
    await expect
      .poll(() => device.events.find(({ event }) => event === 'published'))
      .toMatchObject({ topic: expect.stringMatching(/^emon\/[^/]+\/temperature$/) });
    await goTo(window, 'Topics');
    await expect(window.getByRole('treeitem', { name: /^temperature 21\.5/ })).toBeVisible();

    // Nobody else on the network gets in without a credential, or through the door by IPv6.
    const stranger = await mosquittoPub({ host: '10.77.0.1', port: 1883, namespace: network.device.namespace }, 'x', '1');
    expect(stranger.code).toBe(5);
    await goTo(window, 'Activity');
    await expect(window.getByText(/Refused a connection without a user name/).first()).toBeVisible();
  });

  test('the pairing door refuses IPv6', async ({ home }) => {
    const network = makeNetwork();
    home.later(network.remove);
    network.hub.exec('ip', 'address', 'add', 'fd77::1/64', 'dev', network.hub.interface, 'nodad');
    network.device.exec('ip', 'address', 'add', 'fd77::2/64', 'dev', network.device.interface, 'nodad');
    const app = await home.launch({ namespace: network.hub.namespace, args: LAN });
    const script = `fetch('http://[fd77::1]/emoncms/device/auth/request.json').then(async (answer) => process.stdout.write(answer.status + ' ' + (await answer.text())))`;
    const answer = network.device.exec(process.execPath, '-e', script);
    expect(answer.trim()).toBe('403 not from this network');
    await goTo(app.window, 'Activity');
    await expect(app.window.getByText(/did not come by IPv4/).first()).toBeVisible();
    await goTo(app.window, 'Inbox');
    await expect(app.window.getByRole('button', { name: 'Allow' })).toHaveCount(0);
  });

  test('the call goes out on every network of the machine, from its own address there', async ({ home }) => {
    const network = makeNetwork();
    home.later(network.remove);
    network.hub.exec('ip', 'link', 'add', 'second0', 'type', 'veth', 'peer', 'name', 'second1');
    network.hub.exec('ip', 'link', 'set', 'second1', 'netns', network.device.namespace);
    network.hub.exec('ip', 'address', 'add', '10.78.0.1/24', 'broadcast', '10.78.0.255', 'dev', 'second0');
    network.device.exec('ip', 'address', 'add', '10.78.0.2/24', 'broadcast', '10.78.0.255', 'dev', 'second1');
    network.hub.exec('ip', 'link', 'set', 'second0', 'up');
    network.device.exec('ip', 'link', 'set', 'second1', 'up');
    const app = await home.launch({ namespace: network.hub.namespace, args: LAN });
    const listen = `
      const socket = require('dgram').createSocket('udp4'); const heard = new Set();
      socket.on('message', (packet, { address }) => { heard.add(address + ' ' + packet); if (heard.size === 2) { console.log([...heard].sort().join()); process.exit(0); } });
      socket.bind(5005); setTimeout(() => process.exit(1), 12000);`;
    const listener = network.device.spawn(process.execPath, ['-e', listen]);
    let heard = '';
    listener.stdout?.on('data', (data) => {
      heard += data;
    });
    const ended = once(listener, 'exit');
    await switchPairingOn(app.window);
    await ended;
    expect(heard.trim()).toBe('10.77.0.1 emonpi.local,10.78.0.1 emonpi.local');
  });
});
