import { describe, expect, it } from 'vitest';
import { DIFF_LIMITS, diffTexts } from '../../renderer/features/topics/value-diff.ts';
import { seeded } from './decode/bytes.ts';

const signs = { same: ' ', removed: '-', added: '+' };
/** Each line with its sign, and the words that changed in brackets. */
const shown = (before: string, after: string) =>
  diffTexts(before, after).lines.map(
    ({ kind, parts }) => signs[kind] + parts.map(({ text, isChanged }) => (isChanged && kind !== 'same' ? `[${text}]` : text)).join(''),
  );
/** One of the two texts, from what the comparison says of it. */
const side = (before: string, after: string, other: 'removed' | 'added') =>
  diffTexts(before, after)
    .lines.filter(({ kind }) => kind !== other)
    .map(({ parts }) => parts.map(({ text }) => text).join(''))
    .join('\n');

describe('the comparison of two texts', () => {
  it('marks lines that came and went', () => {
    expect(shown('a\nb\nc', 'a\nc\nd')).toEqual([' a', '-[b]', ' c', '+[d]']);
    expect(shown('a', 'a')).toEqual([' a']);
    expect(shown('', 'a')).toEqual(['-[]', '+[a]']);
  });

  it('marks the words of a line that changed', () => {
    expect(shown('{\n  "power": 21.5,\n}', '{\n  "power": 22,\n}')).toEqual([' {', '-  "power": [21.5],', '+  "power": [22],', ' }']);
    expect(shown('lamp is on', 'lamp is off')).toEqual(['-lamp is [on]', '+lamp is [off]']);
  });

  it('can be turned into either text again', () => {
    const random = seeded(3);
    for (let round = 0; round < 200; round++) {
      const text = () => Array.from({ length: Math.floor(random() * 12) }, () => 'abcd'[Math.floor(random() * 4)]).join('\n');
      const [before, after] = [text(), text()];
      expect(side(before, after, 'added')).toBe(before);
      expect(side(before, after, 'removed')).toBe(after);
    }
  });

  it('takes the fewest steps', () => {
    const { lines } = diffTexts('a\nb\nc\na\nb\nb\na', 'c\nb\na\nb\na\nc');
    expect(lines.filter(({ kind }) => kind !== 'same')).toHaveLength(5);
  });

  it('gives up within its bounds where the texts have nothing in common', () => {
    const text = (letter: string) => Array.from({ length: 5_000 }, (_, index) => letter + index).join('\n');
    const { lines, isRough } = diffTexts(text('a'), text('b'));
    expect(isRough).toBe(true);
    expect(lines).toHaveLength(2 * DIFF_LIMITS.lines);
    const long = diffTexts('x '.repeat(50_000), 'y '.repeat(50_000));
    expect(long.lines.map(({ parts }) => parts.length)).toEqual([1, 1]);
  });
});
