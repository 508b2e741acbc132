import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };
import { licencesOf } from '../../scripts/lib/licences.mjs';

let project = '';
beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'porchlight-licences-')));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function write(path: string, content: string): void {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** A package in node_modules of the project; `text: null` leaves its licence's text out. */
function install(
  folder: string,
  { licence = 'MIT' as unknown, text = 'Do as you like.' as string | null, version = '1.0.0', code = '' } = {},
) {
  const name = folder.replace(/^.*node_modules\//, '');
  const main = code || `export const from = '${name}';`;
  write(`node_modules/${folder}/package.json`, JSON.stringify({ name, version, license: licence, type: 'module', exports: './index.js' }));
  write(`node_modules/${folder}/index.js`, main);
  if (text !== null) write(`node_modules/${folder}/LICENSE`, text);
}

/** As if a bundle had been built of these modules. */
const of = (...ids: string[]) => ({ output: [{ modules: Object.fromEntries(ids.map((id) => [id, {}])) }, {}] });
const indexOf = (folder: string) => join(project, 'node_modules', folder, 'index.js');
const licences = (...ids: string[]) => licencesOf([of(...ids)], { project, texts: join(project, 'texts') });
const titles = (text: string) =>
  [...text.matchAll(/^-{72}\n(.+)\nLicence: (.+)\n-{72}$/gm)].map(([, title, licence]) => `${title}: ${licence}`);

test('a package is listed when its code is in what was built, and only then', async () => {
  install('outer', { licence: 'ISC', code: "import { from } from 'inner'; export const all = from + 1;" });
  install('outer/node_modules/inner', { licence: 'BSD-3-Clause', version: '2.0.0' });
  install('@scope/kept');
  install('left-out');
  write('main.js', "import { all } from 'outer'; import { from } from '@scope/kept'; import 'left-out'; console.log(all, from);");
  const built = await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: join(project, 'main.js'), treeshake: { moduleSideEffects: false } } },
  });
  // The helpers of the build are none of this test's packages.
  install('rolldown');
  install('vite');
  const listed = titles(licencesOf([built as Parameters<typeof licencesOf>[0][number]], { project }));
  expect(listed.filter((title) => !/^(rolldown|vite) /.test(title))).toEqual([
    '@scope/kept 1.0.0: MIT',
    'inner 2.0.0: BSD-3-Clause',
    'outer 1.0.0: ISC',
  ]);
});

test('each is listed once, with its text, in the same order whatever order they were built in', () => {
  install('beta', { text: 'Text of beta.\r\nIts end.\r\n' });
  install('alpha', { version: '2.0.0' });
  install('beta/node_modules/alpha', { version: '1.0.0' });
  const ids = [indexOf('beta'), `${indexOf('beta')}?commonjs`, `\0${indexOf('alpha')}`, indexOf('beta/node_modules/alpha')];
  const text = licences(...ids, join(project, 'own.ts'));
  expect(titles(text)).toEqual(['alpha 1.0.0: MIT', 'alpha 2.0.0: MIT', 'beta 1.0.0: MIT']);
  expect(text).toContain('\n\nText of beta.\nIts end.\n');
  expect(licences(...ids.reverse())).toBe(text);
});

test('a notice that goes with the licence is there too', () => {
  install('formal', { licence: '(MIT OR Apache-2.0)', text: 'The licence.' });
  write('node_modules/formal/NOTICE', 'The notice.');
  expect(licences(indexOf('formal'))).toMatch(/The licence\.\n\nThe notice\.\n$/);
});

test('helpers of the build are under the licence of what they come from', () => {
  install('rolldown');
  install('vite', { text: 'Text of Vite.\n# Licenses of bundled dependencies\nOf others.' });
  const text = licences('\0rolldown/runtime.js', '\0vite/preload-helper.js', '__vite-browser-external');
  expect(titles(text)).toEqual(['rolldown 1.0.0: MIT', 'vite 1.0.0: MIT']);
  expect(text).toMatch(/Text of Vite\.\n$/);
});

test('an unexpected licence, none, or code of nobody stops the build, by name', () => {
  install('strict', { licence: 'AGPL-3.0-only' });
  install('mixed', { licence: '(MIT AND GPL-3.0-only)' });
  install('silent', { licence: null });
  expect(() => licences(indexOf('strict'))).toThrow('strict 1.0.0 is in the app under the licence "AGPL-3.0-only"');
  expect(() => licences(indexOf('mixed'))).toThrow('(MIT AND GPL-3.0-only)');
  expect(() => licences(indexOf('silent'))).toThrow('silent 1.0.0 is in the app under the licence null');
  expect(() => licences('\0somebody:helper')).toThrow('"somebody:helper"');
});

test('a text is found for a package that carries none, or the build stops', () => {
  install('@scope/bare', { text: null });
  write('node_modules/@scope/bare/NOTICE', 'The notice.');
  expect(() => licences(indexOf('@scope/bare'))).toThrow('@scope/bare 1.0.0 is in the app and carries no licence');
  write('texts/@scope-bare.txt', 'Found elsewhere.\n');
  expect(licences(indexOf('@scope/bare'))).toMatch(/Found elsewhere\.\n\nThe notice\.\n$/);
});

test('the texts that were found elsewhere are of packages that are installed and still carry none', () => {
  const folder = new URL('../../packaging/licences/', import.meta.url);
  for (const file of readdirSync(folder)) {
    const name = file.replace(/\.txt$/, '');
    expect(Object.keys(lock.packages)).toContain(`node_modules/${name}`);
    const carried = readdirSync(new URL(`../../node_modules/${name}/`, import.meta.url)).filter((entry) =>
      /^(licen[cs]e|copying)/i.test(entry),
    );
    expect(carried).toEqual([]);
    expect(readFileSync(new URL(file, folder), 'utf8')).toMatch(/^MIT License\n\nCopyright \(c\) \w/m);
  }
});
