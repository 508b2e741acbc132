import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import type { Line } from '../../electron/hub/broker/front/line.ts';
import { Router } from '../../electron/hub/broker/front/router.ts';
import { Session } from '../../electron/hub/broker/front/session.ts';
import { StoredMessage } from '../../electron/hub/broker/store/stored-message.ts';
import { systemClock } from '../../electron/hub/clock.ts';
import { memoryStore } from '../hub/broker/memory-store.ts';
import { field, packet, publishPacket, word } from '../hub/broker/raw-mqtt.ts';
import { houseForEach, may } from './broker-house.ts';

const house = houseForEach();

async function closes(...bytes: Uint8Array[]): Promise<void> {
  const client = await house.now.join('a');
  client.send(...bytes);
  expect(await client.untilClosed()).toEqual([]);
}

test('[MQTT-2.3.1-1] a PUBLISH of QoS 1 or 2 with the identifier 0 closes the connection', async () => {
  await closes(publishPacket('t', 'x', { qos: 1, id: 0 }));
  await closes(publishPacket('t', 'x', { qos: 2, id: 0 }));
});

test('[MQTT-2.3.1-4] identifiers of the server are not 0, and differ while they are in use', async () => {
  const listener = await house.now.listener('l', [['t', 1]]);
  const sender = await house.now.join('p');
  for (let index = 1; index <= 30; index++) sender.send(publishPacket('t', 'x', { qos: 1, id: index }));
  await sender.untilPong();
  const ids = (await listener.untilPong()).map(({ id }) => id);
  expect(new Set(ids).size).toBe(30);
  expect(ids).not.toContain(0);
});

test('[MQTT-2.3.1-4] an identifier that is in use is passed over when they come round again', () => {
  const ids: number[] = [];
  const line = { publish: (_message: unknown, _qos: number, id: number) => ids.push(id), isFree: true, isJammed: false };
  const session = new Session('s', null, {
    journal: memoryStore().journal,
    router: new Router(),
    clock: systemClock,
    caps: () => DEFAULT_BROKER_LIMITS.queue,
    inFlight: () => 100,
    overflowed: () => {},
  });
  session.open(line as unknown as Line);
  const message = new StoredMessage('t', Buffer.alloc(0), 1, false);
  for (let count = 0; count < 70_000; count++) {
    session.offer(message, 1);
    if (count > 0) session.acknowledged('puback', ids.at(-1) as number);
  }
  expect(ids.filter((id) => id === ids[0])).toHaveLength(1);
  expect(ids.filter((id) => id < 1 || id > 65_535)).toEqual([]);
});

test('[MQTT-2.3.1-5] a PUBLISH of QoS 0 has no identifier', async () => {
  const listener = await house.now.listener('l', [['t', 2]]);
  (await house.now.join('p')).send(publishPacket('t', 'payload'));
  expect(await listener.next()).toEqual({ cmd: 'publish', topic: 't', payload: 'payload', qos: 0, dup: false, retain: false });
});

test.each([
  ['a topic alone', 1, field('t')],
  ['half an identifier', 1, Buffer.concat([field('t'), Buffer.from([1])])],
  ['no topic at all', 0, Buffer.alloc(0)],
  ['a topic that is longer than the packet', 0, Buffer.concat([word(9), Buffer.from('t')])],
])('[MQTT-4.8.0-1] a PUBLISH with %s closes the connection', (_name, qos, body) => closes(packet(0x30 | (qos << 1), body)));

test('[MQTT-3.3.1-2] DUP on a message of QoS 0 closes the connection', () => closes(publishPacket('t', 'x', { dup: true })));

test.each([1, 2])('[MQTT-3.3.1-3] DUP of a QoS %i message that comes in is not passed on', async (qos) => {
  const listener = await house.now.listener('l', [['t', 2]]);
  (await house.now.join('p')).send(publishPacket('t', 'x', { qos, dup: true }));
  expect(await listener.next()).toMatchObject({ payload: 'x', qos, dup: false });
});

test('[MQTT-3.3.1-4] QoS 3 closes the connection', () => closes(publishPacket('t', 'x', { qos: 3 })));

test.each(['a/+', 'a/#', '#', '+', 'a+b', 'a#b'])('[MQTT-3.3.2-2] the topic name %s closes the connection', (topic) =>
  closes(publishPacket(topic, 'x')),
);

test('[MQTT-3.3.2-3] the topic reaches the subscriber as it was', async () => {
  const listener = await house.now.listener('l', [['a/+/#', 0]]);
  (await house.now.join('p')).send(publishPacket('a/ B /ü', 'x'));
  expect(await listener.next()).toMatchObject({ topic: 'a/ B /ü' });
});

test('[MQTT-3.3.4-1] QoS 0 gets no answer, QoS 1 PUBACK, QoS 2 PUBREC', async () => {
  const client = await house.now.join('a');
  client.send(publishPacket('t', 'x'), publishPacket('t', 'x', { qos: 1, id: 7 }), publishPacket('t', 'x', { qos: 2, id: 8 }));
  expect(await client.next()).toEqual({ cmd: 'puback', id: 7 });
  expect(await client.next()).toEqual({ cmd: 'pubrec', id: 8 });
});

test('[MQTT-3.3.5-2] a publish that is not allowed gets its acknowledgement, and goes nowhere', async () => {
  house.now.permissions.set('small', may(['small/#'], []));
  const listener = await house.now.listener('l', [['#', 0]]);
  const client = await house.now.join('a', { userName: 'small' });
  client.send(publishPacket('big', 'x', { qos: 1, retain: true }));
  expect(await client.next()).toEqual({ cmd: 'puback', id: 1 });
  expect(await client.untilPong()).toEqual([]);
  expect(await listener.untilPong()).toEqual([]);
});

test('payloads of no bytes, and of more than one read, arrive whole', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const big = 'x'.repeat(300_000);
  (await house.now.join('p')).send(publishPacket('t', ''), publishPacket('t', big));
  expect((await listener.next()).payload).toBe('');
  expect((await listener.next()).payload).toBe(big);
});

test('[MQTT-4.5.0-1] each matching client gets its own copy, each at its own QoS', async () => {
  const listeners = [];
  for (const qos of [0, 1, 2]) listeners.push(await house.now.listener(`l${qos}`, [['t', qos]]));
  (await house.now.join('p')).send(publishPacket('t', 'x', { qos: 2 }));
  for (const [qos, listener] of listeners.entries()) expect(await listener.next()).toMatchObject({ payload: 'x', qos });
});
