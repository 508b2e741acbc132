import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { EmonEsp } from './emonesp.ts';
import type { Generation } from './firmware.ts';
import { FoundMdns } from './found-mdns.ts';

/**
 * The simulated EmonESP as a program, for a machine or network namespace of its own:
 *   ELECTRON_RUN_AS_NODE=1 electron test/devices/emonesp-cli.ts --address=10.9.0.2 --generation=3.1
 * Each event is one line of JSON on standard output, without secrets.
 * Commands on standard input: `publish KEY VALUE`, `poll`, `reboot`, `quit`.
 */
const { values } = parseArgs({
  options: {
    address: { type: 'string', default: '127.0.0.2' },
    'hub-http-port': { type: 'string', default: '80' },
    'trigger-port': { type: 'string', default: '5005' },
    'node-name': { type: 'string', default: 'smartplug4321' },
    type: { type: 'string', default: 'smartplug' },
    generation: { type: 'string', default: '3.0' },
    'web-port': { type: 'string', default: '80' },
    'chip-id': { type: 'string', default: '10684321' },
    'poll-ms': { type: 'string', default: '10000' },
    /** Announces itself, as firmware from 3.1 on does. */
    mdns: { type: 'boolean', default: false },
  },
});
if (!['async', '3.0', '3.1'].includes(values.generation)) throw new Error('--generation is async, 3.0 or 3.1');

const device = new EmonEsp({
  address: values.address,
  hubHttpPort: Number(values['hub-http-port']),
  triggerPort: Number(values['trigger-port']),
  nodeName: values['node-name'],
  type: values.type,
  generation: values.generation as Generation,
  webPort: Number(values['web-port']),
  chipId: Number(values['chip-id']),
  pollMs: Number(values['poll-ms']),
});
const say = (event: string, detail: Record<string, unknown> = {}) => process.stdout.write(`${JSON.stringify({ event, ...detail })}\n`);

device.on('triggered', (from) => say('triggered', { from }));
device.on('polled', (answer) => say('polled', { answer }));
device.on('configured', () => say('configured', { server: device.settings.server, topic: device.settings.topic }));
device.on('connected', () => say('connected'));
device.on('refused', (code) => say('refused', { code }));
device.on('disconnected', () => say('disconnected'));
device.on('received', (topic, payload) => say('received', { topic, payload }));

await device.start();
const { address, 'node-name': nodeName, type } = values;
const services = ['_http._tcp', '_emonesp._tcp'].map((service) => ({ type: service, instance: nodeName, txt: { node_type: type } }));
const mdns = values.mdns ? new FoundMdns({ address, hostName: nodeName, webPort: device.webPort, announcements: services }) : null;
await mdns?.start();
say('started', { webPort: device.webPort });

for await (const line of createInterface({ input: process.stdin })) {
  const [command, key = '', ...rest] = line.trim().split(' ');
  if (command === 'publish') say('published', { topic: device.publish(key, rest.join(' ')) });
  else if (command === 'poll') await device.poll();
  else if (command === 'reboot') {
    await device.stop();
    await device.start();
    say('started', { webPort: device.webPort });
  } else if (command === 'quit') break;
}
await mdns?.stop();
await device.stop();
