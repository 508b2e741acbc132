import { beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../../../electron/hub/broker/store/entry.ts';
import type { KeptSession } from '../../../../electron/hub/broker/store/kept-session.ts';
import { StoredMessage } from '../../../../electron/hub/broker/store/stored-message.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ColdStore } from './cold-store.ts';

let house: ColdStore;
const message = (payload: string, topic = 't') => new StoredMessage(topic, Buffer.from(payload), 1, false);
const texts = (entries: Entry[]) => entries.map((entry) => entry.message.payload.toString());
const begin = (clientId = 'a', owner = 'device:a') => house.store.begin(clientId, owner, house.clock.now());

function enqueue(session: KeptSession, ...payloads: string[]): Entry[] {
  return payloads.map((payload) => session.enqueue(message(payload), 1, house.clock.now()));
}

/** What a restart finds of a session. */
function found(clientId = 'a') {
  const session = house.store.get(clientId);
  if (!session) throw new Error(`${clientId} has no session`);
  const { waiting, inFlight } = house.store.takeFound(session);
  return { session, waiting, inFlight, texts: texts(house.store.waiting(session, 0, -1)) };
}

beforeEach(() => {
  house = new ColdStore();
});

describe('over a restart', () => {
  test('a session comes back with its owner, its subscriptions, when its client left, and what it lost', async () => {
    const session = begin();
    session.subscribe('t/#', 1);
    session.subscribe('u', 2);
    session.subscribe('v', 0);
    session.unsubscribe('v');
    session.subscribe('u', 0);
    session.leftAt = 12_345;
    Object.assign(session.drops, { full: 3, expired: 4, lastAt: 5 });
    session.changed();
    await house.stored();
    house.restart();
    const { session: back } = found();
    expect({ owner: back.owner, leftAt: back.leftAt, drops: back.drops }).toEqual({
      owner: 'device:a',
      leftAt: 12_345,
      drops: { full: 3, expired: 4, lastAt: 5 },
    });
    expect([...back.filters].map(([filter, { qos }]) => [filter, qos]).sort()).toEqual([
      ['t/#', 1],
      ['u', 0],
    ]);
  });

  test('a queue comes back in its order, with sizes and times, and goes on after its last number', async () => {
    enqueue(begin(), 'one', 'two');
    house.clock.advance(5_000);
    enqueue(house.store.get('a') as KeptSession, 'three');
    await house.stored();
    house.restart();
    const { session, waiting, inFlight, texts: payloads } = found();
    expect(payloads).toEqual(['one', 'two', 'three']);
    expect(inFlight).toEqual({ messages: 0, bytes: 0 });
    const second = Math.floor(house.clock.now() / 1_000);
    expect(Array.from({ length: waiting.length }, (_, index) => waiting.at(index))).toEqual([
      { seq: 1, at: second - 5, size: 4 },
      { seq: 2, at: second - 5, size: 4 },
      { seq: 3, at: second, size: 6 },
    ]);
    const [next] = enqueue(session, 'four');
    expect(next?.seq).toBe(4);
    await house.stored();
    house.restart();
    expect(found().texts).toEqual(['one', 'two', 'three', 'four']);
  });

  test('messages in flight come back apart, in their order, with identifier and state', async () => {
    const [one, two] = enqueue(begin(), 'one', 'two', 'three') as [Entry, Entry, Entry];
    one.packetId = 9;
    one.released = true;
    two.packetId = 5;
    one.changed();
    two.changed();
    await house.stored();
    house.restart();
    const { session, waiting, inFlight, texts: payloads } = found();
    expect(payloads).toEqual(['three']);
    expect(waiting.length).toBe(1);
    expect(inFlight).toEqual({ messages: 2, bytes: 8 });
    expect(house.store.inFlight(session).map(({ packetId, released, isSafe }) => [packetId, released, isSafe])).toEqual([
      [9, true, true],
      [5, false, true],
    ]);
  });

  test('identifiers of QoS 2 messages that were not released come back, and those that were do not', async () => {
    const session = begin();
    for (const id of [1, 2, 3]) session.receive(id);
    await house.stored();
    session.release(2);
    await house.stored();
    house.restart();
    expect([...found().session.received.keys()].sort()).toEqual([1, 3]);
  });

  test('retained messages come back with who published them, and those that were removed do not', async () => {
    const { retained } = house.store;
    const put = (topic: string, payload: string, publisher: string | null) =>
      retained.put({ topic, payload: Buffer.from(payload), qos: 1, at: 7, publisher, extra: null });
    put('a', 'old', 'pump');
    put('b', 'gone', 'pump');
    put('c', 'nobody', null);
    await house.stored();
    put('a', 'new', 'fan');
    put('b', '', 'fan');
    await house.stored();
    const back = house.restart().retained;
    expect([...back.values()].map(({ topic, payload, qos, at, publisher }) => [topic, payload.toString(), qos, at, publisher])).toEqual([
      ['a', 'new', 1, 7, 'fan'],
      ['c', 'nobody', 1, 7, null],
    ]);
    expect(back.topicsOf('fan')).toEqual(['a']);
  });

  test('wills come back, and those that were withdrawn do not', async () => {
    const will = (payload: string) => ({
      topic: 'w',
      payload: Buffer.from(payload),
      qos: 1,
      retain: true,
      owner: 'device:a',
      extra: null,
    });
    house.store.wills.put('a', will('old'));
    house.store.wills.put('b', will('gone'));
    await house.stored();
    house.store.wills.put('a', will('new'));
    house.store.wills.remove('b');
    await house.stored();
    expect(house.restart().wills.entries()).toEqual([['a', will('new')]]);
  });

  test('what nobody waited for is stored too, after a while', () => {
    begin().subscribe('t', 1);
    house.clock.advance(LIMITS.storeDelayMs);
    house.restart();
    expect([...found().session.filters.keys()]).toEqual(['t']);
  });

  test('a session that takes the place of another has nothing of it', async () => {
    const session = begin();
    session.subscribe('t', 1);
    session.receive(1);
    enqueue(session, 'for the one before');
    await house.stored();
    begin('a', 'device:other');
    await house.stored();
    house.restart();
    const { session: back, texts: payloads } = found();
    expect([back.owner, back.filters.size, back.received.size, payloads]).toEqual(['device:other', 0, 0, []]);
    expect([house.count('messages'), house.count('queue'), house.count('received'), house.count('subscriptions')]).toEqual([0, 0, 0, 0]);
  });
});

describe('a message that waits in several queues', () => {
  /** One message in the queues of a, b and c. */
  async function share(): Promise<Entry[]> {
    const shared = message('shared');
    const entries = ['a', 'b', 'c'].map((clientId) => begin(clientId).enqueue(shared, 1, 0));
    await house.stored();
    expect([house.count('messages'), house.count('queue')]).toEqual([1, 3]);
    return entries;
  }

  const gone = () => [house.count('messages'), house.count('queue')];

  test('is stored once, and removed with the last of them', async () => {
    const entries = await share();
    for (const [index, entry] of entries.entries()) {
      entry.remove();
      await house.stored();
      expect([...gone(), house.miscounted()]).toEqual([index < 2 ? 1 : 0, 2 - index, 0]);
    }
  });

  test('is removed when all are done with it at once', async () => {
    for (const entry of await share()) entry.remove();
    await house.stored();
    expect(gone()).toEqual([0, 0]);
  });

  test('outlives the end of a session, and goes with the last one', async () => {
    const [, entry] = await share();
    house.store.end('a');
    await house.stored();
    expect([...gone(), house.miscounted()]).toEqual([1, 2, 0]);
    entry?.remove();
    await house.stored();
    expect([...gone(), house.miscounted()]).toEqual([1, 1, 0]);
    house.store.end('c');
    await house.stored();
    expect(gone()).toEqual([0, 0]);
  });

  test('is removed when a session ends in the same write in which the others are done with it', async () => {
    const [, b, c] = await share();
    b?.remove();
    house.store.end('a');
    c?.remove();
    await house.stored();
    expect(gone()).toEqual([0, 0]);
  });

  test('is counted right after a restart', async () => {
    await share();
    house.restart();
    for (const [index, clientId] of ['a', 'b', 'c'].entries()) {
      const { session } = found(clientId);
      const [entry] = house.store.waiting(session, 0, 1);
      entry?.remove();
      await house.stored();
      expect([...gone(), house.miscounted()]).toEqual([index < 2 ? 1 : 0, 2 - index, 0]);
    }
  });

  test('is removed with ranges that are purged, and only for their session', async () => {
    const [a, b] = [begin('a'), begin('b')];
    for (let index = 0; index < 10; index++) {
      const shared = message(String(index));
      a.enqueue(shared, 1, 0);
      b.enqueue(shared, 1, 0);
    }
    await house.stored();
    house.restart();
    const [first, second] = [found('a').session, found('b').session];
    first.removeQueued(3, 5);
    first.removeQueued(8, 8);
    await house.stored();
    expect([...gone(), house.miscounted()]).toEqual([10, 16, 0]);
    second.removeQueued(4, 8);
    await house.stored();
    expect([...gone(), house.miscounted()]).toEqual([7, 11, 0]);
    expect(texts(house.store.waiting(first, 0, -1))).toEqual(['0', '1', '5', '6', '8', '9']);
  });
});

describe('what is written', () => {
  test('is nothing of a message that came and went before', async () => {
    const session = begin();
    await house.stored();
    house.writer.hold();
    const [entry] = enqueue(session, 'short');
    entry?.remove();
    await house.stored();
    expect([house.count('messages'), house.count('queue'), house.writer.batches]).toEqual([0, 0, 1]);
  });

  test('is safe when the disk has it as it is now, and not before', async () => {
    const session = begin();
    await house.stored();
    house.writer.hold();
    const [entry] = enqueue(session, 'x') as [Entry];
    const first = house.stored();
    await new Promise((resolve) => setImmediate(resolve));
    entry.packetId = 7;
    entry.changed();
    const second = house.stored();
    await house.writer.writeNext();
    await first;
    expect(entry.isSafe).toBe(false);
    await house.writer.writeNext();
    await second;
    expect(entry.isSafe).toBe(true);
  });
});

test('closing stores what is left, and gives up in time when the disk does not take it', async () => {
  begin().subscribe('t', 1);
  await house.store.close();
  house.restart();
  expect(found().session.filters.size).toBe(1);

  found().session.subscribe('u', 1);
  house.writer.hold();
  const closed = house.store.close();
  house.clock.advance(LIMITS.storeCloseMs);
  await closed;
});
