import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { Repeats } from '../../../electron/hub/messages/repeats.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { ManualClock } from '../manual-clock.ts';
import { Desk, draft, turn } from './desk.ts';

describe('a message', () => {
  test('reaches subscribers as it was written, and is remembered', async () => {
    const { messages, house, published } = await Desk.open();
    const listener = await house.listener('l', [['home/#', 1]]);
    await messages.publish(draft('home/lamp', 'on', { qos: 1, retain: true }));
    expect(await listener.next()).toMatchObject({ topic: 'home/lamp', payload: 'on', qos: 1, retain: false });
    expect(published).toEqual([{ topic: 'home/lamp', payload: Buffer.from('on'), qos: 1, retain: true, deviceId: null }]);
    expect(house.broker.retained.get('home/lamp')).toMatchObject({ publisher: null, qos: 1 });
    expect(house.happenings.map(({ text }) => text)).toEqual(['You published to "home/lamp".']);
    expect(messages.state().history).toEqual([
      expect.objectContaining({
        count: 1,
        topic: 'home/lamp',
        size: 2,
        qos: 1,
        retain: true,
        draft: expect.objectContaining({ kind: 'text' }),
      }),
    ]);
  });

  test('that is the same as the newest counts it up; others come before it, and only so many are remembered', async () => {
    const { messages, clock } = await Desk.open();
    await messages.publish(draft('a', '1'));
    clock.advance(5_000);
    await messages.publish(draft('a', '1'));
    await messages.publish(draft('a', '1', { retain: true }));
    expect(messages.state().history.map(({ count, retain, at }) => [count, retain, at])).toEqual([
      [1, true, clock.now()],
      [2, false, clock.now()],
    ]);
    for (let index = 0; index < LIMITS.publishHistory; index++) await messages.publish(draft('b', `${index}`));
    const topics = messages.state().history.map(({ topic }) => topic);
    expect(topics).toEqual(Array.from({ length: LIMITS.publishHistory }, () => 'b'));
  });

  test('that is long is published whole and remembered without its payload', async () => {
    const { messages, published } = await Desk.open();
    const long = Buffer.alloc(LIMITS.publishHistoryBytes + 1, 7);
    await messages.publish(draft('t', long));
    expect(Buffer.from(published[0]?.payload as Uint8Array).equals(long)).toBe(true);
    expect(messages.state().history).toMatchObject([{ draft: null, size: long.length, topic: 't' }]);
  });

  test.each([
    ['', 'Give a topic.'],
    ['home/+/x', 'cannot hold + or #'],
    ['home/#', 'cannot hold + or #'],
    ['$SYS/uptime', 'belong to the broker'],
    ['a\0b', 'control characters'],
    ['a\nb', 'control characters'],
    ['a\ud800', 'not valid text'],
    ['ä'.repeat(2_049), 'may have 4096 bytes'],
    [Array(65).fill('a').join('/'), 'may have 64 levels'],
  ])('to the topic %j is refused in words', async (topic, words) => {
    const { messages, published } = await Desk.open();
    const outcome = messages.publish(draft(topic, 'x'));
    await expect(outcome).rejects.toBeInstanceOf(UserError);
    await expect(outcome).rejects.toThrow(words);
    expect(published).toEqual([]);
    expect(messages.state().history).toEqual([]);
  });

  test('may be as large as a packet, and no larger', async () => {
    const { messages, house, published } = await Desk.open();
    house.limits = { ...house.limits, packetBytes: 4_096 };
    await messages.publish(draft('ab', Buffer.alloc(4_096 - 2 - 2)));
    await messages.publish(draft('ab', Buffer.alloc(4_096 - 2 - 2 - 2), { qos: 1 }));
    await expect(messages.publish(draft('ab', Buffer.alloc(4_096 - 2 - 1)))).rejects.toThrow('a packet may have 4096 bytes');
    await expect(messages.publish(draft('ab', Buffer.alloc(4_096 - 2 - 2), { qos: 1 }))).rejects.toThrow('too large');
    expect(published).toHaveLength(2);
  });

  test('that must be stored is refused while the disk takes nothing; another is not', async () => {
    const { messages, store, published } = await Desk.open();
    vi.spyOn(store.journal, 'isFailing', 'get').mockReturnValue(true);
    await expect(messages.publish(draft('t', 'x', { qos: 1 }))).rejects.toThrow('the disk takes nothing now');
    await messages.publish(draft('t', 'x'));
    expect(published).toHaveLength(1);
    expect(messages.state().history).toMatchObject([{ qos: 0 }]);
  });

  test('that is to be JSON is checked', async () => {
    const { messages, published } = await Desk.open();
    const kind = 'json' as const;
    await messages.publish(draft('t', '{"on": true}', { kind }));
    await expect(messages.publish(draft('t', '{on: true}', { kind }))).rejects.toThrow('not valid JSON');
    await expect(messages.publish(draft('t', Buffer.from([0x22, 0xff, 0x22]), { kind }))).rejects.toThrow('not valid JSON');
    expect(published).toHaveLength(1);
  });
});

