import { strings } from '../../../strings/index.ts';
import { DECODE_LIMITS } from './limits.ts';
import { Unreadable } from './unreadable.ts';

const CODE_BITS = 15;
const END_OF_BLOCK = 256;
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  ...[1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537],
  ...[2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577],
];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
/** The order in which the lengths of the code for code lengths come. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** What became of compressed bytes. */
export interface Inflated {
  bytes: Uint8Array;
  /** Where in the input the compressed part ended. */
  end: number;
  /** There would have been more than the bound, or the input ended before its end. */
  stopped: 'full' | 'early' | null;
}

/**
 * Undoes DEFLATE (RFC 1951), at once and not as a stream, so that a chart can read a thousand values in one go. Stops at the bound on
 * unpacked bytes. Throws {@link Unreadable} where the input is not DEFLATE.
 */
export function inflate(input: Uint8Array, from = 0, most: number = DECODE_LIMITS.unpackedBytes): Inflated {
  const bits = new Bits(input, from);
  const out = new Output(most);
  let stopped: Inflated['stopped'] = null;
  try {
    while (!block(bits, out)) {}
  } catch (error) {
    if (error !== FULL && error !== EARLY) throw error;
    stopped = error === FULL ? 'full' : 'early';
  }
  return { bytes: out.bytes(), end: bits.at, stopped };
}

const FULL = Symbol('full');
const EARLY = Symbol('early');

function fail(): never {
  throw new Unreadable(strings.decode.problems.badDeflate);
}

class Bits {
  readonly #input: Uint8Array;
  #next: number;
  #held = 0;
  #count = 0;

  constructor(input: Uint8Array, from: number) {
    this.#input = input;
    this.#next = from;
  }

  get at(): number {
    return this.#next;
  }

  take(count: number): number {
    while (this.#count < count) {
      if (this.#next >= this.#input.length) throw EARLY;
      this.#held |= (this.#input[this.#next++] as number) << this.#count;
      this.#count += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return value;
  }

  /** Whole bytes, after the rest of the current one is passed over. */
  bytes(count: number): Uint8Array {
    this.#held = 0;
    this.#count = 0;
    const part = this.#input.subarray(this.#next, this.#next + count);
    this.#next += part.length;
    return part;
  }
}

class Output {
  readonly #most: number;
  #buffer = new Uint8Array(1_024);
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(byte: number): void {
    if (this.#size === this.#most) throw FULL;
    if (this.#size === this.#buffer.length) {
      const larger = new Uint8Array(Math.min(this.#most, 2 * this.#size));
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#size++] = byte;
  }

  repeat(distance: number, length: number): void {
    if (distance > this.#size) fail();
    for (let left = length; left > 0; left--) this.add(this.#buffer[this.#size - distance] as number);
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#size);
  }
}

/** A canonical Huffman code: how many symbols there are of each length, and the symbols in order. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

function codeOf(lengths: readonly number[]): Code {
  const counts = new Uint16Array(CODE_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  counts[0] = 0;
  let room = 1;
  const starts = new Uint16Array(CODE_BITS + 2);
  for (let bits = 1; bits <= CODE_BITS; bits++) {
    room = 2 * room - (counts[bits] as number);
    if (room < 0) fail();
    starts[bits + 1] = (starts[bits] as number) + (counts[bits] as number);
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const at = starts[length] as number;
    symbols[at] = symbol;
    starts[length] = at + 1;
  });
  return { counts, symbols };
}

function symbol(bits: Bits, { counts, symbols }: Code): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= CODE_BITS; length++) {
    code |= bits.take(1);
    const count = counts[length] as number;
    if (code - first < count) return symbols[index + code - first] as number;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return fail();
}

const fixedLengths = Array.from({ length: 288 }, (_, index) => (index < 144 ? 8 : index < 256 ? 9 : index < 280 ? 7 : 8));
const FIXED = [codeOf(fixedLengths), codeOf(Array(30).fill(5))] as const;

/** Reads one block; true after the last one. */
function block(bits: Bits, out: Output): boolean {
  const isLast = bits.take(1) === 1;
  const kind = bits.take(2);
  if (kind === 0) stored(bits, out);
  else if (kind === 1) compressed(bits, out, FIXED);
  else if (kind === 2) compressed(bits, out, dynamicCodes(bits));
  else fail();
  return isLast;
}

function stored(bits: Bits, out: Output): void {
  const [low = 0, high = 0, notLow, notHigh] = bits.bytes(4);
  if (notLow === undefined || notHigh === undefined) throw EARLY;
  if ((low ^ notLow) !== 0xff || (high ^ notHigh) !== 0xff) fail();
  const size = low | (high << 8);
  const part = bits.bytes(size);
  for (const byte of part) out.add(byte);
  if (part.length < size) throw EARLY;
}

function dynamicCodes(bits: Bits): [Code, Code] {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const orders = bits.take(4) + 4;
  if (literals > 286 || distances > 30) fail();
  const first = Array<number>(ORDER.length).fill(0);
  for (let index = 0; index < orders; index++) first[ORDER[index] as number] = bits.take(3);
  const lengthCode = codeOf(first);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const next = symbol(bits, lengthCode);
    if (next < 16) lengths.push(next);
    else if (next === 16) again(lengths, lengths.at(-1) ?? fail(), 3 + bits.take(2));
    else again(lengths, 0, next === 17 ? 3 + bits.take(3) : 11 + bits.take(7));
  }
  if (lengths.length > literals + distances || lengths[END_OF_BLOCK] === 0) fail();
  return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals))];
}

function again(lengths: number[], length: number, times: number): void {
  for (let left = times; left > 0; left--) lengths.push(length);
}

function compressed(bits: Bits, out: Output, [literals, distances]: readonly [Code, Code]): void {
  for (;;) {
    const next = symbol(bits, literals);
    if (next === END_OF_BLOCK) return;
    if (next < END_OF_BLOCK) out.add(next);
    else {
      const length = pick(LENGTH_BASE, next - 257) + bits.take(pick(LENGTH_EXTRA, next - 257));
      const far = symbol(bits, distances);
      out.repeat(pick(DISTANCE_BASE, far) + bits.take(pick(DISTANCE_EXTRA, far)), length);
    }
  }
}

const pick = (table: readonly number[], index: number): number => table[index] ?? fail();
