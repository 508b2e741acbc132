import { DECODE_LIMITS } from './limits.ts';

const ROW_BYTES = 16;

/** Bytes as pairs of hex digits. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Bytes in rows of 16: where each row begins, its bytes, and those that are ASCII letters as letters. */
export function hexDump(bytes: Uint8Array): { text: string; isCut: boolean } {
  const shown = bytes.subarray(0, DECODE_LIMITS.hexBytes);
  const rows: string[] = [];
  for (let at = 0; at < shown.length; at += ROW_BYTES) rows.push(row(shown.subarray(at, at + ROW_BYTES), at));
  return { text: rows.join('\n'), isCut: shown.length < bytes.length };
}

function row(bytes: Uint8Array, at: number): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const halves = [pairs.slice(0, ROW_BYTES / 2).join(' '), pairs.slice(ROW_BYTES / 2).join(' ')];
  const letters = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${at.toString(16).padStart(6, '0')}  ${halves.join('  ').padEnd(ROW_BYTES * 3)}  ${letters}`;
}
