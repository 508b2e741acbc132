import { strings } from '../../../strings/index.ts';
import { Cursor } from './cursor.ts';
import type { Parts } from './tree.ts';
import { Unreadable } from './unreadable.ts';

/** How a field is written in Protocol Buffers. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, group: 3, endGroup: 4, fixed32: 5 } as const;

/** One field as it stands in the bytes. A group holds the fields inside of it. */
export type WireField =
  | { number: number; wire: typeof WIRE.varint; value: bigint }
  | { number: number; wire: typeof WIRE.fixed64 | typeof WIRE.fixed32 | typeof WIRE.bytes | typeof WIRE.group; value: Uint8Array };

const VARINT_BYTES = 10;

/** The fields of a message of Protocol Buffers, in their order. `parts` counts them. Throws {@link Unreadable}. */
export function wireFields(bytes: Uint8Array, parts: Parts, depth: number): WireField[] {
  const cursor = new Cursor(bytes);
  const fields: WireField[] = [];
  while (cursor.left > 0) {
    parts.take(depth);
    fields.push(field(cursor, bytes, parts));
  }
  return fields;
}

function field(cursor: Cursor, bytes: Uint8Array, parts: Parts): WireField {
  const { number, wire } = tagOf(cursor);
  switch (wire) {
    case WIRE.varint:
      return { number, wire, value: varint(cursor) };
    case WIRE.fixed64:
      return { number, wire, value: cursor.bytes(8) };
    case WIRE.bytes:
      return { number, wire, value: cursor.bytes(Number(varint(cursor))) };
    case WIRE.group: {
      const from = cursor.at;
      return { number, wire, value: bytes.subarray(from, passGroup(cursor, number, parts)) };
    }
    case WIRE.fixed32:
      return { number, wire, value: cursor.bytes(4) };
    default:
      throw new Unreadable(strings.decode.problems.badByte(cursor.at - 1));
  }
}

function tagOf(cursor: Cursor): { number: number; wire: number } {
  const tag = varint(cursor);
  const number = Number(tag >> 3n);
  if (number === 0 || number > 0x1fff_ffff) throw new Unreadable(strings.decode.problems.badByte(cursor.at - 1));
  return { number, wire: Number(tag & 7n) };
}

/** Goes behind the end of a group, over the groups inside of it, and returns where its content ends. */
function passGroup(cursor: Cursor, number: number, parts: Parts): number {
  const open = [number];
  for (;;) {
    const at = cursor.at;
    parts.take(open.length);
    const tag = tagOf(cursor);
    if (tag.wire === WIRE.varint) varint(cursor);
    else if (tag.wire === WIRE.fixed64) cursor.bytes(8);
    else if (tag.wire === WIRE.bytes) cursor.bytes(Number(varint(cursor)));
    else if (tag.wire === WIRE.fixed32) cursor.bytes(4);
    else if (tag.wire === WIRE.group) open.push(tag.number);
    else if (tag.wire !== WIRE.endGroup || open.pop() !== tag.number) throw new Unreadable(strings.decode.problems.badByte(at));
    else if (open.length === 0) return at;
  }
}

/** A whole number of up to 64 bits, seven bits to a byte, the lowest first. */
export function varint(cursor: Cursor): bigint {
  let value = 0n;
  for (let index = 0; index < VARINT_BYTES; index++) {
    const byte = cursor.uint8();
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new Unreadable(strings.decode.problems.badByte(cursor.at - 1));
}
