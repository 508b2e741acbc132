import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { Batch } from '../../../electron/hub/storage/writer/batch.ts';
import { DirectWriter, type FromWriter, serveWriter, ThreadWriter } from '../../../electron/hub/storage/writer/writer.ts';
import { makeSmallDisk, noDiskBecause } from './small-disk.ts';

const SQLITE_FULL = 13;
const RETRY_MS = 5;

let file: string;
let open: { close(): void }[];
let news: string[];

const telling = {
  failed: (error: Error) => news.push(`failed: ${error.message}`),
  recovered: () => news.push('recovered'),
};

/** A connection to the database, which is made when it is missing. */
function database(): DatabaseSync {
  const opened = openDatabase(file, 0);
  open.push(opened);
  return opened;
}

/** A batch with one retained message. */
function batch(topic: string, payload = topic): Batch {
  const made = new Batch();
  made.run('retain', topic, Buffer.from(payload), 1, 2, null, null);
  return made;
}

const stored = (connection: DatabaseSync) =>
  (connection.prepare('SELECT topic FROM retained ORDER BY rowid').all() as { topic: string }[]).map(({ topic }) => topic);

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'porchlight-')), 'test.db');
  open = [];
  news = [];
});

afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

test('a batch travels as it is: numbers, texts, nothing, and bytes', async () => {
  const connection = database();
  const made = new Batch();
  made.run('retain', 'tö/1', Buffer.from([0, 255, 7]), 2, 1_700_000_000_123, 'pump', null);
  made.run('putWill', 'a', null, 'w', Buffer.alloc(0), 1, 1, '{"x":1}');
  made.run('putSession', 1, 'a', '', -1, 0, 0, null);
  made.run('retain', '', Buffer.from('x'), 0, 0, null, '');
  await new DirectWriter(connection).write(made);
  const rows = (sql: string) =>
    connection
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  expect(rows('SELECT * FROM retained ORDER BY topic')).toEqual([
    { topic: '', payload: new Uint8Array([120]), qos: 0, at: 0, publisher: null, extra: '' },
    { topic: 'tö/1', payload: new Uint8Array([0, 255, 7]), qos: 2, at: 1_700_000_000_123, publisher: 'pump', extra: null },
  ]);
  expect(rows('SELECT * FROM wills')).toEqual([
    { client_id: 'a', owner: null, topic: 'w', payload: new Uint8Array(), qos: 1, retain: 1, extra: '{"x":1}' },
  ]);
  expect(rows('SELECT left_at, dropped_at FROM sessions')).toEqual([{ left_at: -1, dropped_at: null }]);
});

test('of a batch that fails nothing is stored', async () => {
  const connection = database();
  const made = batch('t');
  made.run('addMessage', 1, 't', Buffer.alloc(0), 0, 0, null, 1);
  made.run('addMessage', 1, 't', Buffer.alloc(0), 0, 0, null, 1);
  await expect(new DirectWriter(connection).write(made)).rejects.toThrow('UNIQUE');
  expect(stored(connection)).toEqual([]);
});

describe('the thread', () => {
  test('writes in order, and is done when it is closed', async () => {
    const connection = database();
    const writer = new ThreadWriter(file, telling);
    const order: number[] = [];
    const topics = Array.from({ length: 50 }, (_, index) => `t${index}`);
    const written = topics.map((topic, index) => writer.write(batch(topic)).then(() => order.push(index)));
    await written[0];
    expect(stored(connection)[0]).toBe('t0');
    await writer.close();
    await Promise.all(written);
    expect(order).toEqual(topics.map((_, index) => index));
    expect([stored(connection), news]).toEqual([topics, []]);
  });

  test.skipIf(noDiskBecause !== null)('keeps all while the disk is full, in order, and goes on by itself when it is not', async () => {
    const disk = makeSmallDisk();
    file = join(disk.folder, 'test.db');
    const connection = openDatabase(file, 0);
    const failure = Promise.withResolvers<Error>();
    const writer = new ThreadWriter(file, { ...telling, failed: failure.resolve });
    try {
      await writer.write(batch('before'));
      disk.fill();
      const order: string[] = [];
      const written = ['a', 'b', 'c'].map((topic) => writer.write(batch(topic, topic.repeat(200_000))).then(() => order.push(topic)));
      expect(await failure.promise).toMatchObject({ errcode: SQLITE_FULL });
      expect([writer.isFailing, order]).toEqual([true, []]);
      disk.empty();
      await Promise.all(written);
      expect([writer.isFailing, order, news]).toEqual([false, ['a', 'b', 'c'], ['recovered']]);
      expect(stored(connection)).toEqual(['before', 'a', 'b', 'c']);
    } finally {
      await writer.close();
      connection.close();
      disk.remove();
    }
  });
});

