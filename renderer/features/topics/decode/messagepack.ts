import { strings } from '../../../strings/index.ts';
import { Cursor } from './cursor.ts';
import { float32Text, float64Text } from './floats.ts';
import { textOf } from './text.ts';
import { aNumber, aText, aWord, Parts, someBytes, type Tree } from './tree.ts';
import { Unreadable } from './unreadable.ts';

const TIMESTAMP = -1;

/** MessagePack: one object and nothing after it. Throws {@link Unreadable}. */
export function messagePackTree(bytes: Uint8Array): Tree {
  const cursor = new Cursor(bytes);
  const tree = object(cursor, new Parts(), 0);
  cursor.end();
  return tree;
}

function object(cursor: Cursor, parts: Parts, depth: number): Tree {
  parts.take(depth);
  const first = cursor.uint8();
  if (first <= 0x7f) return aNumber(first);
  if (first <= 0x8f) return map(cursor, first & 0x0f, parts, depth);
  if (first <= 0x9f) return list(cursor, first & 0x0f, parts, depth);
  if (first <= 0xbf) return text(cursor.bytes(first & 0x1f));
  if (first >= 0xe0) return aNumber(first - 0x100);
  switch (first) {
    case 0xc0:
      return aWord(null);
    case 0xc2:
    case 0xc3:
      return aWord(first === 0xc3);
    case 0xc4:
      return someBytes(cursor.bytes(cursor.uint8()));
    case 0xc5:
      return someBytes(cursor.bytes(cursor.uint16()));
    case 0xc6:
      return someBytes(cursor.bytes(cursor.uint32()));
    case 0xc7:
      return extension(cursor, cursor.uint8());
    case 0xc8:
      return extension(cursor, cursor.uint16());
    case 0xc9:
      return extension(cursor, cursor.uint32());
    case 0xca:
      return aNumber(float32Text(cursor.float32()));
    case 0xcb:
      return aNumber(float64Text(cursor.float64()));
    case 0xcc:
      return aNumber(cursor.uint8());
    case 0xcd:
      return aNumber(cursor.uint16());
    case 0xce:
      return aNumber(cursor.uint32());
    case 0xcf:
      return aNumber(cursor.uint64());
    case 0xd0:
      return aNumber(cursor.int8());
    case 0xd1:
      return aNumber(cursor.int16());
    case 0xd2:
      return aNumber(cursor.int32());
    case 0xd3:
      return aNumber(cursor.int64());
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return extension(cursor, 1 << (first - 0xd4));
    case 0xd9:
      return text(cursor.bytes(cursor.uint8()));
    case 0xda:
      return text(cursor.bytes(cursor.uint16()));
    case 0xdb:
      return text(cursor.bytes(cursor.uint32()));
    case 0xdc:
      return list(cursor, cursor.uint16(), parts, depth);
    case 0xdd:
      return list(cursor, cursor.uint32(), parts, depth);
    case 0xde:
      return map(cursor, cursor.uint16(), parts, depth);
    case 0xdf:
      return map(cursor, cursor.uint32(), parts, depth);
    default:
      throw new Unreadable(strings.decode.problems.badByte(cursor.at - 1));
  }
}

// A count that is not true ends at the end of the bytes, because each part takes one at least.
function list(cursor: Cursor, count: number, parts: Parts, depth: number): Tree {
  const items: Tree[] = [];
  for (let index = 0; index < count; index++) items.push(object(cursor, parts, depth + 1));
  return { kind: 'list', items };
}

function map(cursor: Cursor, count: number, parts: Parts, depth: number): Tree {
  const entries: [Tree, Tree][] = [];
  for (let index = 0; index < count; index++) entries.push([object(cursor, parts, depth + 1), object(cursor, parts, depth + 1)]);
  return { kind: 'map', entries };
}

/** Text that is not UTF-8 is allowed, and is then bytes: writers from before the format told them apart make it. */
function text(bytes: Uint8Array): Tree {
  try {
    return aText(textOf(bytes));
  } catch {
    return someBytes(bytes);
  }
}

function extension(cursor: Cursor, size: number): Tree {
  const type = cursor.int8();
  const bytes = cursor.bytes(size);
  const time = type === TIMESTAMP ? timestamp(bytes) : null;
  return time === null ? { kind: 'tag', tag: `ext ${type}`, item: someBytes(bytes) } : aWord(time);
}

/** The three lengths of a timestamp; `null` for anything else, or a moment that no calendar has. */
function timestamp(bytes: Uint8Array): string | null {
  const cursor = new Cursor(bytes);
  if (bytes.length === 4) return moment(BigInt(cursor.uint32()), 0);
  if (bytes.length === 8) {
    const both = cursor.uint64();
    return moment(both & 0x3_ffff_ffffn, Number(both >> 34n));
  }
  if (bytes.length !== 12) return null;
  const nanoseconds = cursor.uint32();
  return moment(cursor.int64(), nanoseconds);
}

function moment(seconds: bigint, nanoseconds: number): string | null {
  const date = new Date(Number(seconds) * 1_000);
  if (Number.isNaN(date.getTime()) || nanoseconds > 999_999_999) return null;
  const fraction = nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
  return date.toISOString().replace('.000Z', `${fraction}Z`);
}
