import { type Scalar, scalar } from './scalars.ts';
import { sparkplugType } from './sparkplug-types.ts';
import type { Parts, Tree } from './tree.ts';
import { WIRE, type WireField, wireFields } from './wire.ts';

/** The fields of a message by number; only bytes are of interest where a message is meant. */
export type Fields = Map<number, WireField[]>;

/** Where a payload has its metrics, and what a metric begins with (Eclipse Sparkplug 3.0, section 6.4). */
export const METRICS = 2;
export const METRIC = { name: 1, alias: 2, datatype: 4 } as const;

/** The fields of one message. Throws `Unreadable`. */
export const fieldsOf = (bytes: Uint8Array, parts: Parts, depth: number): Fields =>
  Map.groupBy(wireFields(bytes, parts, depth), ({ number }) => number);

/** The field that counts, which is the last one, if it is written as this type is. */
export function scalarAt(fields: Fields, number: number, type: Scalar): Tree | null {
  const field = fields.get(number)?.at(-1);
  const wire = { float: WIRE.fixed32, double: WIRE.fixed64, string: WIRE.bytes, bytes: WIRE.bytes }[type as string] ?? WIRE.varint;
  return field?.wire === wire ? scalar(type, field) : null;
}

/** The messages, or byte strings, that stand under a number. */
export const messagesAt = (fields: Fields, number: number): Uint8Array[] =>
  (fields.get(number) ?? []).flatMap((field) => (field.wire === WIRE.bytes ? [field.value] : []));

/** Numbers of types, each by itself as the schema of Sparkplug asks for, or packed: none is too large for one byte. */
export function numbersAt(fields: Fields, number: number): number[] {
  return (fields.get(number) ?? []).flatMap((field) => {
    if (field.wire === WIRE.varint) return [Number(field.value)];
    return field.wire === WIRE.bytes ? [...field.value] : [];
  });
}

/** Whether a flag is set. */
export function isTrue(fields: Fields, number: number): boolean {
  const tree = scalarAt(fields, number, 'bool');
  return tree?.kind === 'word' && tree.text === 'true';
}

/** The data type that stands under a number; `Unknown` if none does. */
export const typeAt = (fields: Fields, number: number): string => sparkplugType(numbersAt(fields, number).at(-1) ?? 0);
