import type { Scalar } from './scalars.ts';

/** What a schema says of one field. */
export interface FieldShape {
  name: string;
  repeated: boolean;
  /** Of several fields with the same oneof only the last one counts. */
  oneof: string | null;
  /** A plain value, or with `message` one of another shape. */
  type: Scalar | 'message';
  /** The names of an enum. */
  names?: ReadonlyMap<number, string>;
  message?: MessageShape;
  /** The field is a map, whose keys are of this type. */
  keys?: Scalar;
}

/** What a schema says of one message: its fields by number. A shape may hold itself. */
export interface MessageShape {
  name: string;
  fields: Map<number, FieldShape>;
}
