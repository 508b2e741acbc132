import { expect, test } from 'vitest';
import { field, packet, puback, publishPacket, unsubscribePacket, word } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

async function closes(bytes: Uint8Array): Promise<void> {
  const client = await house.now.join('a');
  client.send(bytes);
  expect(await client.untilClosed()).toEqual([]);
}

async function publish(...topics: string[]): Promise<void> {
  const sender = await house.now.join('p');
  sender.send(...topics.map((topic) => publishPacket(topic, topic)));
  await sender.untilPong();
}

test('[MQTT-2.3.1-1] the identifier 0 closes the connection', () => closes(unsubscribePacket(0, 't')));

test.each([0xa0, 0xa1, 0xa3, 0xaa])('[MQTT-3.10.1-1] the first byte 0x%x closes the connection', (first) =>
  closes(packet(first, word(1), field('t'))),
);

test('[MQTT-3.10.3-2] no filter at all closes the connection', () => closes(unsubscribePacket(1)));

test.each([
  ['an empty filter', unsubscribePacket(1, '')],
  ['a misplaced #', unsubscribePacket(1, 'a#')],
  ['half an identifier', packet(0xa2, Buffer.from([1]))],
  ['a byte too many', packet(0xa2, word(1), field('t'), Buffer.from([0]))],
])('[MQTT-4.8.0-1] %s closes the connection', (_name, bytes) => closes(bytes));

test('[MQTT-3.10.4-1] filters are compared character by character', async () => {
  const client = await house.now.listener('a', [
    ['t/u', 0],
    ['t/+', 0],
  ]);
  client.send(unsubscribePacket(2, 'T/u', 't/u/', '#', 't/#'));
  expect(await client.next()).toEqual({ cmd: 'unsuback', id: 2 });
  await publish('t/u');
  expect(await client.untilPong()).toMatchObject([{ topic: 't/u' }]);
  client.send(unsubscribePacket(3, 't/u'));
  await client.next();
  await publish('t/u', 't/v');
  expect(await client.untilPong()).toMatchObject([{ topic: 't/u' }, { topic: 't/v' }]);
});

test('[MQTT-3.10.4-2] nothing new comes after UNSUBACK', async () => {
  const client = await house.now.listener('a', [['t', 0]]);
  client.send(unsubscribePacket(2, 't'));
  await client.next();
  await publish('t');
  expect(await client.untilPong()).toEqual([]);
});

test('[MQTT-3.10.4-3] a message on its way is still delivered in full', async () => {
  const client = await house.now.listener('a', [['t', 1]], { clean: false });
  const sender = await house.now.join('p');
  sender.send(publishPacket('t', 'x', { qos: 1 }));
  const { id } = await client.next();
  client.send(unsubscribePacket(2, 't'));
  await client.next();
  await client.drop();
  const back = await house.now.join('a', { clean: false });
  expect(await back.next()).toMatchObject({ payload: 'x', id, dup: true });
  back.send(puback(id as number));
  expect(await back.untilPong()).toEqual([]);
});

test('[MQTT-3.10.4-4, 5] UNSUBACK comes under its identifier, also if nothing was subscribed', async () => {
  const client = await house.now.join('a');
  client.send(unsubscribePacket(0x1234, 'never'));
  expect(await client.next()).toEqual({ cmd: 'unsuback', id: 0x1234 });
});

test('[MQTT-3.10.4-6] several filters get one answer and all effect', async () => {
  const client = await house.now.listener('a', [
    ['t', 0],
    ['u', 0],
    ['v', 0],
  ]);
  client.send(unsubscribePacket(2, 't', 'u', 't'));
  expect(await client.untilPong()).toEqual([{ cmd: 'unsuback', id: 2 }]);
  await publish('t', 'u', 'v');
  expect(await client.untilPong()).toMatchObject([{ topic: 'v' }]);
});

test('an unsubscribed filter does not come back with the session', async () => {
  const client = await house.now.listener(
    'a',
    [
      ['t', 1],
      ['u', 1],
    ],
    { clean: false },
  );
  client.send(unsubscribePacket(2, 't'));
  await client.next();
  await client.drop();
  const sender = await house.now.join('p');
  sender.send(publishPacket('t', 'x', { qos: 1 }), publishPacket('u', 'y', { qos: 1, id: 2 }));
  await sender.untilPong();
  expect(await (await house.now.join('a', { clean: false })).untilPong()).toMatchObject([{ payload: 'y' }]);
});