describe('the writer on its thread', () => {
  /** Its two ends in one thread, with a short pause between tries. */
  function serve(openIt: () => DatabaseSync = () => openDatabase(file, 0)) {
    const { port1, port2 } = new MessageChannel();
    serveWriter(port2, openIt, RETRY_MS);
    const told: FromWriter[] = [];
    port1.on('message', (message: FromWriter) => told.push(message));
    const closed = new Promise<void>((resolve) => port1.once('close', resolve));
    open.push(port1);
    return { port: port1, told, closed, write: (made: Batch) => port1.postMessage({ batch: made.pack() }) };
  }

  const failures = (told: FromWriter[]) => told.filter((message) => message !== 'stored').length;
  const successes = (told: FromWriter[]) => told.filter((message) => message === 'stored').length;

  /** Another program that holds the database. */
  function holder(): DatabaseSync {
    const other = new DatabaseSync(file);
    open.push(other);
    other.exec('BEGIN EXCLUSIVE');
    return other;
  }

  test('tries again and again while another program holds the database, and keeps the order', async () => {
    const connection = database();
    const { told, write } = serve();
    const other = holder();
    for (const topic of ['a', 'b']) write(batch(topic));
    await expect.poll(() => failures(told), { interval: 1 }).toBeGreaterThan(2);
    write(batch('c'));
    expect(successes(told)).toBe(0);
    other.exec('COMMIT');
    await expect.poll(() => successes(told), { interval: 1 }).toBe(3);
    expect(told.slice(-3)).toEqual(['stored', 'stored', 'stored']);
    expect(stored(connection)).toEqual(['a', 'b', 'c']);
  });

  test('tries again when the database cannot even be opened', async () => {
    const connection = database();
    let tries = 0;
    const { told, write } = serve(() => {
      if (++tries < 3) throw Object.assign(new Error('unable to open'), { code: 'ERR_SQLITE_ERROR', errcode: 14 });
      return openDatabase(file, 0);
    });
    write(batch('a'));
    await expect.poll(() => successes(told), { interval: 1 }).toBe(1);
    expect(told).toEqual([...Array(2).fill({ failed: { message: 'unable to open', code: 'ERR_SQLITE_ERROR', errcode: 14 } }), 'stored']);
    expect(stored(connection)).toEqual(['a']);
  });

  test('gives up when it is closed while it fails, after one more try', async () => {
    const connection = database();
    const { port, told, closed, write } = serve();
    const other = holder();
    write(batch('a'));
    await expect.poll(() => failures(told), { interval: 1 }).toBeGreaterThan(0);
    port.postMessage('close');
    await closed;
    other.exec('COMMIT');
    expect([successes(told), stored(connection)]).toEqual([0, []]);
  });

  test('stores what it still can when it is closed', async () => {
    const connection = database();
    const { port, closed, write } = serve();
    const other = holder();
    write(batch('a'));
    write(batch('b'));
    other.exec('COMMIT');
    port.postMessage('close');
    await closed;
    expect(stored(connection)).toEqual(['a', 'b']);
  });
});
