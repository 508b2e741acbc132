import { binaryNumbers, type NumberType } from './binary-numbers.ts';
import { Cursor } from './cursor.ts';
import { stringOrBytes } from './scalars.ts';
import { aWord, type Parts, type Tree } from './tree.ts';

const NUMBER_TYPES: Readonly<Record<string, NumberType>> = {
  Int8Array: 'int8',
  Int16Array: 'int16',
  Int32Array: 'int32',
  Int64Array: 'int64',
  UInt8Array: 'uint8',
  UInt16Array: 'uint16',
  UInt32Array: 'uint32',
  UInt64Array: 'uint64',
  FloatArray: 'float32',
  DoubleArray: 'float64',
};

/** The values that an array type packs into bytes; `null` if the type is no array. Throws `Unreadable`. */
export function sparkplugArray(type: string, bytes: Uint8Array, parts: Parts): Tree | null {
  const numbers = NUMBER_TYPES[type];
  if (numbers) return asList(bytes.length === 0 ? null : binaryNumbers(bytes, numbers, 'little'));
  if (type === 'BooleanArray') return { kind: 'list', items: booleans(bytes, parts) };
  if (type === 'StringArray') return { kind: 'list', items: texts(bytes, parts) };
  if (type !== 'DateTimeArray') return null;
  const times = asList(bytes.length === 0 ? null : binaryNumbers(bytes, 'int64', 'little'));
  return { kind: 'list', items: times.items.map((time) => (time.kind === 'number' ? dateTime(BigInt(time.text)) : time)) };
}

function asList(tree: Tree | null): { kind: 'list'; items: Tree[] } {
  if (tree?.kind === 'list') return tree;
  return { kind: 'list', items: tree ? [tree] : [] };
}

/** Their count in four bytes, the lowest first, and then eight to a byte, the highest bit first. */
function booleans(bytes: Uint8Array, parts: Parts): Tree[] {
  const cursor = new Cursor(bytes);
  const count = new DataView(cursor.bytes(4).slice().buffer).getUint32(0, true);
  const packed = cursor.bytes(Math.ceil(count / 8));
  return Array.from(takeEach(count, parts), (index) => aWord((((packed[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1));
}

function* takeEach(count: number, parts: Parts): Generator<number> {
  for (let index = 0; index < count; index++) {
    parts.take(0);
    yield index;
  }
}

/** Each ends with a zero. */
function texts(bytes: Uint8Array, parts: Parts): Tree[] {
  const all: Tree[] = [];
  for (let at = 0; at < bytes.length; ) {
    parts.take(0);
    const zero = bytes.indexOf(0, at);
    const end = zero < 0 ? bytes.length : zero;
    all.push(stringOrBytes(bytes.subarray(at, end)));
    at = end + 1;
  }
  return all;
}

/** Milliseconds since 1970 as a time; as they are if no calendar has it. */
export function dateTime(milliseconds: bigint): Tree {
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? { kind: 'number', text: String(milliseconds) } : aWord(date.toISOString());
}
