import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { houseForEach } from '../../conformance/broker-house.ts';
import { ManualClock } from '../manual-clock.ts';
import { connectPacket, PINGREQ, publishPacket, type RawClient } from './raw-mqtt.ts';

let clock: ManualClock;
const house = houseForEach(() => {
  clock = new ManualClock();
  return clock;
});

/** Round trips of another client: whatever was to happen at once has happened. */
async function meanwhile(other: RawClient): Promise<void> {
  for (let trip = 0; trip < 3; trip++) expect(await other.untilPong()).toEqual([]);
}

/** A client id that has connected too often; the answer to its next CONNECT is held back. */
async function flap(): Promise<RawClient> {
  for (let time = 0; time < LIMITS.flapsPerMinute; time++) await (await house.now.join('a', { userName: 'pump' })).drop();
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a', userName: 'pump' }));
  await expect.poll(() => house.now.texts('connection').filter((text) => text.includes('again and again'))).toHaveLength(1);
  return client;
}

test('a client that connects again and again is let in later, and why is said once', async () => {
  const other = await house.now.join('b');
  const client = await flap();
  await meanwhile(other);
  expect(house.now.broker.isConnected('device:pump')).toBe(false);
  clock.advance(1_000);
  expect(await client.next()).toMatchObject({ cmd: 'connack', code: 0 });
  await client.drop();
  const again = await house.now.raw();
  again.send(connectPacket({ clientId: 'a', userName: 'pump' }));
  await expect.poll(() => house.now.attempts.length).toBe(LIMITS.flapsPerMinute + 3);
  await meanwhile(other);
  clock.advance(1_999);
  await meanwhile(other);
  expect(house.now.broker.isConnected('device:pump')).toBe(false);
  clock.advance(1);
  expect(await again.next()).toMatchObject({ cmd: 'connack', code: 0 });
  expect(house.now.texts('connection').filter((text) => text.includes('again and again'))).toHaveLength(1);
});

test('what is taken back while a client is held back does not let it in', async () => {
  const client = await flap();
  house.now.permissions.set('pump', null);
  clock.advance(1_000);
  expect(await client.next()).toMatchObject({ cmd: 'connack', code: 5 });
  await client.untilClosed();
  expect(house.now.texts('refusal')).toEqual(['Refused "a": what let it in was taken back while it waited.']);
});

test.each([
  ['messages', { messagesPerSecond: 1 }, 'x'],
  ['bytes', { bytesPerSecond: 1_024 }, 'x'.repeat(1_000)],
])('a client that publishes too many %s is read from later, and loses nothing', async (_what, limits, payload) => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, ...limits };
  const other = await house.now.join('b', { userName: 'other' });
  const client = await house.now.join('a', { userName: 'pump' });
  // The first is within the burst, also when others have their turn before the second is read; what comes after the second waits.
  client.socket.write(Buffer.concat([1, 2].map((id) => publishPacket('t', payload, { qos: 1, id }))));
  for (const id of [1, 2]) expect(await client.next()).toMatchObject({ cmd: 'puback', id });
  client.send(PINGREQ);
  // That more arrives must not make it read on.
  await meanwhile(other);
  client.send(PINGREQ);
  const answers: string[] = [];
  const answered = client.next().then(({ cmd }) => answers.push(cmd));
  await meanwhile(other);
  expect(answers).toEqual([]);
  clock.advance(1_500);
  await answered;
  expect([...answers, (await client.next()).cmd]).toEqual(['pingresp', 'pingresp']);
  expect(house.now.published.map((message) => message.payload.length)).toEqual(Array(2).fill(payload.length));
});

test('who asks for no keep-alive, or for a longer one, is held to the longest that is allowed', async () => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, keepAliveMinutes: 2 };
  for (const [clientId, keepAlive, seconds] of [
    ['none', 0, 120],
    ['long', 600, 120],
    ['short', 30, 30],
  ] as const) {
    await house.now.join(clientId, { keepAlive });
    const { clients } = (house.now.broker as unknown as { aedes: { clients: Record<string, { _keepaliveInterval: number }> } }).aedes;
    // MQTT-3.1.2-24: one and a half times.
    expect(Math.round((clients[clientId]?._keepaliveInterval ?? 0) / 1_500)).toBe(seconds);
  }
});
