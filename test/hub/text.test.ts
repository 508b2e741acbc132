import { expect, test } from 'vitest';
import { cleanText, firstFree, slug } from '../../electron/hub/text.ts';

test.each([
  ['Greenhouse', 'Greenhouse'],
  ['  a \n b\t', 'a b'],
  ['a\u202eb\u2066c', 'abc'],
  ['\u0000\u001b[31m', '[31m'],
  ['\ud800x', '\ufffdx'.replace('\ufffd', '')],
  ['😀😀😀', '😀😀'],
])('%j is shown as %j', (text, shown) => {
  expect(cleanText(text, text.startsWith('😀') ? 2 : 64)).toBe(shown);
});

test('a slug is short ASCII', () => {
  expect(slug('Gewächshaus Süd', 64, 'device')).toBe('gewachshaus-sud');
  expect(slug('Gewächshaus Süd', 11, 'device')).toBe('gewachshaus');
  expect(slug('日本', 24, 'device')).toBe('device');
});

test('the first free name keeps within its length', () => {
  const taken = new Set(['abcdef', 'abcd-2']);
  expect(firstFree('abcdefgh', 6, (name) => taken.has(name))).toBe('abcd-3');
});
