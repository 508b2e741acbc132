import { describe, expect, it } from 'vitest';
import { EspHome } from '../../../devices/esphome.ts';
import type { FoundDevice, FoundDeviceOptions } from '../../../devices/found-device.ts';
import { OpenDtu } from '../../../devices/opendtu.ts';
import { OpenEvse } from '../../../devices/openevse.ts';
import { Shelly } from '../../../devices/shelly.ts';
import { ShellyGen1 } from '../../../devices/shelly-gen1.ts';
import { Tasmota } from '../../../devices/tasmota.ts';
import { Wled } from '../../../devices/wled.ts';
import { connection, makeYard } from './yard.ts';

const ELSEWHERE = { enabled: true, host: 'old-broker.lan', port: 1883, user: 'before', pass: 'before' };
const at = (address: string, port: number): FoundDeviceOptions => ({ address, port, mac: 'A8032ABE54DC', mqtt: { ...ELSEWHERE } });

/** As the firmware is by default, and again as one that is protected or knows less. */
const CASES: {
  what: string;
  make: (options: FoundDeviceOptions) => FoundDevice;
  login?: { userName?: string; password?: string };
  /** In the list, before. */
  entry: object;
  /** What it does in the end: over TLS, and how. */
  tls: boolean;
  topic: string;
}[] = [
  {
    what: 'a Shelly, over TLS that it verifies',
    make: (options) => new Shelly({ ...options, name: 'Boiler' }),
    entry: { id: 'shelly:shellyplus1pm-a8032abe54dc', make: 'shelly', name: 'Boiler', model: 'Plus1PM', tls: 'verified', locked: false },
    tls: true,
    topic: 'porchlight/boiler/online',
  },
  {
    what: 'a Shelly of which the page is protected, by Digest',
    make: (options) => new Shelly({ ...options, password: 'sesame' }),
    login: { password: 'sesame' },
    entry: { make: 'shelly', name: 'shellyplus1pm-a8032abe54dc', locked: true, talksTo: null },
    tls: true,
    topic: 'porchlight/shellyplus1pm-a8032abe54dc/online',
  },
  {
    what: 'a Shelly that knows no TLS',
    make: (options) => new Shelly({ ...options, name: 'Old', withoutTls: true }),
    entry: { make: 'shelly', tls: 'none' },
    tls: false,
    topic: 'porchlight/old/online',
  },
  {
    what: 'a Shelly of the first generation',
    make: (options) => new ShellyGen1({ ...options, name: 'Hall light' }),
    entry: { id: 'shelly-gen1:a8032abe54dc', make: 'shelly-gen1', name: 'Hall light', model: 'SHSW-25', tls: 'none', locked: false },
    tls: false,
    topic: 'shellies/hall-light/relay/0',
  },
  {
    what: 'a protected Shelly of the first generation',
    make: (options) => new ShellyGen1({ ...options, login: { user: 'me', pass: 'sesame' } }),
    login: { userName: 'me', password: 'sesame' },
    entry: { make: 'shelly-gen1', name: 'Shelly BE54DC', locked: true, talksTo: null },
    tls: false,
    topic: 'shellies/shelly-be54dc/online',
  },
  {
    what: 'a WLED',
    make: (options) => new Wled({ ...options, name: 'A strip with a name that is far too long for its topics' }),
    entry: { id: 'wled:a8032abe54dc', make: 'wled', model: 'esp32', tls: 'none', locked: false },
    tls: false,
    topic: 'porchlight/a-strip-with-a-name-t/status',
  },
  {
    what: 'a WLED with a PIN',
    make: (options) => new Wled({ ...options, pin: '1234' }),
    login: { password: '1234' },
    // Everybody may read its settings.
    entry: { make: 'wled', name: 'WLED', locked: false },
    tls: false,
    topic: 'porchlight/wled/g',
  },
  {
    what: 'an OpenEVSE, over TLS that it verifies',
    make: (options) => new OpenEvse(options),
    entry: { id: 'openevse:a8032abe54dc', make: 'openevse', name: 'openevse-54dc', tls: 'verified', locked: false },
    tls: true,
    topic: 'porchlight/openevse-54dc/announce',
  },
  {
    what: 'a protected OpenEVSE that keeps no certificates',
    make: (options) => new OpenEvse({ ...options, withoutTls: true, login: { user: 'admin', pass: 'sesame' } }),
    login: { userName: 'admin', password: 'sesame' },
    entry: { id: 'openevse:a8032abe54dc', make: 'openevse', locked: true, talksTo: null },
    tls: false,
    topic: 'porchlight/openevse-54dc/amp',
  },
  {
    what: 'an OpenDTU, over TLS that it verifies',
    make: (options) => new OpenDtu(options),
    login: { password: 'openDTU42' },
    // Everybody may see what it talks to.
    entry: { id: 'opendtu:opendtu-be54dc', make: 'opendtu', name: 'OpenDTU-BE54DC', tls: 'verified', locked: true },
    tls: true,
    topic: 'porchlight/opendtu-be54dc/dtu/status',
  },
  {
    what: 'an OpenDTU that shows nothing',
    make: (options) => new OpenDtu({ ...options, password: 'sesame', allowsReading: false }),
    login: { userName: 'ignored', password: 'sesame' },
    entry: { make: 'opendtu', locked: true, talksTo: null },
    tls: true,
    topic: 'porchlight/opendtu-be54dc/dtu/hostname',
  },
  {
    what: 'a Tasmota on an ESP8266',
    make: (options) => new Tasmota({ ...options, name: 'Washer' }),
    entry: { id: 'tasmota:a8032abe54dc', make: 'tasmota', name: 'Washer', model: 'ESP8266EX', tls: 'none', locked: false },
    tls: false,
    topic: 'porchlight/washer/tele/LWT',
  },
  {
    what: 'a Tasmota that can learn our key',
    make: (options) => new Tasmota({ ...options, name: '1', esp32: true, version: '15.2.0' }),
    entry: { make: 'tasmota', name: '1', tls: 'pinned' },
    tls: true,
    topic: 'porchlight/tasmota-1/tele/LWT',
  },
  {
    what: 'a Tasmota whose firmware refuses keys like ours',
    make: (options) => new Tasmota({ ...options, esp32: true, version: '15.1.0' }),
    entry: { make: 'tasmota', tls: 'none' },
    tls: false,
    topic: 'porchlight/tasmota/stat/RESULT',
  },
  {
    what: 'a protected Tasmota, which says who it is only to who logs in',
    make: (options) => new Tasmota({ ...options, name: 'Fridge', password: 'se;sa&me' }),
    login: { password: 'se;sa&me' },
    entry: { id: 'tasmota:at-127.0.0.41', make: 'tasmota', name: 'Tasmota at 127.0.0.41', locked: true, talksTo: null },
    tls: false,
    topic: 'porchlight/fridge/stat/RESULT',
  },
];

