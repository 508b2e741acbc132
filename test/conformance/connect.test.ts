import { expect, test } from 'vitest';
import { connectPacket, DISCONNECT, field, PINGREQ, packet, publishPacket, subscribePacket, word } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

/** Sends bytes on a fresh connection and expects it to be closed without an answer. */
async function refused(...bytes: Uint8Array[]): Promise<void> {
  const client = await house.now.raw();
  client.send(...bytes);
  expect(await client.untilClosed()).toEqual([]);
}

const accepted = { cmd: 'connack', sessionPresent: false, code: 0 };

test.each([
  ['PINGREQ', PINGREQ],
  ['PUBLISH', publishPacket('a', 'x')],
  ['SUBSCRIBE', subscribePacket(1, ['a', 0])],
  ['DISCONNECT', DISCONNECT],
])('[MQTT-3.1.0-1] the first packet must be CONNECT, not %s', (_name, bytes) => refused(bytes));

test('[MQTT-3.1.0-2] a second CONNECT closes the connection', async () => {
  const client = await house.now.join('a');
  client.send(connectPacket({ clientId: 'a' }));
  expect(await client.untilClosed()).toEqual([]);
});

test('[MQTT-3.1.0-2] also when it comes along with the first', async () => {
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a' }), connectPacket({ clientId: 'a' }), PINGREQ);
  expect((await client.untilClosed()).map(({ cmd }) => cmd)).not.toContain('pingresp');
});

test.each(['mqtt', 'MQTX', 'HTTP', ''])('[MQTT-3.1.2-1] the protocol name "%s" closes the connection', (protocol) =>
  refused(connectPacket({ clientId: 'a', protocol })),
);

test.each([0, 3, 5, 6, 127])('[MQTT-3.1.2-2] protocol level %i is answered with return code 1, then closed', async (level) => {
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a', level }));
  expect(await client.untilClosed()).toEqual([{ cmd: 'connack', sessionPresent: false, code: 1 }]);
});

test('[MQTT-3.1.2-2] a real MQTT 5 CONNECT, which has one field more, is answered with return code 1', async () => {
  const client = await house.now.raw();
  client.send(packet(0x10, field('MQTT'), Buffer.from([5, 2]), word(60), Buffer.from([0]), field('a')));
  expect(await client.untilClosed()).toEqual([{ cmd: 'connack', sessionPresent: false, code: 1 }]);
});

test('MQTT 3.1 is accepted as well', async () => {
  expect((await house.now.greet({ clientId: 'a', protocol: 'MQIsdp', level: 3 })).connack).toEqual(accepted);
});

test('[MQTT-3.1.2-3] the reserved flag must be 0', () => refused(connectPacket({ clientId: 'a', flags: 3 })));

test.each([
  ['[MQTT-3.1.2-11] will QoS without a will', 0x0a],
  ['[MQTT-3.1.2-13] will QoS without a will', 0x12],
  ['[MQTT-3.1.2-15] will retain without a will', 0x22],
  ['[MQTT-3.1.2-22] a password without a user name', 0x42],
])('%s closes the connection', (_name, flags) => refused(connectPacket({ clientId: 'a', flags })));

test('[MQTT-3.1.2-14] a will with QoS 3 closes the connection', () =>
  refused(connectPacket({ clientId: 'a', will: { topic: 'w', qos: 3 } })));

test.each([
  ['[MQTT-3.1.2-9] the will flag, but no will', 0x06],
  ['[MQTT-3.1.2-19] the user name flag, but no user name', 0x82],
  ['[MQTT-3.1.2-21] the password flag, but no password', 0xc2],
])('%s closes the connection', (_name, flags) => refused(connectPacket({ clientId: 'a', flags })));

test.each([
  ['[MQTT-3.1.2-18] a user name, but no flag for it', [field('a'), field('user')]],
  ['[MQTT-3.1.3-3] no client id', []],
])('%s closes the connection', (_name, fields) => refused(packet(0x10, field('MQTT'), Buffer.from([4, 2]), word(60), ...fields)));

test('[MQTT-3.1.2-18, 20] user name and password reach who decides; without the flags there are none', async () => {
  await house.now.join('a', { userName: 'user', password: 'pass' });
  await house.now.join('b');
  expect(house.now.attempts[0]).toMatchObject({ userName: 'user', password: Buffer.from('pass') });
  expect(house.now.attempts[1]).toMatchObject({ userName: undefined, password: undefined });
});

test('[MQTT-3.1.2-24] silence for one and a half times the keep-alive closes the connection; PINGREQ prevents it', async () => {
  const awake = await house.now.join('awake', { keepAlive: 1 });
  const client = await house.now.join('silent', { keepAlive: 1 });
  const start = performance.now();
  const beat = setInterval(() => awake.send(PINGREQ), 300);
  expect(await client.untilClosed()).toEqual([]);
  clearInterval(beat);
  const seconds = (performance.now() - start) / 1000;
  expect(seconds).toBeGreaterThan(1.3);
  expect(seconds).toBeLessThan(3);
  expect(await awake.untilPong()).not.toContainEqual({ cmd: 'closed' });
});

