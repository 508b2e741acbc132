import { describe, expect, test } from 'vitest';
import { compilePermission, holdsAt, holdsFrom, permissionFault } from '../../../electron/hub/devices/permissions.ts';
import { impatientClock, makeHouse, newcomer, refusedWith } from './house.ts';

const names = { deviceId: 'd1', userName: 'pump', clientId: 'pump-7' };
const written = (publish: string[], subscribe: string[] = []) => ({ publish, subscribe, networks: [], hours: null });

describe('placeholders', () => {
  test('stand for device id, user name and client id', () => {
    const { publish } = compilePermission(written(['a/%d/#', 'b/%u', 'c/%c/+']), names);
    for (const topic of ['a/d1/x', 'b/pump', 'c/pump-7/x']) expect(publish.matches(topic)).toBe(true);
    for (const topic of ['a/d2/x', 'b/%u', 'c/pump-8/x']) expect(publish.matches(topic)).toBe(false);
  });

  test.each(['#', '+', 'a/b', ''])('a client id of %j opens nothing', (clientId) => {
    const { publish } = compilePermission(written(['%c', 'x/%c/#']), { ...names, clientId });
    for (const topic of ['a', 'x/a', 'a/b', 'x/', '']) expect(publish.matches(topic)).toBe(false);
  });

  test('what only looks like one is refused in words', () => {
    expect(permissionFault(written(['a/%x']))).toMatch(/only %d, %u and %c/);
    expect(permissionFault(written(['a/b%c']))).toMatch(/each between slashes/);
    expect(permissionFault(written(['a/#/b']))).toMatch(/# must stand alone/);
    expect(permissionFault(written(['a/%c/#'], ['%u']))).toBeNull();
  });
});

test.each([
  ['192.168.1.7', ['192.168.1.0/24'], true],
  ['192.168.2.7', ['192.168.1.0/24'], false],
  ['192.168.2.7', ['192.168.1.0/24', '192.168.2.7'], true],
  ['fd00::7', ['fd00::/8'], true],
  ['fe80::7', ['fd00::/8', '10.0.0.0/8'], false],
  ['10.1.2.3', [], true],
  [null, [], true],
  [null, ['10.0.0.0/8'], false],
  ['not an address', ['0.0.0.0/0'], false],
])('from %s with %j: %s', (address, networks, expected) => {
  expect(holdsFrom(address, networks)).toBe(expected);
});

test.each(['10.0.0.0/33', '10.0.0', 'example.org', '10.0.0.0/8/8', '::/129', '10.0.0.0/-1'])('%s is not a network', (network) => {
  expect(permissionFault({ ...written([]), networks: [network] })).toMatch(/is not a network/);
});

test.each([
  ['06:00', '22:00', 12, true],
  ['06:00', '22:00', 23, false],
  ['22:00', '06:00', 23, true],
  ['22:00', '06:00', 5, true],
  ['22:00', '06:00', 12, false],
  ['12:00', '13:00', 12, true],
  ['11:00', '12:00', 12, false],
])('from %s to %s, at %i o’clock: %s', (from, to, hour, expected) => {
  expect(holdsAt(new Date(2026, 5, 1, hour), { from, to })).toBe(expected);
});

describe('on a live connection', () => {
  test('a change holds at the next check', async () => {
    const { devices, connect } = makeHouse();
    const { id } = devices.admit(newcomer('Pump'));
    const admission = await connect('pump', devices.newPassword(id), 'c');
    const may = (topic: string) => admission.ok && admission.subject.permission()?.publish.matches(topic);
    expect([may('porchlight/pump/x'), may('other')]).toEqual([true, false]);
    devices.setPermission(id, written(['other']));
    expect([may('porchlight/pump/x'), may('other')]).toEqual([false, true]);
  });

  test('the hours are kept while it lasts', async () => {
    const clock = impatientClock(new Date(2026, 5, 1, 12).getTime());
    const { devices, connect } = makeHouse({
      clock,
    });
    const { id } = devices.admit(newcomer('Pump'));
    devices.setPermission(id, { ...written(['x']), hours: { from: '06:00', to: '22:00' } });
    const password = devices.newPassword(id);
    const admission = await connect('pump', password, 'c');
    const may = () => admission.ok && admission.subject.permission()?.publish.matches('x');
    expect(may()).toBe(true);
    clock.time += 11 * 3_600_000;
    expect(may()).toBe(false);
    expect(await connect('pump', password, 'c')).toMatchObject(refusedWith(/only connect from 06:00 to 22:00/, 5));
  });

  test('it is refused from elsewhere', async () => {
    const { devices, connect } = makeHouse();
    const { id } = devices.admit(newcomer('Pump'));
    devices.setPermission(id, { ...written(['x']), networks: ['10.0.0.0/8'] });
    const password = devices.newPassword(id);
    expect(await connect('pump', password, 'c')).toMatchObject(refusedWith(/only connect from 10\.0\.0\.0\/8/, 5));
    expect(await connect('pump', password, 'c', { address: '10.1.1.1' })).toMatchObject({ ok: true });
  });
});
