import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Activity } from '../../../electron/hub/activity/activity.ts';
import { Bootstraps } from '../../../electron/hub/devices/bootstraps.ts';
import { ClientCertificates } from '../../../electron/hub/devices/client-certificates.ts';
import { Devices } from '../../../electron/hub/devices/devices.ts';
import type { Newcomer } from '../../../electron/hub/devices/newcomers.ts';
import { Passwords } from '../../../electron/hub/devices/passwords.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { newcomer } from '../../../electron/hub/pairing/emonesp/topics.ts';
import { Requests } from '../../../electron/hub/pairing/requests.ts';
import { ListenerSettings } from '../../../electron/hub/settings/listener-settings.ts';
import { doorsOf, HubSettings } from '../../../electron/hub/settings/settings.ts';
import { ActivityTable } from '../../../electron/hub/storage/activity-table.ts';
import { BootstrapsTable } from '../../../electron/hub/storage/bootstraps-table.ts';
import { ClientCertificatesTable } from '../../../electron/hub/storage/client-certificates-table.ts';
import { DevicesTable } from '../../../electron/hub/storage/devices-table.ts';
import { QuietedTable } from '../../../electron/hub/storage/quieted-table.ts';
import { RequestsTable } from '../../../electron/hub/storage/requests-table.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { makeHeldDatabase } from './held-database.ts';

const EVERYTHING = { before: null, kinds: [], text: '', deviceId: null, most: 100 };
const NOWHERE = { publish: ['a/#'], subscribe: [], networks: [], hours: null };

/** All that stores something, over one database that can be held. */
function makeHouse() {
  const held = makeHeldDatabase(() => house.recover());
  const { database, clock, watch } = held;
  const { attempt } = watch;
  const passwords = new Passwords(randomBytes);
  const now = () => clock.now();
  const changed = () => {};
  const settingsTable = new SettingsTable(database);
  const open = () => {
    const activity = new Activity({ table: new ActivityTable(database), clock, keep: () => 20_000, attempt, added: changed });
    const devices: Devices = new Devices({
      table: new DevicesTable(database),
      passwords,
      random: randomBytes,
      clock,
      attempt,
      changed,
      clientIdReleased: changed,
    });
    const bootstraps = new Bootstraps({
      table: new BootstrapsTable(database),
      passwords,
      random: randomBytes,
      now,
      attempt,
      isUserNameTaken: () => false,
      isConnected: () => false,
      changed,
    });
    const certificates = new ClientCertificates({
      table: new ClientCertificatesTable(database),
      now,
      attempt,
      nameOf: () => null,
      changed,
    });
    const desk = {
      findByNode: (node: string) => devices.findByNode(node),
      findByFilter: (filter: string) => devices.findByFilter(filter),
      get: (id: string) => devices.get(id),
      admit: (one: Newcomer, along?: (device: { id: string }) => void) => devices.admit(one, along),
      newPassword: (id: string) => devices.newPassword(id),
      withdraw: (id: string) => void devices.remove(id),
    };
    const requests = new Requests({
      clock,
      attempt,
      randomId: () => Buffer.from(randomBytes(4)).toString('hex'),
      requests: new RequestsTable(database),
      quieted: new QuietedTable(database),
      desk,
      newcomer: (request) => newcomer(request, desk),
      report: changed,
      changed,
      limits: LIMITS,
    });
    requests.start();
    const settings = new HubSettings(settingsTable, {});
    const listeners = new ListenerSettings({
      table: settingsTable,
      mqttPort: { get: () => settings.current.mqttPort, set: (mqttPort, along) => settings.change({ mqttPort }, along) },
      hubBind: () => 'lan',
      doors: () => doorsOf({ pairPort: 8443, emonespPort: 80 }),
      addresses: () => [],
      forcedPort0: false,
    });
    return { activity, devices, bootstraps, certificates, requests, settings, listeners };
  };
  const parts = open();
  const house = {
    held,
    ...parts,
    /** All that these parts know, as they would after a restart. */
    afterRestart: () => view(open()),
    view: () => view(parts),
    recover: () => {
      parts.devices.save();
      parts.bootstraps.save();
      parts.certificates.saveUse();
      parts.requests.flush();
      parts.activity.flush();
    },
  };
  return house;
}

function view({ devices, bootstraps, certificates, requests, settings, listeners }: Omit<ReturnType<typeof makeHouse>, 'held'> | Parts) {
  const all = devices.all().sort((a, b) => a.name.localeCompare(b.name));
  return asJson({
    devices: all,
    clientIds: all.map(({ id }) => devices.clientIds.ownedBy(id)),
    certificates: all.map(({ id }) => certificates.of(id)),
    bootstraps: bootstraps.list(),
    barred: bootstraps.barred(),
    // Who waits is given fresh time after a restart.
    requests: requests.list().map(({ endsAt: _, ...request }) => request),
    quieted: requests.quieted().sort((a, b) => a.key.localeCompare(b.key)),
    settings: settings.current,
    listeners: [listeners.get('mqtt'), listeners.get('mqtts')],
  });
}

