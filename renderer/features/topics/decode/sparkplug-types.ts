/** The data types of Sparkplug B by their number (Eclipse Sparkplug 3.0, section 6.4.16). */
export const SPARKPLUG_TYPES = [
  ...['Unknown', 'Int8', 'Int16', 'Int32', 'Int64', 'UInt8', 'UInt16', 'UInt32', 'UInt64', 'Float', 'Double', 'Boolean'],
  ...['String', 'DateTime', 'Text', 'UUID', 'DataSet', 'Bytes', 'File', 'Template', 'PropertySet', 'PropertySetList'],
  ...['Int8Array', 'Int16Array', 'Int32Array', 'Int64Array', 'UInt8Array', 'UInt16Array', 'UInt32Array', 'UInt64Array'],
  ...['FloatArray', 'DoubleArray', 'BooleanArray', 'StringArray', 'DateTimeArray'],
] as const;

/** The name of a type; one that the specification does not know by its number. */
export const sparkplugType = (number: number): string => SPARKPLUG_TYPES[number] ?? `#${number}`;
