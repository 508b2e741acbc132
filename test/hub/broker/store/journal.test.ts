import { beforeEach, expect, test } from 'vitest';
import { Journal, type Storable } from '../../../../electron/hub/broker/store/journal.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { openDatabase } from '../../../../electron/hub/storage/database.ts';
import type { Batch } from '../../../../electron/hub/storage/writer/batch.ts';
import { ManualClock } from '../../manual-clock.ts';
import { SlowWriter } from './slow-writer.ts';

let clock: ManualClock;
let writer: SlowWriter;
let journal: Journal;
let events: string[];

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Something whose every change is a retained message in the file. */
class Item implements Storable {
  stored = 0;
  readonly mayComeLater: boolean;
  private topic: string;

  constructor(topic: string, mayComeLater = false) {
    this.topic = topic;
    this.mayComeLater = mayComeLater;
  }

  store(batch: Batch): void {
    this.stored++;
    batch.run('retain', this.topic, Buffer.from('x'), 0, 0, null, null);
    journal.afterStored(() => events.push(`safe ${this.topic}`));
  }
}

const waitFor = (name: string) => journal.whenStored(() => events.push(name));

beforeEach(() => {
  clock = new ManualClock();
  writer = new SlowWriter(openDatabase(':memory:'));
  journal = new Journal(writer, clock, 1);
  events = [];
});

test('what somebody waits for is written in the next turn, with all else that changed', async () => {
  const [a, b] = [new Item('a'), new Item('b')];
  journal.changed(a);
  waitFor('first');
  journal.changed(b);
  journal.changed(a);
  waitFor('second');
  expect(writer.batches).toBe(0);
  await turn();
  expect([writer.batches, a.stored, b.stored, events]).toEqual([1, 1, 1, []]);
  await writer.writeNext();
  expect(events).toEqual(['safe a', 'safe b', 'first', 'second']);
});

test('what nobody waits for is gathered for a while', async () => {
  journal.changed(new Item('a'));
  clock.advance(LIMITS.storeDelayMs - 1);
  journal.changed(new Item('b'));
  expect(writer.batches).toBe(0);
  clock.advance(1);
  expect(writer.batches).toBe(1);
  await writer.writeNext();
  expect(events).toEqual(['safe a', 'safe b']);
});

test('what changes while a batch is written goes with the next, and who waits for it waits for that one', async () => {
  journal.changed(new Item('a'));
  waitFor('a');
  await turn();
  for (const topic of ['b', 'c', 'd']) {
    journal.changed(new Item(topic));
    waitFor(topic);
  }
  await turn();
  expect(writer.batches).toBe(1);
  await writer.writeNext();
  expect([writer.batches, events]).toEqual([2, ['safe a', 'a']]);
  await writer.writeNext();
  expect(events.slice(2)).toEqual(['safe b', 'safe c', 'safe d', 'b', 'c', 'd']);
});

test('who waits when nothing changed since waits for the batch that is being written', async () => {
  journal.changed(new Item('a'));
  waitFor('first');
  await turn();
  waitFor('second');
  await turn();
  expect(events).toEqual([]);
  await writer.writeNext();
  expect([writer.batches, events]).toEqual([1, ['safe a', 'first', 'second']]);
});

test('who waits when all is on disk is told, but never at once', async () => {
  waitFor('it');
  expect(events).toEqual([]);
  await turn();
  expect([writer.batches, events]).toEqual([0, ['it']]);
});

test('what changes meanwhile and nobody waits for is written after a while too', async () => {
  journal.changed(new Item('a'));
  waitFor('a');
  await turn();
  journal.changed(new Item('b'));
  clock.advance(LIMITS.storeDelayMs);
  await writer.writeNext();
  expect(writer.batches).toBe(1);
  clock.advance(LIMITS.storeDelayMs);
  expect(writer.batches).toBe(2);
});

test('a long batch is put together in pieces, between which other things happen, and is written whole', async () => {
  const many = Array.from({ length: 2 * LIMITS.storeGather + 1 }, (_, index) => new Item(`m${index}`, true));
  for (const item of many) journal.changed(item);
  const alone = new Item('alone');
  journal.changed(alone);
  waitFor('all');
  const stored = () => many.filter((item) => item.stored > 0).length;
  await turn();
  expect([stored(), alone.stored, writer.batches]).toEqual([LIMITS.storeGather, 1, 0]);
  journal.changed(new Item('meanwhile'));
  waitFor('next');
  await turn();
  await turn();
  expect([stored(), writer.batches]).toEqual([many.length, 1]);
  await writer.writeNext();
  expect(events.slice(-2)).toEqual([`safe m${many.length - 1}`, 'all']);
  await turn();
  await writer.writeNext();
  expect(events.slice(-2)).toEqual(['safe meanwhile', 'next']);
});
