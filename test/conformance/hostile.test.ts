import { describe, expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import { connectPacket, packet, publishPacket, type RawClient, subscribePacket, unsubscribePacket } from '../hub/broker/raw-mqtt.ts';
import { houseForEach, may } from './broker-house.ts';

// What a client may try that keeps to the protocol's letter, or nearly, and means harm.

const house = houseForEach();
const payloads = async (client: RawClient) => (await client.untilPong()).map(({ payload }) => payload);

async function publish(topic: string, payload: string, qos = 0, retain = false): Promise<void> {
  const sender = await house.now.join('p');
  sender.send(publishPacket(topic, payload, { qos, retain }));
  await sender.untilPong();
}

describe.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', '__defineGetter__'])(
  '%s is a name like any other',
  (name) => {
    test.each([true, false])('as client id, user name and topic, with a clean session: %s', async (clean) => {
      const client = await house.now.listener(
        name,
        [
          [name, 2],
          [`${name}/#`, 1],
        ],
        { clean, userName: name },
      );
      client.send(
        publishPacket(name, 'own', { qos: 2, retain: true }),
        publishPacket(`${name}/${name}`, 'deep', { qos: 1, id: 2, retain: true }),
      );
      const got = (await client.untilPong()).filter(({ cmd }) => cmd === 'publish').map(({ topic }) => topic);
      expect(got.sort()).toEqual([name, `${name}/${name}`]);
      client.send(unsubscribePacket(3, name, `${name}/#`));
      expect(await client.untilPong()).toEqual([{ cmd: 'unsuback', id: 3 }]);
      await client.drop();
      expect((await house.now.join(name, { clean, userName: name })).connack.sessionPresent).toBe(!clean);
      expect(({} as { own?: unknown }).own).toBeUndefined();
    });

    test('its will is published and its id taken over', async () => {
      const listener = await house.now.listener('l', [['#', 0]]);
      await house.now.join(name, { will: { topic: name } });
      const second = await house.now.join(name);
      expect(await listener.next()).toMatchObject({ topic: name });
      expect(await second.untilPong()).toEqual([]);
    });
  },
);

test.each(['a\nb', 'a\u0000b', '\u001b[2J', '\u0085'])(
  'control characters in an id, a user name or a topic get nobody in',
  async (text) => {
    for (const bytes of [connectPacket({ clientId: text }), connectPacket({ clientId: 'a', userName: text })]) {
      const client = await house.now.raw();
      client.send(bytes);
      expect(await client.untilClosed()).toEqual([]);
    }
    const client = await house.now.join('a');
    client.send(publishPacket(text, 'x'));
    expect(await client.untilClosed()).toEqual([]);
    expect(house.now.attempts).toHaveLength(1);
    expect(house.now.published).toEqual([]);
    expect(house.now.texts('refusal').join('')).not.toMatch(/\p{Cc}/u);
  },
);

test.each([
  '#',
  '+/#',
  '+',
  'secret',
  'secret/#',
  '+/door',
  'mine',
  'mine/../secret',
  '/mine/x',
  'Mine/x',
  '$SYS/#',
  '$SYS/+/new/clients',
  '$porchlight/#',
  '$test/x',
])('a subscription to %s reads nothing past its permission', async (filter) => {
  house.now.permissions.set('small', may(['mine/#'], ['mine/+/x', 'mine/x']));
  await publish('secret/door', 'open', 0, true);
  const client = await house.now.join('a', { userName: 'small' });
  client.send(subscribePacket(1, [filter, 2]));
  expect(await client.next()).toEqual({ cmd: 'suback', id: 1, codes: [128] });
  await publish('secret/door', 'shut', 2, true);
  await house.now.join('another');
  expect(await client.untilPong()).toEqual([]);
  expect(house.now.denials).toEqual([`small subscribe ${filter}`]);
});

test('a session that was allowed more before does not read what it may not now', async () => {
  await (await house.now.listener('a', [['#', 2]], { clean: false, userName: 'small' })).drop();
  await publish('secret', 'waits', 1);
  await publish('mine', 'waits', 1);
  house.now.permissions.set('small', may([], ['mine']));
  const back = await house.now.join('a', { clean: false, userName: 'small' });
  expect((await back.untilPong()).map(({ topic }) => topic)).toEqual(['mine']);
  await publish('secret', 'live', 1);
  expect(await back.untilPong()).toEqual([]);
});

