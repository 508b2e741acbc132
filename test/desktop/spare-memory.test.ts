import { expect, test } from 'vitest';
import { spareMemory } from '../../electron/desktop/spare-memory.ts';

test('the heaps of this process and of its pages are told to grow in small steps', () => {
  const here: string[] = [];
  const pages: string[] = [];
  spareMemory({ appendSwitch: (name, value) => pages.push(`${name}=${value}`) }, (flags) => here.push(flags));
  expect(here).toEqual(['--heap-growing-percent=30']);
  expect(pages).toEqual(['js-flags=--heap-growing-percent=30 --max-semi-space-size=2']);
});
