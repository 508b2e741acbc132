import type { Names } from './births.ts';
import type { FieldShape, MessageShape } from './proto-shape.ts';
import { messageTree } from './protobuf.ts';
import { type Scalar, scalar, stringOrBytes } from './scalars.ts';
import { dateTime, sparkplugArray } from './sparkplug-arrays.ts';
import type { Told } from './sparkplug-birth.ts';
import { type Fields, fieldsOf, isTrue, METRIC, METRICS, messagesAt, numbersAt, scalarAt, typeAt } from './sparkplug-fields.ts';
import { sparkplugType } from './sparkplug-types.ts';
import { aNumber, aText, aWord, Parts, type Tree } from './tree.ts';
import { Unreadable } from './unreadable.ts';
import { WIRE, type WireField } from './wire.ts';

const plainField = (name: string, type: Scalar): FieldShape => ({ name, repeated: false, oneof: null, type });
const METADATA: MessageShape = {
  name: 'MetaData',
  fields: new Map([
    [1, plainField('is_multi_part', 'bool')],
    [2, plainField('content_type', 'string')],
    [3, plainField('size', 'uint64')],
    [4, plainField('seq', 'uint64')],
    [5, plainField('file_name', 'string')],
    [6, plainField('file_type', 'string')],
    [7, plainField('md5', 'string')],
    [8, plainField('description', 'string')],
  ]),
};

/** The first field of a value: it may be a whole number, a long one, a float, a double, a boolean or a text, in this order. */
const METRIC_VALUE = 10;
const PARAMETER_VALUE = 3;
const PROPERTY_VALUE = 3;
const CELL_VALUE = 1;
const INT_BITS: Readonly<Record<string, number>> = { Int8: 8, Int16: 16, Int32: 32, Int64: 64 };

/**
 * A payload of Sparkplug B (Eclipse Sparkplug 3.0, section 6.4): its metrics by name, or by alias where only that was sent and `names`
 * does not know it. Throws `Unreadable`.
 */
export function sparkplugTree(bytes: Uint8Array, names: Names | null = null): Tree {
  try {
    return new SparkplugReader().payload(bytes, names);
  } catch (error) {
    if (!names || !(error instanceof Unreadable)) throw error;
    // A birth that gives a value a type in which it cannot be read told of something else.
    return new SparkplugReader().payload(bytes, null);
  }
}

type Entry = [Tree, Tree];

class SparkplugReader {
  readonly #parts = new Parts();