test('[MQTT-3.1.3-5] ids of 1 to 23 letters and digits are accepted', async () => {
  for (const clientId of ['a', '0123456789abcdefghijklm', 'NOPQRSTUVWXYZnopqrstuvw'])
    expect((await house.now.greet({ clientId })).connack).toEqual(accepted);
});

test('[MQTT-3.1.3-6, 7] an empty client id with a clean session is accepted and gets one of its own', async () => {
  const [a, b] = [await house.now.greet(), await house.now.greet()];
  expect([a.connack, b.connack]).toEqual([accepted, accepted]);
  expect(await a.untilPong()).toEqual([]);
});

test('[MQTT-3.1.3-8, 9] an empty client id without a clean session is refused with return code 2, then closed', async () => {
  const client = await house.now.greet({ clean: false });
  expect(client.connack).toEqual({ cmd: 'connack', sessionPresent: false, code: 2 });
  expect(await client.untilClosed()).toEqual([]);
});

test('[MQTT-3.1.4-1] what is left over in CONNECT closes the connection', () =>
  refused(packet(0x10, field('MQTT'), Buffer.from([4, 2]), word(60), field('a'), Buffer.from([1]))));

test('[MQTT-3.1.4-2] a client that connects with an id in use makes the server disconnect the first', async () => {
  const first = await house.now.join('same');
  const second = await house.now.join('same');
  expect(await first.untilClosed()).toEqual([]);
  expect(await second.untilPong()).toEqual([]);
});

test.each([2, 3, 4, 5] as const)(
  '[MQTT-3.1.4-3, 3.2.2-4, 3.2.2-5] return code %i says no session, and the connection is closed',
  async (code) => {
    house.now.gate = async () => ({ ok: false, refusal: { returnCode: code, cause: 'password', text: 'No.', deviceId: null } });
    const client = await house.now.greet({ clientId: 'a' });
    expect(client.connack).toEqual({ cmd: 'connack', sessionPresent: false, code });
    expect(await client.untilClosed()).toEqual([]);
  },
);

test('[MQTT-3.1.4-4] CONNECT is answered with return code 0', async () => {
  expect((await house.now.greet({ clientId: 'a' })).connack).toEqual(accepted);
});

test('[MQTT-3.1.4-5] what follows a refused CONNECT is not processed', async () => {
  house.now.gate = async () => ({ ok: false, refusal: { returnCode: 5, cause: 'password', text: 'No.', deviceId: null } });
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a' }), publishPacket('t', 'x', { qos: 1 }), PINGREQ);
  expect(await client.untilClosed()).toEqual([{ cmd: 'connack', sessionPresent: false, code: 5 }]);
  expect(house.now.published).toEqual([]);
});

test('what a client sends before it has its CONNACK is handled after it, in order', async () => {
  const listener = await house.now.listener('l', [['t', 0]]);
  const client = await house.now.raw();
  const many = Array.from({ length: 100 }, (_, index) => publishPacket('t', String(index)));
  client.send(connectPacket({ clientId: 'a' }), ...many);
  expect(await client.next()).toEqual(accepted);
  expect(await client.untilPong()).toEqual([]);
  expect((await listener.untilPong()).map(({ payload }) => payload)).toEqual(many.map((_, index) => String(index)));
});

test('[MQTT-3.2.0-1] CONNACK comes before anything else, also when messages wait for the session', async () => {
  const away = await house.now.listener('s', [['t', 1]], { clean: false });
  await away.drop();
  const sender = await house.now.join('p');
  sender.send(publishPacket('t', 'waits', { qos: 1 }));
  await sender.next();
  const back = await house.now.raw();
  sender.send(publishPacket('t', 'now', { qos: 1, id: 2 }));
  back.send(connectPacket({ clientId: 's', clean: false }));
  expect(await back.next()).toEqual({ cmd: 'connack', sessionPresent: true, code: 0 });
});

test('[MQTT-3.2.2-1] a clean session has no session present', async () => {
  await (await house.now.join('s', { clean: false })).drop();
  expect((await house.now.join('s')).connack.sessionPresent).toBe(false);
});

test('[MQTT-3.2.2-2] a kept session is present, also if it has no subscriptions', async () => {
  await (await house.now.join('s', { clean: false })).drop();
  expect((await house.now.join('s', { clean: false })).connack.sessionPresent).toBe(true);
});

test('[MQTT-3.2.2-3] without a kept session none is present', async () => {
  expect((await house.now.join('s', { clean: false })).connack.sessionPresent).toBe(false);
});
