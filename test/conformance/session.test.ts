import { expect, test } from 'vitest';
import { DISCONNECT, puback, publishPacket, type RawClient, subscribePacket } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

const kept = { clean: false };
const payloads = async (client: RawClient) => (await client.untilPong()).map(({ payload }) => payload);

async function publish(topic: string, payload: string, qos = 1, retain = false): Promise<void> {
  const sender = await house.now.join('p');
  sender.send(publishPacket(topic, payload, { qos, retain }));
  await sender.untilPong();
}

test.each(['DISCONNECT', 'a broken connection'])('[MQTT-3.1.2-4, 4.1.0-1] a session goes on after %s', async (way) => {
  const client = await house.now.listener('s', [['t', 1]], kept);
  if (way === 'DISCONNECT') client.send(DISCONNECT);
  else client.socket.destroy();
  await client.untilClosed();
  const back = await house.now.join('s', kept);
  expect(back.connack.sessionPresent).toBe(true);
  await publish('t', 'x');
  expect(await payloads(back)).toEqual(['x']);
});

test('[MQTT-3.1.2-5] messages of QoS 1 and 2 wait for a session, in their order', async () => {
  await (await house.now.listener('s', [['t', 2]], kept)).drop();
  for (const [index, qos] of [1, 2, 0, 1].entries()) await publish('t', `m${index}`, qos);
  const back = await house.now.join('s', kept);
  const got = await back.untilPong();
  expect(got.map(({ payload, qos, dup }) => [payload, qos, dup])).toEqual([
    ['m0', 1, false],
    ['m1', 2, false],
    ['m3', 1, false],
  ]);
});

test('messages that waited come before newer ones', async () => {
  await (await house.now.listener('s', [['t', 1]], kept)).drop();
  const sender = await house.now.join('p');
  sender.send(...Array.from({ length: 50 }, (_, index) => publishPacket('t', String(index), { qos: 1, id: index + 1 })));
  await sender.untilPong();
  const [back] = await Promise.all([
    house.now.join('s', kept),
    ...Array.from({ length: 50 }, (_, index) => sender.send(publishPacket('t', String(50 + index), { qos: 1, id: 51 + index }))),
  ]);
  await sender.untilPong();
  expect(await payloads(back)).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
});

test('[MQTT-3.1.2-6] a clean session forgets the one before, and leaves none', async () => {
  await (await house.now.listener('s', [['t', 1]], kept)).drop();
  await publish('t', 'waits');
  const clean = await house.now.join('s');
  expect(clean.connack.sessionPresent).toBe(false);
  await publish('t', 'live');
  expect(await clean.untilPong()).toEqual([]);
  clean.send(subscribePacket(2, ['t', 1]));
  await clean.next();
  await clean.drop();
  await publish('t', 'away');
  const back = await house.now.join('s', kept);
  expect(back.connack.sessionPresent).toBe(false);
  await publish('t', 'again');
  expect(await back.untilPong()).toEqual([]);
});

test('[MQTT-3.1.2-7] retained messages are not part of a session: they outlive it, and are not sent on its return', async () => {
  const owner = await house.now.join('owner');
  owner.send(publishPacket('t', 'stays', { retain: true }));
  await owner.untilPong();
  await owner.drop();
  const client = await house.now.listener('s', [['t', 1]], kept);
  expect(await payloads(client)).toEqual(['stays']);
  await client.drop();
  expect(await (await house.now.join('s', kept)).untilPong()).toEqual([]);
});

test('[MQTT-3.1.3-2] each client id has its own session', async () => {
  for (const name of ['s1', 's2']) await (await house.now.listener(name, [[name, 1]], kept)).drop();
  await publish('s1', 'one');
  await publish('s2', 'two');
  expect(await payloads(await house.now.join('s2', kept))).toEqual(['two']);
  expect(await payloads(await house.now.join('s1', kept))).toEqual(['one']);
});

test('[MQTT-3.1.4-2, 3] a session goes over to the connection that takes its place', async () => {
  const first = await house.now.listener('s', [['t', 1]], kept);
  await publish('t', 'one');
  const { id } = await first.next();
  const second = await house.now.join('s', kept);
  expect(second.connack.sessionPresent).toBe(true);
  expect(await first.untilClosed()).toEqual([]);
  await publish('t', 'two');
  expect(await second.untilPong()).toMatchObject([
    { payload: 'one', id, dup: true },
    { payload: 'two', dup: false },
  ]);
});

test('a message for overlapping subscriptions waits once', async () => {
  await (
    await house.now.listener(
      's',
      [
        ['t/+', 1],
        ['t/u', 2],
        ['#', 1],
      ],
      kept,
    )
  ).drop();
  await publish('t/u', 'x', 2);
  const back = await house.now.join('s', kept);
  expect(await back.untilPong()).toMatchObject([{ payload: 'x', qos: 2 }]);
});

test('[MQTT-4.1.0-2] a clean session gets a message once, though it acknowledges late', async () => {
  const client = await house.now.listener('c', [['t', 1]]);
  await publish('t', 'one');
  const { id } = await client.next();
  await publish('t', 'two');
  expect(await payloads(client)).toEqual(['two']);
  client.send(puback(id as number));
  expect(await client.untilPong()).toEqual([]);
});

test('a bridge (level 4 with the top bit, as mosquitto sends it) gets the retain flag as it was, and not its own messages', async () => {
  const bridge = await house.now.listener('bridge', [['#', 1]], { level: 0x84 });
  bridge.send(publishPacket('t', 'own', { qos: 1 }), publishPacket('t', 'own'));
  await publish('t', 'other', 1, true);
  expect((await bridge.untilPong()).filter(({ cmd }) => cmd === 'publish')).toMatchObject([{ payload: 'other', retain: true }]);
});
