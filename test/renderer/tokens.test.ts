import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8');
const [lightText = '', darkText = ''] = css.split('@media (prefers-color-scheme: dark)');

const colours = (text: string) =>
  new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
const light = colours(lightText);
const themes = { light, dark: new Map([...light, ...colours(darkText)]) };

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['background', 'sidebar', 'surface', 'raised', 'hover'];
const textPairs: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['text', ground],
    ['text-quiet', ground],
  ]),
  ['text', 'selected'],
  ...Array.from({ length: 7 }, (_, age): [string, string] => ['text', `age-${age}`]),
  ['accent-text', 'surface'],
  ['accent-text', 'background'],
  ['accent-text', 'selected'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['good', 'surface'],
  ['bad', 'surface'],
  ['bad', 'background'],
  ['bad', 'bad-surface'],
  ['warn', 'warn-surface'],
  ['bad', 'warn-surface'],
  ['warn', 'background'],
];
const shapePairs: [string, string][] = [
  ...grounds.map((ground): [string, string] => ['focus', ground]),
  ['focus', 'selected'],
  ['border-strong', 'surface'],
  ['border-strong', 'background'],
];

describe.each(Object.entries(themes))('the %s theme', (_name, theme) => {
  const ratio = (front: string, ground: string) => contrast(theme.get(front) ?? '#000000', theme.get(ground) ?? '#000000');

  it.each(textPairs)('can be read: %s on %s', (front, ground) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapePairs)('can be told apart: %s on %s', (front, ground) => {
    expect(ratio(front, ground)).toBeGreaterThanOrEqual(3);
  });
});
