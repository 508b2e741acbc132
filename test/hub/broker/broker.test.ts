import { randomBytes } from 'node:crypto';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { Broker, type Published } from '../../../electron/hub/broker/broker.ts';
import { TcpListener } from '../../../electron/hub/broker/tcp-listener.ts';
import { Devices } from '../../../electron/hub/devices/devices.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { DevicesTable } from '../../../electron/hub/storage/devices-table.ts';
import { rawConnect } from './raw-mqtt.ts';

let port: number;
let broker: Broker;
let listener: TcpListener;
let devices: Devices;
let happenings: Happening[];
let published: Published[];
let comings: string[];
let clients: MqttClient[];
const passwords = new Map<string, string>();

function admit(name: string, publish = [`${name}/#`], subscribe = [`${name}/#`]) {
  const topics = () => ({ baseTopic: name, publish, subscribe });
  const device = devices.admit({ name, origin: 'manual', type: null, node: null, maxUserNameChars: 24, topics });
  passwords.set(name, devices.newPassword(device.id));
  return device;
}

function options(name: string, extra: IClientOptions = {}): IClientOptions {
  return {
    port,
    host: '127.0.0.1',
    username: name,
    password: passwords.get(name) as string,
    clientId: `${name}-id`,
    reconnectPeriod: 0,
    ...extra,
  };
}

async function connect(name: string, extra: IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(options(name, extra));
  clients.push(client);
  return client;
}

const texts = (kind: string) => happenings.filter((happening) => happening.kind === kind).map((happening) => happening.text);

beforeEach(async () => {
  happenings = [];
  published = [];
  comings = [];
  clients = [];
  devices = new Devices({
    table: new DevicesTable(openDatabase(':memory:')),
    random: randomBytes,
    now: Date.now,
    changed: () => {},
    clientIdReleased: (clientId) => broker.forgetSession(clientId),
  });
  broker = new Broker({
    authenticate: (...args) => devices.authenticate(...args),
    permission: (id) => devices.permission(id),
    report: (happening) => happenings.push(happening),
    connected: (id) => comings.push(`+${devices.get(id)?.name}`),
    alive: () => {},
    disconnected: (id) => comings.push(`-${devices.get(id)?.name}`),
    published: (message) => published.push(message),
  });
  await broker.start();
  listener = new TcpListener((socket) => broker.handle(socket));
  port = await listener.open('127.0.0.1', 0);
});

afterEach(async () => {
  for (const client of clients) client.end(true);
  broker.silence();
  await listener.close();
  await broker.close();
});

describe('who may connect', () => {
  test('a device with its own password', async () => {
    const { id } = admit('pump');
    const client = await connect('pump');
    expect(broker.isConnected(id)).toBe(true);
    await client.endAsync();
    await expect.poll(() => broker.isConnected(id)).toBe(false);
    expect(comings).toEqual(['+pump', '-pump']);
  });

  test.each([
    ['nobody', {}, 5, 'Refused a connection: no device has the user name "nobody".'],
    ['pump', { password: 'guess' }, 5, 'Refused a connection as pump: wrong password.'],
    ['pump', { username: '' }, 5, 'Refused a connection without a user name. Every device needs a credential of its own.'],
    ['pump', { clientId: 'a/b' }, 2, 'Refused a connection: its client id holds / + or #.'],
    ['pump', { clientId: 'fan-id' }, 2, 'Refused a connection as pump: the client id "fan-id" belongs to another device.'],
  ] as const)('not %s with %j', async (name, extra, code, text) => {
    admit('pump');
    admit('fan');
    await connect('fan');
    await expect(mqtt.connectAsync(options(name, extra))).rejects.toMatchObject({ code });
    expect(texts('refusal')).toEqual([text]);
    expect(happenings.find((happening) => happening.kind === 'refusal')?.address).toBe('127.0.0.1');
  });

  test('nobody without a user name at all (raw bytes)', async () => {
    const socket = await rawConnect(port, { clientId: 'x' });
    expect(await socket.read()).toEqual([0x20, 0x02, 0x00, 0x05]);
    socket.end();
  });

  test('MQTT-3.1.3-8: an empty client id only with a clean session', async () => {
    admit('pump');
    const login = { userName: 'pump', password: passwords.get('pump') as string };
    const kept = await rawConnect(port, { clientId: '', clean: false, ...login });
    expect(await kept.read()).toEqual([0x20, 0x02, 0x00, 0x02]);
    const clean = await rawConnect(port, { clientId: '', clean: true, ...login });
    expect(await clean.read()).toEqual([0x20, 0x02, 0x00, 0x00]);
    kept.end();
    clean.end();
  });

  test('what does not speak MQTT is closed, and said', async () => {
    const socket = await rawConnect(port, null);
    socket.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await socket.closed;
    expect(texts('refusal')[0]).toMatch(/^Closed a connection that did not speak MQTT/);
  });
});

