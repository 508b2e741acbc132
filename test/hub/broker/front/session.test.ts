import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS, type QueueCaps } from '../../../../electron/contract/limits.ts';
import { Router } from '../../../../electron/hub/broker/front/router.ts';
import { Session } from '../../../../electron/hub/broker/front/session.ts';
import { StoredMessage } from '../../../../electron/hub/broker/store/stored-message.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ColdStore } from '../store/cold-store.ts';
import { open } from './notes.ts';

let house: ColdStore;
let router: Router<Session>;
let caps: QueueCaps;
let inFlight: number;
let overflows: number;

const needs = () => ({
  journal: house.store.journal,
  router,
  clock: house.clock,
  caps: () => caps,
  inFlight: () => inFlight,
  overflowed: () => overflows++,
});

/** The session of `a`, which is kept, as it is on disk. */
function kept(): Session {
  const { store, clock } = house;
  return new Session('a', { store, session: store.get('a') ?? store.begin('a', 'device:a', clock.now()) }, needs());
}

/** The power fails, and the hub starts again. */
function restart(): Session {
  house.restart();
  router = new Router();
  return kept();
}

const clean = () => new Session('c', null, needs());
const message = (payload: string) => new StoredMessage('t', Buffer.from(payload), 2, false);

function offer(session: Session, qos: number, ...payloads: string[]): void {
  for (const payload of payloads) session.offer(message(payload), qos);
}

beforeEach(() => {
  house = new ColdStore();
  router = new Router();
  caps = DEFAULT_BROKER_LIMITS.queue;
  inFlight = 100;
  overflows = 0;
});

describe('sending', () => {
  test('no more is in flight than may be, and each acknowledgement makes room', () => {
    inFlight = 2;
    const session = clean();
    const notes = open(session);
    offer(session, 1, 'a', 'b', 'c', 'd');
    expect(notes.take()).toEqual(['a:1:1', 'b:1:2']);
    session.acknowledged('puback', 2);
    session.acknowledged('puback', 2);
    expect([notes.take(), session.outbox.messages]).toEqual([['c:1:3'], 2]);
    session.acknowledged('puback', 1);
    expect(notes.take()).toEqual(['d:1:4']);
  });

  test('one large message may be alone in flight', () => {
    const session = clean();
    const notes = open(session);
    session.offer(new StoredMessage('t', Buffer.alloc(LIMITS.inFlightBytes + 1, '1'), 1, false), 1);
    offer(session, 1, 'b');
    expect(notes.take()).toHaveLength(1);
    session.acknowledged('puback', 1);
    expect(notes.take()).toEqual(['b:1:2']);
  });

  test('identifiers in use are passed over', () => {
    const session = clean();
    const notes = open(session);
    offer(session, 1, 'first');
    for (let id = 2; id <= 65_535; id++) {
      offer(session, 1, 'x');
      session.acknowledged('puback', id);
    }
    notes.take();
    offer(session, 1, 'last');
    expect(notes.take()).toEqual(['last:1:2']);
  });

  test('acknowledgements of the wrong kind change nothing', () => {
    const session = clean();
    open(session);
    offer(session, 1, 'a');
    offer(session, 2, 'b');
    for (const kind of ['pubrec', 'pubcomp'] as const) session.acknowledged(kind, 1);
    for (const kind of ['puback', 'pubcomp'] as const) session.acknowledged(kind, 2);
    expect(session.outbox.messages).toBe(2);
    session.acknowledged('pubrec', 2);
    session.acknowledged('pubcomp', 2);
    session.acknowledged('puback', 1);
    expect(session.outbox.messages).toBe(0);
  });

  test('what the client may not read now is not sent, and not in flight', () => {
    const session = clean();
    const notes = open(session);
    notes.mayRead = ({ payload }) => String(payload) !== 'secret';
    offer(session, 1, 'secret', 'open');
    expect([notes.take(), session.outbox.messages]).toEqual([['open:1:2'], 1]);
  });

  test('QoS 2 of a kept session waits until its identifier is on disk, and nothing overtakes it', async () => {
    const session = kept();
    const notes = open(session);
    await house.stored();
    house.writer.hold();
    offer(session, 1, 'a');
    offer(session, 2, 'b');
    offer(session, 1, 'c');
    expect(notes.take()).toEqual(['a:1:1']);
    const stored = house.stored();
    await house.writer.flow();
    await stored;
    expect(notes.take()).toEqual(['b:2:2', 'c:1:3']);
  });

  test('QoS 0 does not wait for who is away', () => {
    const session = kept();
    offer(session, 0, 'missed');
    expect(open(session).take()).toEqual([]);
  });
});