describe('found devices of other makes', () => {
  it.each(CASES)('finds $what, tells what it talks to, and has it connect to us', async ({ make, login = {}, entry, tls, topic }) => {
    const yard = await makeYard();
    const device = await yard.boot(make(at('127.0.0.41', yard.port)));
    const before = await (device.announcements().length === 0 ? yard.search('127.0.0.41') : yard.entryAt('127.0.0.41'));
    expect(before).toMatchObject({ talksTo: { host: 'old-broker.lan', here: false }, deviceId: null, way: 'push', ...entry });

    const connected = connection(device);
    const { deviceId } = await yard.found.connect(before.id, login);
    const refused = await connected;

    const credential = yard.desk.get(deviceId);
    expect(device.settings).toMatchObject({ user: credential?.userName, pass: credential?.password, host: '127.0.0.1' });
    expect(device.settings.port).toBe(tls ? yard.door.mqttsPort : yard.door.mqttPort);
    expect(device.settings.tls === null).toBe(!tls);
    // Nothing that its firmware does lies outside of what it was granted.
    expect(refused).toEqual([]);
    await yard.heard(topic);
    expect(yard.denied).toEqual([]);
    const after = yard.found.list().find(({ address }) => address === '127.0.0.41');
    expect(after).toMatchObject({ talksTo: { host: '127.0.0.1', here: true }, deviceId });
    expect(yard.happenings.at(-1)).toMatchObject({ kind: 'decision', deviceId, address: '127.0.0.41' });
    expect(JSON.stringify(yard.happenings)).not.toContain(credential?.password);
  });

  it('lists an ESPHome node by its announcement alone, to be set up by hand', async () => {
    const yard = await makeYard();
    await yard.boot(new EspHome(at('127.0.0.41', yard.port)));
    const entry = await yard.entryAt('127.0.0.41');
    expect(entry).toMatchObject({
      id: 'esphome:a8032abe54dc',
      make: 'esphome',
      name: 'Bedroom sensor',
      model: 'esp32dev',
      way: 'paste',
      talksTo: null,
    });
    await expect(yard.found.connect(entry.id, {})).rejects.toThrow('paste the credential');
  });
});
