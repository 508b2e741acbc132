import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base, describe, expect } from 'vitest';
import type { Answer } from '../../../../electron/hub/discovery/mdns/mdns.ts';
import { canMakeNetwork, type Host, makeNetwork, type Network } from '../../../e2e/support/namespaces.ts';
import { until } from './loopback.ts';

const HOST_PROGRAM = fileURLToPath(new URL('./host.ts', import.meta.url));
/** An address that comes or goes is followed within this. */
const PROMISED_MS = 10_000;
const STARTED_MS = 20_000;

type Event = { event: string; addresses?: string[]; [key: string]: unknown };

interface Machine {
  events: Event[];
  /** The first event of this name for which `fits`. */
  event(name: string, fits?: (event: Event) => boolean): Promise<Event>;
  tell(command: string): void;
}

async function run(host: Host, kind: 'hub' | 'device'): Promise<Machine> {
  const child = host.spawn(process.execPath, [HOST_PROGRAM, kind], { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' });
  const events: Event[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line)));
  child.stderr?.on('data', (data) => events.push({ event: 'stderr', text: String(data) }));
  const event = (name: string, fits: (event: Event) => boolean = () => true, ms = PROMISED_MS) =>
    until(() => events.find((each) => each.event === name && fits(each)), ms).catch(() => {
      throw new Error(`${kind}: no ${name} came, but ${JSON.stringify(events)}`);
    });
  await event('ready', undefined, STARTED_MS);
  return { events, event, tell: (command) => child.stdin?.write(`${command}\n`) };
}

const test = base.extend<{ network: Network }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from it
  network: async ({}, use) => {
    const network = makeNetwork();
    try {
      await use(network);
    } finally {
      network.remove();
    }
  },
});

const has = (address: RegExp) => (event: Event) => event.addresses?.some((each) => address.test(each)) ?? false;

describe.skipIf(!canMakeNetwork).concurrent('mDNS between machines', { timeout: 30_000 }, () => {
  test('is found over both IP versions, followed to another address, and withdrawn when it stops', async ({ network }) => {
    const [device, hub] = await Promise.all([run(network.device, 'device'), run(network.hub, 'hub')]);
    const seen = await device.event('seen', (event) => has(/^10\.77\.0\.1$/)(event) && has(/^fe80:.*%pd/)(event));
    expect(seen).toMatchObject({ instance: 'Porchlight', host: 'porchlight.local', port: 8443, txt: { v: '1' } });
    device.tell('ask porchlight.local A');
    const answers = (await device.event('answers')).answers as Answer[];
    expect(new Set(answers.map(({ from, data, own }) => `${from.replace(/^fe80:.*/, 'fe80')} ${data} ${own}`))).toEqual(
      new Set(['10.77.0.1 10.77.0.1 false', 'fe80 10.77.0.1 false']),
    );
    network.hub.exec('ip', 'address', 'add', '10.77.0.9/24', 'dev', network.hub.interface);
    await device.event('seen', has(/^10\.77\.0\.9$/));
    device.events.length = 0;
    network.hub.exec('ip', 'address', 'del', '10.77.0.1/24', 'dev', network.hub.interface);
    await device.event('seen', (event) => !has(/^10\.77\.0\.1$/)(event) && has(/^fe80:/)(event));
    hub.tell('stop');
    await device.event('gone');
    expect(hub.events.filter(({ event }) => ['fault', 'stderr', 'claimed', 'renamed'].includes(event))).toEqual([]);
  });

  test('two hubs on one network: the later takes other names, and both are found', async ({ network }) => {
    const first = await run(network.hub, 'hub');
    await first.event('seen');
    const second = await run(network.device, 'hub');
    await second.event('renamed', ({ host, service }) => host === 'porchlight-7f3a.local' && service === 'Porchlight (2)');
    await first.event('seen', ({ instance, host }) => instance === 'Porchlight (2)' && host === 'porchlight-7f3a.local');
    expect(await second.event('claimed', ({ what }) => what === 'host')).toMatchObject({ name: 'porchlight.local' });
    expect(first.events.some(({ event }) => event === 'renamed')).toBe(false);
  });

  test('works where there is IPv6 alone; a cable that is pulled out and put back harms nothing', async ({ network }) => {
    const { hub: near, device: far } = network;
    for (const { exec, interface: name } of [near, far]) exec('ip', '-4', 'address', 'flush', 'dev', name);
    const [device, hub] = await Promise.all([run(far, 'device'), run(near, 'hub')]);
    const seen = await device.event('seen');
    expect(seen.addresses).toEqual([expect.stringMatching(/^fe80:.*%pd/)]);
    near.exec('ip', 'link', 'delete', near.interface);
    hub.tell('ask porchlight.local AAAA');
    await hub.event('answers');
    device.events.length = 0;
    const plug = [
      'link',
      'add',
      near.interface,
      'netns',
      near.namespace,
      'type',
      'veth',
      'peer',
      'name',
      far.interface,
      'netns',
      far.namespace,
    ];
    execFileSync('ip', plug);
    for (const { exec, interface: name, address } of [near, far]) {
      exec('ip', 'address', 'add', `${address}/24`, 'dev', name);
      exec('ip', 'link', 'set', name, 'up');
    }
    await device.event('seen', (event) => has(/^10\.77\.0\.1$/)(event) && has(/^fe80:/)(event));
    hub.tell('stop');
    await device.event('gone');
    expect([...hub.events, ...device.events].filter(({ event }) => event === 'stderr')).toEqual([]);
  });
});
