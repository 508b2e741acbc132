import { expect, test } from 'vitest';
import { DISCONNECT, PINGREQ, packet, publishPacket } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

async function closes(...bytes: Uint8Array[]): Promise<void> {
  const client = await house.now.join('a');
  client.send(...bytes);
  expect(await client.untilClosed()).toEqual([]);
}

test('[MQTT-3.12.4-1] PINGREQ is answered with PINGRESP', async () => {
  const client = await house.now.join('a');
  client.send(PINGREQ, PINGREQ);
  expect([await client.next(), await client.next()]).toEqual([{ cmd: 'pingresp' }, { cmd: 'pingresp' }]);
});

test('[MQTT-2.2.2-2] PINGREQ with a flag closes the connection', () => closes(packet(0xc1)));

test('[MQTT-4.8.0-1] PINGREQ with a payload closes the connection', () => closes(packet(0xc0, Buffer.from([0]))));

test('[MQTT-3.14.1-1] DISCONNECT with a flag closes the connection, and counts as none', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  const client = await house.now.join('a', { will: { topic: 'w' } });
  client.send(packet(0xe1));
  expect(await client.untilClosed()).toEqual([]);
  expect(await listener.next()).toMatchObject({ topic: 'w' });
});

test('[MQTT-3.14.4-1] the connection is closed after DISCONNECT', () => closes(DISCONNECT));

test('[MQTT-3.14.4-2] what follows DISCONNECT is not processed', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  await closes(publishPacket('t', 'before'), DISCONNECT, publishPacket('t', 'after'));
  expect((await listener.untilPong()).map(({ payload }) => payload)).toEqual(['before']);
});

test('[MQTT-3.14.4-3] DISCONNECT discards the will', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  const client = await house.now.join('a', { will: { topic: 'w' } });
  client.send(DISCONNECT);
  await client.untilClosed();
  expect(await listener.untilPong()).toEqual([]);
});

test.each([
  ['CONNACK', packet(0x20, Buffer.from([0, 0]))],
  ['SUBACK', packet(0x90, Buffer.from([0, 1, 0]))],
  ['UNSUBACK', packet(0xb0, Buffer.from([0, 1]))],
  ['PINGRESP', packet(0xd0)],
  ['the reserved type 0', packet(0x00)],
  ['the reserved type 15', packet(0xf0)],
])('[MQTT-4.8.0-1] %s from a client closes the connection', (_name, bytes) => closes(bytes));

test.each([
  ['PUBACK', 0x40],
  ['PUBREC', 0x50],
  ['PUBREL', 0x62],
  ['PUBCOMP', 0x70],
])('[MQTT-4.8.0-1] %s of a wrong length, or with the identifier 0, closes the connection', async (_name, first) => {
  await closes(packet(first, Buffer.from([1])));
  await closes(packet(first, Buffer.from([0, 1, 0])));
  await closes(packet(first, Buffer.from([0, 0])));
});

test.each([
  ['3.6.1-1', 'PUBREL', 0x60],
  ['2.2.2-2', 'PUBACK', 0x42],
  ['2.2.2-2', 'PUBREC', 0x51],
  ['2.2.2-2', 'PUBCOMP', 0x74],
])('[MQTT-%s] %s with wrong flags closes the connection', (_statement, _name, first) => closes(packet(first, Buffer.from([0, 1]))));

test('a remaining length of more than four bytes closes the connection', () => closes(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 1])));

test('a packet larger than the hub takes closes the connection at its header', () => closes(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f])));

test('a CONNECT that claims megabytes is closed at its header', async () => {
  const client = await house.now.raw();
  client.send(Buffer.from([0x10, 0xff, 0xff, 0x7f]));
  expect(await client.untilClosed()).toEqual([]);
});
