import { afterEach, beforeEach, expect, test } from 'vitest';
import { stateOf, statusOf, V1Device, V1Hub } from './v1/hub.ts';

const MINUTE = 60_000;
let hub: V1Hub;

beforeEach(() => {
  hub = new V1Hub();
});
afterEach(() => hub.house.close());

const ask = (id = 'pump') => new V1Device(id).ask(hub);

test('is closed at first: who knocks is turned away, counted and named', () => {
  const { clock } = hub.house;
  expect(hub.door.state()).toEqual({ state: 'closed', until: null, turnedAway: null });
  expect(stateOf(ask('pump'))).toBe('closed');
  ask('pump');
  clock.advance(5_000);
  ask('lamp');
  expect(hub.door.state().turnedAway).toEqual({
    devices: 2,
    name: 'Greenhouse sensor',
    address: '192.168.1.30',
    lastAt: clock.now(),
  });
  expect(hub.house.requests.list()).toEqual([]);
  expect(hub.house.said('knocked while the door was closed')).toBe(3);
});

test('opens for as long as the settings say, to the millisecond, and then closes by itself', () => {
  const { clock } = hub.house;
  ask();
  hub.door.open();
  expect(hub.door.state()).toEqual({ state: 'open', until: clock.now() + 4 * MINUTE, turnedAway: null });
  clock.advance(4 * MINUTE - 1);
  expect(statusOf(ask())).toBe(201);
  clock.advance(1);
  expect(hub.door.state()).toMatchObject({ state: 'closed', until: null });
  expect(stateOf(ask('lamp'))).toBe('closed');
  expect(hub.house.said('The time was over')).toBe(1);
});

test('opened again while it is open, its time starts anew', () => {
  const { clock } = hub.house;
  hub.door.open(1);
  clock.advance(50_000);
  hub.door.open(2);
  clock.advance(119_000);
  expect(hub.door.isOpen()).toBe(true);
  clock.advance(1_000);
  expect(hub.door.isOpen()).toBe(false);
});

test('is closed after its time also when no timer could run, because the machine slept', () => {
  hub.door.open();
  hub.house.clock.sleep(5 * MINUTE);
  expect(hub.door.isOpen()).toBe(false);
  expect(stateOf(ask())).toBe('closed');
});

test('closing it really closes it; who asked before goes on', () => {
  hub.door.open();
  const device = new V1Device();
  device.ask(hub);
  hub.door.close();
  expect(hub.door.state().state).toBe('closed');
  expect(stateOf(ask('lamp'))).toBe('closed');
  expect(statusOf(device.reveal(hub))).toBe(204);
  expect(statusOf(device.poll(hub))).toBe(202);
});

test('"always" needs no time, and closing ends it too', () => {
  hub.settings.door = 'always';
  hub.door.settingsChanged();
  hub.house.clock.advance(24 * 60 * MINUTE);
  expect(hub.door.state()).toEqual({ state: 'always', until: null, turnedAway: null });
  expect(statusOf(ask())).toBe(201);
  hub.door.close();
  expect(hub.settings.door).toBe('timed');
  expect(hub.door.isOpen()).toBe(false);
});

test('an ignored device is no news at a closed door', () => {
  hub.door.open();
  const device = new V1Device();
  device.ask(hub);
  hub.house.requests.ignore(device.requestId);
  hub.door.close();
  expect(stateOf(device.ask(hub))).toBe('denied');
  expect(hub.door.state().turnedAway).toBeNull();
});

test('is closed when the machine wakes, although its time is not over, and says why', () => {
  hub.door.open(60);
  hub.house.clock.sleep(MINUTE);
  expect(hub.door.isOpen()).toBe(true);
  hub.door.slept();
  expect(hub.door.state()).toMatchObject({ state: 'closed', until: null });
  expect(stateOf(ask())).toBe('closed');
  expect(hub.house.said('The computer slept, and the door closed.')).toBe(1);
  hub.house.clock.advance(60 * MINUTE);
  expect(hub.house.said('The time was over')).toBe(0);
});

test('says nothing of a sleep through which it was closed', () => {
  hub.door.slept();
  expect(hub.house.said('slept')).toBe(0);
});
