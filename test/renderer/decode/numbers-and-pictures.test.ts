import { describe, expect, it } from 'vitest';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { toBase64 } from '../../../renderer/features/topics/decode/base64.ts';
import type { ByteOrder, NumberType } from '../../../renderer/features/topics/decode/binary-numbers.ts';
import { decode } from '../../../renderer/features/topics/decode/decode.ts';
import { float16, float32Text, float64Text } from '../../../renderer/features/topics/decode/floats.ts';
import { imageFacts, isDrawable } from '../../../renderer/features/topics/decode/image.ts';
import { numbersIn } from '../../../renderer/features/topics/decode/numbers.ts';
import { hex, utf8 } from './bytes.ts';

const number = (bytes: string, type: NumberType, order: ByteOrder) => decode(hex(bytes), { decoder: 'number', type, order });

describe('binary numbers', () => {
  it.each<[NumberType, string, string, string]>([
    ['int8', 'ff', '-1', '-1'],
    ['uint8', 'ff', '255', '255'],
    ['int16', '80 01', '-32767', '384'],
    ['uint16', '80 01', '32769', '384'],
    ['int32', '80 00 00 01', '-2147483647', '16777344'],
    ['uint32', '80 00 00 01', '2147483649', '16777344'],
    ['int64', '80 00 00 00 00 00 00 01', '-9223372036854775807', '72057594037928064'],
    ['uint64', '80 00 00 00 00 00 00 01', '9223372036854775809', '72057594037928064'],
    ['float32', '41 ac 00 00', '21.5', '6.17931e-41'],
    ['float64', '3f f0 00 00 00 00 00 00', '1.0', '3.03865e-319'],
  ])('reads %s with either byte first', (type, bytes, big, little) => {
    expect(number(bytes, type, 'big').text).toBe(big);
    expect(number(bytes, type, 'little').text).toBe(little);
  });

  it('reads several after another, and says when they do not fit', () => {
    expect(number('0001 0002', 'int16', 'big')).toMatchObject({ text: '[1, 2]', numbers: { '[0]': 1, '[1]': 2 } });
    expect(number('00 01 02', 'int16', 'big').problem).toBe('It has 3 bytes, and int16 takes 2 bytes each.');
    expect(number('', 'uint8', 'big').problem).toBe('It has 0 bytes, and uint8 takes 1 byte.');
  });

  it('has words for what is no number, and gives none of it to a chart', () => {
    expect(number('7f800000', 'float32', 'big')).toMatchObject({ text: 'Infinity', numbers: {} });
    expect(number('7fc00000', 'float32', 'big')).toMatchObject({ text: 'NaN', numbers: {} });
    expect(number('80000000', 'float32', 'big')).toMatchObject({ text: '-0.0', numbers: { '': -0 } });
  });

  it('writes a 32-bit float with the fewest digits that mean it', () => {
    for (const value of [0.1, 21.5, 16_777_216, 3.4028234663852886e38, 1.401298464324817e-45, 1 / 3, -1e-7]) {
      expect(Math.fround(Number(float32Text(Math.fround(value))))).toBe(Math.fround(value));
    }
    expect(float32Text(Math.fround(0.1))).toBe('0.1');
    expect(float64Text(1e21)).toBe('1e+21');
  });

  it('reads half precision (IEEE 754)', () => {
    expect([0x3c00, 0x7bff, 0x0001, 0x8000, 0x7c00, 0xfc00].map(float16)).toEqual([1, 65_504, 2 ** -24, -0, Infinity, -Infinity]);
    expect(float16(0x7e01)).toBeNaN();
  });
});

describe('the numbers of a value for a chart', () => {
  const value = (payload: Uint8Array): TopicValue => ({
    ...{ seq: 1, at: 1, size: payload.length, payload: toBase64(payload), text: '', format: 'text', cut: false, number: null },
    ...{ publisher: null, qos: 0, retained: false },
  });

  it('finds them in what it guesses, and in what was chosen', () => {
    expect(numbersIn(value(utf8('{"a":{"b":[1]}}')), null)).toEqual({ 'a.b[0]': 1 });
    expect(numbersIn(value(hex('a1616105')), null)).toEqual({ a: 5 });
    expect(numbersIn(value(hex('0102')), { decoder: 'number', type: 'uint16', order: 'big' })).toEqual({ '': 258 });
    expect(numbersIn(value(utf8('on')), null)).toEqual({});
  });

  it('remembers them until something else is chosen', () => {
    const one = value(hex('0102'));
    const choice = { decoder: 'number', type: 'uint16', order: 'big' } as const;
    expect(numbersIn(one, choice)).toBe(numbersIn(one, choice));
    expect(numbersIn(one, { ...choice, order: 'little' })).toEqual({ '': 513 });
  });
});

describe('pictures', () => {
  const png = (width: string, height: string) => hex(`89504e470d0a1a0a 0000000d 49484452 ${width} ${height} 0806000000`);

  it.each([
    ['PNG', png('00000280', '000001e0'), { type: 'image/png', width: 640, height: 480 }],
    ['GIF', hex(`474946383961 8002 e001 ${'00'.repeat(12)}`), { type: 'image/gif', width: 640, height: 480 }],
    [
      'BMP',
      hex(`424d 00000000 00000000 36000000 28000000 80020000 20feffff ${'00'.repeat(8)}`),
      { type: 'image/bmp', width: 640, height: 480 },
    ],
    [
      'JPEG',
      hex('ffd8 ffe0 0004 0000 ffc4 0003 00 ffc2 0011 08 01e0 0280 03 00000000 0000000000'),
      { type: 'image/jpeg', width: 640, height: 480 },
    ],
    ['WebP', hex(`52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001`), { type: 'image/webp', width: 640, height: 480 }],
    ['lossless WebP', hex(`52494646 00000000 57454250 5650384c 00000000 2f 7fc27700 00`), { type: 'image/webp', width: 640, height: 480 }],
    [
      'extended WebP',
      hex(`52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100`),
      { type: 'image/webp', width: 640, height: 480 },
    ],
  ])('knows %s and its size by the first bytes', (_format, bytes, facts) => {
    expect(imageFacts(bytes)).toEqual(facts);
    expect(decode(bytes, { decoder: 'image' })).toMatchObject({ image: facts, problem: null, text: expect.stringContaining('640 × 480') });
  });

  it('never takes a drawing for one, and refuses sizes that nobody can hold', () => {
    expect(imageFacts(utf8('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'))).toBeNull();
    const bomb = decode(png('0000ffff', '0000ffff'), { decoder: 'image' });
    expect(bomb).toMatchObject({ image: null, problem: 'This picture is too large to be shown.' });
    expect(isDrawable({ type: 'image/png', width: 4_000, height: 4_000 })).toBe(true);
    expect(imageFacts(png('00000000', '00000001'))).toBeNull();
    expect(imageFacts(hex('ffd8 ffe0'))).toBeNull();
  });

  it('is not drawn when only its beginning is there', () => {
    expect(decode(png('00000001', '00000001'), { decoder: 'image' }, true)).toMatchObject({
      image: null,
      problem: expect.stringContaining('beginning'),
    });
  });
});
