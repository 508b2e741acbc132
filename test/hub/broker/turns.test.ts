import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { houseForEach } from '../../conformance/broker-house.ts';
import { connectPacket, DISCONNECT, publishPacket } from './raw-mqtt.ts';

const house = houseForEach();

/** Enough for many turns: each message goes to a hundred subscribers. */
const MESSAGES = 2_000;

test.each([
  ['says goodbye', true],
  ['just closes', false],
])('nothing is lost of a client that says more than fits into a turn and %s', async (_how, polite) => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, subscriptions: 1_000 };
  for (let count = 0; count < 20; count++) await house.now.listener(`l${count}`, [['+/t', 0]]);
  const sender = await house.now.join('p');
  const all = Array.from({ length: MESSAGES }, (_, index) => publishPacket('a/t', String(index)));
  sender.socket.end(Buffer.concat([...all, ...(polite ? [DISCONNECT] : [])]));
  await expect.poll(() => house.now.published.length, { timeout: 8_000 }).toBe(MESSAGES);
  expect(house.now.published.map(({ payload }) => Number(Buffer.from(payload)))).toEqual(all.map((_, index) => index));
});

test('a client that sends little is served between the packets of one that sends much', async () => {
  for (let count = 0; count < 20; count++) await house.now.listener(`l${count}`, [['+/t', 0]]);
  const busy = await house.now.join('p', { userName: 'busy' });
  const other = await house.now.join('o', { userName: 'other' });
  busy.send(...Array.from({ length: MESSAGES }, (_, index) => publishPacket('a/t', String(index))));
  await expect.poll(() => house.now.published.length, { interval: 1 }).toBeGreaterThan(0);
  expect(await other.untilPong()).toEqual([]);
  expect(house.now.published.length).toBeLessThan(MESSAGES);
  await expect.poll(() => house.now.published.length, { timeout: 8_000 }).toBe(MESSAGES);
});

test('nothing is lost of a client that says everything with its CONNECT and leaves', async () => {
  const client = await house.now.raw();
  client.socket.end(Buffer.concat([connectPacket({ clientId: 'a' }), publishPacket('t', '1'), publishPacket('t', '2'), DISCONNECT]));
  await client.untilClosed();
  expect(house.now.published.map(({ payload }) => Buffer.from(payload).toString())).toEqual(['1', '2']);
});
