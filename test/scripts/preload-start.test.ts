import { expect, it } from 'vitest';
import { preloadStart } from '../../scripts/lib/preload-start.mjs';

const { handler } = preloadStart().transformIndexHtml;
const chunk = (name: string, imports: string[] = [], styles: string[] = []) => ({
  ...{
    type: 'chunk',
    name,
    fileName: `assets/${name}.js`,
    isDynamicEntry: name === 'start',
    imports: imports.map((each) => `assets/${each}.js`),
  },
  viteMetadata: { importedCss: new Set(styles.map((each) => `assets/${each}.css`)) },
});
const chunks = [
  chunk('index'),
  chunk('start', ['react', 'words'], ['start', 'base']),
  chunk('react', ['runtime']),
  chunk('words', ['runtime']),
  chunk('runtime'),
  chunk('german'),
];
const bundle = Object.fromEntries(chunks.map((each) => [each.fileName, each]));
const html = '<link rel="modulepreload" href="./assets/words.js"><link rel="stylesheet" href="./assets/base.css">';

it('names what the page will import, and what that imports, once each and not what is named already', () => {
  expect(handler(html, { bundle, filename: '/renderer/index.html' }).map(({ attrs }) => `${attrs.rel} ${attrs.href}`)).toEqual([
    'modulepreload ./assets/start.js',
    'modulepreload ./assets/react.js',
    'modulepreload ./assets/runtime.js',
    'preload ./assets/start.css',
  ]);
});

it('leaves the page for the password as it is', () => {
  expect(handler(html, { bundle, filename: '/renderer/login.html' })).toEqual([]);
});

it('fails the build when the page imports something else', () => {
  expect(() => handler(html, { bundle: {}, filename: '/renderer/index.html' })).toThrow('no chunk of the name "start"');
});
