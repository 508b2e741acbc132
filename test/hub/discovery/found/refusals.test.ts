import { describe, expect, it } from 'vitest';
import type { FoundDevice, FoundDeviceOptions } from '../../../devices/found-device.ts';
import { OpenDtu } from '../../../devices/opendtu.ts';
import { OpenEvse } from '../../../devices/openevse.ts';
import { Shelly } from '../../../devices/shelly.ts';
import { ShellyGen1 } from '../../../devices/shelly-gen1.ts';
import { Tasmota } from '../../../devices/tasmota.ts';
import { Wled } from '../../../devices/wled.ts';
import { connection, type FoundYard, makeYard } from './yard.ts';

const ADDRESS = '127.0.0.42';
const options = (yard: FoundYard): FoundDeviceOptions => ({
  address: ADDRESS,
  port: yard.port,
  mac: 'A8032ABE54DC',
  mqtt: { enabled: true, host: 'old-broker.lan', port: 1883, user: 'before', pass: 'before' },
});

async function withDevice<T extends FoundDevice>(make: (options: FoundDeviceOptions) => T) {
  const yard = await makeYard();
  const device = await yard.boot(make(options(yard)));
  const entry = await (device.announcements().length === 0 ? yard.search(ADDRESS) : yard.entryAt(ADDRESS));
  return { yard, device, entry, connect: (login = {}) => yard.found.connect(entry.id, login) };
}

describe('a device whose page asks for a password', () => {
  const LOCKED: [string, (options: FoundDeviceOptions) => FoundDevice][] = [
    ['shelly', (given) => new Shelly({ ...given, password: 'sesame' })],
    ['shelly-gen1', (given) => new ShellyGen1({ ...given, login: { user: 'admin', pass: 'sesame' } })],
    ['wled', (given) => new Wled({ ...given, pin: '1234' })],
    ['openevse', (given) => new OpenEvse({ ...given, login: { user: 'admin', pass: 'sesame' } })],
    ['opendtu', (given) => new OpenDtu({ ...given, password: 'sesame' })],
    ['tasmota', (given) => new Tasmota({ ...given, password: 'sesame' })],
  ];

  it.each(LOCKED)('says so for %s, without a password and with a wrong one, and keeps nothing', async (_make, make) => {
    const { yard, device, connect } = await withDevice(make);
    await expect(connect()).rejects.toThrow(/^It asks for the password of its web page\.$/);
    await expect(connect({ password: 'wrong-one' })).rejects.toThrow(
      /^It asks for the password of its web page\. What you typed is not it\.$/,
    );
    expect(yard.desk.devices.size).toBe(0);
    expect(device.settings).toMatchObject({ host: 'old-broker.lan', user: 'before' });
    expect(JSON.stringify(yard.happenings)).not.toContain('wrong-one');
  });

  it('is not sent the password in the clear when it asks for less than Digest with SHA-256', async () => {
    const { device, connect } = await withDevice((given) => new Shelly({ ...given, password: 'sesame' }));
    const sent: string[] = [];
    for (const challenge of [
      'Basic realm="x"',
      'Digest realm="x", nonce="1", qop="auth", algorithm=MD5',
      'Digest realm="x", nonce="1", qop="auth"',
    ]) {
      device.instead = ({ path, headers }) => {
        sent.push(headers.authorization ?? '');
        return path.includes('GetDeviceInfo') ? null : { status: 401, headers: { 'WWW-Authenticate': challenge } };
      };
      await expect(connect({ password: 'sesame' })).rejects.toThrow('It asks for the password');
    }
    expect(sent.join('')).toBe('');
  });

  it('keeps the password that a known device has, when the login is wrong', async () => {
    const { yard, connect } = await withDevice((given) => new Shelly({ ...given, password: 'sesame' }));
    const { deviceId } = await connect({ password: 'sesame' });
    const before = yard.desk.get(deviceId)?.password;
    await expect(connect({ password: 'wrong' })).rejects.toThrow('It asks for the password');
    expect(yard.desk.get(deviceId)).toMatchObject({ password: before, passwords: 1 });
  });
});

