import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Passwords } from '../../../electron/hub/devices/passwords.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { impatientClock, makeHouse, newcomer, refusedWith } from './house.ts';

const template = { publish: ['sensors/%c/#'], subscribe: ['commands/%c'], networks: [], hours: null };
const rules = (more: object = {}) => ({ name: 'Sensors', register: true, most: 100, expiresAt: null, permission: template, ...more });

describe('a bootstrap credential that registers', () => {
  test('makes a device of a client id that it has never seen, with the permissions of its template', async () => {
    const { bootstraps, devices, connect } = makeHouse();
    const { id, userName, password } = await bootstraps.add(rules());
    const admission = await connect(userName, password, 'esp-1', { cleanSession: false });
    expect(admission).toMatchObject({ ok: true, subject: { forceCleanSession: false } });
    const permission = admission.ok ? admission.subject.permission() : null;
    expect(permission?.publish.matches('sensors/esp-1/t')).toBe(true);
    expect(permission?.publish.matches('sensors/esp-2/t')).toBe(false);
    expect(devices.all()).toMatchObject([{ name: 'esp-1', origin: 'bootstrap', passwordKind: 'shared' }]);
    expect(bootstraps.list()[0]?.arrivals).toMatchObject([{ clientId: 'esp-1', deviceId: devices.all()[0]?.id, address: '192.168.1.7' }]);
    expect(bootstraps.get(id)?.lastUsedAt).not.toBeNull();
  });

  test('no longer touches it from the second connection on', async () => {
    const clock = impatientClock();
    const { bootstraps, devices, connect, reopen } = makeHouse({ clock });
    const { id, userName, password } = await bootstraps.add(rules({ most: 1, expiresAt: clock.time + 1_000 }));
    await connect(userName, password, 'esp-1');
    clock.time += 2_000;
    devices.setPermission(devices.all()[0]?.id as string, { ...template, publish: ['mine'] });
    bootstraps.remove(id);
    for (const house of [{ connect }, reopen()]) {
      const again = await house.connect(userName, password, 'esp-1');
      expect(again.ok && again.subject.permission()?.publish.matches('mine')).toBe(true);
      expect(await house.connect(userName, `${password}x`, 'esp-1')).toMatchObject(refusedWith(/as esp-1: wrong password/, 5));
      expect(await house.connect(userName, password, 'esp-2')).toMatchObject(refusedWith(/no device has the user name/, 5));
    }
  });

  test('is refused with the client id of a registered device, or of one that is connected now, however it connected', async () => {
    const { bootstraps, devices, connect, connected } = makeHouse();
    const pump = devices.admit(newcomer('Pump'));
    await connect('pump', devices.newPassword(pump.id), 'pump-id');
    const { userName, password } = await bootstraps.add(rules());
    expect(await connect(userName, password, 'pump-id')).toMatchObject(refusedWith(/belongs to Pump/, 2));
    connected.set('busy', 'token:x:y');
    expect(await connect(userName, password, 'busy')).toMatchObject(refusedWith(/is connected now/, 2));
    expect(await connect(userName, password, '')).toMatchObject(refusedWith(/has no client id/, 2));
  });

  test('lets in no more than it may, and none after its expiry', async () => {
    const clock = impatientClock();
    const { bootstraps, connect } = makeHouse({ clock });
    const { userName, password } = await bootstraps.add(rules({ most: 2, expiresAt: clock.time + 1_000 }));
    for (const id of ['a', 'b']) expect(await connect(userName, password, id)).toMatchObject({ ok: true });
    expect(await connect(userName, password, 'c')).toMatchObject(refusedWith(/has let in all 2/, 5));
    const other = await bootstraps.add(rules({ expiresAt: clock.time + 1_000 }));
    clock.time += 1_000;
    expect(await connect(other.userName, other.password, 'd')).toMatchObject(refusedWith(/has expired/, 5));
  });

  test('two of one client id at the same moment are one device', async () => {
    const { bootstraps, devices, connect } = makeHouse();
    const { userName, password } = await bootstraps.add(rules({ password: 'typed by me' }));
    const both = await Promise.all([connect(userName, password, 'x'), connect(userName, password, 'x')]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(devices.all()).toHaveLength(1);
  });

  test('does not bring back a client id that was revoked, until the person lifts that', async () => {
    const { bootstraps, devices, connect, reopen } = makeHouse();
    const { userName, password } = await bootstraps.add(rules());
    await connect(userName, password, 'esp-1');
    const { id } = devices.all()[0] as { id: string };
    bootstraps.bar(devices.clientIds.ownedBy(id), 'esp-1', (write) => devices.remove(id, write));
    expect(await reopen().connect(userName, password, 'esp-1')).toMatchObject(refusedWith(/was revoked/, 5));
    expect(bootstraps.barred()).toMatchObject([{ clientId: 'esp-1' }]);
    bootstraps.lift('esp-1');
    expect(await connect(userName, password, 'esp-1')).toMatchObject({ ok: true });
    expect(() => bootstraps.lift('esp-1')).toThrow(/not on the list/);
  });
});

describe('a bootstrap credential that does not register', () => {
  test('lets a client in for the while, with a clean session', async () => {
    const { bootstraps, devices, connect } = makeHouse();
    const { userName, password } = await bootstraps.add(rules({ register: false }));
    expect(await connect(userName, password, 'guest', { cleanSession: false })).toMatchObject({
      ok: true,
      subject: { forceCleanSession: true, deviceId: null, key: expect.stringMatching(/^bootstrap:.*:guest$/) },
    });
    expect(devices.all()).toEqual([]);
    expect(devices.clientIds.owner('guest')).toBeNull();
  });

  test('counts who is inside, not who ever was', async () => {
    const { bootstraps, connect, connected } = makeHouse();
    const { id, userName, password } = await bootstraps.add(rules({ register: false, most: 1 }));
    await connect(userName, password, 'one');
    connected.set('one', `bootstrap:${id}:one`);
    expect(await connect(userName, password, 'two')).toMatchObject(refusedWith(/has let in all 1/, 5));
    connected.delete('one');
    expect(await connect(userName, password, 'two')).toMatchObject({ ok: true });
  });

  test('takes its permission away from those inside when it is revoked or changed', async () => {
    const { bootstraps, connect } = makeHouse();
    const { id, userName, password } = await bootstraps.add(rules({ register: false }));
    const admission = await connect(userName, password, 'one');
    const may = (topic: string) => (admission.ok ? admission.subject.permission()?.publish.matches(topic) : undefined);
    bootstraps.change(id, rules({ register: false, permission: { ...template, publish: ['else'] } }));
    expect([may('sensors/one/t'), may('else')]).toEqual([false, true]);
    bootstraps.remove(id);
    expect(may('else')).toBeUndefined();
  });
});

test('rules that cannot be are refused in words', async () => {
  const { bootstraps, devices } = makeHouse();
  devices.admit(newcomer('Pump'));
  await expect(bootstraps.add(rules({ userName: 'pump' }))).rejects.toThrow(/"pump" is taken/);
  await expect(bootstraps.add(rules({ expiresAt: 5 }))).rejects.toThrow(/lies in the past/);
  await expect(bootstraps.add(rules({ permission: { ...template, publish: ['a#'] } }))).rejects.toThrow(/cannot be used as a topic filter/);
  expect(bootstraps.list()).toEqual([]);
});

test('survives a restart with who came in by it', async () => {
  const { bootstraps, connect, reopen } = makeHouse();
  const { userName, password } = await bootstraps.add(rules({ userName: 'sensors', password: 'typed by me' }));
  expect(userName).toBe('sensors');
  await connect(userName, password, 'esp-1');
  const again = reopen();
  expect(again.bootstraps.list()).toMatchObject([{ userName: 'sensors', register: true, arrivals: [{ clientId: 'esp-1' }] }]);
  expect(await again.connect('sensors', 'typed by me', 'esp-2')).toMatchObject({ ok: true });
  expect(JSON.stringify(again.bootstraps.list())).not.toMatch(/hash|salt|typed by me/);
});

describe('a typed password', () => {
  test('costs one slow hash, once, however many come with it at the same time', async () => {
    const { passwords } = makeHouse();
    const secret = await passwords.hashTyped('typed by me');
    const started = process.cpuUsage();
    const all = await Promise.all(Array.from({ length: 1_000 }, () => passwords.matches(Buffer.from('typed by me'), secret)));
    expect(all.every(Boolean)).toBe(true);
    // A thousand slow hashes are 40 s of CPU; one is 40 ms.
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });

  test('too many different guesses at once are put off, not queued for ever', async () => {
    const passwords = new Passwords(randomBytes, 3);
    const secret = await passwords.hashTyped('typed by me');
    const guesses = Array.from({ length: 8 }, (_, count) => passwords.matches(Buffer.from(`guess ${count}`), secret));
    const outcomes = await Promise.allSettled(guesses);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(8 - LIMITS.slowHashes - 3);
  });
});