describe('again and again', () => {
  test('at the interval, until it is ended', async () => {
    const { messages, clock, published } = await Desk.open();
    await messages.publish(draft('t', 'tick'), 1_000);
    expect(messages.state().repeats).toEqual([expect.objectContaining({ topic: 't', everyMs: 1_000, count: 1, since: clock.now() })]);
    for (let index = 0; index < 3; index++) {
      clock.advance(1_000);
      await turn();
    }
    expect(published.map(({ payload }) => Buffer.from(payload).toString())).toEqual(['tick', 'tick', 'tick', 'tick']);
    const { repeats, history } = messages.state();
    expect(repeats[0]?.count).toBe(4);
    expect(history).toMatchObject([{ count: 4, at: clock.now() }]);
    messages.endRepeat(repeats[0]?.id as string);
    messages.endRepeat('nobody');
    clock.advance(10_000);
    expect(published).toHaveLength(4);
    expect(messages.state().repeats).toEqual([]);
  });

  test('no more than a few at a time, and none after a stop', async () => {
    const { messages, clock, published } = await Desk.open();
    for (let index = 0; index < LIMITS.publishRepeats; index++) await messages.publish(draft(`t${index}`, 'x'), 100);
    await expect(messages.publish(draft('more', 'x'), 100)).rejects.toThrow('End one first');
    expect(published).toHaveLength(LIMITS.publishRepeats);
    await messages.stop();
    clock.advance(1_000);
    expect(published).toHaveLength(LIMITS.publishRepeats);
  });

  test('a slow disk makes it rarer; one that takes nothing ends it, in words', async () => {
    const clock = new ManualClock();
    const waiting: PromiseWithResolvers<void>[] = [];
    const said: string[] = [];
    const publish = () => {
      const next = Promise.withResolvers<void>();
      waiting.push(next);
      return next.promise;
    };
    const nothing = () => {};
    const repeats = new Repeats({
      clock,
      randomId: () => 'r',
      publisher: { publish },
      report: ({ text }) => said.push(text),
      changed: nothing,
      progressed: nothing,
    });
    repeats.start({ topic: 't', payload: Buffer.from('x'), qos: 1, retain: false }, 100, nothing);
    clock.advance(1_000);
    expect(waiting).toHaveLength(1);
    waiting[0]?.resolve();
    await turn();
    clock.advance(100);
    expect(waiting).toHaveLength(2);
    expect(repeats.list()[0]?.count).toBe(2);
    waiting[1]?.reject(new UserError('The disk is full.'));
    await turn();
    expect(repeats.list()).toEqual([]);
    expect(said).toEqual(['"t" is no longer repeated. The disk is full.']);
  });
});

describe('a file', () => {
  test('is published byte for byte', async () => {
    const { messages, published, path } = await openWithPath();
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    writeFileSync(path('f'), bytes);
    expect(await messages.publishFile(path('f'), { topic: 't', qos: 1, retain: true })).toBe(256);
    expect(published).toEqual([{ topic: 't', payload: bytes, qos: 1, retain: true, deviceId: null }]);
    expect(messages.state().history[0]?.draft).toMatchObject({ kind: 'file', payload: bytes.toString('base64') });
    writeFileSync(path('f'), '');
    expect(await messages.publishFile(path('f'), { topic: 't', qos: 0, retain: false })).toBe(0);
  });

  test('that cannot be read is refused in words', async () => {
    const { messages, house, path, published } = await openWithPath();
    house.limits = { ...house.limits, packetBytes: 4_096 };
    const publish = (file: string) => messages.publishFile(file, { topic: 't', qos: 0, retain: false });
    mkdirSync(path('folder'));
    writeFileSync(path('large'), Buffer.alloc(4_097));
    await expect(publish(path('gone'))).rejects.toThrow('it is not there');
    await expect(publish(path('folder'))).rejects.toThrow('is not a file');
    await expect(publish(path('large'))).rejects.toThrow('may have 4096 bytes');
    await expect(publish('relative')).rejects.toThrow('whole path');
    await expect(publish('/x\0y')).rejects.toThrow('whole path');
    expect(published).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('that is a pipe keeps nobody waiting', async () => {
    const { messages, path } = await openWithPath();
    execFileSync('mkfifo', [path('pipe')]);
    await expect(messages.publishFile(path('pipe'), { topic: 't', qos: 0, retain: false })).rejects.toThrow('is not a file');
  });

  async function openWithPath() {
    const desk = await Desk.open();
    const { messages, house, published } = desk;
    return { messages, house, published, path: (name: string) => desk.path(name) };
  }
});

describe('saved messages', () => {
  test('are there after a restart, by name, until they are forgotten', async () => {
    const desk = await Desk.open();
    desk.messages.save('lamp on', draft('lamp', 'on'));
    desk.messages.save('heating', draft('heat', '21'));
    desk.messages.save('lamp on', draft('lamp', 'ON', { qos: 2 }));
    const messages = await desk.again();
    expect(messages.state().saved).toMatchObject([
      { name: 'heating', draft: draft('heat', '21') },
      { name: 'lamp on', draft: draft('lamp', 'ON', { qos: 2 }) },
    ]);
    const [{ id } = { id: '' }] = messages.state().saved;
    messages.forgetSaved(id);
    messages.forgetSaved('nobody');
    expect((await desk.again()).state().saved.map(({ name }) => name)).toEqual(['lamp on']);
  });

  test('are bounded by number and bytes', async () => {
    const { messages } = await Desk.open();
    for (let index = 0; index < LIMITS.savedDrafts; index++) messages.save(`m${index}`, draft('t', 'x'));
    expect(() => messages.save('more', draft('t', 'x'))).toThrow('No more than 100 messages');
    expect(() => messages.save('m1', draft('t', Buffer.alloc(LIMITS.savedDraftBytes)))).toThrow('256 KiB together');
    messages.save('m1', draft('t', 'another'));
    expect(messages.state().saved).toHaveLength(LIMITS.savedDrafts);
  });

  test('that cannot be understood count as none', async () => {
    const desk = await Desk.open();
    new SettingsTable(desk.database).set('messages.saved', [{ name: 7 }]);
    expect((await desk.again()).state().saved).toEqual([]);
  });
});
