import { expect, test } from 'vitest';
import { mergePieces } from '../../../../electron/hub/broker/guard/merge-pieces.ts';

test('bytes that come one at a time are few pieces, in their order', () => {
  const pieces: Buffer[] = [];
  for (let byte = 0; byte < 20_000; byte++) {
    pieces.push(Buffer.of(byte & 255));
    mergePieces(pieces);
    expect(pieces.length).toBeLessThanOrEqual(15);
  }
  const whole = Buffer.concat(pieces);
  expect(whole.length).toBe(20_000);
  expect(whole.every((byte, at) => byte === (at & 255))).toBe(true);
});

test('long pieces are not copied', () => {
  const long = [Buffer.alloc(65_536), Buffer.alloc(65_536)];
  const pieces = [...long];
  mergePieces(pieces);
  expect(pieces).toEqual(long);
  expect(pieces[1]).toBe(long[1]);
});
