import { expect, test, vi } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { oldestFirst } from '../../../electron/hub/messages/retained-search.ts';
import { publishPacket } from '../broker/raw-mqtt.ts';
import { seeded } from '../discovery/mdns/seeded.ts';
import { Desk, draft } from './desk.ts';

const DAY = 86_400_000;
const device = (name: string, more = {}) => ({ kind: 'device' as const, name, lastSeenAt: null, connected: false, ...more });

/** Retained messages in this order of time, a second apart. */
async function keep(desk: Desk, ...topics: string[]): Promise<void> {
  for (const topic of topics) {
    desk.clock.advance(1_000);
    await desk.messages.publish(draft(topic, `of ${topic}`, { retain: true }));
  }
}

async function keepFrom(desk: Desk, deviceId: string, topic: string): Promise<void> {
  const client = await desk.house.join(`client-${deviceId}`, { userName: deviceId });
  client.send(publishPacket(topic, 'x', { qos: 1, retain: true }));
  await client.untilPong();
  await client.drop();
}

const topicsOf = async (desk: Desk, filter: string) => (await desk.messages.listRetained(filter, 0)).rows.map(({ topic }) => topic);

test('the list takes a filter, or a topic with all below it; the oldest first', async () => {
  const desk = await Desk.open();
  await keep(desk, 'b/1', 'a', 'a/b/c', 'ab', 'a/x');
  expect(await topicsOf(desk, '')).toEqual(['b/1', 'a', 'a/b/c', 'ab', 'a/x']);
  expect(await topicsOf(desk, 'a')).toEqual(['a', 'a/b/c', 'a/x']);
  expect(await topicsOf(desk, 'a/+')).toEqual(['a/x']);
  expect(await topicsOf(desk, 'none')).toEqual([]);
  await expect(desk.messages.listRetained('a/#/b', 0)).rejects.toThrow('This is no topic filter: # must stand alone and at the end.');
  await keep(desk, 'a');
  expect(await topicsOf(desk, 'a')).toEqual(['a/b/c', 'a/x', 'a']);
  expect(await desk.messages.countRetained('a')).toEqual({ messages: 3, bytes: 'of a/b/c'.length + 'of a/x'.length + 'of a'.length });
});

test('a row says what there is, and how old', async () => {
  const desk = await Desk.open();
  await desk.messages.publish(draft('hex', Buffer.from([0, 255]), { retain: true, qos: 2 }));
  await desk.messages.publish(draft('text', `${'long '.repeat(100)}`, { retain: true }));
  const { rows, of, bytes } = await desk.messages.listRetained('', 0);
  expect(rows[0]).toMatchObject({ topic: 'hex', size: 2, qos: 2, at: desk.clock.now(), preview: '0x00ff', neverSeenAgain: false });
  expect(rows[0]?.publisher).toEqual({ kind: 'other', name: null, deviceId: null });
  expect(rows[1]?.preview).toHaveLength(LIMITS.previewChars + 1);
  expect({ of, bytes }).toEqual({ of: 2, bytes: 502 });
});

test('there is one page at a time', async () => {
  const desk = await Desk.open();
  for (let index = 0; index < 250; index++) await desk.messages.publish(draft(`t/${index}`, 'x', { retain: true }));
  const pages = await Promise.all([0, 100, 200, 300].map((offset) => desk.messages.listRetained('t', offset)));
  expect(pages.map(({ rows }) => rows.length)).toEqual([100, 100, 50, 0]);
  expect(pages.map(({ of }) => of)).toEqual([250, 250, 250, 250]);
  expect(new Set(pages.flatMap(({ rows }) => rows.map(({ topic }) => topic))).size).toBe(250);
});

test('pages are those of a plain sort, whatever the order and however many are of one time', () => {
  const random = seeded(7);
  for (let round = 0; round < 50; round++) {
    const messages = Array.from({ length: 1 + random(60) }, (_, index) => ({
      topic: `t${index}`,
      payload: Buffer.alloc(0),
      qos: 0,
      at: random(10),
      publisher: null,
      extra: null,
    }));
    const sorted = messages.toSorted((a, b) => a.at - b.at);
    for (let offset = 0; offset <= messages.length; offset++) {
      expect(oldestFirst(messages, offset, 7)).toEqual(sorted.slice(offset, offset + 7));
    }
  }
});