  payload(bytes: Uint8Array, names: Names | null): Tree {
    const fields = this.#fields(bytes, 0);
    return entries([
      ['timestamp', time(fields, 1)],
      ['seq', scalarAt(fields, 3, 'uint64')],
      ['uuid', scalarAt(fields, 4, 'string')],
      ['metrics', this.#metrics(fields, METRICS, 1, names)],
      ['body', scalarAt(fields, 5, 'bytes')],
    ]);
  }

  #fields(bytes: Uint8Array, depth: number): Fields {
    return fieldsOf(bytes, this.#parts, depth);
  }

  #metrics(fields: Fields, number: number, depth: number, names: Names | null): Tree | null {
    const metrics = messagesAt(fields, number).map((bytes) => this.#metric(bytes, depth, names));
    return metrics.length > 0 ? { kind: 'map', entries: metrics } : null;
  }

  #metric(bytes: Uint8Array, depth: number, names: Names | null): Entry {
    const fields = this.#fields(bytes, depth);
    const alias = scalarAt(fields, METRIC.alias, 'uint64');
    const ownName = scalarAt(fields, METRIC.name, 'string');
    const told = !ownName && alias?.kind === 'number' ? (names?.(alias.text) ?? null) : null;
    const type = fields.has(METRIC.datatype) ? typeAt(fields, METRIC.datatype) : (told?.type ?? null);
    const metadata = messagesAt(fields, 8).at(-1);
    const properties = messagesAt(fields, 9).at(-1);
    const about = entries([
      ['value', this.#value(fields, METRIC_VALUE, type ?? 'Unknown', isTrue(fields, 7), depth + 1)],
      ['datatype', type === null ? null : aWord(type)],
      ['alias', alias],
      ['timestamp', time(fields, 3)],
      ['is_historical', scalarAt(fields, 5, 'bool')],
      ['is_transient', scalarAt(fields, 6, 'bool')],
      ['metadata', metadata ? messageTree(metadata, METADATA, this.#parts, depth + 1) : null],
      ['properties', properties ? this.#properties(properties, depth + 1) : null],
    ]);
    return [ownName ?? nameByAlias(alias, told), about];
  }

  /** The value that stands in the fields from `first` on, as its data type asks for. */
  #value(fields: Fields, first: number, type: string, isNull: boolean, depth: number): Tree | null {
    if (isNull) return aWord(null);
    const whole = fields.get(first)?.at(-1) ?? fields.get(first + 1)?.at(-1);
    if (whole?.wire === WIRE.varint) return wholeNumber(whole, type, fields.has(first) ? 'uint32' : 'uint64');
    const plain =
      scalarAt(fields, first + 2, 'float') ??
      scalarAt(fields, first + 3, 'double') ??
      scalarAt(fields, first + 4, 'bool') ??
      scalarAt(fields, first + 5, 'string');
    if (plain) return plain;
    if (first === METRIC_VALUE) return this.#metricOnly(fields, type, depth);
    return first === PROPERTY_VALUE ? this.#propertyOnly(fields, depth) : null;
  }

  #metricOnly(fields: Fields, type: string, depth: number): Tree | null {
    const bytes = messagesAt(fields, 16).at(-1);
    const dataSet = messagesAt(fields, 17).at(-1);
    const template = messagesAt(fields, 18).at(-1);
    if (bytes) return sparkplugArray(type, bytes, this.#parts) ?? { kind: 'bytes', bytes };
    if (dataSet) return this.#dataSet(dataSet, depth);
    return template ? this.#template(template, depth) : null;
  }

  #propertyOnly(fields: Fields, depth: number): Tree | null {
    const set = messagesAt(fields, 9).at(-1);
    const list = messagesAt(fields, 10).at(-1);
    if (set) return this.#properties(set, depth);
    if (!list) return null;
    return { kind: 'list', items: messagesAt(this.#fields(list, depth), 1).map((each) => this.#properties(each, depth + 1)) };
  }

  #properties(bytes: Uint8Array, depth: number): Tree {
    const fields = this.#fields(bytes, depth);
    const keys = messagesAt(fields, 1).map(stringOrBytes);
    const values = messagesAt(fields, 2).map((each) => {
      const value = this.#fields(each, depth + 1);
      return this.#value(value, PROPERTY_VALUE, typeAt(value, 1), isTrue(value, 2), depth + 2) ?? aWord(null);
    });
    return { kind: 'map', entries: keys.map((key, index): Entry => [key, values[index] ?? aWord(null)]) };
  }

  /** A table: each row by the names of its columns. */
  #dataSet(bytes: Uint8Array, depth: number): Tree {
    const fields = this.#fields(bytes, depth);
    const columns = messagesAt(fields, 2).map(stringOrBytes);
    const types = numbersAt(fields, 3).map(sparkplugType);
    const rows = messagesAt(fields, 4).map((row): Tree => {
      const cells = messagesAt(this.#fields(row, depth + 1), 1).map((cell) => this.#fields(cell, depth + 2));
      const values = cells.map(
        (cell, column) => this.#value(cell, CELL_VALUE, types[column] ?? 'Unknown', false, depth + 3) ?? aWord(null),
      );
      return { kind: 'map', entries: values.map((value, column): Entry => [columns[column] ?? aNumber(column), value]) };
    });
    return entries([
      ['columns', { kind: 'list', items: columns }],
      ['types', { kind: 'list', items: types.map(aWord) }],
      ['rows', { kind: 'list', items: rows }],
    ]);
  }

  #template(bytes: Uint8Array, depth: number): Tree {
    const fields = this.#fields(bytes, depth);
    const parameters = messagesAt(fields, 3).map((each): Entry => {
      const parameter = this.#fields(each, depth + 1);
      const value = this.#value(parameter, PARAMETER_VALUE, typeAt(parameter, 2), false, depth + 2) ?? aWord(null);
      return [scalarAt(parameter, 1, 'string') ?? aWord('unnamed'), value];
    });
    return entries([
      ['version', scalarAt(fields, 1, 'string')],
      ['template_ref', scalarAt(fields, 4, 'string')],
      ['is_definition', scalarAt(fields, 5, 'bool')],
      ['parameters', parameters.length > 0 ? { kind: 'map', entries: parameters } : null],
      ['metrics', this.#metrics(fields, METRICS, depth + 1, null)],
    ]);
  }
}

const entries = (all: [string, Tree | null][]): Tree => ({
  kind: 'map',
  entries: all.flatMap(([name, value]): Entry[] => (value ? [[aText(name), value]] : [])),
});

/** A metric that a birth named is also found by its alias, as it was before the birth was seen. */
function nameByAlias(alias: Tree | null, told: Told | null): Tree {
  const byAlias = alias?.kind === 'number' ? `alias ${alias.text}` : 'unnamed';
  return told ? { kind: 'text', text: told.name, also: byAlias } : aWord(byAlias);
}

function time(fields: Fields, number: number): Tree | null {
  const field = fields.get(number)?.at(-1);
  return field?.wire === WIRE.varint ? dateTime(field.value) : null;
}

/** Negative numbers are kept as the bits of their own size. */
function wholeNumber(field: WireField & { wire: typeof WIRE.varint }, type: string, wide: 'uint32' | 'uint64'): Tree {
  if (type === 'DateTime') return dateTime(field.value);
  const bits = INT_BITS[type];
  return bits ? aNumber(BigInt.asIntN(bits, field.value)) : scalar(wide, field);
}
