import { Cursor } from './cursor.ts';
import type { FieldShape, MessageShape } from './proto-shape.ts';
import { SCALAR_WIRES, scalar } from './scalars.ts';
import { aNumber, aText, aWord, type Parts, someBytes, type Tree } from './tree.ts';
import { varint, WIRE, type WireField, wireFields } from './wire.ts';

const KEY = 1;
const VALUE = 2;

/** A message of Protocol Buffers by its schema. Fields that the schema lacks are named by their number. Throws `Unreadable`. */
export function messageTree(bytes: Uint8Array, shape: MessageShape, parts: Parts, depth = 0): Tree {
  parts.take(depth);
  const known = new Map<FieldShape, WireField[]>();
  const unknown: [Tree, Tree][] = [];
  for (const field of wireFields(bytes, parts, depth)) {
    const about = shape.fields.get(field.number);
    if (!about || !fits(about, field)) {
      if (field.wire !== WIRE.group) unknown.push([aWord(`#${field.number}`), raw(field)]);
      continue;
    }
    if (about.oneof !== null) forgetOthers(known, about);
    const before = known.get(about);
    if (before) before.push(field);
    else known.set(about, [field]);
  }
  const entries = Array.from(known, ([about, fields]): [Tree, Tree] => [aText(about.name), fieldTree(about, fields, parts, depth + 1)]);
  return { kind: 'map', entries: [...entries, ...unknown] };
}

function forgetOthers(known: Map<FieldShape, WireField[]>, about: FieldShape): void {
  for (const other of known.keys()) if (other.oneof === about.oneof && other !== about) known.delete(other);
}

/** A field that is written in another way than its type asks for is not that field. */
function fits(about: FieldShape, { wire }: WireField): boolean {
  if (about.type === 'message' || about.keys) return wire === WIRE.bytes || wire === WIRE.group;
  return wire === SCALAR_WIRES[about.type] || (isPacked(about, wire) && about.repeated);
}

const isPacked = ({ type }: FieldShape, wire: number): boolean =>
  wire === WIRE.bytes && type !== 'message' && SCALAR_WIRES[type] !== WIRE.bytes;

function raw(field: WireField): Tree {
  return field.wire === WIRE.varint ? aNumber(field.value) : someBytes(field.value);
}

function fieldTree(about: FieldShape, fields: WireField[], parts: Parts, depth: number): Tree {
  if (about.keys) return { kind: 'map', entries: fields.map((field) => mapEntry(about, field, parts, depth + 1)) };
  const values = fields.flatMap((field) => (isPacked(about, field.wire) ? unpacked(about, field, parts, depth) : [field]));
  if (about.repeated) return { kind: 'list', items: values.map((value) => one(about, value, parts, depth + 1)) };
  // The pieces of one message that was written in several are one message.
  return about.message ? messageTree(joined(values), about.message, parts, depth) : one(about, values.at(-1) as WireField, parts, depth);
}

function one({ type, message, names }: FieldShape, field: WireField, parts: Parts, depth: number): Tree {
  if (message && field.wire !== WIRE.varint) return messageTree(field.value, message, parts, depth);
  return type === 'message' ? raw(field) : scalar(type, field, names);
}

function unpacked({ type }: FieldShape, field: WireField, parts: Parts, depth: number): WireField[] {
  if (field.wire === WIRE.varint || type === 'message') return [field];
  const wire = SCALAR_WIRES[type];
  const cursor = new Cursor(field.value);
  const all: WireField[] = [];
  while (cursor.left > 0) {
    parts.take(depth);
    if (wire === WIRE.varint) all.push({ number: field.number, wire, value: varint(cursor) });
    else all.push({ number: field.number, wire, value: cursor.bytes(wire === WIRE.fixed32 ? 4 : 8) });
  }
  return all;
}

function mapEntry(about: FieldShape, field: WireField, parts: Parts, depth: number): [Tree, Tree] {
  const plainValue: FieldShape = { ...about, name: 'value' };
  delete plainValue.keys;
  const shape: MessageShape = {
    name: about.name,
    fields: new Map<number, FieldShape>([
      [KEY, { name: 'key', repeated: false, oneof: null, type: about.keys ?? 'string' }],
      [VALUE, { ...plainValue, repeated: false, oneof: null }],
    ]),
  };
  const entry = field.wire === WIRE.varint ? raw(field) : messageTree(field.value, shape, parts, depth);
  const found = (name: string) =>
    entry.kind === 'map' ? entry.entries.find(([key]) => key.kind === 'text' && key.text === name)?.[1] : undefined;
  return [found('key') ?? unset(about.keys ?? 'string'), found('value') ?? unset(about.type)];
}

/** What a key or a value of a map is that was left out, because it is the one that nobody writes. */
function unset(type: FieldShape['type']): Tree {
  if (type === 'message') return { kind: 'map', entries: [] };
  if (type === 'bool') return aWord(false);
  if (type === 'string') return aText('');
  return type === 'bytes' ? someBytes(new Uint8Array()) : aNumber(0);
}

function joined(fields: WireField[]): Uint8Array {
  const pieces = fields.map(({ value }) => (typeof value === 'bigint' ? new Uint8Array() : value));
  const [first] = pieces;
  if (pieces.length === 1 && first) return first;
  const all = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
