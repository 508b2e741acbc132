import { expect, test } from 'vitest';
import { field, packet, publishPacket, type RawClient, subscribePacket, unsubscribePacket, word } from '../hub/broker/raw-mqtt.ts';
import { houseForEach, may } from './broker-house.ts';

const house = houseForEach();

async function closes(bytes: Uint8Array): Promise<void> {
  const client = await house.now.join('a');
  client.send(bytes);
  expect(await client.untilClosed()).toEqual([]);
}

const payloads = async (client: RawClient) => (await client.untilPong()).map(({ payload }) => payload);

async function publish(topic: string, payload: string, qos = 0, retain = false): Promise<void> {
  const sender = await house.now.join('p');
  sender.send(publishPacket(topic, payload, { qos, retain }));
  await sender.untilPong();
}

test('[MQTT-2.3.1-1] the identifier 0 closes the connection', () => closes(subscribePacket(0, ['t', 0])));

test.each([0x80, 0x81, 0x83, 0x8a])('[MQTT-3.8.1-1, 2.2.2-2] the first byte 0x%x closes the connection', (first) =>
  closes(packet(first, word(1), field('t'), Buffer.from([0]))),
);

test('[MQTT-3.8.3-3] no filter at all closes the connection', () => closes(subscribePacket(1)));

test.each([3, 4, 0x80])('[MQTT-3.8.3-4] the requested QoS byte %i closes the connection', (qos) => closes(subscribePacket(1, ['t', qos])));

test.each([
  ['no QoS', Buffer.concat([word(1), field('t')])],
  ['half an identifier', Buffer.from([1])],
  ['nothing', Buffer.alloc(0)],
  ['a filter that is longer than the packet', Buffer.concat([word(1), word(9), Buffer.from('t\0')])],
])('[MQTT-4.8.0-1] a SUBSCRIBE with %s closes the connection', (_name, body) => closes(packet(0x82, body)));

test('[MQTT-3.8.4-1, 2, 2.3.1-7] SUBACK has the identifier of SUBSCRIBE', async () => {
  const client = await house.now.join('a');
  client.send(subscribePacket(0xabcd, ['t', 1]));
  expect(await client.next()).toEqual({ cmd: 'suback', id: 0xabcd, codes: [1] });
});

test('[MQTT-3.8.4-5, 3.9.3-1, 2] each filter has its return code, in order, 128 for what is refused', async () => {
  house.now.permissions.set('small', may([], ['a/#', 'c']));
  const client = await house.now.join('a', { userName: 'small' });
  client.send(subscribePacket(1, ['a/b', 2], ['b', 1], ['c', 0], ['#', 2], ['a/#', 1]));
  expect(await client.next()).toEqual({ cmd: 'suback', id: 1, codes: [2, 128, 0, 128, 1] });
});

test('[MQTT-3.8.4-4, 5] a filter that is there twice has two return codes, and the last one counts', async () => {
  const client = await house.now.join('a');
  client.send(subscribePacket(1, ['t', 2], ['u', 1], ['t', 0]));
  expect(await client.next()).toEqual({ cmd: 'suback', id: 1, codes: [2, 1, 0] });
  await publish('t', 'x', 2);
  expect(await client.untilPong()).toMatchObject([{ payload: 'x', qos: 0 }]);
});

test('more than 125 filters in one SUBSCRIBE are answered each', async () => {
  const client = await house.now.join('a');
  client.send(subscribePacket(1, ...Array.from({ length: 300 }, (_, index) => [`t/${index}`, index % 3] as const)));
  expect((await client.next()).codes).toEqual(Array.from({ length: 300 }, (_, index) => index % 3));
});

test('[MQTT-3.8.4-3] subscribing again replaces the subscription: the new QoS holds, and messages come once', async () => {
  const client = await house.now.listener('a', [['t', 2]]);
  client.send(subscribePacket(2, ['t', 0]));
  await client.next();
  await publish('t', 'x', 2);
  expect(await client.untilPong()).toMatchObject([{ payload: 'x', qos: 0 }]);
});

test('[MQTT-3.8.4-3] subscribing again sends retained messages again', async () => {
  await publish('t', 'old', 0, true);
  const client = await house.now.join('a');
  for (const id of [1, 2]) {
    client.send(subscribePacket(id, ['t', 0]));
    expect(await client.next()).toMatchObject({ cmd: 'suback', id });
    expect(await client.next()).toMatchObject({ payload: 'old', retain: true });
  }
});

test('[MQTT-3.8.4-3] subscribing again does not interrupt the flow', async () => {
  const client = await house.now.listener('a', [['t', 1]]);
  const sender = await house.now.join('p');
  for (let round = 0; round < 50; round++) {
    client.send(subscribePacket(round + 2, ['t', round % 2]));
    sender.send(publishPacket('t', String(round)));
  }
  await sender.untilPong();
  const got = (await client.untilPong()).flatMap(({ payload }) => payload ?? []);
  expect(got).toEqual(Array.from({ length: 50 }, (_, round) => String(round)));
});

test.each([
  [2, 1],
  [2, 0],
  [1, 0],
  [1, 2],
  [0, 2],
])('[MQTT-3.8.4-6] a message of QoS %i comes with at most the granted QoS %i, also through wildcards', async (qos, granted) => {
  for (const filter of ['t/u', 't/+', '#']) {
    const client = await house.now.listener(`l${filter.length}`, [[filter, granted]]);
    await publish('t/u', 'x', qos);
    expect(await client.untilPong()).toMatchObject([{ payload: 'x', qos: Math.min(qos, granted) }]);
    await client.drop();
  }
});

test.each([
  [
    ['t/+', 0],
    ['t/u', 2],
    ['#', 1],
  ],
  [
    ['#', 2],
    ['t/u', 0],
  ],
  [
    ['t/u', 1],
    ['t/#', 2],
  ],
] as [string, number][][])('[MQTT-3.3.5-1] overlapping subscriptions %j %j deliver with the highest QoS, and once', async (...filters) => {
  const client = await house.now.listener('a', filters);
  await publish('t/u', 'x', 2);
  const most = Math.max(...filters.map(([, qos]) => qos));
  expect(await client.untilPong()).toMatchObject([{ payload: 'x', qos: most }]);
});

test('[MQTT-3.8.4-6] a message that waited for a session comes with the granted QoS', async () => {
  const away = await house.now.listener(
    'a',
    [
      ['t', 1],
      ['#', 0],
    ],
    { clean: false },
  );
  await away.drop();
  await publish('t', 'x', 2);
  expect(await (await house.now.join('a', { clean: false })).untilPong()).toMatchObject([{ payload: 'x', qos: 1, dup: false }]);
});

test('UNSUBSCRIBE and SUBSCRIBE in one piece take effect in their order', async () => {
  for (const clean of [true, false]) {
    const client = await house.now.listener(`a${clean}`, [['t', 0]], { clean });
    client.send(unsubscribePacket(2, 't'), subscribePacket(3, ['t', 0]));
    expect((await client.untilPong()).map(({ cmd }) => cmd)).toEqual(['unsuback', 'suback']);
    await publish('t', 'x');
    expect(await payloads(client)).toEqual(['x']);
  }
});
