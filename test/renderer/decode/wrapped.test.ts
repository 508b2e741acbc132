import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../renderer/features/topics/decode/base64.ts';
import { unpack } from '../../../renderer/features/topics/decode/compressed.ts';
import { decode } from '../../../renderer/features/topics/decode/decode.ts';
import { hexDump } from '../../../renderer/features/topics/decode/hex.ts';
import { DECODE_LIMITS } from '../../../renderer/features/topics/decode/limits.ts';
import { hex, seeded, utf8 } from './bytes.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const random = seeded(7);
const samples = {
  'no bytes': new Uint8Array(),
  'a sentence': utf8('It is 21.5 °C in the attic.'),
  'one byte many times': new Uint8Array(100_000).fill(65),
  'a text with repeats': utf8(Array.from({ length: 3_000 }, (_, index) => `{"sensor":${index % 50},"value":${index}}`).join('\n')),
  noise: Uint8Array.from({ length: 50_000 }, () => Math.floor(random() * 256)),
};

describe('gzip, zlib and deflate', () => {
  it.each(Object.entries(samples))('unpacks %s, at every level', (_what, bytes) => {
    for (const level of [0, 1, 6, 9]) {
      for (const packed of [gzipSync(bytes, { level }), deflateSync(bytes, { level }), deflateRawSync(bytes, { level })]) {
        const unpacked = unpack(packed);
        expect(unpacked.problem).toBeNull();
        expect(Buffer.compare(unpacked.bytes, bytes)).toBe(0);
      }
    }
  });

  it('passes over all that a gzip header may have (RFC 1952)', () => {
    const raw = deflateRawSync('hello');
    const tail = gzipSync('hello').subarray(-8);
    const head = hex('1f8b 08 1e 00000000 00 ff 0300 010203 6e616d6500 6e6f746500 abcd');
    expect(unpack(Uint8Array.from([...head, ...raw, ...tail]))).toMatchObject({ bytes: utf8('hello'), problem: null });
  });

  it('unpacks gzip members one after another', () => {
    expect(unpack(Uint8Array.from([...gzipSync('one '), ...gzipSync('two')])).bytes).toEqual(utf8('one two'));
  });

  it('unpacks fixed and stored blocks by hand (RFC 1951)', () => {
    expect(text(unpack(hex('4b 04 00')).bytes)).toBe('a');
    expect(text(unpack(hex('01 0300 fcff 616263')).bytes)).toBe('abc');
  });

  it('stops at its bound and says so', () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    const unpacked = unpack(bomb);
    expect(unpacked.bytes).toHaveLength(DECODE_LIMITS.unpackedBytes);
    expect(unpacked.problem).toContain('The rest is left out');
    expect(decode(bomb, { decoder: 'compressed', inside: { decoder: 'hex' } }).problem).toContain('The rest is left out');
  });

  it('shows what came before an early end', () => {
    const packed = gzipSync(samples['a text with repeats']);
    const part = unpack(packed.subarray(0, 2_000));
    expect(part.problem).toContain('ends before it is complete');
    expect(text(part.bytes)).toMatch(/^\{"sensor":0,"value":0\}/);
    expect(decode(packed.subarray(0, 2_000), { decoder: 'compressed', inside: null }, true)).toMatchObject({
      inside: 'text',
      problem: expect.stringContaining('Only the beginning'),
    });
  });

  it.each([
    [
      'a checksum that does not fit',
      hex(
        gzipSync('hello')
          .toString('hex')
          .replace(/.{8}.{8}$/, '0000000000000000'),
      ),
    ],
    ['the same in zlib', hex(deflateSync('hello').toString('hex').replace(/.{8}$/, '00000000'))],
  ])('says of %s that it is damaged', (_what, bytes) => {
    expect(unpack(bytes)).toMatchObject({ bytes: utf8('hello'), problem: expect.stringContaining('checksum') });
  });

  it.each([
    ['a kind of block that there is not', '07'],
    ['a distance before the beginning', '03 02 00'],
    ['stored bytes whose length does not fit', '01 0300 0000 616263'],
    ['a dictionary that is not there', '78bb 00000000 4b0400'],
  ])('refuses %s', (_what, bytes) => {
    const decoded = decode(hex(bytes), { decoder: 'compressed', inside: null });
    expect(decoded.problem).not.toBeNull();
  });

  it('reads what it unpacked as what it looks like, or as it is told', () => {
    const packed = gzipSync('{"power":7}');
    expect(decode(packed, { decoder: 'compressed', inside: null })).toMatchObject({
      kind: 'compressed',
      inside: 'json',
      numbers: { power: 7 },
    });
    expect(decode(packed, { decoder: 'compressed', inside: { decoder: 'text' } }).text).toBe('{"power":7}');
    // One level: what is packed twice is not unpacked twice.
    expect(decode(gzipSync(packed), { decoder: 'compressed', inside: null }).inside).toBe('hex');
  });
});

describe('Base64', () => {
  // RFC 4648, section 10.
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('reads and writes %j', (plain, encoded) => {
    expect(toBase64(utf8(plain))).toBe(encoded);
    expect(fromBase64(encoded)).toEqual(utf8(plain));
    expect(fromBase64(encoded.replaceAll('=', ''))).toEqual(utf8(plain));
  });

  it('reads the alphabet for addresses, and line breaks', () => {
    expect(fromBase64('-_\n-_')).toEqual(fromBase64('+/+/'));
  });

  it('reads what is inside, and refuses what is none', () => {
    expect(decode(utf8('eyJhIjoxfQ=='), { decoder: 'base64', inside: null })).toMatchObject({ inside: 'json', numbers: { a: 1 } });
    expect(decode(utf8('no base64!'), { decoder: 'base64', inside: null })).toMatchObject({
      problem: 'It is not Base64.',
      text: 'no base64!',
    });
  });
});

describe('hex', () => {
  it('shows offsets, bytes and letters in rows of 16', () => {
    expect(hexDump(Uint8Array.from({ length: 18 }, (_, index) => index + 0x3a)).text).toBe(
      [
        '000000  3a 3b 3c 3d 3e 3f 40 41  42 43 44 45 46 47 48 49  :;<=>?@ABCDEFGHI',
        '000010  4a 4b                                             JK',
      ].join('\n'),
    );
  });

  it('is cut at its bound', () => {
    expect(hexDump(new Uint8Array(DECODE_LIMITS.hexBytes + 1)).isCut).toBe(true);
  });
});
