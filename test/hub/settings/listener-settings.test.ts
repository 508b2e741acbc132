import { beforeEach, expect, test } from 'vitest';
import type { Settings } from '../../../electron/contract/model.ts';
import { DEFAULT_LISTENERS, ListenerSettings } from '../../../electron/hub/settings/listener-settings.ts';
import { doorsOf } from '../../../electron/hub/settings/settings.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';

let table: SettingsTable;
let hub: { mqttPort: number; bind: Settings['bind'] };

const open = (forcedPort0 = false) =>
  new ListenerSettings({
    table,
    mqttPort: {
      get: () => hub.mqttPort,
      set: (port, along) => {
        hub.mqttPort = port;
        along();
      },
    },
    hubBind: () => hub.bind,
    doors: () => doorsOf({ pairPort: 8443, emonespPort: 80 }),
    addresses: () => ['192.168.7.7'],
    forcedPort0,
  });

beforeEach(() => {
  table = new SettingsTable(openDatabase(':memory:'));
  hub = { mqttPort: 1883, bind: 'lan' };
});

test('MQTT and MQTT over TLS are on from the start, WebSockets are not', () => {
  const settings = open();
  expect(settings.effective('mqtt')).toEqual({ enabled: true, bind: 'lan', port: 1883, rule: 'password' });
  expect(settings.effective('mqtts')).toEqual({ enabled: true, bind: 'lan', port: 8883, rule: 'password' });
  expect([settings.get('ws').enabled, settings.get('wss').enabled]).toEqual([false, false]);
});

test('a choice is kept, and the port of mqtt is the one in the hub settings', () => {
  open().change('wss', { enabled: true, port: 9001, bind: '192.168.7.7', rule: 'certificate' });
  open().change('mqtt', { enabled: false, port: 2883, bind: '127.0.0.1', rule: 'anyone' });
  expect(open().effective('wss')).toEqual({ enabled: true, port: 9001, bind: '192.168.7.7', rule: 'certificate' });
  expect(hub.mqttPort).toBe(2883);
  expect(open().get('mqtt')).toEqual({ enabled: false, port: 2883, bind: '127.0.0.1', rule: 'anyone' });
});

test('what is stored and does not fit any more falls back', () => {
  table.set('listener.ws', { enabled: 'yes' });
  expect(open().get('ws')).toEqual(DEFAULT_LISTENERS.ws);
});

test.each([
  ['ws', { port: 8883 }, 'Port 8883 is already that of the MQTT listener with TLS. Choose another.'],
  ['ws', { port: 1883 }, 'Port 1883 is already that of the MQTT listener. Choose another.'],
  ['ws', { port: 80 }, 'Port 80 is already that of EmonESP pairing. Choose another.'],
  ['mqtt', { rule: 'certificate' }, /need TLS/],
  ['ws', { rule: 'certificate' }, /need TLS/],
  ['ws', { rule: 'anyone' }, /this computer only/],
  ['ws', { rule: 'anyone', bind: '192.168.7.7' }, /this computer only/],
  ['ws', { bind: '10.1.2.3' }, 'This computer does not have the address 10.1.2.3.'],
] as const)('%s cannot have %j', (name, part, reason) => {
  const settings = open();
  const before = settings.get(name);
  expect(() => settings.change(name, { ...before, enabled: true, ...part })).toThrow(reason);
  expect(open().get(name)).toEqual(before);
});

test('a port is free again when its listener is off', () => {
  const settings = open();
  settings.change('mqtts', { ...settings.get('mqtts'), enabled: false });
  settings.change('wss', { ...settings.get('wss'), enabled: true, port: 8883 });
  expect(() => settings.change('mqtts', { ...settings.get('mqtts'), enabled: true })).toThrow(/WebSocket listener with TLS/);
});

test.each(['127.0.0.1', '::1', null] as const)('"anyone" with the bind %s ends when others could reach it', (bind) => {
  hub.bind = '127.0.0.1';
  const settings = open();
  settings.change('ws', { enabled: true, port: 8083, bind, rule: 'anyone' });
  expect(settings.effective('ws').rule).toBe('anyone');
  hub.bind = 'lan';
  expect(settings.effective('ws').rule).toBe(bind === null ? 'password' : 'anyone');
  expect(settings.get('ws').rule).toBe('anyone');
});

test('a hub that was started on any port uses any for all, and stores what it had', () => {
  hub.mqttPort = 0;
  const settings = open(true);
  expect((['mqtt', 'mqtts', 'ws', 'wss'] as const).map((name) => settings.effective(name).port)).toEqual([0, 0, 0, 0]);
  settings.change('ws', { ...settings.get('ws'), enabled: true });
  expect(settings.effective('ws')).toMatchObject({ enabled: true, port: 0 });
  expect(open().effective('ws')).toMatchObject({ enabled: true, port: 8083 });
  settings.change('ws', { ...settings.get('ws'), port: 9001 });
  expect(settings.effective('ws').port).toBe(9001);
});
