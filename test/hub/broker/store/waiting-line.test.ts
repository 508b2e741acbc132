import { expect, test } from 'vitest';
import { type Waiting, WaitingLine } from '../../../../electron/hub/broker/store/waiting-line.ts';
import { Seeded } from '../../../attack/support/seeded.ts';

const all = (line: WaitingLine) => Array.from({ length: line.length }, (_, index) => line.at(index));

test('is a queue, whatever is pushed, taken and removed', () => {
  const random = new Seeded(1);
  const line = new WaitingLine();
  let model: Waiting[] = [];
  for (let seq = 1; seq <= 3_000; seq++) {
    // Grows to hundreds and shrinks to nothing, over and over.
    const takes = seq % 600 > 300 ? 3 : 0;
    const waiting = { seq: seq * 1_000_003, at: 1_700_000_000 + seq, size: random.below(70_000) };
    line.push(waiting.seq, waiting.at, waiting.size);
    model.push(waiting);
    for (let take = 0; take < takes && model.length > 0; take++) expect(line.shift()).toEqual(model.shift());
    if (seq % 500 === 0) {
      const gone = new Set(model.filter(() => random.below(2) === 0).map((one) => one.seq));
      line.filter((one) => !gone.has(one));
      model = model.filter((one) => !gone.has(one.seq));
    }
    expect(line.length).toBe(model.length);
    expect(line.bytes).toBe(model.reduce((sum, { size }) => sum + size, 0));
    if (seq % 97 === 0) expect(all(line)).toEqual(model);
  }
});

test('each goes from the oldest on, until it is told to stop', () => {
  const line = new WaitingLine();
  for (let seq = 1; seq <= 40; seq++) line.push(seq, seq, 1);
  for (let seq = 1; seq <= 30; seq++) line.shift();
  for (let seq = 41; seq <= 50; seq++) line.push(seq, seq, 1);
  const seen: number[] = [];
  line.each((seq) => {
    seen.push(seq);
    return seen.length < 3;
  });
  expect(seen).toEqual([31, 32, 33]);
});

test('is empty when it was cleared, and can be used again', () => {
  const line = new WaitingLine();
  for (let seq = 1; seq <= 100; seq++) line.push(seq, seq, 10);
  line.clear();
  expect([line.length, line.bytes]).toEqual([0, 0]);
  line.push(101, 5, 7);
  expect(all(line)).toEqual([{ seq: 101, at: 5, size: 7 }]);
});
