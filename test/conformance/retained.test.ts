import { expect, test } from 'vitest';
import { publishPacket, pubrec, subscribePacket } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

async function retain(topic: string, payload: string, qos = 0, flag = true): Promise<void> {
  const sender = await house.now.join('p');
  sender.send(publishPacket(topic, payload, { qos, retain: flag }));
  await sender.untilPong();
}

let readers = 0;
async function read(filter: string, qos = 2) {
  const client = await house.now.listener(`reader${++readers}`, [[filter, qos]]);
  return client.untilPong();
}

test.each([0, 1, 2])(
  '[MQTT-3.3.1-5, 6, 8] a retained message of QoS %i is kept, and sent to a new subscription with RETAIN 1',
  async (qos) => {
    await retain('t', 'x', qos);
    expect(await read('t')).toMatchObject([{ topic: 't', payload: 'x', qos, retain: true, dup: false }]);
  },
);

test('[MQTT-3.3.1-5] the last one replaces the one before, also with a lower QoS (3.3.1-7)', async () => {
  await retain('t', 'old', 2);
  await retain('t', 'new', 0);
  expect(await read('t')).toMatchObject([{ payload: 'new', qos: 0 }]);
});

test('[MQTT-3.3.1-6] each matching topic has its own', async () => {
  for (const topic of ['t/1', 't/2', 'u']) await retain(topic, topic);
  expect((await read('t/+')).map(({ topic }) => topic)).toEqual(['t/1', 't/2']);
});

test('[MQTT-3.3.1-9] RETAIN is 0 for who was subscribed before', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  await retain('t', 'x');
  expect(await listener.next()).toMatchObject({ payload: 'x', retain: false });
});

test('[MQTT-3.3.1-9] RETAIN is 0 also for a message that waited for its session', async () => {
  await (await house.now.listener('s', [['t', 1]], { clean: false })).drop();
  await retain('t', 'x', 1);
  expect(await (await house.now.join('s', { clean: false })).untilPong()).toMatchObject([{ payload: 'x', retain: false }]);
});

test('[MQTT-3.3.1-10, 11] an empty one removes it, and is delivered but not kept', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  await retain('t', 'x');
  await retain('t', '');
  expect((await listener.untilPong()).map(({ payload }) => payload)).toEqual(['x', '']);
  expect(await read('t')).toEqual([]);
});

test('[MQTT-3.3.1-12] a message without the flag neither is kept nor replaces one', async () => {
  await retain('t', 'first', 0, false);
  expect(await read('t')).toEqual([]);
  await retain('t', 'kept');
  await retain('t', 'passing', 0, false);
  expect(await read('t')).toMatchObject([{ payload: 'kept' }]);
});

test('[MQTT-3.8.4-6] it comes with at most the granted QoS', async () => {
  await retain('t/u', 'x', 2);
  expect(await read('t/+', 1)).toMatchObject([{ qos: 1 }]);
  expect(await read('#', 0)).toMatchObject([{ qos: 0 }]);
});

test('[MQTT-4.4.0-1] one of QoS 2 is completed, and repeated, like any other message of a session', async () => {
  await retain('t', 'x', 2);
  const client = await house.now.listener('s', [['t', 2]], { clean: false });
  const { id } = await client.next();
  await client.drop();
  const back = await house.now.join('s', { clean: false });
  expect(await back.next()).toMatchObject({ payload: 'x', id, dup: true, retain: true });
  back.send(pubrec(id as number));
  expect(await back.next()).toEqual({ cmd: 'pubrel', id });
  expect(await back.untilPong()).toEqual([]);
});

test('a refused filter gets no retained messages', async () => {
  await retain('t', 'x');
  const client = await house.now.join('s');
  house.now.permissions.set('anyone', null);
  client.send(subscribePacket(1, ['t', 0]));
  expect(await client.untilPong()).toEqual([{ cmd: 'suback', id: 1, codes: [128] }]);
});
