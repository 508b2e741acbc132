import { appendFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { headerLine, messageLine } from '../../../electron/hub/messages/recording-lines.ts';
import { seeded } from '../discovery/mdns/seeded.ts';
import { Desk, draft, linesOf, turn } from './desk.ts';

const MANY = 1_000_000_000;
const DAY = 86_400_000;
const replays = (desk: Desk) => desk.messages.state().replays;

/** Moves time on until a replay has ended by itself. */
async function untilOver(desk: Desk, step = 1_000): Promise<string> {
  for (let turns = 0; turns < 100_000; turns++) {
    const ended = replays(desk)[0]?.ended;
    if (ended) return ended;
    await turn();
    desk.clock.advance(step);
  }
  throw new Error('the replay goes on and on');
}

test('a replay publishes exactly what was recorded', async () => {
  const desk = await Desk.open();
  const { messages, published } = desk;
  const file = desk.path('r');
  const random = seeded(2_026);
  const id = await messages.startRecording({ filter: '#', file, mostBytes: MANY });
  const all = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  const payloads = [all, Buffer.alloc(0), Buffer.alloc(3_000_000, 0xa5)];
  for (let index = 0; index < 300; index++) payloads.push(Buffer.from(Array.from({ length: random(40) }, () => random(256))));
  for (const payload of payloads) {
    const topic = ['a', 'ä/ö/€', '"quoted"\\', 'a//b', '𝄞'][random(5)] as string;
    await messages.publish(draft(topic, payload, { qos: random(3) as 0 | 1 | 2, retain: random(2) === 0 }));
    desk.clock.advance(random(50));
  }
  await messages.endRecording(id);
  const recorded = published.splice(0);
  expect(recorded).toHaveLength(payloads.length);
  await messages.startReplay({ file, speed: 1, prefix: '' });
  expect(await untilOver(desk, 20)).toBe(`All ${payloads.length} messages were published.`);
  expect(replays(desk)).toMatchObject([{ messages: payloads.length, of: payloads.length, speed: 1, prefix: '' }]);
  expect(published.length).toBe(recorded.length);
  for (const [index, { payload, ...message }] of published.entries()) {
    const { payload: before, ...rest } = recorded[index] as (typeof recorded)[number];
    expect(message).toEqual(rest);
    expect(Buffer.compare(payload, before)).toBe(0);
  }
});

test.each([0.1, 1, 100])('a replay keeps the gaps at speed %d', async (speed) => {
  const desk = await Desk.open();
  const { clock } = desk;
  const start = clock.now();
  const file = await recorded(desk, [0, 1_000, 1_000, 61_000], start - 5_000_000);
  const times: number[] = [];
  const unit = 1_000 / speed;
  await desk.messages.startReplay({ file, speed, prefix: '' });
  await expect.poll(() => desk.published.length, { interval: 1 }).toBe(1);
  for (const step of [unit - 1, 1, 60 * unit - 1, 1]) {
    clock.advance(step);
    await turn();
    await turn();
    times.push(desk.published.length);
  }
  expect(times).toEqual([1, 3, 3, 4]);
  expect(await untilOver(desk)).toBe('All 4 messages were published.');
});

test('a replay goes under a prefix', async () => {
  const desk = await Desk.open();
  const file = await recorded(desk, [0]);
  await desk.messages.startReplay({ file, speed: 1, prefix: 'test/' });
  await untilOver(desk);
  expect(desk.published.map(({ topic }) => topic)).toEqual(['test/t/0']);
  for (const prefix of ['$x/', 'a/+/', '#']) {
    await expect(desk.messages.startReplay({ file, speed: 1, prefix })).rejects.toThrow(/topic/i);
  }
});

test('a replay leaves out what is no message, in words', async () => {
  const desk = await Desk.open();
  desk.house.limits = { ...desk.house.limits, packetBytes: 4_096 };
  const file = await recorded(desk, [0, 10]);
  const good = { at: 1, topic: 't', payload: 'AP8=', qos: 0, retain: false };
  const wrong = ['', '{', '7', 'null', '[]', '{"__proto__":1}', '['.repeat(300_000), 'x'.repeat(500_000)];
  const changes = [
    { at: -1 },
    { at: 'x' },
    { topic: '' },
    { topic: 7 },
    { payload: 'AP8' },
    { payload: '!!!!' },
    { qos: 3 },
    { retain: 1 },
  ];
  const unfit = [{ topic: '$SYS/x' }, { topic: 'a/+' }, { topic: 'a\0' }, { payload: Buffer.alloc(5_000).toString('base64') }];
  const lines = [...wrong, ...changes.map((change) => JSON.stringify({ ...good, ...change }))];
  for (const line of [...lines, ...unfit.map((change) => JSON.stringify({ ...good, ...change })), '{"at":1,"lost":12}']) {
    appendFileSync(file, `${line}\n`);
  }
  appendFileSync(file, JSON.stringify(good));
  await desk.messages.startReplay({ file, speed: 1, prefix: '' });
  expect(await untilOver(desk)).toBe(
    '3 messages were published. 15 lines were left out: no message could be read there. ' +
      '4 messages were left out: the topic or the size is not allowed here. ' +
      '12 messages were not recorded at the time, because the disk was too slow.',
  );
  expect(desk.published.map(({ topic }) => topic)).toEqual(['t/0', 't/1', 't']);
});

test('a replay ends when the person wants it, in the middle of a gap', async () => {
  const desk = await Desk.open();
  const file = await recorded(desk, [0, 3 * DAY]);
  const id = await desk.messages.startReplay({ file, speed: 1, prefix: '' });
  await expect.poll(() => desk.published.length, { interval: 1 }).toBe(1);
  desk.clock.advance(DAY);
  desk.messages.endReplay(id);
  expect(replays(desk)).toEqual([]);
  desk.clock.advance(2 * DAY);
  await turn();
  expect(desk.published).toHaveLength(1);
  expect(desk.said.at(-1)).toBe('You ended the replay of r.');
});

test('a replay waits no longer than the gap when the clock was set back', async () => {
  const desk = await Desk.open();
  const file = await recorded(desk, [3_600_000, 0, 1_000]);
  await desk.messages.startReplay({ file, speed: 1, prefix: '' });
  await expect.poll(() => desk.published.length, { interval: 1 }).toBe(2);
  desk.clock.advance(1_000);
  await expect.poll(() => desk.published.length, { interval: 1 }).toBe(3);
});

test('a replay that is recorded meanwhile comes to an end', async () => {
  const desk = await Desk.open();
  const file = desk.path('r');
  const id = await desk.messages.startRecording({ filter: '#', file, mostBytes: MANY });
  for (let index = 0; index < 10; index++) await desk.messages.publish(draft('t', `${index}`));
  await expect.poll(() => linesOf(file).length, { interval: 1 }).toBe(11);
  await desk.messages.startReplay({ file, speed: 100, prefix: '' });
  expect(await untilOver(desk)).toBe('All 10 messages were published.');
  await desk.messages.endRecording(id);
  expect(linesOf(file)).toHaveLength(21);
});

test('a replay of what is no recording is refused in words', async () => {
  const desk = await Desk.open();
  const start = (text: string | Uint8Array) => {
    writeFileSync(desk.path('x'), text);
    return desk.messages.startReplay({ file: desk.path('x'), speed: 1, prefix: '' });
  };
  for (const text of ['', '\n', 'hello', '{"porchlight":"backup","version":1}\n', Buffer.alloc(200_000), 'x'.repeat(200_000)]) {
    await expect(start(text)).rejects.toThrow('is no recording of Porchlight');
  }
  await expect(start('{"porchlight":"recording","version":2}\n')).rejects.toThrow('recorded by a newer Porchlight');
  await expect(desk.messages.startReplay({ file: desk.path('gone'), speed: 1, prefix: '' })).rejects.toThrow('it is not there');
  expect(replays(desk)).toEqual([]);
  await start('{"porchlight":"recording","version":1}\n');
  expect(await untilOver(desk)).toBe('Nothing was published.');
});

test('a replay goes on beside a few others, and none after a stop', async () => {
  const desk = await Desk.open();
  const file = await recorded(desk, [0, 1_000]);
  for (let index = 0; index < LIMITS.replays; index++) await desk.messages.startReplay({ file, speed: 1, prefix: '' });
  await expect(desk.messages.startReplay({ file, speed: 1, prefix: '' })).rejects.toThrow('End one first');
  await expect.poll(() => desk.published.length, { interval: 1 }).toBe(LIMITS.replays);
  await desk.messages.stop();
  desk.clock.advance(10_000);
  await turn();
  expect(desk.published).toHaveLength(LIMITS.replays);
});

/** A recording of messages at these times. */
async function recorded(desk: Desk, times: readonly number[], from = 1_600_000_000_000): Promise<string> {
  const file = desk.path('r');
  const message = (index: number) => ({ topic: `t/${index}`, payload: Buffer.from(`${index}`), qos: 0, retain: false });
  writeFileSync(file, Buffer.concat([headerLine('#', from), ...times.map((at, index) => messageLine(from + at, message(index), null))]));
  return file;
}
