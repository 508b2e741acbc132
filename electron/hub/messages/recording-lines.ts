import { z } from 'zod';

/**
 * A recording is a file of lines, each of them JSON (NDJSON): first what it is, then a message each, its payload as base64, or how
 * many messages are missing at this place because the disk was too slow.
 */
const headerSchema = z.object({ porchlight: z.literal('recording'), version: z.number().int().min(1) });

const VERSION = 1;

/** Milliseconds since the Unix epoch. */
const at = z.number().int().nonnegative();

const messageSchema = z.object({
  at,
  topic: z.string().min(1).max(65_535),
  payload: z.string(),
  qos: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  retain: z.boolean(),
});

const gapSchema = z.object({ at, lost: z.number().int().positive() });

/** A message as it was recorded. */
export interface RecordedMessage {
  at: number;
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
  retain: boolean;
}

/** What a line of a recording says; `null`: nothing that can be understood. */
export type RecordedLine = RecordedMessage | { lost: number } | null;

export const headerLine = (filter: string, since: number): Buffer => line({ porchlight: 'recording', version: VERSION, filter, since });

/** `from`: the name of the device that published it; `null` for who is no device. */
export function messageLine(
  time: number,
  { topic, payload, qos, retain }: { topic: string; payload: Uint8Array; qos: number; retain: boolean },
  from: string | null,
): Buffer {
  const base64 = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('base64');
  return line({ at: time, topic, payload: base64, qos, retain, from });
}

export const gapLine = (time: number, lost: number): Buffer => line({ at: time, lost });

/** What a file is by its first line: a recording, one of a later version, or something else. */
export function kindOf(first: Buffer): 'recording' | 'newer' | 'other' {
  const header = headerSchema.safeParse(json(first));
  if (!header.success) return 'other';
  return header.data.version > VERSION ? 'newer' : 'recording';
}

/** Reads a line other than the first. It may come from anywhere, so nothing in it is believed. */
export function readLine(bytes: Buffer): RecordedLine {
  const value = json(bytes);
  const message = messageSchema.safeParse(value);
  if (!message.success) return gapSchema.safeParse(value).data ?? null;
  const payload = Buffer.from(message.data.payload, 'base64');
  // What is not base64 is passed over in silence.
  return payload.toString('base64') === message.data.payload ? { ...message.data, payload } : null;
}

const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
