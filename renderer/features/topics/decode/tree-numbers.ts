import { DECODE_LIMITS } from './limits.ts';
import { plain } from './print.ts';
import { aWord, type Tree } from './tree.ts';

/** Keys that need no quotes in a path. */
const PLAIN_KEY = /^[\p{L}\p{N}_$-]+$/u;

/**
 * The numbers in a tree by their paths: `a.b[0]`, and `["a.b"]` for a key that is not one plain word. The path of a tree that is one
 * number is empty. Of two with the same path the later counts. Bounded in number and in the length of a path. Where a key has another
 * name as well, the number is found by that path too, which is not listed among the keys.
 */
export function numbersOf(tree: Tree): Record<string, number> {
  const found: Found = { listed: new Map(), hidden: new Map() };
  collect(tree, '', found, 'listed');
  const numbers = Object.fromEntries(found.listed);
  for (const [path, value] of found.hidden) if (!found.listed.has(path)) Object.defineProperty(numbers, path, { value, enumerable: false });
  return numbers;
}

type Found = Record<'listed' | 'hidden', Map<string, number>>;

function collect(tree: Tree, path: string, found: Found, where: keyof Found): void {
  const numbers = found[where];
  if (numbers.size >= DECODE_LIMITS.numbers || path.length > DECODE_LIMITS.pathChars) return;
  if (tree.kind === 'number') {
    const value = Number(tree.text);
    if (Number.isFinite(value)) numbers.set(path, value);
  } else if (tree.kind === 'list') {
    for (const [index, item] of tree.items.entries()) collect(item, `${path}[${index}]`, found, where);
  } else if (tree.kind === 'map') {
    for (const [key, value] of tree.entries) {
      collect(value, path + step(key, path), found, where);
      if ('also' in key && key.also !== undefined) collect(value, path + step(aWord(key.also), path), found, 'hidden');
    }
  } else if (tree.kind === 'tag') collect(tree.item, path, found, where);
}

function step(key: Tree, path: string): string {
  const text = key.kind === 'list' || key.kind === 'map' || key.kind === 'tag' ? key.kind : key.kind === 'bytes' ? plain(key) : key.text;
  if (!PLAIN_KEY.test(text)) return `[${JSON.stringify(text)}]`;
  return path === '' ? text : `.${text}`;
}
