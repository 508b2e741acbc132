import { expect, test } from 'vitest';
import { boundedLines, countLines } from '../../../electron/hub/messages/bounded-lines.ts';
import { seeded } from '../discovery/mdns/seeded.ts';

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function linesOf(most: number, ...texts: string[]): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  for await (const line of boundedLines(pieces(...texts), most)) lines.push(line === null ? null : line.toString());
  return lines;
}

test('lines come whole, wherever they were cut', async () => {
  expect(await linesOf(10, 'a\nb', 'c', 'd\n', '\ne')).toEqual(['a', 'bcd', '', 'e']);
  expect(await linesOf(10)).toEqual([]);
  expect(await linesOf(10, '', '\n', '')).toEqual(['']);
});

test('one that is too long is told, and does not take the next with it', async () => {
  expect(await linesOf(3, 'abc\nabcd\nab', 'c', '\n', 'a'.repeat(100), '\nx\nlong')).toEqual(['abc', null, 'abc', null, 'x', null]);
});

test('pieces make no difference, and all are counted', async () => {
  const random = seeded(3);
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: random(60) }, () => 'ab\n'[random(3)]).join('');
    const texts: string[] = [];
    for (let rest = text; rest !== ''; rest = rest.slice((texts.at(-1) as string).length)) texts.push(rest.slice(0, 1 + random(9)));
    const whole = text.split('\n');
    if (whole.at(-1) === '') whole.pop();
    const lines = await linesOf(5, ...texts);
    expect(lines).toEqual(whole.map((line) => (line.length > 5 ? null : line)));
    expect(await countLines(pieces(...texts))).toBe(lines.length);
  }
});
