/** As many arguments as a call surely takes. */
const CHUNK = 32_768;

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** Base64 as bytes. */
export const fromBase64 = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Bytes as text, every one of them kept; `null` if they are no UTF-8. */
export function toText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Bytes as pairs of hex digits with a space between. */
export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** What keeps a text from being hex: a character and its place from 1, or a digit without its other. `null` if nothing. */
export type HexFault = { kind: 'character'; character: string; place: number } | { kind: 'odd' };

/** Finds what keeps a text from being hex. Spaces and line breaks may stand anywhere. */
export function hexFault(text: string): HexFault | null {
  const found = /[^\s\da-f]/iu.exec(text);
  if (found) return { kind: 'character', character: found[0], place: found.index + 1 };
  return text.replace(/\s+/g, '').length % 2 === 0 ? null : { kind: 'odd' };
}

/** The bytes of a text without {@link hexFault}. */
export const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.replace(/\s+/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
