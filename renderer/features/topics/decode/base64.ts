import { strings } from '../../../strings/index.ts';
import { Unreadable } from './unreadable.ts';

/** Bytes handed to one call that takes each as an argument. */
const CHUNK = 8_192;

/** Base64 (RFC 4648), also the one for addresses, with or without padding and line breaks. Throws {@link Unreadable}. */
export function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    return Uint8Array.from(atob(digits), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Unreadable(strings.decode.problems.notBase64);
  }
}

/** Bytes as Base64. */
export function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += CHUNK) letters += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(letters);
}
