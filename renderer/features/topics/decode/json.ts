import { strings } from '../../../strings/index.ts';
import { aNumber, aText, Parts, type Tree } from './tree.ts';
import { Unreadable } from './unreadable.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON wants them escaped
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;

/**
 * JSON (RFC 8259). Unlike `JSON.parse` it keeps the digits of numbers, names that come twice, and the order.
 * Throws {@link Unreadable} with the place of the fault.
 */
export function jsonTree(text: string): Tree {
  const reader = new JsonReader(text);
  const tree = reader.value(0);
  reader.end();
  return tree;
}

class JsonReader {
  readonly #text: string;
  readonly #parts = new Parts();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Tree {
    this.#parts.take(depth);
    this.#match(SPACE);
    switch (this.#text[this.#at]) {
      case '{':
        return { kind: 'map', entries: this.#all('}', () => this.#entry(depth)) };
      case '[':
        return { kind: 'list', items: this.#all(']', () => this.value(depth + 1)) };
      case '"':
        return this.#string();
      default: {
        const word = this.#match(WORD);
        return word ? { kind: 'word', text: word } : aNumber(this.#match(NUMBER) || this.#fail());
      }
    }
  }

  end(): void {
    this.#match(SPACE);
    if (this.#at < this.#text.length) this.#fail();
  }

  #entry(depth: number): [Tree, Tree] {
    this.#match(SPACE);
    const key = this.#string();
    this.#expect(':');
    return [key, this.value(depth + 1)];
  }

  #all<T>(close: string, one: () => T): T[] {
    this.#at++;
    this.#match(SPACE);
    const all: T[] = [];
    if (this.#text[this.#at] !== close) {
      do all.push(one());
      while (this.#has(','));
    }
    this.#expect(close);
    return all;
  }

  #string(): Tree {
    return aText(JSON.parse(this.#match(STRING) || this.#fail()));
  }

  #has(mark: string): boolean {
    this.#match(SPACE);
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#has(mark)) this.#fail();
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #fail(): never {
    const { endsEarly, badJson } = strings.decode.problems;
    if (this.#at >= this.#text.length) throw new Unreadable(endsEarly);
    const line = this.#text.slice(0, this.#at).split('\n');
    throw new Unreadable(badJson(line.length, (line.at(-1)?.length ?? 0) + 1));
  }
}
