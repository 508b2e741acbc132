import { expect, test } from 'vitest';
import { type KeptPayload, numberIn, preview, readable } from '../../../electron/hub/topics/payloads.ts';

const value = (payload: Uint8Array | string, size?: number) =>
  ({ payload: Buffer.from(payload as string), size: size ?? Buffer.from(payload as string).length }) as KeptPayload;

test('text is shown as text, everything else as hex', () => {
  expect(readable(Buffer.from('21.5 °C\n'), false)).toEqual({ text: '21.5 °C\n', format: 'text' });
  expect(readable(Buffer.from([0xff, 0x00]), false)).toEqual({ text: 'ff00', format: 'hex' });
  expect(readable(Buffer.from('a\u001b[31m'), false).format).toBe('hex');
});

test('a cut in the middle of a character is not mistaken for binary', () => {
  const bytes = Buffer.from('aé€😀');
  for (let length = 1; length <= bytes.length; length++) expect(readable(bytes.subarray(0, length), true).format).toBe('text');
  expect(readable(bytes.subarray(0, bytes.length - 1), true).text).toBe('aé€');
  expect(readable(bytes.subarray(0, bytes.length - 1), false).format).toBe('hex');
});

test('a preview is one short line', () => {
  expect(preview(value('a\n b'))).toBe('a b');
  expect(preview(value('x'.repeat(500)))).toBe(`${'x'.repeat(120)}…`);
  expect(preview(value(Buffer.from([1, 2])))).toBe('0x0102');
});

test.each([
  ['21.5', 21.5],
  [' -3e2 ', -300],
  ['.5', 0.5],
  ['', null],
  ['0x10', null],
  ['12 W', null],
  ['Infinity', null],
  ['1'.repeat(50), null],
])('%j as a number is %s', (text, expected) => {
  expect(numberIn(value(text))).toBe(expected);
});