test('it is told who published, and whether it was there since', async () => {
  const desk = await Desk.open();
  for (const id of ['here', 'away', 'back', 'gone', 'new']) await keepFrom(desk, id, id);
  const at = desk.clock.now();
  desk.devices.set('here', device('Here', { lastSeenAt: at, connected: true }));
  desk.devices.set('away', device('Away', { lastSeenAt: at + 1_000 }));
  desk.devices.set('back', device('Back', { lastSeenAt: at + DAY }));
  desk.devices.set('gone', { kind: 'revoked', name: 'Gone' });
  desk.devices.set('new', device('New'));
  const told = async () =>
    (await desk.messages.listRetained('', 0)).rows.map(({ publisher, neverSeenAgain }) => [
      publisher.kind,
      publisher.name,
      publisher.deviceId,
      neverSeenAgain,
    ]);
  desk.clock.advance(LIMITS.goneAfterMs - 1);
  expect((await told()).map((row) => row.at(-1))).toEqual([false, false, false, false, false]);
  desk.clock.advance(1);
  expect(await told()).toEqual([
    ['device', 'Here', 'here', false],
    ['device', 'Away', 'away', true],
    ['device', 'Back', 'back', false],
    ['revoked', 'Gone', 'gone', false],
    ['device', 'New', 'new', true],
  ]);
});

/** One message of everyone: of two revoked devices, of one that is gone, of one that is not, and of no device. */
async function leftovers(): Promise<Desk> {
  const desk = await Desk.open();
  for (const id of ['plug', 'lamp', 'away', 'here']) {
    desk.clock.advance(1_000);
    await keepFrom(desk, id, `home/${id}`);
  }
  await keep(desk, 'home/own');
  desk.devices.set('away', device('Away', { lastSeenAt: desk.clock.now() }));
  desk.devices.set('here', device('Here', { connected: true }));
  desk.clock.advance(LIMITS.goneAfterMs);
  return desk;
}

test('the list can be of what revoked devices left, or devices that were never seen again', async () => {
  const desk = await leftovers();
  const { messages } = desk;
  const list = async (...args: Parameters<typeof messages.listRetained>) => {
    const { rows, of, bytes } = await messages.listRetained(...args);
    return [rows.map(({ topic }) => topic), of, bytes];
  };
  expect(await list('', 0)).toMatchObject([{ length: 5 }, 5, 4 + 'of home/own'.length]);
  expect(await list('', 0, 'revoked')).toEqual([['home/plug', 'home/lamp'], 2, 2]);
  expect(await list('home/lamp', 0, 'revoked')).toEqual([['home/lamp'], 1, 1]);
  expect(await list('home/+', 1, 'revoked')).toEqual([['home/lamp'], 2, 2]);
  expect(await list('', 0, 'gone')).toEqual([['home/away'], 1, 1]);
  expect(await list('home/here', 0, 'gone')).toEqual([[], 0, 0]);
  expect(await messages.countRetained('', 'revoked')).toEqual({ messages: 2, bytes: 2 });
});

test('what is known of a publisher is asked once for a list, however much it left', async () => {
  const asked = vi.fn(() => ({ kind: 'revoked' as const, name: null }));
  const desk = await Desk.open({ publisherOf: asked });
  for (let index = 0; index < 12_000; index++) {
    desk.store.retained.put({ topic: `t/${index}`, payload: Buffer.from('x'), qos: 0, at: index, publisher: `d${index % 3}`, extra: null });
  }
  expect(await desk.messages.countRetained('', 'revoked')).toMatchObject({ messages: 12_000 });
  expect(asked).toHaveBeenCalledTimes(3);
});

test('what the list is of can be removed, that alone, and comes back', async () => {
  const desk = await leftovers();
  const { messages } = desk;
  expect(await messages.removeRetained('', true, 'revoked')).toBe(2);
  expect(await topicsOf(desk, '')).toEqual(['home/away', 'home/here', 'home/own']);
  expect(await messages.removeRetained('home', true, 'gone')).toBe(1);
  expect(await messages.removeRetained('home/here', false, 'gone')).toBe(0);
  expect(messages.state().undo.map(({ what }) => what)).toEqual([
    'home and below, left by devices never seen again',
    'all left by revoked devices',
  ]);
  expect(desk.said).toContain('You removed 2 retained messages: all left by revoked devices.');
  for (const { id } of messages.state().undo) await messages.undoRemoval(id);
  expect(await topicsOf(desk, '')).toHaveLength(5);
  expect(await messages.countRetained('', 'revoked')).toMatchObject({ messages: 2 });
});

