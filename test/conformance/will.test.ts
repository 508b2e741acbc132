import { expect, test } from 'vitest';
import { connectPacket, DISCONNECT, packet } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

test('[MQTT-3.1.2-8] the will is published when the connection breaks', async () => {
  const listener = await house.now.listener('l', [['w', 2]]);
  await (await house.now.join('a', { will: { topic: 'w', payload: 'gone', qos: 1 } })).drop();
  expect(await listener.next()).toMatchObject({ topic: 'w', payload: 'gone', qos: 1, retain: false });
});

test('[MQTT-3.1.2-8] also when the client breaks the protocol', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  (await house.now.join('a', { will: { topic: 'w' } })).send(packet(0xf0));
  expect(await listener.next()).toMatchObject({ topic: 'w' });
});

test('[MQTT-3.1.2-8] also when another connection takes its place', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  await house.now.join('a', { will: { topic: 'w' } });
  await house.now.join('a');
  expect(await listener.next()).toMatchObject({ topic: 'w' });
});

test('[MQTT-3.1.2-8] also when the keep-alive runs out', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  await house.now.join('a', { keepAlive: 1, will: { topic: 'w' } });
  expect(await listener.next()).toMatchObject({ topic: 'w' });
});

test('[MQTT-3.1.2-10] a will is published once, and gone after DISCONNECT', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  await (await house.now.join('a', { clean: false, will: { topic: 'w', payload: 'one' } })).drop();
  expect(await listener.next()).toMatchObject({ payload: 'one' });
  const back = await house.now.join('a', { clean: false, will: { topic: 'w', payload: 'two' } });
  back.send(DISCONNECT);
  await back.untilClosed();
  await (await house.now.join('a', { clean: false })).drop();
  expect(await listener.untilPong()).toEqual([]);
});

test('[MQTT-3.1.2-12] without a will nothing is published', async () => {
  const listener = await house.now.listener('l', [['#', 0]]);
  await (await house.now.join('a')).drop();
  expect(await listener.untilPong()).toEqual([]);
});

test.each([
  ['3.1.2-16', false],
  ['3.1.2-17', true],
])('[MQTT-%s] a will with the retain flag %s', async (_statement, retain) => {
  const listener = await house.now.listener('l', [['w', 0]]);
  await (await house.now.join('a', { will: { topic: 'w', retain } })).drop();
  expect(await listener.next()).toMatchObject({ retain: false });
  const late = await house.now.listener('late', [['w', 0]]);
  expect(await late.untilPong()).toEqual(retain ? [{ cmd: 'publish', topic: 'w', payload: 'gone', qos: 0, dup: false, retain: true }] : []);
});

test.each([0, 1, 2])('[MQTT-3.1.2-14] a will with QoS %i is published with it', async (qos) => {
  const listener = await house.now.listener('l', [['w', 2]]);
  await (await house.now.join('a', { will: { topic: 'w', qos } })).drop();
  expect(await listener.next()).toMatchObject({ qos });
});

test.each(['w/+', '#', ''])('[MQTT-3.3.2-2, 4.7.3-1] the will topic "%s" closes the connection', async (topic) => {
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a', will: { topic } }));
  expect(await client.untilClosed()).toEqual([]);
});

test('the will of a refused connection is not published', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  house.now.gate = async () => ({ ok: false, refusal: { returnCode: 5, cause: 'password', text: 'No.', deviceId: null } });
  const client = await house.now.greet({ clientId: 'a', will: { topic: 'w' } });
  await client.untilClosed();
  expect(await listener.untilPong()).toEqual([]);
});