describe('handing over', () => {
  it('gives a device that is known already a new password, not a second entry', async () => {
    const { yard, device, connect } = await withDevice((given) => new OpenEvse(given));
    const first = await connect();
    const connected = connection(device);
    const second = await connect();
    await connected;
    expect(second.deviceId).toBe(first.deviceId);
    expect(yard.desk.devices.size).toBe(1);
    expect(yard.desk.get(first.deviceId)?.passwords).toBe(2);
    // The authority was there already; the firmware would have refused it.
    expect(device.authorities).toHaveLength(1);
  });

  it('forgets a new device that refuses, and tells nothing of what it said', async () => {
    const { yard, device, connect } = await withDevice((given) => new Shelly(given));
    let password = '';
    device.instead = ({ body }) => {
      if (!body.includes('MQTT.SetConfig')) return null;
      password = JSON.parse(body).params.config.pass;
      return { body: JSON.stringify({ id: 1, error: { code: -103, message: `Invalid ${password}` } }) };
    };
    const error = await connect().catch((thrown: Error) => thrown);
    expect(String(error)).toMatch(/refused the settings\.$/);
    expect(password).toHaveLength(22);
    expect(String(error)).not.toContain(password);
    expect(yard.desk.devices.size).toBe(0);
    expect(yard.happenings).toEqual([]);
  });

  it('keeps a known device that refuses, and says that its password has ended', async () => {
    const { yard, device, connect } = await withDevice((given) => new OpenDtu(given));
    await connect({ password: 'openDTU42' });
    device.instead = ({ method }) => (method === 'POST' ? { body: '{"type":"warning","message":"no","code":1}' } : null);
    await expect(connect({ password: 'openDTU42' })).rejects.toThrow(/refused the settings\. .*earlier password has ended: try again\.$/);
    expect(yard.desk.devices.size).toBe(1);
  });

  it('makes nothing for a device that does not answer', async () => {
    const { yard, device, connect } = await withDevice((given) => new Wled(given));
    device.instead = () => 'break';
    await expect(connect()).rejects.toThrow('WLED at 127.0.0.42 does not answer. Is it on?');
    expect(yard.desk.devices.size).toBe(0);
  });

  it('makes nothing for another device at the same address', async () => {
    const { yard, device, connect } = await withDevice((given) => new Wled({ ...given, name: 'Kitchen' }));
    await device.stop();
    await yard.boot(new Wled({ ...options(yard), mac: '0000000000AA' }));
    await expect(connect()).rejects.toThrow('What answers at 127.0.0.42 is not Kitchen any more.');
    expect(yard.desk.devices.size).toBe(0);
  });

  it('says that nobody knows when the device does not confirm, and keeps what it may have taken', async () => {
    const { yard, device, connect } = await withDevice((given) => new Shelly(given));
    device.instead = ({ body }) => (body.includes('MQTT.SetConfig') ? 'break' : null);
    await expect(connect()).rejects.toThrow(
      /did not say whether it took them\. If it does not connect within a minute, choose Connect again\.$/,
    );
    expect(yard.desk.devices.size).toBe(1);
  });

  it('takes a device at its settings when it did not confirm but has them', async () => {
    const { yard, device, connect } = await withDevice((given) => new OpenDtu(given));
    device.instead = ({ method, body }) => {
      if (method !== 'POST') return null;
      Object.assign(device.config, JSON.parse(new URLSearchParams(body).get('data') ?? ''));
      return 'break';
    };
    const { deviceId } = await connect({ password: 'openDTU42' });
    expect(yard.desk.get(deviceId)).not.toBeNull();
    expect(yard.happenings.at(-1)?.text).toContain('switch it off and on');
  });

  it('counts as done when only the restart is refused', async () => {
    const { yard, device, connect } = await withDevice((given) => new ShellyGen1(given));
    device.instead = ({ path }) => (path === '/reboot' ? { status: 500 } : null);
    await connect();
    expect(yard.happenings.at(-1)?.text).toContain('switch it off and on');
  });

  it.each<[string, (given: FoundDeviceOptions) => FoundDevice, string]>([
    ['a WLED without MQTT', (given) => new Wled({ ...given, withoutMqtt: true }), 'built without MQTT'],
    ['a Tasmota with MQTT switched off', (given) => new Tasmota({ ...given, withoutMqtt: true }), 'MQTT is switched off in it'],
  ])('says what stands in the way for %s, and makes nothing', async (_what, make, words) => {
    const { yard, connect } = await withDevice(make);
    await expect(connect()).rejects.toThrow(words);
    expect(yard.desk.devices.size).toBe(0);
  });

  it('does one thing at a time with a device', async () => {
    const { connect } = await withDevice((given) => new Wled(given));
    const [first, second] = await Promise.allSettled([connect(), connect()]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { message: 'That device is being set up already.' } });
  });

  it('knows no device that is not in the list', async () => {
    const yard = await makeYard();
    await expect(yard.found.connect('wled:nobody', {})).rejects.toThrow('not there any more');
  });
});

