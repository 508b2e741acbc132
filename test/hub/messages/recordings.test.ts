import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { publishPacket } from '../broker/raw-mqtt.ts';
import { Desk, draft, linesOf } from './desk.ts';

const MANY = 1_000_000_000;
const recordings = (desk: Desk) => desk.messages.state().recordings;

describe('a recording', () => {
  test('is a file of lines that nobody else can read, with what matched the filter', async () => {
    const desk = await Desk.open();
    const { messages, house, clock } = desk;
    desk.devices.set('pump', { kind: 'device', name: 'Pump', lastSeenAt: null, connected: true });
    const file = desk.path('r.ndjson');
    const since = clock.now();
    const id = await messages.startRecording({ filter: 'a/#', file, mostBytes: MANY });
    clock.advance(10);
    await messages.publish(draft('a/x', Buffer.from([0, 255]), { qos: 2, retain: true }));
    await messages.publish(draft('b', 'not this'));
    const pump = await house.join('p', { userName: 'pump' });
    pump.send(publishPacket('a', '', { qos: 1 }));
    await pump.untilPong();
    expect(recordings(desk)).toEqual([
      { id, filter: 'a/#', file, since, mostBytes: MANY, messages: 2, bytes: expect.any(Number), ended: null },
    ]);
    const { bytes } = recordings(desk)[0] as { bytes: number };
    await messages.endRecording(id);
    expect(linesOf(file)).toEqual([
      { porchlight: 'recording', version: 1, filter: 'a/#', since },
      { at: since + 10, topic: 'a/x', payload: 'AP8=', qos: 2, retain: true, from: null },
      { at: since + 10, topic: 'a', payload: '', qos: 1, retain: false, from: 'Pump' },
    ]);
    expect(statSync(file).size).toBe(bytes);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(recordings(desk)).toEqual([]);
    expect(desk.said).toContain('You began to record "a/#" to r.ndjson.');
    expect(desk.said).toContain('You ended the recording to r.ndjson: 2 messages.');
  });

  test('never takes the place of a file', async () => {
    const desk = await Desk.open();
    const file = desk.path('mine');
    writeFileSync(file, 'mine');
    await expect(desk.messages.startRecording({ filter: '#', file, mostBytes: MANY })).rejects.toThrow(
      'there is a file of this name already',
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(recordings(desk)).toEqual([]);
  });

  test.each([
    ['a/#/b', 'This filter cannot be recorded: # must stand alone and at the end.'],
    ['$SYS/#', 'This filter cannot be recorded: it begins with $, and such topics are not recorded.'],
  ])('of the filter %s is refused in words', async (filter, words) => {
    const desk = await Desk.open();
    await expect(desk.messages.startRecording({ filter, file: desk.path('r'), mostBytes: MANY })).rejects.toThrow(words);
    expect(existsSync(desk.path('r'))).toBe(false);
  });

  test('to a place that cannot be is refused in words', async () => {
    const { messages, path } = await opened();
    const start = (file: string) => messages.startRecording({ filter: '#', file, mostBytes: MANY });
    await expect(start(path('no/such/folder'))).rejects.toThrow('its folder is not there');
    await expect(start('relative')).rejects.toThrow('whole path');
  });

  test('ends by itself when the file has the size that it may have', async () => {
    const desk = await Desk.open();
    const file = desk.path('r');
    const id = await desk.messages.startRecording({ filter: '#', file, mostBytes: 2_000 });
    for (let index = 0; index < 100; index++) await desk.messages.publish(draft('t', 'x'.repeat(100)));
    const [recording] = recordings(desk);
    expect(recording).toMatchObject({ id, ended: 'The file has reached the size that you gave it.' });
    await expect.poll(() => statSync(file).size, { interval: 5 }).toBe(recording?.bytes);
    expect(statSync(file).size).toBeLessThanOrEqual(2_000);
    expect(linesOf(file)).toHaveLength(1 + (recording?.messages as number));
    await desk.messages.endRecording(id);
    expect(recordings(desk)).toEqual([]);
  });

  test('goes on beside others, but not beside too many', async () => {
    const desk = await Desk.open();
    const ids = await Promise.all(
      Array.from({ length: LIMITS.recordings }, (_, index) =>
        desk.messages.startRecording({ filter: `t/${index}`, file: desk.path(`${index}`), mostBytes: MANY }),
      ),
    );
    await expect(desk.messages.startRecording({ filter: '#', file: desk.path('more'), mostBytes: MANY })).rejects.toThrow('End one first');
    await desk.messages.publish(draft('t/3', 'x'));
    await desk.messages.stop();
    expect(ids.map((_, index) => linesOf(desk.path(`${index}`)).length)).toEqual([1, 1, 1, 2, 1, 1, 1, 1, 1, 1]);
  });

  test('whose disk fails ends in words', async () => {
    const disk = new Disk();
    const desk = await Desk.open({ makeFile: async () => disk });
    await desk.messages.startRecording({ filter: '#', file: '/full/r', mostBytes: MANY });
    await desk.messages.publish(draft('t', 'x'));
    disk.fail('ENOSPC');
    await expect.poll(() => recordings(desk)[0]?.ended, { interval: 1 }).toBe('The file cannot be written: the disk is full.');
    await desk.messages.publish(draft('t', 'x'));
    expect(recordings(desk)).toMatchObject([{ messages: 1 }]);
    expect(desk.house.texts('problem')).toEqual(['The recording to r ended: 1 message. The file cannot be written: the disk is full.']);
  });

  test('whose disk is too slow leaves messages out, and says how many and where', async () => {
    const disk = new Disk();
    const desk = await Desk.open({ makeFile: async () => disk });
    const id = await desk.messages.startRecording({ filter: '#', file: '/slow/r', mostBytes: MANY });
    const half = Buffer.alloc(LIMITS.recordingWaitingBytes / 2);
    for (let index = 0; index < 5; index++) await desk.messages.publish(draft('t', half));
    expect(recordings(desk)).toMatchObject([{ messages: 2, ended: null }]);
    expect(desk.house.texts('problem')).toEqual(['The disk is too slow for the recording to r: messages are left out of it.']);
    disk.go();
    await desk.messages.publish(draft('t', 'after'));
    await desk.messages.endRecording(id);
    const lines = disk.lines().map(({ payload, ...line }) => ({ ...line, size: payload && Buffer.from(payload, 'base64').length }));
    expect(lines.slice(1)).toMatchObject([{ size: half.length }, { size: half.length }, { lost: 3 }, { size: 5 }]);
    expect(desk.said.at(-1)).toBe('You ended the recording to r: 3 messages, and 3 left out because the disk was too slow.');
  });

  async function opened() {
    const desk = await Desk.open();
    return { messages: desk.messages, path: (name: string) => desk.path(name) };
  }
});

/** A disk that takes nothing until it is told to go. */
class Disk extends Writable {
  private written: Buffer[] = [];
  private waiting: (() => void)[] = [];
  private goes = false;
  private failing: ((error: Error) => void)[] = [];

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    const take = () => {
      this.written.push(chunk);
      done();
    };
    if (this.goes) take();
    else this.waiting.push(take);
    this.failing.push(done);
  }

  go(): void {
    this.goes = true;
    for (const take of this.waiting.splice(0)) take();
  }

  fail(code: string): void {
    for (const done of this.failing.splice(0)) done(Object.assign(new Error(code), { code }));
  }

  lines(): { payload?: string; lost?: number }[] {
    return Buffer.concat(this.written)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}