/** The same whether it was just made or read back. */
const asJson = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (key, inner) => {
      if (key === 'scheme') return undefined;
      return key === 'hash' ? Buffer.from(inner).toString('hex') : inner;
    }),
  );

type Parts = Pick<
  ReturnType<typeof makeHouse>,
  'activity' | 'devices' | 'bootstraps' | 'certificates' | 'requests' | 'settings' | 'listeners'
>;

const byHand: Newcomer = {
  name: 'lamp',
  origin: 'manual',
  type: null,
  node: null,
  maxUserNameChars: 32,
  topics: (userName) => ({ baseTopic: '', publish: [`${userName}/#`], subscribe: [] }),
};
const rules = { name: 'greenhouse', register: true, most: 5, expiresAt: null, permission: NOWHERE };

let house: ReturnType<typeof makeHouse>;
let lamp: string;
let bootstrap: string;

const knock = (address: string, node: string | null = null) =>
  house.requests.knock({
    protocol: 'emonesp',
    key: `emonesp:address:${address}`,
    address,
    node,
    name: node ?? address,
    type: null,
    firmware: null,
    keepsConnection: false,
    firstSeenAt: house.held.clock.now(),
    knocks: 1,
  });
const requestAt = (address: string) => house.requests.at('emonesp', address)?.id ?? '';

beforeEach(async () => {
  house = makeHouse();
  const { devices, bootstraps, certificates } = house;
  lamp = devices.admitWithPassword(byHand, () => false).device.id;
  devices.clientIds.claim('lamp-1', lamp, 1);
  certificates.add(lamp, { serial: 'AA', commonName: 'lamp', notAfter: 9e12 });
  bootstrap = (await bootstraps.add(rules)).id;
  knock('192.168.1.7', 'plug');
  knock('192.168.1.8');
  house.requests.ignore(requestAt('192.168.1.8'));
  house.recover();
  house.held.clock.advance(1);
});
afterEach(() => house.held.close());

describe('what a person decides while nothing can be stored changes nothing, and works when it can', () => {
  const decisions: [string, () => unknown][] = [
    ['adding a device', () => house.devices.admitWithPassword({ ...byHand, name: 'pump' }, () => false)],
    ['renaming', () => house.devices.rename(lamp, 'lantern')],
    ['a new password', () => house.devices.newPassword(lamp, 5_000)],
    ['a permission', () => house.devices.setPermission(lamp, NOWHERE)],
    ['its own queue', () => house.devices.setQueue(lamp, { messages: 5, bytes: 65_536, hours: 1, full: 'drop-new' })],
    ['removing a device', () => house.devices.remove(lamp)],
    ['revoking, with its client ids barred', () => house.bootstraps.bar(['lamp-1'], 'lamp', (write) => house.devices.remove(lamp, write))],
    ['revoking a certificate', () => house.certificates.revoke('AA')],
    ['adding a certificate', () => house.certificates.add(lamp, { serial: 'BB', commonName: 'lamp', notAfter: 9e12 })],
    ['adding a bootstrap credential', () => house.bootstraps.add({ ...rules, name: 'attic' })],
    ['changing a bootstrap credential', () => house.bootstraps.change(bootstrap, { ...rules, most: 9 })],
    ['removing a bootstrap credential', () => house.bootstraps.remove(bootstrap)],
    ['Allow', () => house.requests.allow(requestAt('192.168.1.7'))],
    ['Deny', () => house.requests.deny(requestAt('192.168.1.7'))],
    ['Ignore', () => house.requests.ignore(requestAt('192.168.1.7'))],
    ['Later', () => house.requests.fold(requestAt('192.168.1.7'), true)],
    ['undoing Ignore', () => house.requests.undoQuiet('emonesp:address:192.168.1.8')],
    ['several settings', () => house.settings.change({ hubName: 'Attic', mqttPort: 1884 })],
    ['a listener', () => house.listeners.change('mqtts', { enabled: false, port: 8883, bind: null, rule: 'password' })],
    ['the port of a listener', () => house.listeners.change('mqtt', { enabled: true, port: 1885, bind: null, rule: 'password' })],
  ];

  test.each(decisions)('%s', async (_what, decide) => {
    const { held, view } = house;
    const before = view();
    held.hold();
    await expect((async () => decide())()).rejects.toThrow(/locked/);
    expect(view()).toEqual(before);
    held.letGo();
    await decide();
    expect(view()).not.toEqual(before);
    expect(house.afterRestart()).toEqual(view());
  });
});

