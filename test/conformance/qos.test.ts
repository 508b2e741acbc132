import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import { puback, pubcomp, publishPacket, pubrec, pubrel, type RawClient } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

const kept = { clean: false };
const payloads = async (client: RawClient) => (await client.untilPong()).map(({ payload }) => payload);

/** Publishes and waits until the server has it. */
async function publish(client: RawClient, topic: string, payload: string, qos: number, id = 1): Promise<void> {
  client.send(publishPacket(topic, payload, { qos, id }));
  await client.untilPong();
}

test('[MQTT-4.3.1-1] QoS 0 is sent with QoS 0 and DUP 0', async () => {
  const listener = await house.now.listener('l', [['t', 2]]);
  await publish(await house.now.join('p'), 't', 'x', 0);
  expect(await listener.next()).toMatchObject({ qos: 0, dup: false });
});

test('[MQTT-4.3.2-1] QoS 1 is sent with a new identifier, QoS 1 and DUP 0', async () => {
  const listener = await house.now.listener('l', [['t', 1]]);
  await publish(await house.now.join('p'), 't', 'x', 1);
  expect(await listener.next()).toMatchObject({ qos: 1, dup: false, id: expect.any(Number) });
});

test('[MQTT-4.3.2-2, 2.3.1-6] QoS 1 is acknowledged under its identifier, and one that comes again counts as new', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const client = await house.now.join('p');
  client.send(publishPacket('t', 'x', { qos: 1, id: 258 }), publishPacket('t', 'x', { qos: 1, id: 258, dup: true }));
  expect(await client.untilPong()).toEqual([
    { cmd: 'puback', id: 258 },
    { cmd: 'puback', id: 258 },
  ]);
  expect(await payloads(listener)).toEqual(['x', 'x']);
});

test('[MQTT-4.3.3-1] QoS 2 from the server: PUBLISH, PUBREC, PUBREL, PUBCOMP under one identifier', async () => {
  const listener = await house.now.listener('l', [['t', 2]]);
  await publish(await house.now.join('p'), 't', 'x', 2);
  const { id, ...rest } = await listener.next();
  expect(rest).toEqual({ cmd: 'publish', topic: 't', payload: 'x', qos: 2, dup: false, retain: false });
  listener.send(pubrec(id as number));
  expect(await listener.next()).toEqual({ cmd: 'pubrel', id });
  listener.send(pubcomp(id as number));
  expect(await listener.untilPong()).toEqual([]);
});

test('[MQTT-4.3.3-2] a QoS 2 message that comes again before its PUBREL is answered and not delivered again', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const client = await house.now.join('p');
  client.send(publishPacket('t', 'x', { qos: 2, id: 5 }));
  expect(await client.next()).toEqual({ cmd: 'pubrec', id: 5 });
  client.send(publishPacket('t', 'x', { qos: 2, id: 5, dup: true }));
  expect(await client.next()).toEqual({ cmd: 'pubrec', id: 5 });
  client.send(pubrel(5));
  expect(await client.next()).toEqual({ cmd: 'pubcomp', id: 5 });
  expect(await payloads(listener)).toEqual(['x']);
});

test('[MQTT-4.3.3-2] also when both come in one piece', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const client = await house.now.join('p');
  client.send(publishPacket('t', 'x', { qos: 2, id: 5 }), publishPacket('t', 'x', { qos: 2, id: 5, dup: true }));
  expect([await client.next(), await client.next()]).toEqual([
    { cmd: 'pubrec', id: 5 },
    { cmd: 'pubrec', id: 5 },
  ]);
  expect(await payloads(listener)).toEqual(['x']);
});

test('[MQTT-4.3.3-2] after PUBCOMP the same identifier is a new message', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const client = await house.now.join('p');
  for (const payload of ['one', 'two']) {
    client.send(publishPacket('t', payload, { qos: 2, id: 5 }));
    expect(await client.next()).toEqual({ cmd: 'pubrec', id: 5 });
    client.send(pubrel(5));
    expect(await client.next()).toEqual({ cmd: 'pubcomp', id: 5 });
  }
  expect(await payloads(listener)).toEqual(['one', 'two']);
});

test('[MQTT-4.3.3-2] a PUBREL for nothing is answered, and does not make a later message a copy', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const client = await house.now.join('p');
  client.send(pubrel(9));
  expect(await client.next()).toEqual({ cmd: 'pubcomp', id: 9 });
  await publish(client, 't', 'x', 2, 9);
  expect(await payloads(listener)).toEqual(['x']);
});

test('[MQTT-4.3.3-2] a QoS 2 message that comes again over a new connection of its session is not delivered again', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const client = await house.now.join('p', kept);
  client.send(publishPacket('t', 'x', { qos: 2, id: 5 }));
  await client.next();
  await client.drop();
  const back = await house.now.join('p', kept);
  back.send(publishPacket('t', 'x', { qos: 2, id: 5, dup: true }), pubrel(5));
  expect((await back.untilPong()).map(({ cmd }) => cmd).sort()).toEqual(['pubcomp', 'pubrec']);
  expect(await payloads(listener)).toEqual(['x']);
});

