import { ExtData, encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import { messagePackTree } from '../../../renderer/features/topics/decode/messagepack.ts';
import { print } from '../../../renderer/features/topics/decode/print.ts';
import { hex } from './bytes.ts';

const line = (bytes: Uint8Array) => print(messagePackTree(bytes)).text.replace(/\n\s*/g, '');

describe('MessagePack', () => {
  // Each format of the specification, with its first byte.
  it.each([
    ['positive fixint', '7f', '127'],
    ['fixmap', '81 a1 61 01', '{"a": 1}'],
    ['fixarray', '93 01 02 03', '[1, 2, 3]'],
    ['fixstr', 'a3 61 62 63', '"abc"'],
    ['nil', 'c0', 'null'],
    ['false', 'c2', 'false'],
    ['true', 'c3', 'true'],
    ['bin 8', 'c4 02 00ff', "h'00ff'"],
    ['bin 16', 'c5 0001 07', "h'07'"],
    ['bin 32', 'c6 00000001 07', "h'07'"],
    ['ext 8', 'c7 03 05 010203', "ext 5(h'010203')"],
    ['ext 16', 'c8 0001 fe 09', "ext -2(h'09')"],
    ['ext 32', 'c9 00000001 7f 09', "ext 127(h'09')"],
    ['float 32', 'ca 3dcccccd', '0.1'],
    ['float 64', 'cb 3fb999999999999a', '0.1'],
    ['uint 8', 'cc ff', '255'],
    ['uint 16', 'cd ffff', '65535'],
    ['uint 32', 'ce ffffffff', '4294967295'],
    ['uint 64', 'cf ffffffffffffffff', '18446744073709551615'],
    ['int 8', 'd0 80', '-128'],
    ['int 16', 'd1 8000', '-32768'],
    ['int 32', 'd2 80000000', '-2147483648'],
    ['int 64', 'd3 8000000000000000', '-9223372036854775808'],
    ['fixext 1', 'd4 05 01', "ext 5(h'01')"],
    ['fixext 2', 'd5 05 0102', "ext 5(h'0102')"],
    ['fixext 4', 'd6 05 01020304', "ext 5(h'01020304')"],
    ['fixext 8', 'd7 05 0102030405060708', "ext 5(h'0102030405060708')"],
    ['fixext 16', `d8 05 ${'00'.repeat(16)}`, `ext 5(h'${'00'.repeat(16)}')`],
    ['str 8', 'd9 02 c3bc', '"ü"'],
    ['str 16', 'da 0001 61', '"a"'],
    ['str 32', 'db 00000001 61', '"a"'],
    ['array 16', 'dc 0001 00', '[0]'],
    ['array 32', 'dd 00000001 00', '[0]'],
    ['map 16', 'de 0001 01 02', '{1: 2}'],
    ['map 32', 'df 00000001 c0 02', '{null: 2}'],
    ['negative fixint', 'e0', '-32'],
    ['timestamp 32', 'd6 ff 00000001', '1970-01-01T00:00:01Z'],
    ['timestamp 64', 'd7 ff 00000004 00000001', '1970-01-01T00:00:01.000000001Z'],
    ['timestamp 96, before 1970', 'c7 0c ff 1dcd6500 ffffffffffffffff', '1969-12-31T23:59:59.5Z'],
    ['a timestamp of a length that there is not', 'c7 03 ff 010203', "ext -1(h'010203')"],
    ['text that is bytes', 'a2 c328', "h'c328'"],
  ])('reads %s', (_format, encoded, shown) => {
    expect(line(hex(encoded))).toBe(shown);
  });

  it.each([
    ['the byte that is never used', 'c1'],
    ['an end before its end', '92 01'],
    ['more bytes after its end', '01 01'],
    ['a list that is said to be long', 'dd ffffffff 00'],
    ['nothing', ''],
  ])('refuses %s', (_what, encoded) => {
    expect(() => messagePackTree(hex(encoded))).toThrow(expect.objectContaining({ name: 'Unreadable' }));
  });

  it('refuses more levels and parts than it is made for, however long lists are said to be', () => {
    expect(() => messagePackTree(new Uint8Array(100_000).fill(0x91))).toThrow(/levels/);
    expect(() => messagePackTree(hex(`dd000186a0${'00'.repeat(100_000)}`))).toThrow(/parts/);
    expect(() => messagePackTree(hex('ddffffffff'.repeat(60)))).toThrow(/ends before/);
  });

  it('reads what another encoder wrote', () => {
    const value = {
      power: 21.5,
      big: 2n ** 63n,
      when: new Date('2024-02-29T12:00:00.250Z'),
      own: new ExtData(9, hex('0a')),
      list: [null, -1],
    };
    expect(line(encode(value, { useBigInt64: true }))).toBe(
      '{"power": 21.5,"big": 9223372036854775808,"when": 2024-02-29T12:00:00.25Z,"own": ext 9(h\'0a\'),"list": [null, -1]}',
    );
  });
});
