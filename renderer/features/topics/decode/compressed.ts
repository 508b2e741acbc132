import { strings } from '../../../strings/index.ts';
import { type Inflated, inflate } from './inflate.ts';
import { DECODE_LIMITS } from './limits.ts';
import { Unreadable } from './unreadable.ts';

const GZIP = 'gzip';
const FLAGS = { headerCrc: 2, extra: 4, name: 8, comment: 16 };

/** What was inside of compressed bytes, and what is wrong with it as a sentence. */
export interface Unpacked {
  format: 'gzip' | 'zlib' | 'deflate';
  bytes: Uint8Array;
  problem: string | null;
}

/** What the first bytes say that this is. Raw DEFLATE has no mark of its own. */
export function compressedFormat(bytes: Uint8Array): 'gzip' | 'zlib' | null {
  const [first = 0, second = 0, third] = bytes;
  if (first === 0x1f && second === 0x8b && third === 8) return GZIP;
  return (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0 ? 'zlib' : null;
}

/** Undoes gzip (RFC 1952), zlib (RFC 1950) or raw DEFLATE, up to so many bytes. Throws {@link Unreadable} if it is none of them. */
export function unpack(bytes: Uint8Array, most: number = DECODE_LIMITS.unpackedBytes): Unpacked {
  const format = compressedFormat(bytes) ?? 'deflate';
  if (format === GZIP) return { format, ...members(bytes, most) };
  const inflated = inflate(bytes, format === 'zlib' ? zlibHeader(bytes) : 0, most);
  const isWrong = format === 'zlib' && !inflated.stopped && bigEndian(bytes, inflated.end) !== adler32(inflated.bytes);
  return { format, bytes: inflated.bytes, problem: problemOf(inflated, isWrong, most) };
}

function problemOf({ stopped }: Inflated, isWrong: boolean, most: number): string | null {
  const { unpackedCut, unpackedEarly, checksum } = strings.decode.problems;
  if (stopped) return stopped === 'full' ? unpackedCut(most) : unpackedEarly;
  return isWrong ? checksum : null;
}

/** A gzip file may be several, one after another. */
function members(bytes: Uint8Array, most: number): { bytes: Uint8Array; problem: string | null } {
  const parts: number[] = [];
  for (let at = 0; ; ) {
    const inflated = inflate(bytes, gzipHeader(bytes, at), most - parts.length);
    for (const byte of inflated.bytes) parts.push(byte);
    const isWrong = !inflated.stopped && littleEndian(bytes, inflated.end) !== crc32(inflated.bytes);
    const problem = problemOf(inflated, isWrong, most);
    at = inflated.end + 8;
    if (problem || at >= bytes.length || compressedFormat(bytes.subarray(at)) !== GZIP) return { bytes: Uint8Array.from(parts), problem };
  }
}

/** Where the compressed part of a gzip member begins. */
function gzipHeader(bytes: Uint8Array, from: number): number {
  const flags = bytes[from + 3] ?? 0;
  let at = from + 10;
  if (flags & FLAGS.extra) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [FLAGS.name, FLAGS.comment]) if (flags & flag) at = afterZero(bytes, at);
  return flags & FLAGS.headerCrc ? at + 2 : at;
}

function afterZero(bytes: Uint8Array, from: number): number {
  const zero = bytes.indexOf(0, from);
  return zero < 0 ? bytes.length : zero + 1;
}

/** Where the compressed part of zlib begins. Nobody knows the dictionary that the sender may have used. */
function zlibHeader(bytes: Uint8Array): number {
  if ((bytes[1] ?? 0) & 0x20) throw new Unreadable(strings.decode.problems.dictionary);
  return 2;
}

const bigEndian = (bytes: Uint8Array, at: number): number => bytes.subarray(at, at + 4).reduce((value, byte) => value * 256 + byte, 0);
const littleEndian = (bytes: Uint8Array, at: number): number =>
  bytes.subarray(at, at + 4).reduceRight((value, byte) => value * 256 + byte, 0);

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] as number);
  return ~value >>> 0;
}
