import { utf8 } from './bytes.ts';

/** Bytes of a payload of Sparkplug B, put together by hand from the schema in section 6.4 of its specification. */
export type Bytes = number[];
const varint = (value: bigint | number): Bytes => {
  const all: Bytes = [];
  for (let left = BigInt.asUintN(64, BigInt(value)); ; left >>= 7n) {
    if (left < 128n) return [...all, Number(left)];
    all.push(Number(left & 0x7fn) | 0x80);
  }
};
/** A whole number in a field. */
export const num = (field: number, value: bigint | number): Bytes => [...varint(field << 3), ...varint(value)];
/** Bytes or a message in a field. */
export const len = (field: number, bytes: Iterable<number>): Bytes => [...varint((field << 3) | 2), ...varint([...bytes].length), ...bytes];
/** A text in a field. */
export const str = (field: number, text: string): Bytes => len(field, utf8(text));
const little = (size: number, set: (view: DataView) => void): Bytes => {
  const view = new DataView(new ArrayBuffer(size));
  set(view);
  return [...new Uint8Array(view.buffer)];
};
/** A 32-bit float in a field. */
export const float = (field: number, value: number): Bytes => [
  ...varint((field << 3) | 5),
  ...little(4, (view) => view.setFloat32(0, value, true)),
];
/** A 64-bit float in a field. */
export const double = (field: number, value: number): Bytes => [
  ...varint((field << 3) | 1),
  ...little(8, (view) => view.setFloat64(0, value, true)),
];
/** A metric of a payload, from its fields. */
export const metric = (...parts: Bytes[]): Bytes => len(2, parts.flat());