describe('who may do what', () => {
  test('a message reaches those who may read it, and them only', async () => {
    admit('pump');
    admit('app', [], ['pump/+']);
    const app = await connect('app');
    const got: string[] = [];
    app.on('message', (topic, payload) => got.push(`${topic} ${payload}`));
    await app.subscribeAsync('pump/+');
    const pump = await connect('pump');
    await pump.publishAsync('pump/power', '12', { qos: 1 });
    await pump.publishAsync('pump/deep/er', '13', { qos: 1 });
    await expect.poll(() => got).toEqual(['pump/power 12']);
    expect(published).toMatchObject([
      { topic: 'pump/power', deviceId: devices.all().find((d) => d.name === 'pump')?.id },
      { topic: 'pump/deep/er' },
    ]);
  });

  test.each([0, 1, 2] as const)('a denied publish at QoS %i goes nowhere, is said, and does not end the connection', async (qos) => {
    admit('pump');
    admit('app', [], ['#']);
    const app = await connect('app');
    const got: string[] = [];
    app.on('message', (topic) => got.push(topic));
    await app.subscribeAsync('#');
    const pump = await connect('pump');
    await pump.publishAsync('fan/power', '1', { qos, retain: true });
    await pump.publishAsync('pump/power', '2', { qos });
    await expect.poll(() => got).toEqual(['pump/power']);
    const late = await connect('app', { clientId: 'late' });
    late.on('message', (topic) => got.push(`late ${topic}`));
    await late.subscribeAsync('#');
    await pump.publishAsync('pump/end', '3', { qos: 1 });
    await expect.poll(() => got).toContain('late pump/end');
    expect(got).not.toContain('late fan/power');
    expect(texts('denial')).toEqual(['pump may not publish to "fan/power".']);
    expect(published.map((message) => message.topic)).toEqual(['pump/power', 'pump/end']);
  });

  test.each(['#', 'fan/#', '+/power', '$SYS/#', '$porchlight/denied'])(
    'a subscription to %s outside its filters gets failure 128',
    async (filter) => {
      admit('pump');
      const pump = await connect('pump');
      await expect(pump.subscribeAsync(filter)).rejects.toThrow(/Unspecified error|128/);
      expect(texts('denial')).toEqual([`pump may not subscribe to "${filter}".`]);
      await pump.publishAsync('pump/still', 'here', { qos: 1 });
    },
  );

  test('a will outside its filters is not published, one inside is', async () => {
    admit('pump');
    admit('app', [], ['#']);
    const app = await connect('app');
    const got: string[] = [];
    app.on('message', (topic) => got.push(topic));
    await app.subscribeAsync('#');
    for (const topic of ['fan/gone', 'pump/gone']) {
      const pump = await connect('pump', { will: { topic, payload: Buffer.from('x'), qos: 0, retain: false } });
      pump.stream.destroy();
    }
    await expect.poll(() => got).toEqual(['pump/gone']);
    expect(texts('denial')).toEqual(['pump may not publish to "fan/gone".']);
  });

  test('__proto__ as user name, client id and topic is a name like any other', async () => {
    admit('pump', ['#'], ['#']);
    await expect(mqtt.connectAsync(options('pump', { username: '__proto__' }))).rejects.toMatchObject({ code: 5 });
    const client = await connect('pump', { clientId: '__proto__' });
    const got: string[] = [];
    client.on('message', (topic) => got.push(topic));
    await client.subscribeAsync('__proto__/#');
    await client.publishAsync('__proto__/constructor', '1', { qos: 1 });
    await expect.poll(() => got).toEqual(['__proto__/constructor']);
  });
});

describe('revoking', () => {
  test('ends the live connection at once, and the next CONNECT is refused', async () => {
    const { id } = admit('pump');
    const client = await connect('pump');
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    devices.remove(id);
    await broker.kick(id);
    await closed;
    expect(broker.isConnected(id)).toBe(false);
    await expect(mqtt.connectAsync(options('pump'))).rejects.toMatchObject({ code: 5 });
  });

  test('leaves nothing for who uses the client id next', async () => {
    const { id } = admit('pump', ['#'], ['#']);
    admit('app', ['#'], ['#']);
    const kept = await connect('pump', { clean: false, clientId: 'shared' });
    await kept.subscribeAsync('secret', { qos: 1 });
    await kept.endAsync();
    const app = await connect('app');
    await app.publishAsync('secret', 'for pump', { qos: 1 });
    devices.remove(id);
    await broker.kick(id);
    const next = await mqtt.connectAsync(options('app', { clean: false, clientId: 'shared' }));
    clients.push(next);
    const got: string[] = [];
    next.on('message', (topic) => got.push(topic));
    await next.subscribeAsync('other', { qos: 1 });
    await app.publishAsync('secret', 'again', { qos: 1 });
    await app.publishAsync('other', 'x', { qos: 1 });
    await expect.poll(() => got).toEqual(['other']);
  });
});

test('the same device reconnecting with the same client id takes over, and stays connected', async () => {
  const { id } = admit('pump');
  await connect('pump');
  const second = await connect('pump');
  await second.publishAsync('pump/x', '1', { qos: 1 });
  expect(broker.isConnected(id)).toBe(true);
  await second.endAsync();
  await expect.poll(() => broker.isConnected(id)).toBe(false);
});