test('[MQTT-4.4.0-1, 3.3.1-1, 2.3.1-3] what was not acknowledged comes again in its order, with DUP and its identifier', async () => {
  const listener = await house.now.listener('l', [['t', 2]], kept);
  const sender = await house.now.join('p');
  for (const [index, qos] of [1, 2, 1, 2].entries()) await publish(sender, 't', `m${index}`, qos, index + 1);
  const first = await listener.untilPong();
  expect(first.map(({ payload, qos, dup }) => [payload, qos, dup])).toEqual([0, 1, 2, 3].map((i) => [`m${i}`, 1 + (i % 2), false]));
  listener.send(puback(first[2]?.id as number));
  await listener.untilPong();
  await listener.drop();
  const back = await house.now.join('l', kept);
  expect(await back.untilPong()).toEqual([0, 1, 3].map((index) => ({ ...first[index], dup: true })));
});

test('[MQTT-4.4.0-1] after PUBREC it is PUBREL that comes again', async () => {
  const listener = await house.now.listener('l', [['t', 2]], kept);
  await publish(await house.now.join('p'), 't', 'x', 2);
  const { id } = await listener.next();
  listener.send(pubrec(id as number));
  expect(await listener.next()).toEqual({ cmd: 'pubrel', id });
  await listener.drop();
  for (let again = 0; again < 2; again++) {
    const back = await house.now.join('l', kept);
    expect(await back.untilPong()).toEqual([{ cmd: 'pubrel', id }]);
    await back.drop();
  }
  const back = await house.now.join('l', kept);
  await back.next();
  back.send(pubcomp(id as number));
  await back.untilPong();
  await back.drop();
  expect(await (await house.now.join('l', kept)).untilPong()).toEqual([]);
});

test('[MQTT-4.4.0-1] what was acknowledged does not come again', async () => {
  const listener = await house.now.listener('l', [['t', 1]], kept);
  await publish(await house.now.join('p'), 't', 'x', 1);
  listener.send(puback((await listener.next()).id as number));
  await listener.untilPong();
  await listener.drop();
  expect(await (await house.now.join('l', kept)).untilPong()).toEqual([]);
});

test('acknowledgements of the wrong kind or for nothing change nothing', async () => {
  const listener = await house.now.listener('l', [['t', 2]], kept);
  const sender = await house.now.join('p');
  await publish(sender, 't', 'one', 1);
  await publish(sender, 't', 'two', 2);
  const [one, two] = await listener.untilPong();
  listener.send(pubcomp(one?.id as number), puback(two?.id as number), pubcomp(two?.id as number), puback(999), pubcomp(999));
  await listener.untilPong();
  await listener.drop();
  expect(await payloads(await house.now.join('l', kept))).toEqual(['one', 'two']);
});

test('[MQTT-4.6.0-2, 3, 4] PUBACK, PUBREC and PUBCOMP come in the order of what they answer', async () => {
  const client = await house.now.join('p');
  const ids = [9, 3, 7, 1];
  client.send(...ids.map((id) => publishPacket('t', 'x', { qos: 1, id })));
  expect((await client.untilPong()).map(({ id }) => id)).toEqual(ids);
  client.send(...ids.map((id) => publishPacket('t', 'x', { qos: 2, id })));
  for (const id of ids) expect(await client.next()).toEqual({ cmd: 'pubrec', id });
  client.send(...ids.map(pubrel));
  for (const id of ids) expect(await client.next()).toEqual({ cmd: 'pubcomp', id });
});

test('[MQTT-4.6.0-4] PUBREL comes in the order of PUBREC', async () => {
  const listener = await house.now.listener('l', [['t', 2]]);
  const sender = await house.now.join('p');
  for (const id of [1, 2, 3]) await publish(sender, 't', String(id), 2, id);
  const ids = (await listener.untilPong()).map(({ id }) => id as number).reverse();
  listener.send(...ids.map(pubrec));
  for (const id of ids) expect(await listener.next()).toEqual({ cmd: 'pubrel', id });
});

test.each([0, 1, 2])('[MQTT-4.6.0-5, 6] messages of QoS %i of one client on one topic keep their order', async (qos) => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, inFlight: 300 };
  const fresh = await house.now.listener('fresh', [['t', 2]]);
  const lasting = await house.now.listener('lasting', [['#', 2]], kept);
  const sender = await house.now.join('p');
  const texts = Array.from({ length: 300 }, (_, index) => String(index));
  sender.send(...texts.map((text, index) => publishPacket('t', text, { qos, id: index + 1 })));
  await sender.untilPong();
  for (const listener of [fresh, lasting]) {
    const got = [];
    while (got.length < texts.length) got.push((await listener.next()).payload);
    expect(got).toEqual(texts);
  }
});

test('a message of QoS 1 is not lost when one of QoS 0 follows at once', async () => {
  const listener = await house.now.listener('l', [['t', 1]]);
  const sender = await house.now.join('p');
  for (let round = 1; round <= 20; round++) sender.send(publishPacket('t', 'one', { qos: 1, id: round }), publishPacket('t', 'zero'));
  const got = [];
  while (got.length < 40) got.push((await listener.next()).payload);
  expect(got.filter((payload) => payload === 'one')).toHaveLength(20);
});
