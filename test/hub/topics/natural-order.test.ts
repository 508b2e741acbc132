import { expect, test } from 'vitest';
import { naturalOrder } from '../../../electron/hub/topics/natural-order.ts';
import { dice } from './messages.ts';

const collator = new Intl.Collator('en', { numeric: true });

test('numbers count as numbers, and case hardly matters', () => {
  const names = ['s10', 'S2', 's1', 'a_b', 'a-b', '', 'Zimmer', 'é', 'f', '10', '9'];
  expect(names.sort(naturalOrder)).toEqual(['', '9', '10', 'a_b', 'a-b', 'é', 'f', 's1', 'S2', 's10', 'Zimmer']);
});

test('names that differ never count as the same', () => {
  expect(naturalOrder('01', '1')).not.toBe(0);
  expect(naturalOrder('a\u0000', 'a')).not.toBe(0);
  expect(naturalOrder('x', 'x')).toBe(0);
});

test('it is the order of the collator', () => {
  const random = dice(9);
  const letters = ['a', 'b', 'A', 'Z', '0', '1', '9', '00', '_', '-', '.', ' ', 'é', 'e\u0301', '٣', '$', '日', '\u0000'];
  const name = () => Array.from({ length: random(6) }, () => letters[random(random(2) ? 10 : letters.length)]).join('');
  const wrong: [string, string][] = [];
  for (let count = 0; count < 20_000; count++) {
    const [a, b] = [name(), name()];
    const wanted = Math.sign(collator.compare(a, b));
    const order = naturalOrder(a, b);
    if ((wanted !== 0 && Math.sign(order) !== wanted) || Math.sign(order) + Math.sign(naturalOrder(b, a)) !== 0) wrong.push([a, b]);
  }
  expect(wrong).toEqual([]);
});
