import { strings } from '../../../strings/index.ts';
import { DECODE_LIMITS } from './limits.ts';
import { aNumber, type Tree } from './tree.ts';
import { Unreadable } from './unreadable.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const NUMBER_CHARS = 40;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * UTF-8 (RFC 3629) as text, without a byte order mark. `isCut`: bytes follow that are not there, perhaps in the middle of a character.
 * Throws {@link Unreadable} for anything else.
 */
export function textOf(bytes: Uint8Array, isCut = false): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    throw new Unreadable(strings.decode.problems.notUtf8);
  }
}

/** The text, or `null` if it is none that people wrote: not UTF-8, or with control characters. */
export function readableText(bytes: Uint8Array, isCut = false): string | null {
  try {
    const text = textOf(bytes, isCut);
    return CONTROL.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** A text as far as it is shown, its control characters as pictures: what is copied from here can steer no terminal. */
export function shownText(text: string): { text: string; isCut: boolean } {
  const isCut = text.length > DECODE_LIMITS.textChars;
  const part = isCut ? text.slice(0, DECODE_LIMITS.textChars).toWellFormed() : text;
  const picture = (control: string) => (control === '\u007f' ? '␡' : String.fromCharCode(0x2400 + control.charCodeAt(0)));
  return { text: part.replace(new RegExp(CONTROL, 'g'), picture), isCut };
}

/** The number that a text is, if it is nothing else. */
export function numberTree(text: string): Tree | null {
  const digits = text.trim();
  return digits.length <= NUMBER_CHARS && NUMBER.test(digits) ? aNumber(digits) : null;
}