describe('a client that comes back', () => {
  test.each(['at once', 'after a while', 'after a restart'])('gets what it did not acknowledge, as it was sent: %s', async (when) => {
    let session = kept();
    const notes = open(session);
    offer(session, 1, 'one');
    offer(session, 2, 'two', 'three', 'four', 'done');
    await house.stored();
    expect(notes.take()).toEqual(['one:1:1', 'two:2:2', 'three:2:3', 'four:2:4', 'done:2:5']);
    for (const id of [3, 5]) session.acknowledged('pubrec', id);
    session.acknowledged('pubcomp', 5);
    await house.stored();
    session.shut();
    offer(session, 1, 'five');
    if (when !== 'at once') await house.stored();
    if (when === 'after a restart') session = restart();
    expect(session.outbox.messages).toBe(4);
    const back = open(session);
    await house.stored();
    // Who starts anew counts identifiers from the first that is free.
    const next = when === 'after a restart' ? 5 : 6;
    expect(back.take()).toEqual(['!one:1:1', '!two:2:2', 'pubrel:3', '!four:2:4', `five:1:${next}`]);
    expect(notes.take()).toEqual([]);
  });

  test('gets what waits only as far as it takes it', () => {
    inFlight = 3;
    const session = kept();
    offer(session, 1, 'a', 'b', 'c', 'd');
    const notes = open(session);
    expect(notes.take()).toEqual(['a:1:1', 'b:1:2', 'c:1:3']);
    notes.isFree = false;
    for (const id of [1, 2, 3]) session.acknowledged('puback', id);
    expect(notes.take()).toEqual([]);
    notes.isFree = true;
    session.pump();
    expect(notes.take()).toEqual(['d:1:4']);
  });

  test('nothing is sent twice in one connection, though it broke before the disk had it', async () => {
    const session = kept();
    open(session);
    await house.stored();
    house.writer.hold();
    offer(session, 2, 'a', 'b');
    session.shut();
    const back = open(session);
    const stored = house.stored();
    await house.writer.flow();
    await stored;
    expect(back.take()).toEqual(['a:2:1', 'b:2:2']);
  });

  test('leaves nothing on disk when it acknowledged everything', async () => {
    const session = kept();
    open(session);
    offer(session, 1, 'a');
    offer(session, 2, 'b');
    await house.stored();
    session.acknowledged('puback', 1);
    session.acknowledged('pubrec', 2);
    session.acknowledged('pubcomp', 2);
    await house.stored();
    expect([house.count('queue'), house.count('messages')]).toEqual([0, 0]);
  });
});

