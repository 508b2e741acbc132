import { describe, expect, it } from 'vitest';
import { decode } from '../../../renderer/features/topics/decode/decode.ts';
import { jsonTree } from '../../../renderer/features/topics/decode/json.ts';
import { DECODE_LIMITS } from '../../../renderer/features/topics/decode/limits.ts';
import { print } from '../../../renderer/features/topics/decode/print.ts';
import { textOf } from '../../../renderer/features/topics/decode/text.ts';
import { hex, utf8 } from './bytes.ts';

const json = (text: string) => print(jsonTree(text)).text;

describe('text', () => {
  it.each([
    ['one to four bytes', '41 c3bc e6b0b4 f0908591', 'Aü水𐅑'],
    ['the last code point', 'f48fbfbf', '\u{10ffff}'],
    ['a byte order mark, which is no text', 'efbbbf 41', 'A'],
    ['nothing', '', ''],
  ])('reads %s', (_what, bytes, text) => {
    expect(textOf(hex(bytes))).toBe(text);
  });

  it.each([
    ['a byte that only goes on', '80'],
    ['an end in the middle of a character', 'e6b0'],
    ['a longer form than needed', 'c0af'],
    ['half of a pair', 'eda080'],
    ['a code point above the last one', 'f4908080'],
    ['a byte that is never used', 'ff'],
  ])('refuses %s', (_what, bytes) => {
    expect(() => textOf(hex(bytes))).toThrow('It is not text in UTF-8.');
  });

  it('leaves out a character that the cut went through', () => {
    expect(textOf(hex('41 e6b0'), true)).toBe('A');
  });

  it('shows control characters as pictures and long texts cut', () => {
    expect(decode(utf8('a\u001b[31m\u0000\u007f\n'), { decoder: 'text' }).text).toBe('a␛[31m␀␡\n');
    const long = decode(utf8('x'.repeat(DECODE_LIMITS.textChars + 1)), { decoder: 'text' });
    expect(long).toMatchObject({ isCut: true, text: 'x'.repeat(DECODE_LIMITS.textChars) });
  });

  it.each([
    ['21.5', { '': 21.5 }],
    [' -1e3\n', { '': -1000 }],
    ['.5', { '': 0.5 }],
    ['0x10', {}],
    ['21.5 °C', {}],
    ['', {}],
    ['NaN', {}],
  ])('takes %j for the number that it is', (text, numbers) => {
    expect(decode(utf8(text), { decoder: 'text' }).numbers).toEqual(numbers);
  });
});

describe('JSON', () => {
  it('keeps the digits of numbers', () => {
    expect(json('[12345678901234567890, 0.1000, -0, 1E400]')).toBe('[12345678901234567890, 0.1000, -0, 1E400]');
  });

  it('keeps the order and names that come twice', () => {
    expect(json('{"b":1,"2":2,"1":3,"b":4,"__proto__":5}')).toBe('{\n  "b": 1,\n  "2": 2,\n  "1": 3,\n  "b": 4,\n  "__proto__": 5\n}');
  });

  it.each([
    '[]',
    '{}',
    ' [ ] ',
    '[1]',
    '["a\\u0041\\n\\"\\\\"]',
    '{"":0}',
    'null',
    '"\\ud800"',
    '[[],[[]]]',
    '-0.0e-0',
    '\t[true\r\n]',
    '"\u007f"',
  ])('reads %s as JSON.parse does', (text) => {
    expect(JSON.parse(json(text))).toEqual(JSON.parse(text));
  });

  it.each([
    ...[
      '',
      ' ',
      '[',
      '[1,]',
      '[,1]',
      '[1 2]',
      '{"a"}',
      '{"a":}',
      '{"a":1,}',
      '{a:1}',
      "{'a':1}",
      '{1:1}',
      '01',
      '1.',
      '.5',
      '+1',
      '-',
      '1e',
      '0x1',
    ],
    ...[
      'NaN',
      'Infinity',
      'nul',
      'TRUE',
      '"',
      '"\\x"',
      '"\\u12"',
      '"a\nb"',
      '"\u0000"',
      '[1]]',
      '1 1',
      '// a\n1',
      '\ufeff1',
      '\u00a01',
      '[1]\f',
    ],
  ])('refuses %j', (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => jsonTree(text)).toThrow(expect.objectContaining({ name: 'Unreadable' }));
  });

  it('says where the fault is', () => {
    expect(() => jsonTree('{\n  "a": tru\n}')).toThrow('It is not JSON: see line 2, column 8.');
  });

  it('refuses more levels and parts than it is made for', () => {
    expect(() => jsonTree('['.repeat(100_000))).toThrow(/levels/);
    expect(() => jsonTree(`[${'0,'.repeat(100_000)}0]`)).toThrow(/parts/);
  });

  it('reads a string of any length', () => {
    const long = 'a\\n'.repeat(80_000);
    expect(jsonTree(`"${long}"`)).toEqual({ kind: 'text', text: 'a\n'.repeat(80_000) });
    expect(() => jsonTree(`"${long}`)).toThrow(/JSON/);
  });

  it('tells every number by its path', () => {
    const text = '{"a":{"b":[1,{"c":2}]},"x.y":3,"n":null,"s":"4","__proto__":5}';
    const { numbers } = decode(utf8(text), { decoder: 'json' });
    expect(Object.entries(numbers)).toEqual([
      ['a.b[0]', 1],
      ['a.b[1].c', 2],
      ['["x.y"]', 3],
      ['__proto__', 5],
    ]);
  });

  it('shows what is not JSON as it is, with the reason', () => {
    expect(decode(utf8('on'), { decoder: 'json' })).toMatchObject({ kind: 'json', text: 'on', problem: expect.stringContaining('line 1') });
    expect(decode(utf8('{"a":'), { decoder: 'json' }, true).problem).toContain('Only the beginning');
  });
});
