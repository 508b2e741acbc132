import light, { type Enum, type NamespaceBase, type Root, type Type } from 'protobufjs/light.js';
import common from 'protobufjs/src/common.js';
import parse from 'protobufjs/src/parse.js';
import { strings } from '../../../strings/index.ts';
import { DECODE_LIMITS } from './limits.ts';
import type { FieldShape, MessageShape } from './proto-shape.ts';
import { SCALAR_WIRES, type Scalar } from './scalars.ts';
import { Unreadable } from './unreadable.ts';

/** A schema that a person has written. */
export interface ProtoFile {
  /** Full names of its messages, in the order of the text. */
  messages: string[];
  /** The shape of a message by its full name; `null` if there is none of that name. */
  shape(name: string): MessageShape | null;
}

/** The schema that was read last, because every value of a topic is read by the same one. */
let last: { text: string; file: ProtoFile } | null = null;

/** Reads the text of a `.proto` file. Only its parser is used, which makes no code. Throws {@link Unreadable} with the line of a fault. */
export function protoFile(text: string): ProtoFile {
  if (last?.text === text) return last.file;
  const file = readProto(text);
  last = { text, file };
  return file;
}

function readProto(text: string): ProtoFile {
  if (text.length > DECODE_LIMITS.protoChars) throw new Unreadable(strings.decode.problems.protoLong(DECODE_LIMITS.protoChars));
  const root = resolved(text);
  const shapes = new Map<string, MessageShape>();
  const types = typesIn(root);
  return {
    messages: types.map(nameOf).filter((name) => !name.startsWith('google.protobuf.')),
    shape: (name) => {
      const type = types.find((each) => nameOf(each) === name);
      return type ? shapeOf(type, shapes) : null;
    },
  };
}

function resolved(text: string): Root {
  try {
    const root = new light.Root();
    const { imports } = parse(text, root, { keepCase: true });
    const known = (imports ?? []).map((name) => common.get(name) ?? missing(name));
    for (const { nested } of known) if (nested) root.addJSON(nested);
    root.resolveAll();
    return root;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(strings.decode.problems.badProto(error instanceof Error ? error.message : String(error)));
  }
}

function missing(name: string): never {
  throw new Unreadable(strings.decode.problems.protoImport(name));
}

const nameOf = (type: Type): string => type.fullName.replace(/^\./, '');

function typesIn(space: NamespaceBase): Type[] {
  return space.nestedArray.flatMap((each) => {
    const inside = each instanceof light.Namespace ? typesIn(each) : [];
    return each instanceof light.Type ? [each, ...inside] : inside;
  });
}

function shapeOf(type: Type, shapes: Map<string, MessageShape>): MessageShape {
  const known = shapes.get(type.fullName);
  if (known) return known;
  const shape: MessageShape = { name: nameOf(type), fields: new Map() };
  shapes.set(type.fullName, shape);
  for (const field of type.fieldsArray) {
    const { resolvedType } = field;
    const about: FieldShape = { name: field.name, repeated: field.repeated, oneof: field.partOf?.name ?? null, type: 'message' };
    if (resolvedType instanceof light.Type) about.message = shapeOf(resolvedType, shapes);
    else if (resolvedType instanceof light.Enum) {
      about.type = 'enum';
      about.names = namesOf(resolvedType);
    } else about.type = scalarOf(field.type);
    if (field instanceof light.MapField) about.keys = scalarOf(field.keyType);
    shape.fields.set(field.id, about);
  }
  return shape;
}

const namesOf = ({ values }: Enum): Map<number, string> => new Map(Object.entries(values).map(([name, number]) => [number, name]));
const scalarOf = (type: string): Scalar => (Object.hasOwn(SCALAR_WIRES, type) ? (type as Scalar) : 'bytes');
