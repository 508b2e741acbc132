import { DECODE_LIMITS } from './limits.ts';
import { plain } from './print.ts';
import type { Tree } from './tree.ts';

/** Keys that need no quotes in a path. */
const PLAIN_KEY = /^[\p{L}\p{N}_$-]+$/u;

/**
 * The numbers in a tree by their paths: `a.b[0]`, and `["a.b"]` for a key that is not one plain word. The path of a tree that is one
 * number is empty. Of two with the same path the later counts. Bounded in number and in the length of a path.
 */
export function numbersOf(tree: Tree): Record<string, number> {
  const numbers = new Map<string, number>();
  collect(tree, '', numbers);
  return Object.fromEntries(numbers);
}

function collect(tree: Tree, path: string, numbers: Map<string, number>): void {
  if (numbers.size >= DECODE_LIMITS.numbers || path.length > DECODE_LIMITS.pathChars) return;
  if (tree.kind === 'number') {
    const value = Number(tree.text);
    if (Number.isFinite(value)) numbers.set(path, value);
  } else if (tree.kind === 'list') {
    for (const [index, item] of tree.items.entries()) collect(item, `${path}[${index}]`, numbers);
  } else if (tree.kind === 'map') {
    for (const [key, value] of tree.entries) collect(value, path + step(key, path), numbers);
  } else if (tree.kind === 'tag') collect(tree.item, path, numbers);
}

function step(key: Tree, path: string): string {
  const text = key.kind === 'list' || key.kind === 'map' || key.kind === 'tag' ? key.kind : key.kind === 'bytes' ? plain(key) : key.text;
  if (!PLAIN_KEY.test(text)) return `[${JSON.stringify(text)}]`;
  return path === '' ? text : `.${text}`;
}
