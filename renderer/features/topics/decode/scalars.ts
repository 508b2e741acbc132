import { Cursor } from './cursor.ts';
import { float32Text, float64Text } from './floats.ts';
import { textOf } from './text.ts';
import { aNumber, aText, aWord, someBytes, type Tree } from './tree.ts';
import { WIRE, type WireField } from './wire.ts';

/** The plain types of Protocol Buffers, and how each is written. */
export const SCALAR_WIRES = {
  int32: WIRE.varint,
  int64: WIRE.varint,
  uint32: WIRE.varint,
  uint64: WIRE.varint,
  sint32: WIRE.varint,
  sint64: WIRE.varint,
  bool: WIRE.varint,
  enum: WIRE.varint,
  fixed32: WIRE.fixed32,
  sfixed32: WIRE.fixed32,
  float: WIRE.fixed32,
  fixed64: WIRE.fixed64,
  sfixed64: WIRE.fixed64,
  double: WIRE.fixed64,
  string: WIRE.bytes,
  bytes: WIRE.bytes,
} as const;
export type Scalar = keyof typeof SCALAR_WIRES;

const signedFromZigzag = (value: bigint): bigint => (value >> 1n) ^ -(value & 1n);

/** One plain value; `names` are those of an enum. The field is written as {@link SCALAR_WIRES} says. */
export function scalar(type: Scalar, field: WireField, names?: ReadonlyMap<number, string>): Tree {
  return field.wire === WIRE.varint ? fromVarint(type, field.value, names) : fromBytes(type, field.value);
}

function fromVarint(type: Scalar, value: bigint, names?: ReadonlyMap<number, string>): Tree {
  switch (type) {
    case 'int32':
      return aNumber(BigInt.asIntN(32, value));
    case 'int64':
      return aNumber(BigInt.asIntN(64, value));
    case 'uint32':
      return aNumber(BigInt.asUintN(32, value));
    case 'sint32':
      return aNumber(BigInt.asIntN(32, signedFromZigzag(BigInt.asUintN(32, value))));
    case 'sint64':
      return aNumber(signedFromZigzag(value));
    case 'bool':
      return aWord(value !== 0n);
    case 'enum': {
      const number = BigInt.asIntN(32, value);
      const name = names?.get(Number(number));
      return name === undefined ? aNumber(number) : aWord(name);
    }
    default:
      return aNumber(value);
  }
}

function fromBytes(type: Scalar, bytes: Uint8Array): Tree {
  if (type === 'string') return stringOrBytes(bytes);
  if (type === 'bytes') return someBytes(bytes);
  // These are little-endian, and a cursor reads big-endian.
  const cursor = new Cursor(bytes.toReversed());
  switch (type) {
    case 'fixed32':
      return aNumber(cursor.uint32());
    case 'sfixed32':
      return aNumber(cursor.int32());
    case 'float':
      return aNumber(float32Text(cursor.float32()));
    case 'fixed64':
      return aNumber(cursor.uint64());
    case 'sfixed64':
      return aNumber(cursor.int64());
    default:
      return aNumber(float64Text(cursor.float64()));
  }
}

/** Some writers put bytes into strings; they are then shown as bytes. */
export function stringOrBytes(bytes: Uint8Array): Tree {
  try {
    return aText(textOf(bytes));
  } catch {
    return someBytes(bytes);
  }
}