describe('what may wait', () => {
  const waiting = (session: Session) =>
    open(session)
      .take()
      .map((text) => text.split(':')[0]);

  test.each([
    ['drop-oldest', ['c', 'd', 'e']],
    ['drop-new', ['a', 'b', 'c']],
  ] as const)('is bounded by count, also over a restart: %s', async (full, left) => {
    caps = { ...caps, messages: 3, full };
    let session = kept();
    offer(session, 1, 'a', 'b', 'c');
    await house.stored();
    session = restart();
    offer(session, 1, 'd', 'e');
    expect([session.drops.full, overflows]).toEqual([2, 1]);
    await house.stored();
    session = restart();
    expect(session.drops).toEqual({ full: 2, expired: 0, lastAt: house.clock.now() });
    expect(waiting(session)).toEqual(left);
    expect([house.count('queue'), house.count('messages')]).toEqual([3, 3]);
  });

  test('is bounded by bytes, also over a restart; one that does not fit at all is dropped alone', async () => {
    caps = { ...caps, bytes: 30 };
    let session = kept();
    offer(session, 1, 'aaaaaaaaa', 'bbbbbbbbb', 'ccccccccc');
    await house.stored();
    session = restart();
    offer(session, 1, 'ddddddddd');
    expect(session.drops.full).toBe(1);
    await house.stored();
    session = restart();
    expect(waiting(session)).toEqual(['bbbbbbbbb', 'ccccccccc', 'ddddddddd']);
  });

  test('counts what is in flight, which is never dropped', async () => {
    caps = { ...caps, messages: 2 };
    let session = kept();
    open(session);
    offer(session, 1, 'a');
    await house.stored();
    session = restart();
    expect(session.outbox.messages).toBe(1);
    offer(session, 1, 'b', 'c');
    expect(waiting(session)).toEqual(['!a', 'c']);
  });

  test('is bounded by age, also over a restart', async () => {
    caps = { ...caps, hours: 1 };
    offer(kept(), 1, 'old', 'older');
    await house.stored();
    house.clock.advance(1_800_000);
    let session = restart();
    offer(session, 1, 'new');
    await house.stored();
    house.clock.advance(1_801_000);
    session = restart();
    expect(session.expire()).toBe(2);
    expect(session.drops.expired).toBe(2);
    expect(waiting(session)).toEqual(['new']);
  });

  test('is told once when it is too much, and again after all was taken', () => {
    caps = { ...caps, messages: 1 };
    const session = kept();
    offer(session, 1, 'a', 'b', 'c');
    expect(overflows).toBe(1);
    open(session);
    session.acknowledged('puback', 1);
    session.shut();
    offer(session, 1, 'd', 'e');
    expect(overflows).toBe(2);
  });
});

describe('publishers', () => {
  test('wait while many messages wait for a client that is there, until it caught up', () => {
    inFlight = 1;
    const session = clean();
    open(session);
    let told = 0;
    offer(session, 1, ...Array.from({ length: LIMITS.crowdedMessages }, () => 'x'));
    expect(session.isCrowded).toBe(false);
    offer(session, 1, 'one more');
    expect(session.isCrowded).toBe(true);
    session.whenReady(() => told++);
    session.acknowledged('puback', 1);
    expect([session.isCrowded, told]).toEqual([false, 1]);
  });

  test('do not wait for one that is behind until it has nothing left, nor for one that is away', () => {
    inFlight = 1;
    const session = kept();
    offer(session, 1, ...Array.from({ length: 2 * LIMITS.crowdedMessages }, () => 'x'));
    expect(session.isCrowded).toBe(false);
    open(session);
    expect(session.isCrowded).toBe(true);
    let told = 0;
    session.whenReady(() => told++);
    house.clock.advance(LIMITS.slowReaderMs);
    expect([told, session.isCrowded]).toEqual([1, false]);
    for (let id = 1; id < LIMITS.crowdedMessages * 2; id++) {
      session.acknowledged('puback', id);
      expect(session.isCrowded).toBe(false);
    }
    offer(session, 1, ...Array.from({ length: LIMITS.crowdedMessages }, () => 'x'));
    expect(session.isCrowded).toBe(true);
  });

  test('are let go when the client goes, and so is who sends it retained messages', () => {
    inFlight = 1;
    const session = kept();
    open(session);
    offer(session, 1, ...Array.from({ length: LIMITS.crowdedMessages + 1 }, () => 'x'));
    const told: string[] = [];
    session.whenReady(() => told.push('publisher'));
    expect(session.isReady(() => told.push('retained'))).toBe(false);
    session.shut();
    expect(told).toEqual(['publisher', 'retained']);
  });
});

test('QoS 2 messages that came from it are known until they are released, also over a restart', async () => {
  let session = kept();
  expect([session.receive(7), session.receive(7), session.receive(8)]).toEqual([true, false, true]);
  await house.stored();
  session = restart();
  expect([session.receive(7), session.received]).toEqual([false, 2]);
  session.release(7);
  await house.stored();
  session = restart();
  expect([session.receive(7), session.receive(8)]).toEqual([true, false]);
});

test('subscriptions are found again after a restart, and not those that were given up', async () => {
  let session = kept();
  session.subscribe('t/#', 2);
  session.subscribe('u', 1);
  session.unsubscribe('t/#');
  await house.stored();
  session = restart();
  expect([router.matches('t/1'), router.matches('u')]).toEqual([[], [{ session, qos: 1 }]]);
  expect([session.isSubscribed('u'), session.subscriptions]).toEqual([true, 1]);
  session.end();
  expect(router.matches('u')).toEqual([]);
});
