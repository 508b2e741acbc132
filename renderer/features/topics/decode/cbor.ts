import { strings } from '../../../strings/index.ts';
import { Cursor } from './cursor.ts';
import { float16, float32Text, float64Text } from './floats.ts';
import { hexOf } from './hex.ts';
import { DECODE_LIMITS } from './limits.ts';
import { textOf } from './text.ts';
import { aNumber, aText, aWord, Parts, someBytes, type Tree } from './tree.ts';
import { Unreadable } from './unreadable.ts';

/** Additional information that stands for "until a break" (RFC 8949, section 3.2). */
const INDEFINITE = 31;
const BREAK = 0xff;
const SIMPLE_WORDS: Readonly<Record<number, string>> = { 20: 'false', 21: 'true', 22: 'null', 23: 'undefined' };

/** CBOR (RFC 8949): one well-formed item and nothing after it. Throws {@link Unreadable}. */
export function cborTree(bytes: Uint8Array): Tree {
  const reader = new CborReader(bytes);
  const tree = reader.item(0);
  reader.end();
  return tree;
}

class CborReader {
  readonly #cursor: Cursor;
  readonly #parts = new Parts();

  constructor(bytes: Uint8Array) {
    this.#cursor = new Cursor(bytes);
  }

  end(): void {
    this.#cursor.end();
  }

  item(depth: number, first = this.#cursor.uint8()): Tree {
    this.#parts.take(depth);
    const major = first >> 5;
    const info = first & 0x1f;
    if (major === 7) return this.#simple(info);
    if (info === INDEFINITE) return this.#indefinite(major, depth);
    const argument = this.#argument(info);
    switch (major) {
      case 0:
        return aNumber(argument);
      case 1:
        return aNumber(-1n - argument);
      case 2:
        return someBytes(this.#cursor.bytes(Number(argument)));
      case 3:
        return aText(textOf(this.#cursor.bytes(Number(argument))));
      case 4:
        return { kind: 'list', items: this.#times(argument, () => this.item(depth + 1)) };
      case 5:
        return { kind: 'map', entries: this.#times(argument, () => [this.item(depth + 1), this.item(depth + 1)]) };
      default:
        return tagged(argument, this.item(depth + 1));
    }
  }

  #argument(info: number): bigint {
    if (info < 24) return BigInt(info);
    if (info === 24) return BigInt(this.#cursor.uint8());
    if (info === 25) return BigInt(this.#cursor.uint16());
    if (info === 26) return BigInt(this.#cursor.uint32());
    if (info === 27) return this.#cursor.uint64();
    return this.#fail();
  }

  /** A count that is not true ends at the end of the bytes, because each part takes one at least. */
  #times<T>(count: bigint, one: () => T): T[] {
    const all: T[] = [];
    for (let left = count; left > 0n; left--) all.push(one());
    return all;
  }

  #simple(info: number): Tree {
    if (info === 25) return aNumber(float64Text(float16(this.#cursor.uint16())));
    if (info === 26) return aNumber(float32Text(this.#cursor.float32()));
    if (info === 27) return aNumber(float64Text(this.#cursor.float64()));
    const value = info === 24 ? this.#cursor.uint8() : info;
    // A value that fits into the first byte may not take a second one, and a break stands only where one is awaited.
    if (info === 24 ? value < 32 : value > 24) this.#fail();
    return aWord(SIMPLE_WORDS[value] ?? `simple(${value})`);
  }

  #indefinite(major: number, depth: number): Tree {
    switch (major) {
      case 2:
        return someBytes(joined(this.#chunks(2)));
      case 3:
        return aText(
          this.#chunks(3)
            .map((chunk) => textOf(chunk))
            .join(''),
        );
      case 4:
        return { kind: 'list', items: this.#untilBreak((first) => this.item(depth + 1, first)) };
      case 5:
        return { kind: 'map', entries: this.#untilBreak((first) => [this.item(depth + 1, first), this.item(depth + 1)]) };
      default:
        return this.#fail();
    }
  }

  #untilBreak<T>(one: (first: number) => T): T[] {
    const all: T[] = [];
    for (let first = this.#cursor.uint8(); first !== BREAK; first = this.#cursor.uint8()) all.push(one(first));
    return all;
  }

  /** The pieces of a string of unknown length: each of the same kind and of a known length. */
  #chunks(major: number): Uint8Array[] {
    return this.#untilBreak((first) => {
      this.#parts.take(0);
      if (first >> 5 !== major) this.#fail();
      return this.#cursor.bytes(Number(this.#argument(first & 0x1f)));
    });
  }

  #fail(): never {
    throw new Unreadable(strings.decode.problems.badByte(this.#cursor.at - 1));
  }
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Tags 2 and 3 are whole numbers of any length; all others are shown as they stand. */
function tagged(tag: bigint, item: Tree): Tree {
  const isBig = (tag === 2n || tag === 3n) && item.kind === 'bytes' && item.bytes.length <= DECODE_LIMITS.bigNumberBytes;
  if (!isBig) return { kind: 'tag', tag: String(tag), item };
  const value = BigInt(`0x0${hexOf(item.bytes)}`);
  return aNumber(tag === 2n ? value : -1n - value);
}