describe('what happens by itself while nothing can be stored is kept, and stored when it can', () => {
  const happenings: [string, () => void][] = [
    ['a knock', () => knock('192.168.1.9', 'heater')],
    ['another knock', () => house.requests.again(requestAt('192.168.1.7'), true)],
    ['a quieted device that knocks', () => knock('192.168.1.8')],
    ['a quieted device that tells its name', () => house.requests.rekeyQuieted('emonesp:address:192.168.1.8', 'emonesp:node:x', 'x')],
    ['a sign of life', () => house.devices.sighted(lamp, '192.168.1.20', 'lamp-1')],
    ['a new client id', () => house.devices.clientIds.claim('lamp-2', lamp, 2)],
    ['use of a certificate', () => house.certificates.used('AA')],
    ['an arrival', () => house.bootstraps.arrived(house.bootstraps.known(bootstrap), 'esp', null, null)],
  ];

  test.each(happenings)('%s', (_what, happen) => {
    const { held, view } = house;
    const before = view();
    held.hold();
    // The write that finds out.
    held.watch.attempt(() => new SettingsTable(held.database).set('a', 1));
    happen();
    house.recover();
    const after = view();
    expect(after).not.toEqual(before);
    held.letGo();
    expect(house.afterRestart()).toEqual(before);
    held.clock.advance(LIMITS.storageProbeMs);
    expect(held.health.state().state).toBe('ok');
    expect(house.afterRestart()).toEqual(after);
  });

  test('a request that ends', () => {
    const { held, requests } = house;
    held.hold();
    held.watch.attempt(() => new SettingsTable(held.database).set('a', 1));
    held.clock.advance(LIMITS.requestSilenceMs);
    expect(requests.list()).toEqual([]);
    expect(held.stored('SELECT address FROM requests')).toHaveLength(1);
    held.letGo();
    held.clock.advance(LIMITS.storageProbeMs);
    expect(held.stored('SELECT address FROM requests')).toEqual([]);
  });

  test('a client id that made room for another, and went to a second device', () => {
    const { held, devices } = house;
    const pump = devices.admitWithPassword({ ...byHand, name: 'pump' }, () => false).device.id;
    held.hold();
    held.watch.attempt(() => new SettingsTable(held.database).set('a', 1));
    for (let count = 0; count < LIMITS.clientIdsPerDevice; count++) devices.clientIds.claim(`new-${count}`, lamp, 2);
    expect(devices.clientIds.claim('lamp-1', pump, 3)).toBe(true);
    held.letGo();
    held.clock.advance(LIMITS.storageProbeMs);
    const owners = held.stored('SELECT client_id AS id, device_id AS owner FROM owned_client_ids');
    expect(owners).toHaveLength(LIMITS.clientIdsPerDevice + 1);
    expect(owners).toContainEqual({ id: 'lamp-1', owner: pump });
  });

  test('lines of the activity, which are shown meanwhile, in a bound', () => {
    const { held, activity } = house;
    held.hold();
    for (let count = 0; count < LIMITS.activityUnsaved + 5; count++) activity.report({ kind: 'change', text: `line ${count}` });
    activity.flush();
    expect(activity.list({ ...EVERYTHING, most: 2 }).map(({ text }) => text)).toEqual([
      `line ${LIMITS.activityUnsaved + 4}`,
      `line ${LIMITS.activityUnsaved + 3}`,
    ]);
    expect(activity.list({ ...EVERYTHING, most: 9_999 })).toHaveLength(LIMITS.activityUnsaved);
    expect(activity.list({ ...EVERYTHING, text: 'LINE 77', most: 1 })).toMatchObject([{ text: expect.stringMatching(/^line 77/) }]);
    expect(held.stored('SELECT id FROM activity')).toEqual([]);
    held.letGo();
    held.clock.advance(LIMITS.storageProbeMs);
    expect(held.stored('SELECT id FROM activity')).toHaveLength(LIMITS.activityUnsaved);
  });
});

test('a device that was allowed gets no password that could not be stored', () => {
  const { held, requests } = house;
  const id = requestAt('192.168.1.7');
  requests.allow(id);
  held.hold();
  expect(requests.fetch(id)).toBeNull();
  held.letGo();
  held.clock.advance(LIMITS.storageProbeMs);
  expect(requests.fetch(id)).toMatchObject({ password: expect.any(String) });
});

test('a device that never came for its credential is forgotten when that can be stored', () => {
  const { held, requests, devices } = house;
  const id = requestAt('192.168.1.7');
  requests.allow(id);
  held.hold();
  held.watch.attempt(() => new SettingsTable(held.database).set('a', 1));
  held.clock.advance(LIMITS.allowWindowMs);
  expect(requests.get(id)?.state).toBe('allowed');
  expect(requests.fetch(id)).toBeNull();
  held.letGo();
  held.clock.advance(LIMITS.storageProbeMs + LIMITS.lastSeenWriteMs);
  expect(requests.get(id)?.state).toBe('lapsed');
  expect(devices.all().map(({ name }) => name)).toEqual(['lamp']);
});
