import { expect, test } from 'vitest';
import { LogLines } from '../../../electron/hub/help/log-lines.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';

const add = (lines: LogLines, msg: string, level = 30, more = {}) => lines.add({ level, time: 5, msg, ...more });
const all = { before: null, level: 'info', text: '' } as const;

test('lines are read page by page from the newest, in their order, by level and by words', () => {
  const lines = new LogLines();
  for (let count = 1; count <= LIMITS.logPage + 2; count++) add(lines, `line ${count}`, count % 2 === 0 ? 40 : 50, { port: count });
  const newest = lines.read(all);
  expect(newest.more).toBe(true);
  expect(newest.lines.map(({ number }) => number)).toEqual(Array.from({ length: LIMITS.logPage }, (_, at) => at + 3));
  expect(lines.read({ ...all, before: 3 })).toMatchObject({ more: false, lines: [{ text: 'line 1' }, { text: 'line 2' }] });
  expect(lines.read({ ...all, level: 'error', before: 5 }).lines.map(({ text }) => text)).toEqual(['line 1', 'line 3']);
  expect(lines.read({ ...all, text: 'LINE 77' }).lines).toEqual([
    { number: 77, at: 5, level: 'error', text: 'line 77', detail: '{"port":77}' },
  ]);
  expect(lines.read({ ...all, text: '"port":77}' }).lines).toHaveLength(1);
});

test('a line is plain text of bounded length, whatever was logged', () => {
  const lines = new LogLines();
  add(lines, `a\u202e\u0007b\n<b>${'x'.repeat(LIMITS.logTextChars)}`, 60, { err: 'y\u202e'.repeat(LIMITS.logDetailChars) });
  lines.add({ msg: { toString: 'no text' }, level: 'loud', time: 'now' });
  const [first, second] = lines.read(all).lines;
  expect(first?.text).toHaveLength(LIMITS.logTextChars);
  expect(first?.text.startsWith('ab <b>xxx')).toBe(true);
  expect(first?.detail).toHaveLength(LIMITS.logDetailChars);
  expect(first?.detail).not.toContain('\u202e');
  expect(second).toEqual({ number: 2, at: 0, level: 'info', text: '', detail: '' });
});

test('memory is bounded by lines and by bytes; the newest stay', () => {
  const lines = new LogLines();
  for (let count = 1; count <= LIMITS.logLines + 10; count++) add(lines, `line ${count}`);
  expect(lines.read({ ...all, before: 12 }).lines.map(({ text }) => text)).toEqual(['line 11']);
  const long = 'x'.repeat(LIMITS.logDetailChars - 10);
  const most = Math.floor(LIMITS.logBytes / LIMITS.logDetailChars) + 1;
  for (let count = 0; count < most * 2; count++) add(lines, 'long', 30, { long });
  let kept = 0;
  for (let before: number | null = null; ; ) {
    const page = lines.read({ ...all, before });
    kept += page.lines.length;
    before = page.lines[0]?.number ?? null;
    if (!page.more) break;
  }
  expect(kept).toBeGreaterThan(most * 0.9);
  expect(kept).toBeLessThanOrEqual(most);
  expect(lines.newest(LIMITS.logDetailChars * 3).length).toBe(2);
  expect(lines.newest(0)).toEqual([]);
});