test('what somebody else publishes while leftovers are removed stays, and so does what is left by who comes back', async () => {
  const desk = await Desk.open();
  const { messages, store, devices } = desk;
  const put = (index: number, publisher: string) =>
    store.retained.put({ topic: `many/${index}`, payload: Buffer.from('x'), qos: 0, at: index, publisher, extra: null });
  const many = 3 * LIMITS.retainedSlice;
  devices.set('away', device('Away'));
  desk.clock.advance(2 * LIMITS.goneAfterMs);
  for (let index = 0; index < many - 1; index++) put(index, 'away');
  put(many - 1, 'late');
  devices.set('late', device('Late'));
  const removing = messages.removeRetained('', true, 'gone');
  // They are found by now, and none is removed yet.
  put(many - 2, 'unknown');
  devices.set('late', device('Late', { connected: true }));
  expect(await removing).toBe(many - 2);
  expect((await topicsOf(desk, '')).sort()).toEqual([`many/${many - 2}`, `many/${many - 1}`]);
});

test('one is removed, or all at and below a topic; subscribers are told', async () => {
  const desk = await Desk.open();
  const { messages, house } = desk;
  await keep(desk, 'a', 'a/b', 'ab', 'a/b/c', 'z');
  const listener = await house.listener('l', [['#', 0]]);
  await listener.untilPong();
  expect(await messages.removeRetained('z', false)).toBe(1);
  expect(await messages.removeRetained('z', false)).toBe(0);
  expect(await messages.removeRetained('a', true)).toBe(3);
  expect((await listener.untilPong()).map(({ topic, payload }) => `${topic}:${payload}`)).toEqual(['z:', 'a:', 'a/b:', 'a/b/c:']);
  expect(await topicsOf(desk, '')).toEqual(['ab']);
  expect(desk.said).toContain('You removed 1 retained message: z.');
  expect(desk.said).toContain('You removed 3 retained messages: a and below.');
  expect(messages.state().undo).toMatchObject([
    { what: 'a and below', count: 3, until: desk.clock.now() + 600_000 },
    { what: 'z', count: 1 },
  ]);
});

test('what was removed comes back as it was, but for topics that have a new message', async () => {
  const desk = await Desk.open();
  const { messages, house, clock } = desk;
  await keepFrom(desk, 'pump', 'a/pump');
  const before = house.broker.retained.get('a/pump');
  await keep(desk, 'a/old', 'a/new');
  await messages.removeRetained('a', true);
  clock.advance(60_000);
  await keep(desk, 'a/new');
  const listener = await house.listener('l', [['a/#', 1]]);
  await listener.untilPong();
  const [{ id } = { id: '' }] = messages.state().undo;
  expect(await messages.undoRemoval(id)).toBe(2);
  expect((await listener.untilPong()).map(({ topic, payload, qos, retain }) => [topic, payload, qos, retain])).toEqual([
    ['a/pump', 'x', 1, false],
    ['a/old', 'of a/old', 0, false],
  ]);
  expect(house.broker.retained.get('a/pump')).toEqual(before);
  expect(house.broker.retained.get('a/new')?.at).toBe(clock.now());
  expect(house.broker.retained.topicsOf('pump')).toEqual(['a/pump']);
  expect(messages.state().undo).toEqual([]);
  await expect(messages.undoRemoval(id)).rejects.toThrow('cannot be brought back any more');
  expect(desk.said.at(-1)).toBe('You brought back 2 retained messages: a and below.');
});

test('what came back is on disk with its publisher', async () => {
  const desk = await Desk.open();
  await keepFrom(desk, 'pump', 'a');
  await desk.messages.removeRetained('a', false);
  await desk.messages.undoRemoval(desk.messages.state().undo[0]?.id as string);
  desk.clock.advance(LIMITS.storeDelayMs);
  await desk.store.journal.stored();
  expect(desk.house.broker.retained.get('a')).toMatchObject({ publisher: 'pump', qos: 1 });
});

test('ten minutes later it cannot be undone', async () => {
  const desk = await Desk.open();
  await keep(desk, 'a');
  await desk.messages.removeRetained('a', false);
  const [{ id } = { id: '' }] = desk.messages.state().undo;
  desk.clock.advance(LIMITS.undoMs - 1);
  expect(desk.messages.state().undo).toHaveLength(1);
  desk.clock.advance(1);
  expect(desk.messages.state().undo).toEqual([]);
  await expect(desk.messages.undoRemoval(id)).rejects.toThrow('any more');
});

