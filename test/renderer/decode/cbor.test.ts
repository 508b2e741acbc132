import { encode } from 'cborg';
import { describe, expect, it } from 'vitest';
import { cborTree } from '../../../renderer/features/topics/decode/cbor.ts';
import { print } from '../../../renderer/features/topics/decode/print.ts';
import { hex } from './bytes.ts';
import { RFC_8949_EXAMPLES } from './rfc8949-examples.ts';

const line = (bytes: Uint8Array) => print(cborTree(bytes)).text.replace(/\s+/g, '');
/** A float is shown with the fewest digits that mean it, which need not be those of the example. */
const sameFloat = (shown: string, wanted: string) => Math.fround(Number(shown)) === Math.fround(Number(wanted));

describe('CBOR', () => {
  it.each(RFC_8949_EXAMPLES)('reads %s as %s', (encoded, diagnostic) => {
    const shown = line(hex(encoded));
    if (/e\+/.test(diagnostic)) expect(sameFloat(shown, diagnostic)).toBe(true);
    else expect(shown).toBe(diagnostic.replace(/\s+/g, ''));
  });

  it.each([
    ['an end before its end', '83 01 02'],
    ['more bytes after its end', '00 00'],
    ['a break that nothing waits for', 'ff'],
    ['reserved lengths', '1c'],
    ['a reserved length of a string', '5d'],
    ['a simple value in two bytes that fits into one', 'f8 18'],
    ['a piece of another kind in a string', '5f 61 61 ff'],
    ['a piece of unknown length in a string', '5f 5f ff ff'],
    ['text that is not UTF-8', '62 c3 28'],
    ['a list that is said to be endless', '9b ff ff ff ff ff ff ff ff 00'],
    ['a number of unknown length', '1f'],
    ['a key without a value', 'bf 01 ff'],
    ['nothing', ''],
  ])('refuses %s', (_what, encoded) => {
    expect(() => cborTree(hex(encoded))).toThrow(expect.objectContaining({ name: 'Unreadable' }));
  });

  it('refuses more levels and more parts than it is made for, in no time', () => {
    expect(() => cborTree(new Uint8Array(100_000).fill(0x81))).toThrow(/levels/);
    expect(() => cborTree(hex(`9a000186a0${'00'.repeat(100_000)}`))).toThrow(/parts/);
  });

  it('reads what another encoder wrote', () => {
    const value = { big: 2n ** 60n, list: [1.5, -7, null, true], bytes: hex('00ff'), text: 'ü' };
    expect(line(encode(value))).toBe('{"big":1152921504606846976,"list":[1.5,-7,null,true],"text":"ü","bytes":h\'00ff\'}');
  });
});
