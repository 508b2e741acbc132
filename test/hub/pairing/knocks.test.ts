import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceConfig, DeviceFacts } from '../../../electron/hub/pairing/emonesp/device-config.ts';
import { Knocks } from '../../../electron/hub/pairing/emonesp/knocks.ts';
import { House } from './house.ts';

const A = '192.168.1.7';
const B = '192.168.1.8';
const MINUTE = 60_000;
const REGISTERED = 'request registered';

let house: House;
let knocks: Knocks;
let asked: string[];
let told: Map<string, DeviceConfig>;
let brokerPort = 1883;

const named = (node: string): DeviceFacts => ({
  outcome: 'known',
  name: node,
  node,
  type: 'smartplug',
  firmware: '3.0.0',
  emonesp: true,
  takesJson: false,
});

function open() {
  knocks = new Knocks({
    clock: house.clock,
    requests: house.requests,
    desk: house.ledger,
    brokerPort: () => brokerPort,
    identify: async (address) => {
      asked.push(address);
      return told.get(address) ?? { outcome: 'silent' };
    },
  });
}

beforeEach(() => {
  house = new House();
  asked = [];
  told = new Map();
  brokerPort = 1883;
  open();
});
afterEach(() => house.close());

/** Lets an identity lookup come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function knock(address: string, keepsConnection = false) {
  const answer = knocks.answer(address, keepsConnection);
  await settle();
  return answer;
}

/** Polls every 10 s for `ms`. */
async function poll(address: string, ms: number) {
  for (let time = 0; time < ms; time += 10_000) {
    house.clock.advance(10_000);
    await knock(address);
  }
}

test('the first knock is answered at once; the card comes when the device has told who it is', async () => {
  told.set(A, named('plug1'));
  expect(knocks.answer(A, false)).toBe(REGISTERED);
  expect(house.requests.list()).toEqual([]);
  knocks.answer(A, false);
  await settle();
  expect(house.only(A)).toMatchObject({ name: 'plug1', type: 'smartplug', firmware: '3.0.0', knocks: 2 });
  expect(asked).toEqual([A]);
});

test.each(['silent', 'locked', 'other'] as const)('a device that is %s gets a card under its address', async (outcome) => {
  told.set(A, { outcome });
  await knock(A);
  expect(house.only(A)).toMatchObject({ name: A, type: null });
});

test('a pending device is not asked again', async () => {
  await knock(A);
  await poll(A, 20 * MINUTE);
  expect(asked).toEqual([A]);
});

test('an ignored device is asked who it is every 10 minutes, not at every poll', async () => {
  told.set(A, named('plug1'));
  await knock(A);
  house.requests.ignore(house.only(A).id);
  await poll(A, 30 * MINUTE);
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.length).toBeLessThan(5);
  expect(house.requests.list()).toEqual([]);
});

test('after a silence the address may be another device: it is asked again', async () => {
  told.set(A, named('plug1'));
  await knock(A);
  house.requests.ignore(house.only(A).id);
  told.set(A, named('plug2'));
  house.clock.advance(MINUTE + 1);
  await knock(A);
  expect(house.only(A).name).toBe('plug2');
});

test('an ignored device stays ignored at another address', async () => {
  told.set(A, named('plug1')).set(B, named('plug1'));
  await knock(A);
  house.requests.ignore(house.only(A).id);
  await knock(B);
  expect(house.requests.list()).toEqual([]);
});

test('an ignored device does not come back because its web page is busy, now or after a restart', async () => {
  told.set(A, named('plug1'));
  await knock(A);
  house.requests.ignore(house.only(A).id);
  told.set(A, { outcome: 'silent' });
  await poll(A, 25 * MINUTE);
  house.restart();
  open();
  await knock(A);
  expect(house.requests.list()).toEqual([]);
});

test('a device that was ignored without a name, and tells it later, stays ignored under that name', async () => {
  told.set(A, { outcome: 'silent' });
  await knock(A);
  house.requests.ignore(house.only(A).id);
  told.set(A, named('plug1')).set(B, named('plug1'));
  await poll(A, 11 * MINUTE);
  expect(house.requests.quieted()).toMatchObject([{ key: 'emonesp:node:plug1', name: 'plug1', reason: 'ignored' }]);
  await knock(B);
  expect(house.requests.list()).toEqual([]);
  house.restart();
  expect(house.requests.quieted()).toHaveLength(1);
});

test('denied, allowed and undecided get the same body until the credential', async () => {
  await knock(A);
  await knock(B);
  house.requests.deny(house.only(A).id);
  expect(await knock(A)).toBe(REGISTERED);
  expect(await knock(B)).toBe(REGISTERED);
});

test('allowed: three fields, the same again, to that address alone; after CONNECT nothing', async () => {
  told.set(A, named('plug1'));
  await knock(A);
  house.requests.allow(house.only(A).id);
  expect(await knock(B)).toBe(REGISTERED);
  const answer = await knock(A);
  expect(answer).toMatch(/^plug1:[A-Za-z0-9]{22}:emon$/);
  expect(await knock(A)).toBe(answer);
  house.requests.deviceConnected(house.only(A).deviceId as string);
  expect(await knock(A)).toBe(REGISTERED);
});

test('allowed, broker not on 1883: four fields', async () => {
  brokerPort = 2883;
  await knock(A);
  house.requests.allow(house.only(A).id);
  expect(await knock(A)).toMatch(/^[^:]+:[^:]+:[^:]+:2883$/);
});

test('firmware 3.1, which keeps its connection, gets a base of its own', async () => {
  told.set(A, named('plug1'));
  await knock(A, true);
  house.requests.allow(house.only(A).id);
  expect(await knock(A, true)).toMatch(/^plug1:[^:]+:emon\/plug1$/);
});

test('more than 50 unknown devices at one moment are not all asked at once', () => {
  for (let host = 1; host <= 80; host++) knocks.answer(`10.0.0.${host}`, false);
  expect(asked).toHaveLength(50);
});

test('stopped while a device is asked: nothing comes of it', async () => {
  knocks.answer(A, false);
  knocks.stop();
  await settle();
  expect(house.requests.list()).toEqual([]);
});
