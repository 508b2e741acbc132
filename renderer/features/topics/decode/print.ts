import { hexOf } from './hex.ts';
import { DECODE_LIMITS } from './limits.ts';
import type { Tree } from './tree.ts';

/** A list of plain values stays on one line up to this length. */
const LINE_CHARS = 72;

/** A text that may not grow without end. */
class Page {
  #text = '';
  isCut = false;

  add(part: string): void {
    if (this.isCut) return;
    const room = DECODE_LIMITS.textChars - this.#text.length;
    this.isCut = part.length > room;
    this.#text += this.isCut ? part.slice(0, room).toWellFormed() : part;
  }

  toString(): string {
    return this.#text;
  }
}

/** A tree in lines, as JSON where JSON has words for it and as CBOR's diagnostic notation (RFC 8949, section 8) where not. */
export function print(tree: Tree): { text: string; isCut: boolean } {
  const page = new Page();
  write(tree, '', page);
  return { text: page.toString(), isCut: page.isCut };
}

function write(tree: Tree, indent: string, page: Page): void {
  if (page.isCut) return;
  const inner = `${indent}  `;
  if (tree.kind === 'list') writeList(tree.items, indent, page);
  else if (tree.kind === 'map') {
    writeLines('{', tree.entries, '}', indent, page, ([key, value]) => {
      write(key, inner, page);
      page.add(': ');
      write(value, inner, page);
    });
  } else if (tree.kind === 'tag') {
    page.add(`${tree.tag}(`);
    write(tree.item, indent, page);
    page.add(')');
  } else page.add(plain(tree));
}

function writeList(items: Tree[], indent: string, page: Page): void {
  const line = onOneLine(items);
  if (line !== null) page.add(line);
  else writeLines('[', items, ']', indent, page, (item) => write(item, `${indent}  `, page));
}

function writeLines<T>(open: string, parts: T[], close: string, indent: string, page: Page, one: (part: T) => void): void {
  page.add(open);
  for (const [index, part] of parts.entries()) {
    if (page.isCut) return;
    page.add(`${index === 0 ? '' : ','}\n${indent}  `);
    one(part);
  }
  page.add(parts.length === 0 ? close : `\n${indent}${close}`);
}

function onOneLine(items: Tree[]): string | null {
  let line = '';
  for (const item of items) {
    if (item.kind !== 'number' && item.kind !== 'word') return null;
    line += line === '' ? item.text : `, ${item.text}`;
    if (line.length > LINE_CHARS) return null;
  }
  return `[${line}]`;
}

/** A value that holds no others, as it is printed. */
export function plain(tree: Exclude<Tree, { kind: 'list' | 'map' | 'tag' }>): string {
  if (tree.kind === 'text') return JSON.stringify(tree.text);
  if (tree.kind !== 'bytes') return tree.text;
  const shown = hexOf(tree.bytes.subarray(0, DECODE_LIMITS.bytesShown));
  return tree.bytes.length > DECODE_LIMITS.bytesShown ? `h'${shown}…' /${tree.bytes.length} bytes/` : `h'${shown}'`;
}