describe('the listener that a device is sent to', () => {
  it('is the plain one for a device that could verify, while TLS is not open', async () => {
    const { yard, device, connect } = await withDevice((given) => new Shelly(given));
    yard.door.mqttsPort = null;
    const connected = connection(device);
    await connect();
    await connected;
    expect(device.config).toMatchObject({ server: `127.0.0.1:${yard.door.mqttPort}`, ssl_ca: null });
    expect(device.userCa).toBe('');
  });

  it('is named when none that the device can use is open', async () => {
    const { yard, connect } = await withDevice((given) => new Shelly(given));
    Object.assign(yard.door, { mqttPort: null, mqttsPort: null });
    await expect(connect()).rejects.toThrow('Open the listener "MQTT over TLS" to the network first.');
    expect(yard.desk.devices.size).toBe(0);
  });

  it('is the plain one alone for a device that cannot verify', async () => {
    const { yard, connect } = await withDevice((given) => new Wled(given));
    yard.door.mqttPort = null;
    await expect(connect()).rejects.toThrow('Open the listener "MQTT" to the network first.');
    expect(yard.desk.devices.size).toBe(0);
  });

  it('is in a network that both are part of', async () => {
    const { yard, connect } = await withDevice((given) => new Wled(given));
    yard.door.addressFor = () => null;
    await expect(connect()).rejects.toThrow('not in a network that this computer is part of');
  });

  it('is verified with an authority that goes over in pieces', async () => {
    const { yard, device, connect } = await withDevice((given) => new Shelly(given));
    yard.door.authorityPem = `${yard.authorityPem}\n${yard.authorityPem}\n${yard.authorityPem}`;
    const connected = connection(device);
    await connect();
    await connected;
    expect(device.userCa).toBe(yard.door.authorityPem);
  });

  it('is not talked to by a device that was given another authority', async () => {
    const { yard, device, connect } = await withDevice((given) => new OpenEvse(given));
    yard.door.authorityPem = (await makeYard()).authorityPem;
    const connected = connection(device);
    await connect();
    await expect(connected).rejects.toThrow(/certificate/);
  });

  it('is the plain one for a device that refuses the authority, if that is open', async () => {
    const { yard, device, connect } = await withDevice((given) => new OpenEvse(given));
    device.instead = ({ method, path }) =>
      `${method} ${path}` === 'POST /certificates' ? { status: 400, body: '{"msg":"Could not parse JSON"}' } : null;
    const connected = connection(device);
    const { deviceId } = await connect();
    await connected;
    expect(device.settings).toMatchObject({ port: yard.door.mqttPort, tls: null });
    expect(yard.happenings.at(-1)).toMatchObject({ deviceId, text: expect.stringContaining('without encryption') });
    yard.door.mqttPort = null;
    await expect(connect()).rejects.toThrow('did not take this hub’s certificate authority. Open the listener "MQTT"');
  });

  it('is the plain one for a device that could not store the authority', async () => {
    const { yard, device, connect } = await withDevice((given) => new OpenDtu(given));
    yard.door.authorityPem = yard.authorityPem.repeat(5);
    await connect({ password: 'openDTU42' });
    expect(device.config).toMatchObject({ mqtt_port: yard.door.mqttPort, mqtt_tls: false, mqtt_root_ca_cert: '' });
  });
});
