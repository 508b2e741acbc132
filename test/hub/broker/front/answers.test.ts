import { expect, test } from 'vitest';
import { Answers } from '../../../../electron/hub/broker/front/answers.ts';
import type { InnerClient } from '../../../../electron/hub/broker/front/internals.ts';

function make() {
  const conn = { writable: true, written: [] as number[], write: (bytes: Buffer) => conn.written.push(bytes[0] ?? 0) };
  return { conn, answers: new Answers({ conn } as unknown as InnerClient) };
}

test('[MQTT-4.6.0-2, 3] answers leave in the order of what they answer', () => {
  const { conn, answers } = make();
  const [first, second, third] = [1, 2, 3].map((byte) => answers.owe(Buffer.from([byte])));
  if (!first || !second || !third) throw new Error('three were owed');
  answers.ready(third);
  expect(conn.written).toEqual([]);
  answers.ready(first);
  expect(conn.written).toEqual([1]);
  answers.ready(second);
  expect(conn.written).toEqual([1, 2, 3]);
});

test('to a connection that is gone nothing is written', () => {
  const { conn, answers } = make();
  const answer = answers.owe(Buffer.from([1]));
  conn.writable = false;
  answers.ready(answer);
  expect(conn.written).toEqual([]);
});
