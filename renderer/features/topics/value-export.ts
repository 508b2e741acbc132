import type { TopicValue } from '../../../electron/contract/topics.ts';
import type { DecoderChoice } from './decode/choice.ts';
import { decodeValue } from './decode/numbers.ts';

export type ExportFormat = 'csv' | 'json';

/** Bytes of one file: as Base64 they fit the contract's bound on a file to save. */
export const EXPORT_BYTES = 740_000;

/** A file's content, and how many of the values found room in it. */
export interface Exported {
  bytes: Uint8Array;
  count: number;
}

const COLUMNS = ['time', 'topic', 'publisher', 'qos', 'retained', 'size', 'cut', 'value'] as const;
const SEPARATOR = { csv: '\r\n', json: ',\n' };

/** Values, newest first, as a file in the order of time. When not all of them fit, the newest are kept. */
export function exportValues(format: ExportFormat, topic: string, values: TopicValue[], choice: DecoderChoice | null): Exported {
  const encoder = new TextEncoder();
  const records: string[] = [];
  let room = EXPORT_BYTES - encoder.encode(fileOf(format, [])).length;
  for (const value of values) {
    const record = format === 'csv' ? csvRecord(topic, value, choice) : jsonRecord(topic, value, choice);
    room -= encoder.encode(record + SEPARATOR[format]).length;
    if (room < 0) break;
    records.push(record);
  }
  return { bytes: encoder.encode(fileOf(format, records.toReversed())), count: records.length };
}

function fileOf(format: ExportFormat, records: string[]): string {
  if (format === 'json') return `[\n${records.join(SEPARATOR.json)}\n]\n`;
  return [COLUMNS.join(','), ...records, ''].join(SEPARATOR.csv);
}

function csvRecord(topic: string, value: TopicValue, choice: DecoderChoice | null): string {
  const cells = [
    new Date(value.at).toISOString(),
    csvText(topic),
    csvText(value.publisher ?? ''),
    String(value.qos),
    String(value.retained),
    String(value.size),
    String(value.cut),
    csvText(decodeValue(value, choice, topic).text),
  ];
  return cells.join(',');
}

/** The payload is there as it came, as Base64, beside what it was read as. */
function jsonRecord(topic: string, value: TopicValue, choice: DecoderChoice | null): string {
  const { at, publisher, qos, retained, size, cut, payload } = value;
  const { kind, text } = decodeValue(value, choice, topic);
  return JSON.stringify({
    time: new Date(at).toISOString(),
    topic,
    publisher,
    qos,
    retained,
    size,
    cut,
    payload,
    readAs: kind,
    value: text,
  });
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** A spreadsheet takes a cell that begins like this for a formula, and a formula can fetch and run things. */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/;

/** A text as one cell (RFC 4180). One that a spreadsheet would run gets an apostrophe before it, which makes it text there. */
export function csvText(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
