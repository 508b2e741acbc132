import { gzipSync } from 'node:zlib';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cborg';
import { describe, expect, it } from 'vitest';
import type { DecoderChoice } from '../../../renderer/features/topics/decode/choice.ts';
import { decode } from '../../../renderer/features/topics/decode/decode.ts';
import { guess } from '../../../renderer/features/topics/decode/guess.ts';
import { DECODE_LIMITS } from '../../../renderer/features/topics/decode/limits.ts';
import { hex, seeded, utf8 } from './bytes.ts';

const ROUNDS = 400;
const value = { a: [1, -2, 3.5, null, true], b: { c: 'text', d: hex('00ff') }, e: 2n ** 60n };
const proto =
  'message M { optional int32 a = 1; optional string b = 2; repeated sint32 c = 3 [packed = true]; map<string, M> d = 4; optional M e = 5; }';
const json = utf8('{"a":[1,2.5e3,"\\u00fc"],"b":{"c":null,"d":true}}');
const message = hex('08 96 01 12 02 68 69 1a 02 01 02 22 07 0a 01 61 12 02 08 01 2a 04 08 01 2a 00');
const metric = hex('12 19 0a 01 6d 20 09 65 00 00 ac 41 4a 0e 0a 04 75 6e 69 74 12 06 08 0c 42 02 c2 b0 18 07');

const samples: [DecoderChoice, Uint8Array][] = [
  [{ decoder: 'text' }, utf8('21.5 °C')],
  [{ decoder: 'json' }, json],
  [{ decoder: 'hex' }, message],
  [{ decoder: 'cbor' }, encodeCbor(value)],
  [{ decoder: 'messagepack' }, encodeMessagePack(value, { useBigInt64: true })],
  [{ decoder: 'sparkplug' }, metric],
  [{ decoder: 'image' }, hex(`89504e470d0a1a0a0000000d4948445200000001000000010806000000${'00'.repeat(9)}`)],
  [{ decoder: 'image' }, hex('ffd8 ffe0 0004 0000 ffc2 0011 08 01e0 0280 03 00000000 0000000000')],
  [{ decoder: 'number', type: 'float32', order: 'little' }, hex('0000ac41')],
  [{ decoder: 'protobuf', proto, message: 'M' }, message],
  [{ decoder: 'compressed', inside: null }, gzipSync(json)],
  [{ decoder: 'base64', inside: null }, utf8(btoa('{"a":1}'))],
];

/** Bytes with some of them changed, left out, doubled or put in. */
function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  const all = [...bytes];
  const at = () => Math.floor(random() * (all.length + 1));
  for (let count = 1 + Math.floor(random() * 6); count > 0; count--) {
    const kind = random();
    if (kind < 0.5) all[Math.min(at(), all.length - 1)] = Math.floor(random() * 256);
    else if (kind < 0.65) all.splice(at(), Math.floor(random() * 8));
    else if (kind < 0.8) all.splice(at(), 0, ...all.slice(0, Math.floor(random() * 16)));
    else all.splice(at(), 0, ...[0xff, 0xff, 0xff, 0x7f].slice(0, 1 + Math.floor(random() * 4)));
  }
  return Uint8Array.from(all.filter((byte) => byte !== undefined));
}

describe('decoders', () => {
  it.each(samples)('$decoder answers whatever the bytes are, within its bounds', (choice, sample) => {
    const random = seeded(1);
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = mutated(sample, random);
      for (const decoded of [decode(bytes, choice), decode(bytes, guess(bytes, 'a'), true)]) {
        expect(decoded.text.length).toBeLessThanOrEqual(DECODE_LIMITS.textChars);
        expect(Object.keys(decoded.numbers).length).toBeLessThanOrEqual(DECODE_LIMITS.numbers);
        expect(decoded.text.isWellFormed()).toBe(true);
      }
    }
  });

  it.each(samples)('$decoder answers whatever noise it is given', (choice) => {
    const random = seeded(2);
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 256));
      expect(decode(bytes, choice).kind).toBe(choice.decoder);
    }
  });

  it.each(samples)('$decoder never changes the bytes that it reads', (choice, sample) => {
    const before = Uint8Array.from(sample);
    decode(sample, choice);
    expect(Uint8Array.from(sample)).toEqual(before);
  });
});
