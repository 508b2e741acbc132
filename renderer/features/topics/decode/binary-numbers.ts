import { strings } from '../../../strings/index.ts';
import { float32Text, float64Text } from './floats.ts';
import { aNumber, Parts, type Tree } from './tree.ts';
import { Unreadable } from './unreadable.ts';

/** Numbers as machines hold them. */
export const numberTypes = ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'] as const;
export type NumberType = (typeof numberTypes)[number];

/** Which byte of a number comes first: the one that counts most, or the one that counts least. */
export const byteOrders = ['big', 'little'] as const;
export type ByteOrder = (typeof byteOrders)[number];

const sizeOf = (type: NumberType): number => Number(/\d+$/.exec(type)?.[0]) / 8;

/** One number, or several after another as a list. Throws {@link Unreadable} if the bytes do not divide into such numbers. */
export function binaryNumbers(bytes: Uint8Array, type: NumberType, order: ByteOrder): Tree {
  const size = sizeOf(type);
  if (bytes.length === 0 || bytes.length % size !== 0) throw new Unreadable(strings.decode.problems.wrongSize(bytes.length, type, size));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Parts();
  const items: Tree[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    parts.take(0);
    items.push(aNumber(numberAt(view, at, type, order === 'little')));
  }
  return items.length === 1 ? (items[0] as Tree) : { kind: 'list', items };
}

function numberAt(view: DataView, at: number, type: NumberType, isLittle: boolean): number | bigint | string {
  switch (type) {
    case 'int8':
      return view.getInt8(at);
    case 'uint8':
      return view.getUint8(at);
    case 'int16':
      return view.getInt16(at, isLittle);
    case 'uint16':
      return view.getUint16(at, isLittle);
    case 'int32':
      return view.getInt32(at, isLittle);
    case 'uint32':
      return view.getUint32(at, isLittle);
    case 'int64':
      return view.getBigInt64(at, isLittle);
    case 'uint64':
      return view.getBigUint64(at, isLittle);
    case 'float32':
      return float32Text(view.getFloat32(at, isLittle));
    case 'float64':
      return float64Text(view.getFloat64(at, isLittle));
  }
}
