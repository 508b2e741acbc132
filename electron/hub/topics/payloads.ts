import { LIMITS } from '../limits.ts';

/** What is kept of a payload, and the bytes that the whole had. */
export interface KeptPayload {
  payload: Uint8Array;
  size: number;
}

/** The kept bytes of a value, as bytes again. */
export function bytesOf({ bytes }: { bytes: string }): Buffer {
  return Buffer.from(bytes, 'latin1');
}

/** The first `most` bytes of a payload as a string of one character a byte: a copy, so that what it came in is not kept. */
export function keptBytes(payload: Uint8Array, most: number): string {
  return Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, most)).toString('latin1');
}

const strictText = new TextDecoder('utf-8', { fatal: true });
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const BINARY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A payload for people: text where it is text, else hex. */
export function readable(payload: Uint8Array, cut: boolean): { text: string; format: 'text' | 'hex' } {
  try {
    const text = strictText.decode(cut ? wholeCharacters(payload) : payload);
    if (!BINARY.test(text)) return { text, format: 'text' };
  } catch {
    // Not UTF-8: shown as hex below.
  }
  return { text: Buffer.from(payload).toString('hex'), format: 'hex' };
}

/** The first line of a value, short enough for a row. */
export function preview(value: KeptPayload): string {
  const part = value.payload.subarray(0, LIMITS.previewChars * 4);
  const { text, format } = readable(part, part.length < value.size);
  const line = text.replace(/\s+/g, ' ').trim();
  const short = line.length > LIMITS.previewChars ? `${line.slice(0, LIMITS.previewChars).toWellFormed()}…` : line;
  return format === 'hex' ? `0x${short}` : short;
}

/** The payload as a plain decimal number, else `null`. */
export function numberIn(value: KeptPayload): number | null {
  if (value.size === 0 || value.size > 40) return null;
  const text = Buffer.from(value.payload).toString('latin1').trim();
  return NUMBER.test(text) ? Number(text) : null;
}

/** Without the bytes of a character that the cut left incomplete at the end (UTF-8, RFC 3629). */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
