/** A piece of JSON text. `broken`: what can be no piece of it, from `at` on. */
export interface JsonToken {
  kind: 'open' | 'close' | 'comma' | 'colon' | 'string' | 'plain' | 'broken' | 'end';
  text: string;
  /** Where it begins; of a broken string, where it breaks. */
  at: number;
}

const marks: Record<string, JsonToken['kind']> = { '{': 'open', '[': 'open', '}': 'close', ']': 'close', ',': 'comma', ':': 'colon' };
const SPACE = /[ \t\n\r]*/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** How far the expression matches from a place. */
function match(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? '';
}

/** The pieces of a JSON text in their order, without the space between; ends with `end`, or with the first `broken`. */
export function* jsonTokens(text: string): Generator<JsonToken, void> {
  let at = 0;
  for (;;) {
    at += match(SPACE, text, at).length;
    const token = tokenAt(text, at);
    yield token;
    if (token.kind === 'end' || token.kind === 'broken') return;
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): JsonToken {
  const first = text[at];
  if (first === undefined) return { kind: 'end', text: '', at };
  if (first === '"') return stringAt(text, at);
  const kind = marks[first];
  if (kind) return { kind, text: first, at };
  const plain = match(PLAIN, text, at);
  return plain === '' ? { kind: 'broken', text: first, at } : { kind: 'plain', text: plain, at };
}

function stringAt(text: string, start: number): JsonToken {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text.charCodeAt(at) >= 0x20) {
    const step = text[at] === '\\' ? match(ESCAPE, text, at).length : 1;
    if (step === 0) return { kind: 'broken', text: '"', at };
    at += step;
  }
  return text[at] === '"' ? { kind: 'string', text: text.slice(start, at + 1), at: start } : { kind: 'broken', text: '"', at };
}
