import { strings } from '../../../strings/index.ts';
import { DECODE_LIMITS } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** What a structured payload holds. Numbers are kept as their digits, so that none loses any. */
export type Tree =
  /** `also`: as a key, another name under which its value is found. */
  | { kind: 'number' | 'text' | 'word'; text: string; also?: string }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'list'; items: Tree[] }
  | { kind: 'map'; entries: [key: Tree, value: Tree][] }
  /** A value with a mark of its format, such as a tag of CBOR. */
  | { kind: 'tag'; tag: string; item: Tree };

export const aNumber = (value: number | bigint | string): Tree => ({ kind: 'number', text: String(value) });
export const aText = (text: string): Tree => ({ kind: 'text', text });
/** A name that stands for itself, such as `true`. */
export const aWord = (value: string | boolean | null): Tree => ({ kind: 'word', text: String(value) });
export const someBytes = (bytes: Uint8Array): Tree => ({ kind: 'bytes', bytes });

/** Counts the parts of one payload while it is read. */
export class Parts {
  #left: number = DECODE_LIMITS.parts;

  /** To be called once for each part. Throws {@link Unreadable} when there are too many, or too many levels. */
  take(depth: number): void {
    if (--this.#left < 0) throw new Unreadable(strings.decode.problems.tooManyParts(DECODE_LIMITS.parts));
    if (depth > DECODE_LIMITS.depth) throw new Unreadable(strings.decode.problems.tooDeep(DECODE_LIMITS.depth));
  }
}
