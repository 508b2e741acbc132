import { describe, expect, it } from 'vitest';
import { brokerHost } from '../../../../electron/hub/discovery/found/broker-host.ts';
import { UNKNOWN } from '../../../../electron/hub/discovery/found/makes/driver.ts';
import { emonEsp } from '../../../../electron/hub/discovery/found/makes/emonesp.ts';
import { Register } from '../../../../electron/hub/discovery/found/register.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { configJson, factorySettings } from '../../../devices/firmware.ts';
import type { FoundDeviceOptions } from '../../../devices/found-device.ts';
import { OpenEvse } from '../../../devices/openevse.ts';
import { Shelly } from '../../../devices/shelly.ts';
import { Tasmota } from '../../../devices/tasmota.ts';
import { Wled } from '../../../devices/wled.ts';
import { ManualClock } from '../../manual-clock.ts';
import { makeYard } from './yard.ts';

const at = (address: string, port: number, mqtt = {}): FoundDeviceOptions => ({ address, port, mac: 'A8032ABE54DC', mqtt });
const service = (address: string, port: number, type = '_http._tcp') => ({
  type,
  instance: `at ${address}`,
  host: 'x.local',
  port,
  txt: {},
  addresses: [address],
  from: address,
});

describe('what is found', () => {
  it('browses for every make that announces itself', async () => {
    const { browser } = await makeYard();
    const own = ['_emonesp._tcp', '_esphomelib._tcp', '_opendtu._tcp', '_openevse._tcp', '_shelly._tcp', '_wled._tcp'];
    expect([...browser.types].sort()).toEqual([...own, '_http._tcp'].sort());
  });

  it('knows that a device talks to this hub, by address and by name', async () => {
    const yard = await makeYard();
    const mqtt = (host: string) => ({ enabled: true, host, port: 1, user: 'x', pass: 'x' });
    await yard.boot(new Wled(at('127.0.0.43', yard.port, mqtt('127.0.0.1'))));
    await yard.boot(new Wled({ ...at('127.0.0.44', yard.port, mqtt('Porchlight.local.')), mac: '000000000002' }));
    await yard.boot(new Wled({ ...at('127.0.0.45', yard.port), mac: '000000000003' }));
    expect((await yard.entryAt('127.0.0.43')).talksTo).toEqual({ host: '127.0.0.1', here: true });
    expect((await yard.entryAt('127.0.0.44')).talksTo).toEqual({ host: 'Porchlight.local.', here: true });
    expect((await yard.entryAt('127.0.0.45')).talksTo).toBeNull();
  });

  it('finds an EmonESP and leaves setting it up to its own pairing', async () => {
    const yard = await makeYard();
    const device = new Tasmota(at('127.0.0.43', yard.port));
    device.instead = ({ path }) => (path === '/config' ? { body: configJson('3.1', 'plug_1', 'smartplug', factorySettings('3.1')) } : null);
    await yard.boot(device);
    yard.browser.seen({ ...service('127.0.0.43', yard.port, '_emonesp._tcp'), instance: 'plug_1' });
    const entry = await yard.entryAt('127.0.0.43');
    expect(entry).toMatchObject({
      id: 'emonesp:plug_1',
      make: 'emonesp',
      name: 'plug_1',
      talksTo: { host: 'emonpi', here: false },
      tls: 'none',
    });
    expect(await yard.found.connect(entry.id, { userName: 'me', password: 'sesame' })).toEqual({ deviceId: 'emonesp-1', name: 'EmonESP' });
    expect(yard.pushed).toEqual([{ address: '127.0.0.43', userName: 'me', password: 'sesame' }]);
  });

  it('asks nobody outside its own networks, and not itself', async () => {
    const yard = await makeYard();
    for (const address of ['192.0.2.7', '127.0.0.1', 'fe80::1%lo', 'router.lan', '127.0.0.043'])
      yard.browser.seen(service(address, yard.port));
    const real = await yard.boot(new Wled(at('127.0.0.43', yard.port)));
    await yard.entryAt('127.0.0.43');
    expect(yard.found.list()).toHaveLength(1);
    expect(real.asked.length).toBeGreaterThan(0);
  });

  it('asks who announces rather than another whose address is announced too', async () => {
    const yard = await makeYard();
    const victim = await yard.boot(new Shelly(at('127.0.0.43', yard.port)));
    await yard.entryAt('127.0.0.43');
    const before = victim.asked.length;
    yard.browser.seen({
      ...service('127.0.0.43', yard.port),
      instance: 'other',
      from: '127.0.0.44',
      addresses: ['127.0.0.43', '127.0.0.44'],
    });
    const other = await yard.boot(new Wled(at('127.0.0.45', yard.port)));
    await yard.entryAt('127.0.0.45');
    expect(other.asked.length).toBeGreaterThan(0);
    expect(victim.asked.length).toBe(before);
  });

  it('leaves an id with whoever has it, for as long as that one answers', async () => {
    const yard = await makeYard();
    const owner = await yard.boot(new OpenEvse(at('127.0.0.43', yard.port)));
    const { id } = await yard.entryAt('127.0.0.43');
    const thief = new OpenEvse(at('127.0.0.44', yard.port));
    await yard.boot(thief);
    await yard.boot(new Wled({ ...at('127.0.0.45', yard.port), mac: '000000000009' }));
    await yard.entryAt('127.0.0.45');
    // It came to the owner to ask whether it is still there.
    await expect.poll(() => owner.asked.filter((each) => each === 'GET /config').length).toBeGreaterThan(1);
    expect(yard.found.list().find((entry) => entry.id === id)?.address).toBe('127.0.0.43');
    await owner.stop();
    yard.browser.gone({ type: '_openevse._tcp', instance: thief.hostName });
    yard.announce(thief);
    await yard.until(() => yard.found.list().some((entry) => entry.id === id && entry.address === '127.0.0.44'));
  });

  it('drops a device that says goodbye with its last service', async () => {
    const yard = await makeYard();
    const device = await yard.boot(new Wled(at('127.0.0.43', yard.port)));
    await yard.entryAt('127.0.0.43');
    const [own, shared] = device.announcements();
    yard.browser.gone({ type: shared?.type ?? '', instance: shared?.instance ?? '' });
    expect(yard.found.list()).toHaveLength(1);
    yard.browser.gone({ type: own?.type ?? '', instance: own?.instance ?? '' });
    expect(yard.found.list()).toEqual([]);
  });

  it('asks each again from time to time, and drops who was silent for long', async () => {
    const clock = new ManualClock();
    const yard = await makeYard({ clock });
    const device = await yard.boot(new Wled(at('127.0.0.43', yard.port)));
    const { lastSeenAt } = await yard.entryAt('127.0.0.43');
    clock.advance(LIMITS.foundLookMs);
    await yard.entryAt('127.0.0.43', (entry) => entry.lastSeenAt > lastSeenAt);
    await device.stop();
    for (let waited = 0; waited < LIMITS.foundSilenceMs; waited += LIMITS.foundLookMs) {
      expect(yard.found.list()).toHaveLength(1);
      clock.advance(LIMITS.foundLookMs);
    }
    expect(yard.found.list()).toEqual([]);
  });

  it('is not asked again by every announcement', async () => {
    const clock = new ManualClock();
    const yard = await makeYard({ clock });
    const device = await yard.boot(new Shelly(at('127.0.0.43', yard.port)));
    await yard.entryAt('127.0.0.43');
    for (let i = 0; i < 50; i++) yard.announce(device);
    await yard.boot(new Wled(at('127.0.0.44', yard.port)));
    await yard.entryAt('127.0.0.44');
    expect(device.asked).toEqual(['GET /rpc/Shelly.GetDeviceInfo', 'GET /rpc/MQTT.GetConfig']);
  });

  it('holds no more than a person could look through', () => {
    const register = new Register();
    for (let i = 0; i <= LIMITS.foundDevices; i++) {
      const identity = { id: `emonesp:${i}`, name: null, model: null };
      register.put({
        driver: emonEsp,
        identity,
        announced: null,
        address: `10.0.${i >> 8}.${i & 255}`,
        settings: UNKNOWN,
        here: false,
        lastSeenAt: i,
      });
    }
    expect(register.all()).toHaveLength(LIMITS.foundDevices);
    expect(register.get('emonesp:0')).toBeNull();
  });

  it.each([
    ['192.168.1.10:1883', '192.168.1.10'],
    ['mqtt://hub.local', 'hub.local'],
    ['[fd00::1]:8883', 'fd00::1'],
    ['fd00::1', 'fd00::1'],
    ['', null],
    [null, null],
    ['hub\u202e.local', 'hub.local'],
  ])('reads the host of %s', (setting, host) => {
    expect(brokerHost(setting)).toBe(host);
  });
});