test('what finds no room waits for another try', async () => {
  const desk = await Desk.open();
  const { messages, house } = desk;
  await keep(desk, 'a', 'b', 'c');
  await messages.removeRetained('a', false);
  await keep(desk, 'd');
  const { limits } = house;
  house.limits = { ...limits, retainedMessages: 3 };
  const [{ id } = { id: '' }] = messages.state().undo;
  await expect(messages.undoRemoval(id)).rejects.toThrow('0 retained messages came back, and 1 did not, because there is no room');
  expect(messages.state().undo).toMatchObject([{ id, count: 1 }]);
  house.limits = limits;
  expect(await messages.undoRemoval(id)).toBe(1);
  expect(await topicsOf(desk, '')).toEqual(['a', 'b', 'c', 'd']);
});

test('what the disk would not take waits for another try', async () => {
  const desk = await Desk.open();
  const { messages, store, house } = desk;
  await keep(desk, 'a/1', 'a/2');
  await messages.removeRetained('a', true);
  const failing = vi.spyOn(store.journal, 'isFailing', 'get').mockReturnValue(true);
  const [{ id } = { id: '' }] = messages.state().undo;
  await expect(messages.undoRemoval(id)).rejects.toThrow('because the disk takes nothing now. They can be tried again.');
  expect(house.broker.retained.all()).toEqual([]);
  failing.mockRestore();
  expect(await messages.undoRemoval(id)).toBe(2);
});

test('later removals take the room of the oldest, and that is told', async () => {
  const desk = await Desk.open();
  for (let index = 0; index <= LIMITS.undoRemovals; index++) {
    await keep(desk, `t${index}`);
    await desk.messages.removeRetained(`t${index}`, false);
  }
  const { undo } = desk.messages.state();
  expect(undo).toHaveLength(LIMITS.undoRemovals);
  expect(undo.at(-1)?.what).toBe('t1');
  expect(desk.said).toContain('Later removals take the room, so this one cannot be undone any more: t0.');
});

test('more than could be brought back is not removed', async () => {
  const desk = await Desk.open();
  desk.house.limits = { ...desk.house.limits, retainedBytes: 4 * LIMITS.undoBytes };
  const payload = Buffer.alloc(LIMITS.undoBytes / 5);
  for (let index = 0; index < 5; index++) {
    desk.store.retained.put({ topic: `t/${index}`, payload, qos: 0, at: index, publisher: null, extra: null });
  }
  await expect(desk.messages.removeRetained('t', true)).rejects.toThrow('at most 64 MiB can be removed at a time');
  expect(await desk.messages.countRetained('t')).toMatchObject({ messages: 5 });
  expect(await desk.messages.removeRetained('t/0', true)).toBe(1);
});

test('while thousands are removed and brought back, messages go on', async () => {
  const desk = await Desk.open();
  const { messages, house, store } = desk;
  const many = 5_000;
  for (let index = 0; index < many; index++) {
    store.retained.put({ topic: `many/${index}`, payload: Buffer.from('x'), qos: 0, at: index, publisher: 'd', extra: null });
  }
  await store.journal.stored();
  let turns = 0;
  let isDone = false;
  const look = () => {
    turns++;
    if (!isDone) setImmediate(look);
  };
  look();
  expect(await messages.removeRetained('many', true)).toBe(many);
  expect(house.broker.retained.all()).toEqual([]);
  expect(await messages.undoRemoval(messages.state().undo[0]?.id as string)).toBe(many);
  isDone = true;
  expect(turns).toBeGreaterThan((2 * many) / LIMITS.retainedSlice);
  expect(house.broker.retained.topicsOf('d')).toHaveLength(many);
});

test('with wildcards, all that match are removed', async () => {
  const desk = await Desk.open();
  await keep(desk, 'a/1', 'a/2', 'b/1');
  expect(await desk.messages.countRetained('+/1')).toMatchObject({ messages: 2 });
  expect(await desk.messages.removeRetained('+/1', true)).toBe(2);
  expect(await topicsOf(desk, '')).toEqual(['a/2']);
  expect(desk.messages.state().undo[0]?.what).toBe('+/1');
});
