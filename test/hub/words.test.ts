import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import { de } from '../../electron/hub/words/de/index.ts';
import { en } from '../../electron/hub/words/en/index.ts';
import { speak, words } from '../../electron/hub/words/index.ts';
import { kindOf, leavesOf } from '../support/leaves.ts';
import { ENGLISH_ON_PURPOSE } from './words-not-moved.ts';

const hub = join(import.meta.dirname, '../../electron/hub');
const sources = readdirSync(hub, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('words/'))
  .sort();

/** Names, and marks between values. */
const SAME: ReadonlySet<string> = new Set(['check.titles.mqtt', 'check.titles.firewall', 'check.impostors', 'check.ports']);

afterEach(() => speak('en'));

describe("the hub's two languages", () => {
  it('say the same things: none is missing, none is left over, each takes the same values', () => {
    expect(leavesOf(de).map(kindOf).sort()).toEqual(leavesOf(en).map(kindOf).sort());
  });

  it('differ in every text', () => {
    const english = new Map(leavesOf(en).map(({ path, value }) => [path, String(value)]));
    expect(leavesOf(de).filter(({ path, value }) => String(value) === english.get(path) && !SAME.has(path))).toEqual([]);
  });

  it('are spoken from the next sentence on, and English before anything was said', () => {
    expect(words.pairing.doorClosed).toBe('You closed the door.');
    speak('de');
    expect(words.pairing.doorClosed).toBe('Die Tür wurde geschlossen.');
    speak('en');
    expect(words.pairing.doorClosed).toBe('You closed the door.');
  });
});

describe('the sources of the hub', () => {
  it.each(sources.filter((file) => !Object.hasOwn(ENGLISH_ON_PURPOSE, file)))('%s holds no sentence for people', (file) => {
    expect(sentencesOf(file, readFileSync(join(hub, file), 'utf8'))).toEqual([]);
  });

  it('are on the list of those that are English on purpose only while they hold a sentence', () => {
    expect(
      Object.keys(ENGLISH_ON_PURPOSE).filter(
        (file) => !sources.includes(file) || sentencesOf(file, readFileSync(join(hub, file), 'utf8')).length === 0,
      ),
    ).toEqual([]);
  });

  it('keep no words as they load, because the language may change', () => {
    const kept = sources.filter((file) => /^(export )?const \w+[^=]*= words\./m.test(readFileSync(join(hub, file), 'utf8')));
    expect(kept).toEqual([]);
  });

  it('finds a sentence where one is written', () => {
    const source = [
      'const a = () => { throw new UserError(`No $',
      '{x} here.`); }; report({ text: "It came." }); refuse(ok ? "a" : "b"); log.info("fine");',
      'remark(at, "Its value is missing."); this.log.warn("It is gone."); const WHY = `Line $',
      '{n} is wrong.`; const s = "a.b c"; throw new Error("It is broken."); return "The rest. ";',
    ].join('');
    expect(sentencesOf('a.ts', source)).toEqual(['No {} here.', 'It came.', 'Its value is missing.', 'Line {} is wrong.', 'The rest. ']);
  });
});

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Properties that hold what people read. */
const READ = /^(text|remedy|problem|why|fault|works|stopped)$/;

/** Ends as a sentence does, and has more than one word. */
const SENTENCE = /^(?=.*[a-z])\S.* .*\.\s*$/is;
/** What is written to the log is for whoever looks for a fault in the program. */
const LOGS = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

/** Texts that are written into a `UserError` or into a property that people read, and everything else that is a whole sentence. */
function sentencesOf(file: string, source: string): string[] {
  const found = new Set<string>();
  const literals = (node: Node | undefined): void => {
    if (node?.type === 'Literal' && typeof node.value === 'string' && / /.test(node.value)) found.add(node.value);
    if (node?.type === 'TemplateLiteral') {
      const text = textOf(node);
      if (/[a-z]{2} | [a-z]{2}/.test(text)) found.add(text);
    }
    if (node?.type === 'ConditionalExpression') for (const part of [node.consequent, node.alternate]) literals(part as Node);
    if (node?.type === 'LogicalExpression') for (const part of [node.left, node.right]) literals(part as Node);
    if (node?.type === 'BinaryExpression') for (const part of [node.left, node.right]) literals(part as Node);
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, ...rest } = node as Node;
    const nameOf = (of: unknown) => String((of as { name?: unknown } | undefined)?.name);
    if (type === 'NewExpression' && nameOf(rest.callee) === 'UserError') literals((rest.arguments as Node[])[0]);
    if (type === 'Property' && READ.test(nameOf(rest.key))) literals(rest.value as Node);
    if (type === 'VariableDeclarator' && READ.test(nameOf(rest.id))) literals(rest.init as Node);
    const isLog = type === 'CallExpression' && LOGS.has(nameOf((rest.callee as { property?: unknown }).property));
    // A fault of the program itself, whose words a person sees only as a detail in the log.
    const isFault = type === 'NewExpression' && nameOf(rest.callee) === 'Error';
    if (isLog || isFault) return;
    if (type === 'Literal' && SENTENCE.test(String(rest.value)) && typeof rest.value === 'string') found.add(rest.value);
    if (type === 'TemplateLiteral' && SENTENCE.test(textOf(node as Node))) found.add(textOf(node as Node));
    for (const part of Object.values(rest)) visit(part);
  };
  visit(parseSync(file, source).program);
  return [...found];
}

const textOf = ({ quasis }: Node): string => (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}');
