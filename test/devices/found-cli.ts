import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { EspHome } from './esphome.ts';
import type { FoundDevice, FoundDeviceOptions } from './found-device.ts';
import { FoundMdns } from './found-mdns.ts';
import { OpenDtu } from './opendtu.ts';
import { OpenEvse } from './openevse.ts';
import { Shelly } from './shelly.ts';
import { ShellyGen1 } from './shelly-gen1.ts';
import { Tasmota } from './tasmota.ts';
import { Wled } from './wled.ts';

/**
 * A simulated device of another make as a program, for a machine or network namespace of its own:
 *   ELECTRON_RUN_AS_NODE=1 electron test/devices/found-cli.ts --make=shelly --address=10.9.0.2 --port=80
 * It announces itself by mDNS as its firmware does, and connects to the broker that it is given.
 * Each event is one line of JSON on standard output, without secrets.
 * Commands on standard input: `publish TOPIC PAYLOAD`, `reboot`, `quit`.
 */
const { values } = parseArgs({
  options: {
    make: { type: 'string' },
    address: { type: 'string' },
    port: { type: 'string', default: '80' },
    mac: { type: 'string', default: 'A8032ABE54DC' },
    name: { type: 'string' },
    /** Of its web page; for WLED its PIN. */
    password: { type: 'string' },
    /** The broker that it is set to at first, as `host:port`. */
    broker: { type: 'string' },
    /** Tasmota: an ESP32 of a firmware that knows this hub's keys. */
    esp32: { type: 'boolean', default: false },
    'without-tls': { type: 'boolean', default: false },
    'without-mdns': { type: 'boolean', default: false },
  },
});
const { make, address, password, name, esp32 } = values;
if (!make || !address) throw new Error('--make and --address are needed');

const [host = '', brokerPort = '1883'] = (values.broker ?? '').split(':');
const options: FoundDeviceOptions & { name?: string } = {
  address,
  port: Number(values.port),
  mac: values.mac,
  ...(values.broker && { mqtt: { enabled: true, host, port: Number(brokerPort), user: 'before', pass: 'before' } }),
  ...(name && { name }),
};
const login = password === undefined ? {} : { login: { user: 'admin', pass: password } };
const guarded = password === undefined ? {} : { password };
const withoutTls = values['without-tls'];
const makes: Record<string, () => FoundDevice> = {
  shelly: () => new Shelly({ ...options, ...guarded, withoutTls }),
  'shelly-gen1': () => new ShellyGen1({ ...options, ...login }),
  tasmota: () => new Tasmota({ ...options, ...guarded, esp32, ...(esp32 && { version: '15.2.0' }) }),
  wled: () => new Wled({ ...options, ...(password !== undefined && { pin: password }) }),
  openevse: () => new OpenEvse({ ...options, ...login, withoutTls }),
  opendtu: () => new OpenDtu({ ...options, ...guarded }),
  esphome: () => new EspHome(options),
};
const device = makes[make]?.();
if (!device) throw new Error(`--make is one of ${Object.keys(makes).join(', ')}`);

const say = (event: string, detail: Record<string, unknown> = {}) => process.stdout.write(`${JSON.stringify({ event, ...detail })}\n`);
device.on('configured', () => {
  const { host, port, user, tls } = device.settings;
  say('configured', { host, port, user, tls: tls !== null });
});
device.on('rebooted', () => say('rebooted'));
device.on('connected', () => say('connected'));
device.on('subscribed', (refused) => say('subscribed', { refused }));
device.on('refused', (why) => say('refused', { why }));
device.on('received', (topic, payload) => say('received', { topic, payload }));

await device.start();
const announcements = device.announcements();
const mdns =
  announcements.length > 0 && !values['without-mdns']
    ? new FoundMdns({ address, hostName: announcements[0]?.instance ?? make, webPort: device.port, announcements })
    : null;
await mdns?.start();
say('started', { port: device.port });

for await (const line of createInterface({ input: process.stdin })) {
  const [command, topic = '', ...rest] = line.trim().split(' ');
  if (command === 'publish') device.publish(topic, rest.join(' '));
  else if (command === 'reboot') {
    await device.stop();
    await device.start();
    say('started', { port: device.port });
  } else if (command === 'quit') break;
}
await mdns?.stop();
await device.stop();
