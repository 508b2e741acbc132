import { once } from 'node:events';
import { expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import type { Admission } from '../../../electron/hub/broker/admission.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { houseForEach, may } from '../../conformance/broker-house.ts';
import { ManualClock } from '../manual-clock.ts';
import { connectPacket, DISCONNECT, publishPacket, type RawClient, subscribePacket } from './raw-mqtt.ts';

let clock: ManualClock;
const house = houseForEach(() => {
  clock = new ManualClock();
  return clock;
});

const kept = { clean: false };
const payloads = async (client: RawClient) => (await client.untilPong()).map(({ payload }) => payload);

async function publish(topic: string, payload: string, qos = 0): Promise<void> {
  const sender = await house.now.join('p', { userName: 'sender' });
  sender.send(publishPacket(topic, payload, { qos }));
  await sender.untilPong();
}

test('a connection comes and goes, and is counted by its key', async () => {
  const { broker, comings } = house.now;
  const client = await house.now.join('a', { userName: 'pump' });
  expect(broker.isConnected('device:pump')).toBe(true);
  expect(broker.connectedAs('a')).toBe('device:pump');
  client.send(DISCONNECT);
  await client.untilClosed();
  await expect.poll(() => broker.isConnected('device:pump')).toBe(false);
  expect(broker.connectedAs('a')).toBeNull();
  expect(comings).toEqual(['+pump', '-pump']);
  expect(house.now.texts('connection')).toEqual(['pump disconnected.']);
});

test('nobody can hear from aedes who comes, goes or subscribes', async () => {
  house.now.permissions.set('spy', may([], ['$SYS/#']));
  const spy = await house.now.join('s', { userName: 'spy' });
  spy.send(subscribePacket(1, ['$SYS/#', 0]));
  await spy.untilPong();
  const client = await house.now.listener('a', [['t', 0]]);
  client.send(DISCONNECT);
  await client.untilClosed();
  expect(await payloads(spy)).toEqual([]);
});

test('the gate is told all that is known of a CONNECT', async () => {
  await house.now.join('a', { userName: 'pump', password: 'secret', clean: false });
  const [attempt] = house.now.attempts;
  expect(attempt).toMatchObject({ clientId: 'a', cleanSession: false, userName: 'pump', address: '192.0.2.7' });
  expect(attempt?.entrance.rule).toBe('password');
  expect(Buffer.from(attempt?.password as Uint8Array).toString()).toBe('secret');
  expect(attempt?.connectedAs('a')).toBe('device:pump');
  expect(attempt?.connectedAs('b')).toBeNull();
});

test('what was published is told, with who did', async () => {
  const client = await house.now.join('a', { userName: 'pump' });
  client.send(publishPacket('t', 'x', { qos: 1, retain: true }));
  await client.untilPong();
  expect(house.now.published).toEqual([{ topic: 't', payload: Buffer.from('x'), qos: 1, retain: true, deviceId: 'pump' }]);
  expect(house.now.broker.retained.topicsOf('pump')).toEqual(['t']);
  await house.now.broker.retained.remove('t');
  expect(house.now.broker.retained.topicsOf('pump')).toEqual([]);
  expect(await (await house.now.listener('l', [['t', 0]])).untilPong()).toEqual([]);
});

test.each([0, 1, 2])('a denied publish of QoS %i goes nowhere, is told, and does not end the connection', async (qos) => {
  house.now.permissions.set('pump', may(['pump/#'], []));
  const listener = await house.now.listener('l', [['#', 0]]);
  const client = await house.now.join('a', { userName: 'pump' });
  client.send(publishPacket('fan/power', '1', { qos, retain: true }));
  client.send(publishPacket('pump/power', '2', { qos, id: 2 }));
  await client.untilPong();
  expect(await payloads(listener)).toEqual(['2']);
  expect(house.now.denials).toEqual(['pump publish fan/power']);
  expect(house.now.published.map(({ topic }) => topic)).toEqual(['pump/power']);
  expect(await payloads(await house.now.listener('late', [['fan/#', 0]]))).toEqual([]);
});

test('a denied subscription is told, and does not end the connection', async () => {
  house.now.permissions.set('pump', may([], ['pump/#']));
  const client = await house.now.join('a', { userName: 'pump' });
  client.send(subscribePacket(1, ['#', 0], ['pump/x', 0]));
  expect(await client.next()).toMatchObject({ codes: [128, 0] });
  await publish('pump/x', 'mine');
  expect(await payloads(client)).toEqual(['mine']);
  expect(house.now.denials).toEqual(['pump subscribe #']);
});

test('a change of permission holds at once on a live connection', async () => {
  const { permissions } = house.now;
  const client = await house.now.listener('a', [['t/#', 1]], { userName: 'pump' });
  await publish('t/1', 'before', 1);
  expect(await payloads(client)).toEqual(['before']);

  permissions.set('pump', may(['t/2'], ['t/2']));
  await publish('t/1', 'hidden', 1);
  await publish('t/2', 'seen', 1);
  expect(await payloads(client)).toEqual(['seen']);
  client.send(publishPacket('t/1', 'denied', { qos: 1 }));
  await client.untilPong();
  expect(house.now.published.map(({ payload }) => Buffer.from(payload).toString())).toEqual(['before', 'hidden', 'seen']);

  permissions.set('pump', null);
  await publish('t/2', 'gone');
  expect(await client.untilPong()).toEqual([]);

  permissions.delete('pump');
  await publish('t/1', 'back');
  expect(await payloads(client)).toEqual(['back']);
});

test('kick ends every connection of a key, and of those that begin with it', async () => {
  const { broker } = house.now;
  const names = { 'bootstrap:b1:x': 'x', 'bootstrap:b1:y': 'y', 'bootstrap:b12:z': 'z', 'bootstrap:b1': 'w' };
  house.now.gate = async (attempt) => ({ ok: true, subject: house.now.subject(attempt, { key: attempt.userName as string }) });
  const clients = new Map<string, RawClient>();
  for (const [userName, clientId] of Object.entries(names)) clients.set(clientId, await house.now.join(clientId, { userName }));
  await broker.kick('bootstrap:b1', 'a test');
  for (const id of ['x', 'y', 'w']) expect(await (clients.get(id) as RawClient).untilClosed()).toEqual([]);
  expect(await clients.get('z')?.untilPong()).toEqual([]);
  await broker.kick('nobody', 'a test');
  await expect.poll(() => broker.isConnected('bootstrap:b1')).toBe(false);
  expect(broker.isConnected('bootstrap:b12:z')).toBe(true);
});

test('kick also reaches who was let in and has no CONNACK yet', async () => {
  const { broker } = house.now;
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a', userName: 'pump' }));
  await expect.poll(() => broker.connectedAs('a'), { interval: 1 }).toBe('device:pump');
  await broker.kick('device:pump', 'a test');
  await client.untilClosed();
  await expect.poll(() => broker.connectedAs('a'), { interval: 1 }).toBeNull();
});

test('only the same subject takes over a client id', async () => {
  const first = await house.now.join('a', { userName: 'pump' });
  const other = await house.now.greet({ clientId: 'a', userName: 'fan' });
  expect(other.connack.code).toBe(2);
  expect(await first.untilPong()).toEqual([]);
  const second = await house.now.join('a', { userName: 'pump' });
  expect(await first.untilClosed()).toEqual([]);
  expect(house.now.broker.isConnected('device:pump')).toBe(true);
  expect(house.now.broker.connectedAs('a')).toBe('device:pump');
  expect(await second.untilPong()).toEqual([]);
});

test('forceCleanSession leaves nothing, whatever the client asked for', async () => {
  house.now.gate = async (attempt) => ({
    ok: true,
    subject: house.now.subject(attempt, { forceCleanSession: attempt.userName === 'guest' }),
  });
  const guest = await house.now.listener('a', [['t', 1]], { userName: 'guest', clean: false });
  await guest.drop();
  await publish('t', 'x', 1);
  const back = await house.now.join('a', { userName: 'guest', clean: false });
  expect(back.connack.sessionPresent).toBe(false);
  await publish('t', 'y', 1);
  expect(await back.untilPong()).toEqual([]);
});

test('a subject that ends takes its connection with it, with its reason', async () => {
  const days = 86_400_000;
  const end = clock.now() + 40 * days;
  house.now.gate = async (attempt) => ({ ok: true, subject: house.now.subject(attempt, { ends: { at: end, why: 'its token expired' } }) });
  const client = await house.now.join('a', { userName: 'pump' });
  clock.advance(39 * days);
  expect(await client.untilPong()).toEqual([]);
  clock.advance(days);
  expect(await client.untilClosed()).toEqual([]);
  await expect.poll(() => house.now.texts('connection')).toEqual(['pump disconnected (its token expired).']);
});

test('a gate that takes too long refuses with return code 3', async () => {
  const asked = Promise.withResolvers<void>();
  house.now.gate = () => {
    asked.resolve();
    return new Promise(() => {});
  };
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a' }));
  await asked.promise;
  clock.advance(LIMITS.gateTimeoutMs);
  expect(await client.untilClosed()).toMatchObject([{ cmd: 'connack', code: 3 }]);
  expect(house.now.texts('refusal')).toEqual(['Refused a connection: it could not be checked. The log has the details.']);
  expect(house.now.happenings).toMatchObject([{ refusal: { cause: 'busy' } }]);
});

test('a gate that fails refuses with return code 3', async () => {
  house.now.gate = async () => {
    throw new Error('the disk is full');
  };
  const client = await house.now.greet({ clientId: 'a' });
  expect(client.connack.code).toBe(3);
});

test('a gate that answers after the client left lets nobody in', async () => {
  const answer = Promise.withResolvers<Admission>();
  const asked = Promise.withResolvers<void>();
  house.now.gate = () => {
    asked.resolve();
    return answer.promise;
  };
  const client = await house.now.raw();
  client.send(connectPacket({ clientId: 'a', userName: 'pump' }));
  await asked.promise;
  client.socket.resetAndDestroy();
  await house.now.unattended();
  answer.resolve({ ok: true, subject: house.now.subject({ userName: 'pump' }) });
  await answer.promise;
  expect(house.now.broker.connectedAs('a')).toBeNull();
  expect(house.now.comings).toEqual([]);
});

test.each([2, 3, 4, 5] as const)('a refusal with return code %i is told once', async (returnCode) => {
  house.now.gate = async () => ({ ok: false, refusal: { returnCode, cause: 'other', text: 'Refused: no.', deviceId: 'pump' } });
  const client = await house.now.greet({ clientId: 'a' });
  expect(client.connack.code).toBe(returnCode);
  await client.untilClosed();
  const refusal = { cause: 'other', clientId: 'a', userName: null, bootstrapId: null };
  expect(house.now.happenings).toEqual([{ kind: 'refusal', text: 'Refused: no.', deviceId: 'pump', address: '192.0.2.7', refusal }]);
});

test('forgetSession drops subscriptions and what waits', async () => {
  await (await house.now.listener('a', [['t', 1]], kept)).drop();
  await publish('t', 'for the one before', 1);
  await house.now.broker.forgetSession('a');
  await house.now.broker.forgetSession('never seen');
  const next = await house.now.join('a', kept);
  expect(next.connack.sessionPresent).toBe(false);
  await publish('t', 'again', 1);
  expect(await next.untilPong()).toEqual([]);
});

test('forgetSession for who is connected takes effect when it leaves', async () => {
  const client = await house.now.listener('a', [['t', 1]], kept);
  await house.now.broker.forgetSession('a');
  await publish('t', 'still', 1);
  expect(await payloads(client)).toEqual(['still']);
  await client.drop();
  expect((await house.now.join('a', kept)).connack.sessionPresent).toBe(false);
});

test('what does not speak MQTT is closed, and said', async () => {
  const client = await house.now.raw();
  client.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
  await client.untilClosed();
  expect(house.now.texts('refusal')).toEqual([expect.stringMatching(/^Closed a connection that did not speak MQTT as expected: .+\.$/)]);
});

test('why a connection broke is said', async () => {
  const client = await house.now.join('a', { userName: 'pump' });
  client.send(publishPacket('a/#', 'x'));
  await client.untilClosed();
  await expect.poll(() => house.now.texts('connection')).toEqual(['pump disconnected (a message has a topic with a wildcard).']);
});

test.each([
  ['drop-oldest', ['3', '4', '5']],
  ['drop-new', ['1', '2', '3']],
] as const)('what may wait for a session is bounded by count: %s', async (full, left) => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, queue: { ...DEFAULT_BROKER_LIMITS.queue, messages: 3, full } };
  await (await house.now.listener('a', [['t', 1]], kept)).drop();
  const sender = await house.now.join('p');
  for (let index = 1; index <= 5; index++) sender.send(publishPacket('t', String(index), { qos: 1, id: index }));
  await sender.untilPong();
  expect(house.now.texts('problem')).toEqual(['Messages for the client id "a" are dropped: too many wait for it.']);
  expect((await (await house.now.join('a', kept)).untilPong()).map(({ payload }) => payload)).toEqual(left);
});

test('what may wait for a session is bounded by bytes', async () => {
  house.now.limits = { ...DEFAULT_BROKER_LIMITS, queue: { ...DEFAULT_BROKER_LIMITS.queue, bytes: 200_000 } };
  await (await house.now.listener('a', [['t', 1]], kept)).drop();
  const sender = await house.now.join('p');
  for (let index = 1; index <= 5; index++) sender.send(publishPacket('t', String(index).repeat(60_000), { qos: 1, id: index }));
  await sender.untilPong();
  expect((await (await house.now.join('a', kept)).untilPong()).map(({ payload }) => payload?.[0])).toEqual(['3', '4', '5']);
});

test('after silence a connection that ends is no news, and its will is not published', async () => {
  const listener = await house.now.listener('l', [['w', 0]]);
  const client = await house.now.join('a', { userName: 'pump', will: { topic: 'w' } });
  house.now.broker.silence();
  const closed = once(client.socket, 'close');
  await house.now.broker.kick('device:pump', 'a test');
  await closed;
  expect(await listener.untilPong()).toEqual([]);
  expect(house.now.comings).toEqual(['+anyone', '+pump']);
});
