import { describe, expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { ColdHouse } from './cold-house.ts';
import { DISCONNECT, puback, pubcomp, publishPacket, pubrec, pubrel, type RawClient, type Received, subscribePacket } from './raw-mqtt.ts';

const kept = { clean: false };

/** So many packets, or what there is until the connection ends. */
async function take(client: RawClient, count: number): Promise<Received[]> {
  const packets: Received[] = [];
  while (packets.length < count) packets.push(await client.next());
  return packets;
}

const brief = ({ cmd, id, dup, payload }: Received) =>
  [cmd, ...(dup ? ['dup'] : []), id, ...(payload === undefined ? [] : [payload])].join(' ');

/** Publishes, and waits until all of it was acknowledged (QoS 2: released as well). */
async function publish(cold: ColdHouse, qos: 1 | 2, ...payloads: string[]): Promise<void> {
  const sender = await cold.house.join('p', { userName: 'sender' });
  for (const [index, payload] of payloads.entries()) {
    sender.send(publishPacket('t', payload, { qos, id: index + 1 }));
    expect((await sender.next()).cmd).toBe(qos === 1 ? 'puback' : 'pubrec');
    if (qos === 2) sender.send(pubrel(index + 1));
    if (qos === 2) expect((await sender.next()).cmd).toBe('pubcomp');
  }
  await sender.drop();
}

/** A client with a kept session that is subscribed to `t` and away. */
async function away(cold: ColdHouse, qos: 1 | 2, clientId = 's'): Promise<void> {
  const client = await cold.house.listener(clientId, [['t', qos]], kept);
  client.send(DISCONNECT);
  await client.untilClosed();
}

describe.each(['powerCut', 'restart'] as const)('after a %s', (way) => {
  test('sessions, subscriptions and what waited are there, in order', async () => {
    const cold = await ColdHouse.open();
    await away(cold, 2);
    await publish(cold, 1, 'a', 'b');
    await publish(cold, 2, 'c');
    await cold[way]();
    await publish(cold, 1, 'd');
    await cold[way]();
    const back = await cold.house.join('s', kept);
    expect(back.connack.sessionPresent).toBe(true);
    expect((await take(back, 4)).map(brief)).toEqual(['publish 1 a', 'publish 2 b', 'publish 3 c', 'publish 4 d']);
  });

  test('what a clean session forgot stays forgotten', async () => {
    const cold = await ColdHouse.open();
    await away(cold, 1);
    await publish(cold, 1, 'a');
    await cold.house.join('s', { clean: true });
    await cold[way]();
    const back = await cold.house.join('s', kept);
    expect(back.connack.sessionPresent).toBe(false);
    expect(await back.untilPong()).toEqual([]);
  });

  test('QoS 1 in flight comes again with DUP and its identifiers, before all else', async () => {
    const cold = await ColdHouse.open();
    const client = await cold.house.listener('s', [['t', 1]], kept);
    await publish(cold, 1, 'a', 'b', 'c');
    expect((await take(client, 3)).map(brief)).toEqual(['publish 1 a', 'publish 2 b', 'publish 3 c']);
    client.send(puback(2));
    await client.untilPong();
    await cold.cold.stored();
    await cold[way]();
    await publish(cold, 1, 'd');
    const back = await cold.house.join('s', kept);
    expect((await take(back, 3)).map(brief)).toEqual(['publish dup 1 a', 'publish dup 3 c', 'publish 2 d']);
  });

  test('QoS 2 to a client goes on in each of its states', async () => {
    const cold = await ColdHouse.open();
    const client = await cold.house.listener('s', [['t', 2]], kept);
    await publish(cold, 2, 'sent', 'received', 'done');
    await take(client, 3);
    client.send(pubrec(2), pubrec(3));
    expect((await take(client, 2)).map(brief)).toEqual(['pubrel 2', 'pubrel 3']);
    client.send(pubcomp(3));
    await client.untilPong();
    await cold.cold.stored();
    await cold[way]();
    const back = await cold.house.join('s', kept);
    expect((await take(back, 2)).map(brief)).toEqual(['publish dup 1 sent', 'pubrel 2']);
    back.send(pubcomp(2), pubrec(1));
    expect((await take(back, 1)).map(brief)).toEqual(['pubrel 1']);
    back.send(pubcomp(1));
    await back.untilPong();
    await cold.cold.stored();
    expect([cold.cold.count('queue'), cold.cold.count('messages')]).toEqual([0, 0]);
  });

  test('a QoS 2 message that was answered is not taken a second time, and its identifier is free once it was released', async () => {
    const cold = await ColdHouse.open();
    await away(cold, 2);
    const sender = await cold.house.join('p', kept);
    sender.send(publishPacket('t', 'once', { qos: 2, id: 5 }));
    expect(brief(await sender.next())).toBe('pubrec 5');
    await cold[way]();
    const again = await cold.house.join('p', kept);
    expect(again.connack.sessionPresent).toBe(true);
    again.send(publishPacket('t', 'once', { qos: 2, id: 5, dup: true }));
    expect(brief(await again.next())).toBe('pubrec 5');
    again.send(pubrel(5));
    expect(brief(await again.next())).toBe('pubcomp 5');
    await cold[way]();
    const once = await cold.house.join('p', kept);
    once.send(pubrel(5));
    expect(brief(await once.next())).toBe('pubcomp 5');
    once.send(publishPacket('t', 'twice', { qos: 2, id: 5 }));
    expect(brief(await once.next())).toBe('pubrec 5');
    const back = await cold.house.join('s', kept);
    expect((await take(back, 2)).map(({ payload }) => payload)).toEqual(['once', 'twice']);
  });

  test('retained messages are there, with who published them', async () => {
    const cold = await ColdHouse.open();
    const pump = await cold.house.join('p', { userName: 'pump' });
    pump.send(publishPacket('r/1', 'kept', { qos: 1, retain: true }), publishPacket('r/2', 'gone', { qos: 1, id: 2, retain: true }));
    await take(pump, 2);
    pump.send(publishPacket('r/2', '', { qos: 1, id: 3, retain: true }));
    await take(pump, 1);
    await cold[way]();
    expect(cold.house.broker.retained.topicsOf('pump')).toEqual(['r/1']);
    const reader = await cold.house.listener('l', [['r/#', 1]]);
    expect(await reader.untilPong()).toMatchObject([{ topic: 'r/1', payload: 'kept', qos: 1, retain: true }]);
  });

  test('what waits is never for another than who it was for', async () => {
    const cold = await ColdHouse.open();
    const client = await cold.house.listener('s', [['t', 1]], { ...kept, userName: 'pump' });
    client.send(DISCONNECT);
    await client.untilClosed();
    await publish(cold, 1, 'for the pump');
    await cold[way]();
    const other = await cold.house.join('s', { ...kept, userName: 'fan' });
    expect(other.connack.sessionPresent).toBe(false);
    await publish(cold, 1, 'for nobody');
    expect(await other.untilPong()).toEqual([]);
    await cold.cold.stored();
    expect([cold.cold.count('queue'), cold.cold.count('messages')]).toEqual([0, 0]);
  });

  test('what may wait is bounded as before, and what was dropped is counted on', async () => {
    const cold = await ColdHouse.open();
    cold.set({ limits: { ...DEFAULT_BROKER_LIMITS, queue: { ...DEFAULT_BROKER_LIMITS.queue, messages: 3 } } });
    await away(cold, 1);
    await publish(cold, 1, 'a', 'b', 'c', 'd');
    await cold[way]();
    await publish(cold, 1, 'e');
    const { rows } = await cold.house.broker.queues.list('messages');
    expect(rows).toMatchObject([{ clientId: 's', dropped: { full: 2 } }]);
    await cold[way]();
    const back = await cold.house.join('s', kept);
    expect((await take(back, 3)).map(({ payload }) => payload)).toEqual(['c', 'd', 'e']);
    expect(await back.untilPong()).toEqual([]);
  });

  test('a session to which nobody came back for too long is dropped, and said; one that is in use is not', async () => {
    const cold = await ColdHouse.open();
    cold.set({ limits: { ...DEFAULT_BROKER_LIMITS, sessionDays: 2, queue: { ...DEFAULT_BROKER_LIMITS.queue, hours: 1_000 } } });
    await away(cold, 1);
    await away(cold, 1, 'used');
    await publish(cold, 1, 'a');
    cold.cold.clock.advance(86_400_000);
    await cold[way]();
    const used = await cold.house.join('used', kept);
    expect(used.connack.sessionPresent).toBe(true);
    cold.cold.clock.advance(86_400_000 + LIMITS.queueSweepMs);
    await cold.cold.stored();
    expect(cold.house.texts('change')).toEqual([
      'Nobody came back as "s" for 2 days, so its session was ended. 1 waiting message was dropped with it.',
    ]);
    await cold[way]();
    expect((await cold.house.join('s', kept)).connack.sessionPresent).toBe(false);
    expect((await cold.house.join('used', kept)).connack.sessionPresent).toBe(true);
  });

  test('messages that waited too long are dropped', async () => {
    const cold = await ColdHouse.open();
    cold.set({ limits: { ...DEFAULT_BROKER_LIMITS, queue: { ...DEFAULT_BROKER_LIMITS.queue, hours: 1 } } });
    await away(cold, 1);
    await publish(cold, 1, 'old');
    cold.cold.clock.advance(3_000_000);
    await cold[way]();
    await publish(cold, 1, 'new');
    cold.cold.clock.advance(900_000);
    const back = await cold.house.join('s', kept);
    expect((await take(back, 1)).map(({ payload }) => payload)).toEqual(['new']);
  });
});

describe('the will of a client that was connected when the power failed', () => {
  const will = { topic: 'w', payload: 'gone', qos: 1 };

  /** A subscriber of wills that is there, after the power came back. */
  async function cut(cold: ColdHouse): Promise<RawClient> {
    await cold.cold.stored();
    await cold.powerCut();
    return cold.house.listener('l', [['w', 1]]);
  }

  const wait = (cold: ColdHouse) => cold.cold.clock.advance(LIMITS.willGraceMs);

  test('is published when it does not come back in a while, and once', async () => {
    const asked: string[] = [];
    const cold = await ColdHouse.open({
      mayPublish: (...args) => {
        asked.push(args.join(' '));
        return true;
      },
    });
    await cold.house.join('a', { userName: 'pump', will });
    const listener = await cut(cold);
    cold.cold.clock.advance(LIMITS.willGraceMs - 1);
    expect(await listener.untilPong()).toEqual([]);
    cold.cold.clock.advance(1);
    expect(await take(listener, 1)).toMatchObject([{ topic: 'w', payload: 'gone', qos: 1 }]);
    expect(asked).toEqual(['device:pump a w']);
    const later = await cut(cold);
    wait(cold);
    expect(await later.untilPong()).toEqual([]);
  });

  test('is retained when it says so', async () => {
    const cold = await ColdHouse.open();
    await cold.house.join('a', { will: { ...will, retain: true } });
    const listener = await cut(cold);
    wait(cold);
    expect((await take(listener, 1))[0]?.retain).toBe(false);
    expect(await (await cold.house.listener('late', [['w', 1]])).untilPong()).toMatchObject([{ payload: 'gone', retain: true }]);
  });

  test.each(['with another will', 'without one'])('is not published when it came back %s', async (how) => {
    const cold = await ColdHouse.open();
    await cold.house.join('a', { userName: 'pump', will });
    const listener = await cut(cold);
    const back = await cold.house.join('a', { userName: 'pump', ...(how === 'without one' ? {} : { will: { ...will, payload: 'new' } }) });
    wait(cold);
    expect(await listener.untilPong()).toEqual([]);
    await back.drop();
    await cold.house.broker.kick('device:pump', 'a test');
    if (how !== 'without one') expect(await take(listener, 1)).toMatchObject([{ payload: 'new' }]);
    expect(await listener.untilPong()).toEqual([]);
  });

  test('is not published when that is not permitted any more', async () => {
    const cold = await ColdHouse.open({ mayPublish: () => false });
    await cold.house.join('a', { will });
    const listener = await cut(cold);
    wait(cold);
    expect(await listener.untilPong()).toEqual([]);
    await cold.cold.stored();
    expect(cold.cold.count('wills')).toBe(0);
  });

  test('is not published when it had left in order, or its will was published before', async () => {
    const cold = await ColdHouse.open();
    const [polite, lost] = [await cold.house.join('a', { will }), await cold.house.join('b', { will })];
    const before = await cold.house.listener('l', [['w', 0]]);
    polite.send(DISCONNECT);
    await polite.untilClosed();
    await lost.drop();
    await take(before, 1);
    const listener = await cut(cold);
    wait(cold);
    expect(await listener.untilPong()).toEqual([]);
  });
});

test('a queue that is longer than what is kept in memory is drained in order, while new messages come', async () => {
  const cold = await ColdHouse.open();
  await away(cold, 1);
  const many = 3 * LIMITS.queuePageMessages;
  const sender = await cold.house.join('p');
  const send = (from: number, to: number) => {
    for (let index = from; index < to; index++) sender.send(publishPacket('t', String(index), { qos: 1, id: index + 1 }));
  };
  send(0, many);
  await take(sender, many);
  const back = await cold.house.join('s', kept);
  const got: (string | undefined)[] = [];
  for (let step = 0; got.length < 2 * many; step++) {
    if (step < many) send(many + step, many + step + 1);
    const { cmd, id = 0, payload } = await back.next();
    expect(cmd).toBe('publish');
    got.push(payload);
    back.send(puback(id));
  }
  expect(got).toEqual(Array.from({ length: 2 * many }, (_, index) => String(index)));
  await back.untilPong();
  await cold.cold.stored();
  expect([cold.cold.count('queue'), cold.cold.count('messages')]).toEqual([0, 0]);
});

test('nothing of a message is on disk when those that it is for are not kept', async () => {
  const cold = await ColdHouse.open();
  const reader = await cold.house.listener('l', [['t', 2]]);
  await publish(cold, 2, 'a');
  await take(reader, 1);
  await cold.cold.stored();
  expect([cold.cold.count('queue'), cold.cold.count('messages'), cold.cold.count('sessions')]).toEqual([0, 0, 0]);
});

test('subscribing is answered when it is on disk', async () => {
  const cold = await ColdHouse.open();
  const client = await cold.house.join('s', kept);
  await cold.cold.stored();
  cold.cold.writer.hold();
  client.send(subscribePacket(1, ['t', 1]));
  expect(await client.untilPong()).toEqual([]);
  await cold.cold.writer.flow();
  expect(await client.next()).toMatchObject({ cmd: 'suback', codes: [1] });
  await cold.powerCut();
  await publish(cold, 1, 'a');
  expect((await take(await cold.house.join('s', kept), 1)).map(brief)).toEqual(['publish 1 a']);
});
