import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { languageFor } from '../../electron/contract/language.ts';
import { de } from '../../renderer/strings/de.ts';
import { en } from '../../renderer/strings/en.ts';
import { kindOf, leavesOf } from '../support/leaves.ts';
import { sameInBoth } from './same-in-both.ts';

const renderer = join(import.meta.dirname, '../../renderer');
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.startsWith('strings/'),
);

describe('the two languages', () => {
  it('say the same things: none is missing, none is left over, each takes the same values', () => {
    expect(leavesOf(de).map(kindOf).sort()).toEqual(leavesOf(en).map(kindOf).sort());
  });

  it('differ in every text but those that are known to be the same', () => {
    const english = new Map(leavesOf(en).map(({ path, value }) => [path, String(value)]));
    const untranslated = leavesOf(de).filter(({ path, value }) => String(value) === english.get(path));
    expect(untranslated.filter((leaf) => !sameInBoth(leaf)).map(({ path, value }) => `${path}: ${value}`)).toEqual([]);
  });

  it('leave no text empty in one that says something in the other', () => {
    const english = new Map(leavesOf(en).map(({ path, value }) => [path, value]));
    expect(leavesOf(de).filter(({ path, value }) => (value === '') !== (english.get(path) === ''))).toEqual([]);
  });

  it('leaves German in its own marks and in no “du”', () => {
    const texts = leavesOf(de).map(({ path, value }) => `${path}: ${value}`);
    expect(texts.filter((text) => /(?<![\w-])(du|dich|dir|dein\w*)\b/i.test(text))).toEqual([]);
    expect(texts.filter((text) => /“[^“”„]*”/.test(text))).toEqual([]);
    // As the Duden has it, a space stands before an ellipsis that stands for whole words.
    expect(texts.filter((text) => /[a-zäöüß]…/.test(text))).toEqual([]);
  });
});

describe('the language of a person', () => {
  it.each([
    ['system', 'de-DE', 'de'],
    ['system', 'de', 'de'],
    ['system', 'DE-at', 'de'],
    ['system', 'den', 'en'],
    ['system', 'fr-FR', 'en'],
    ['system', '', 'en'],
    ['en', 'de-DE', 'en'],
    ['de', 'en-GB', 'de'],
  ] as const)('is, with the choice %s on a system in %s, %s', (choice, locale, language) => {
    expect(languageFor(choice, locale)).toBe(language);
  });
});

describe('the sources of the window', () => {
  it.each(sources.filter((file) => file.endsWith('.tsx')))('%s holds no text of its own', (file) => {
    expect(visibleTexts(join(renderer, file))).toEqual([]);
  });

  it('sees a text that is written into an element', () => {
    const page = ['<p title="Hello there">Hi {name} <b aria-label={`no $', '{x}`}>{"so"}</b>{1}{open ? "Close" : null}</p>'].join('');
    expect(visibleTextsOf('page.tsx', `const page = ${page};`)).toEqual(['Close', 'Hello there', 'Hi', 'so', 'no']);
  });

  it('import no German but where the language is chosen', () => {
    const importing = sources.filter((file) => /strings\/de/.test(readFileSync(join(renderer, file), 'utf8')));
    expect(importing).toEqual([]);
  });

  it('are drawn only after the language is chosen: what main.tsx loads at once reads no words', () => {
    expect(loadedBy(join(renderer, 'main.tsx')).filter((file) => !/\/strings\//.test(file) && readsWords(file))).toEqual([]);
  });
});

/** Attributes whose value is read or heard by people. */
const READ = /^(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|label|alt|hint)$/;
const LETTERS = /\p{L}{2,}/u;

interface Node {
  type: string;
  [key: string]: unknown;
}

function visibleTexts(path: string): string[] {
  return visibleTextsOf(path, readFileSync(path, 'utf8'));
}

/** Texts in elements and in attributes that people read, which are not taken from the words. */
function visibleTextsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const literals = (node: Node | null): void => {
    if (!node) return;
    if (node.type === 'Literal' && typeof node.value === 'string' && LETTERS.test(node.value)) found.push(node.value.trim());
    if (node.type === 'TemplateLiteral') {
      for (const { value } of node.quasis as { value: { cooked: string } }[])
        if (LETTERS.test(value.cooked)) found.push(value.cooked.trim());
    }
    if (node.type === 'ConditionalExpression') for (const part of [node.consequent, node.alternate]) literals(part as Node);
    if (node.type === 'LogicalExpression') for (const part of [node.left, node.right]) literals(part as Node);
    if (node.type === 'JSXExpressionContainer') literals(node.expression as Node);
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, ...rest } = node as Node;
    if (type === 'JSXText' && LETTERS.test(String(rest.value))) found.push(String(rest.value).trim());
    if (type === 'JSXAttribute' && READ.test(String((rest.name as { name: unknown }).name))) literals(rest.value as Node);
    if (type === 'JSXElement' || type === 'JSXFragment') {
      for (const child of rest.children as Node[]) if (child.type === 'JSXExpressionContainer') literals(child);
    }
    for (const part of type === 'JSXElement' ? [rest.openingElement, rest.children] : Object.values(rest)) visit(part);
  };
  visit(parseSync(path, source).program);
  return found;
}

/** The files that come with a file before anything of it runs: by static imports of values, at any depth. */
function loadedBy(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path) || !/\.tsx?$/.test(path)) return [...seen];
  seen.add(path);
  for (const { importKind, source } of importsOf(path)) {
    if (importKind !== 'type' && source.startsWith('.')) loadedBy(join(path, '..', source), seen);
  }
  return [...seen];
}

const readsWords = (path: string): boolean =>
  importsOf(path).some(({ source, names }) => /strings\/index\.ts$/.test(source) && names.includes('strings'));

function importsOf(path: string): { importKind: string; source: string; names: string[] }[] {
  const { body } = parseSync(path, readFileSync(path, 'utf8')).program as unknown as { body: Node[] };
  return body
    .filter(({ type }) => type === 'ImportDeclaration')
    .map((node) => {
      const specifiers = node.specifiers as { importKind?: string; local: { name: string } }[];
      const areTypes = specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type');
      return {
        importKind: areTypes ? 'type' : String(node.importKind),
        source: (node.source as { value: string }).value,
        names: specifiers.map(({ local }) => local.name),
      };
    });
}
