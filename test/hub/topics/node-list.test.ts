import { expect, test } from 'vitest';
import { Level } from '../../../electron/hub/topics/level.ts';
import { NodeList } from '../../../electron/hub/topics/node-list.ts';
import { dice } from './messages.ts';

test.each([1, 2, 3])('is the sorted list of what was put in and not taken out (%i)', (seed) => {
  const random = dice(seed);
  const list = new NodeList<number>((a, b) => a - b);
  const model = new Set<number>();
  for (let count = 0; count < 3_000; count++) {
    const number = random(2_000);
    if (random(count < 2_000 ? 4 : 2) === 0 || model.has(number)) expect(list.remove(number)).toBe(model.delete(number));
    else {
      model.add(number);
      list.insert(number);
    }
    if (count % 500 > 0) continue;
    const sorted = [...model].sort((a, b) => a - b);
    expect(list.toArray()).toEqual(sorted);
    expect(list).toHaveLength(sorted.length);
    for (let index = -1; index <= sorted.length; index += 7) expect(list.at(index)).toBe(sorted[index]);
    for (const probe of [-1, 5_000, ...Array.from({ length: 50 }, () => random(3_000))]) {
      expect(list.positionOf(probe)).toBe(sorted.indexOf(probe));
      expect(list.countTo(probe)).toBe(sorted.filter((each) => each <= probe).length);
    }
  }
});

test('children are found by name, be they few or many', () => {
  const level = new Level<{ name: string }>();
  for (let count = 0; count < 40; count++) {
    level.insert({ name: `n${count}` });
    for (let index = 0; index < 40; index++) expect(level.find(`n${index}`)?.name).toBe(index <= count ? `n${index}` : undefined);
  }
  for (let count = 0; count < 40; count++) {
    level.remove(level.find(`n${count}`) as { name: string });
    expect(level.find(`n${count}`)).toBeNull();
  }
  expect(level).toHaveLength(0);
});