test('a retained message is not sent to who may not read it, though its wildcard was granted', async () => {
  await publish('a/open', 'x', 0, true);
  await publish('a/shut', 'x', 0, true);
  const client = await house.now.listener('a', [['a/#', 0]], { userName: 'small' });
  await client.untilPong();
  house.now.permissions.set('small', {
    publish: may([], []).publish,
    subscribe: { matches: (topic) => topic === 'a/open', covers: () => true },
  });
  client.send(subscribePacket(2, ['a/#', 0]));
  expect((await client.untilPong()).flatMap(({ topic }) => topic ?? [])).toEqual(['a/open']);
});

test('a will outside its permission is not published, and does not stop the connection', async () => {
  house.now.permissions.set('small', may(['mine/#'], []));
  const listener = await house.now.listener('l', [['#', 0]]);
  for (const topic of ['secret', 'mine/w']) {
    const client = await house.now.join('a', { userName: 'small', will: { topic, retain: true } });
    await client.drop();
  }
  expect(await listener.next()).toMatchObject({ topic: 'mine/w' });
  expect(await listener.untilPong()).toEqual([]);
  expect(house.now.denials).toEqual(['small publish secret']);
  expect(await payloads(await house.now.listener('late', [['secret', 0]]))).toEqual([]);
});

test('a will that is no longer permitted when the connection breaks is not published', async () => {
  const listener = await house.now.listener('l', [['#', 0]]);
  const client = await house.now.join('a', { userName: 'small', will: { topic: 'w' } });
  house.now.permissions.set('small', null);
  await client.drop();
  expect(await listener.untilPong()).toEqual([]);
});

test('nobody takes the client id of another, nor its session', async () => {
  const owner = await house.now.listener('a', [['t', 1]], { userName: 'owner', clean: false });
  const thief = await house.now.greet({ clientId: 'a', userName: 'thief', clean: false });
  expect(thief.connack).toEqual({ cmd: 'connack', sessionPresent: false, code: 2 });
  await publish('t', 'x', 1);
  expect(await payloads(owner)).toEqual(['x']);
  expect(house.now.texts('refusal')).toEqual(['Refused a connection: the client id "a" is in use by another client.']);
});

test('of two who come with one client id in the same moment, one gets in', async () => {
  const clients = [await house.now.raw(), await house.now.raw()];
  for (const [index, client] of clients.entries()) client.send(connectPacket({ clientId: 'a', userName: `user${index}` }));
  const codes = (await Promise.all(clients.map((client) => client.next()))).map(({ code }) => code);
  expect(codes.sort()).toEqual([0, 2]);
});

test('thousands of packets before the CONNACK close that connection alone', async () => {
  const other = await house.now.join('b');
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a' }), Buffer.alloc(20_000, packet(0xc0)));
  expect((await client.untilClosed()).filter(({ cmd }) => cmd === 'pingresp')).toEqual([]);
  expect(await other.untilPong()).toEqual([]);
});

test('random bytes after a CONNECT harm nobody', async () => {
  const other = await house.now.listener('b', [['t', 0]]);
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (let round = 0; round < 60; round++) {
    const client = await house.now.join(`a${round}`);
    const body = Buffer.from(Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256)));
    client.send(packet(Math.floor(random() * 256), body));
    await client.drop();
  }
  await publish('t', 'still here');
  expect(await payloads(other)).toContain('still here');
});

test('one SUBSCRIBE with too many filters closes the connection; a session with too many is refused more', async () => {
  const client = await house.now.join('a');
  const filters = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 0] as const);
  client.send(subscribePacket(1, ...filters('a', DEFAULT_BROKER_LIMITS.subscriptions)));
  expect((await client.next()).codes).not.toContain(128);
  client.send(subscribePacket(2, ['one more', 0], ['a0', 1]));
  expect((await client.next()).codes).toEqual([128, 1]);
  client.send(subscribePacket(3, ...filters('b', DEFAULT_BROKER_LIMITS.subscriptions + 1)));
  expect(await client.untilClosed()).toEqual([]);
});
