import { type JsonToken, jsonTokens } from './json-tokens.ts';

/** Levels beyond this are not indented any further: spaces would be most of the text. */
const DEEPEST_INDENT = 32;

/** What should have stood where a text stops to be JSON. */
export type JsonWant = 'value' | 'valueOrClose' | 'name' | 'nameOrClose' | 'colon' | 'nextValue' | 'nextName' | 'end' | 'string';

/** Where a text stops to be JSON; both count from 1. */
export interface JsonFault {
  line: number;
  column: number;
  want: JsonWant;
}

/** Finds the first place where a text is not JSON; `null` if there is none. */
export function jsonFault(text: string): JsonFault | null {
  const open: string[] = [];
  let want = 'value' as JsonWant;
  const afterValue = (): JsonWant => (open.length === 0 ? 'end' : open.at(-1) === '{' ? 'nextName' : 'nextValue');

  for (const token of jsonTokens(text)) {
    if (token.kind === 'end' && want === 'end') return null;
    if (!fits(token, want)) return { ...placeOf(text, token.at), want: token.kind === 'broken' && token.text === '"' ? 'string' : want };
    if (token.kind === 'open') {
      open.push(token.text);
      want = token.text === '{' ? 'nameOrClose' : 'valueOrClose';
    } else if (token.kind === 'close') {
      open.pop();
      want = afterValue();
    } else if (token.kind === 'comma') want = open.at(-1) === '{' ? 'name' : 'value';
    else if (token.kind === 'colon') want = 'value';
    else want = token.kind === 'string' && (want === 'name' || want === 'nameOrClose') ? 'colon' : afterValue();
  }
  return null;
}

function fits({ kind, text }: JsonToken, want: JsonWant): boolean {
  const isValue = kind === 'open' || kind === 'string' || kind === 'plain';
  switch (want) {
    case 'value':
      return isValue;
    case 'valueOrClose':
      return isValue || text === ']';
    case 'name':
      return kind === 'string';
    case 'nameOrClose':
      return kind === 'string' || text === '}';
    case 'colon':
      return kind === 'colon';
    case 'nextValue':
      return kind === 'comma' || text === ']';
    case 'nextName':
      return kind === 'comma' || text === '}';
    default:
      return false;
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * The same JSON with a line for each value. Numbers and texts stay as they were written: reading and writing them anew would
 * change long numbers and drop names that stand twice.
 */
export function formatJson(text: string): string {
  let depth = 0;
  let before: JsonToken['kind'] | null = null;
  let out = '';
  const newLine = () => `\n${'  '.repeat(Math.min(depth, DEEPEST_INDENT))}`;
  for (const token of jsonTokens(text)) {
    if (token.kind === 'close') {
      depth -= 1;
      out += (before === 'open' ? '' : newLine()) + token.text;
    } else if (token.kind === 'comma') out += `,${newLine()}`;
    else if (token.kind === 'colon') out += ': ';
    else if (token.kind !== 'end') out += (before === 'open' ? newLine() : '') + token.text;
    if (token.kind === 'open') depth += 1;
    before = token.kind;
  }
  return out;
}
