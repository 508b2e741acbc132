import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alignedData, extentOf, pathsOf, pointsOf, summaryOf } from '../../renderer/features/topics/chart-data.ts';
import { panned, rangeForKey, zoomed } from '../../renderer/features/topics/chart-range.ts';
import {
  chartTopics,
  emptyChart,
  LINES_MOST,
  withChartValues,
  withLine,
  withLinePath,
  withoutLine,
  withoutTopic,
} from '../../renderer/features/topics/chart-state.ts';
import { plainNumber } from '../../renderer/features/topics/chart-words.ts';
import { aValue } from './fake-bridge.ts';

const say = (seq: number, text: string) => aValue({ seq, at: seq * 1_000, text });
const add = (chart: typeof emptyChart, topic: string, path: string | null = null) => withLine(chart, topic, path) ?? chart;

describe('what is on a chart', () => {
  it('has a bounded number of lines, each once, and none that takes the colour of another', () => {
    let chart = emptyChart;
    for (let index = 0; index < LINES_MOST; index++) chart = add(chart, `t${index}`);
    expect(withLine(chart, 'one more')).toBeNull();
    expect(withLine(add(emptyChart, 'a'), 'a')).toBeNull();
    chart = add(withoutLine(chart, 3), 'new');
    expect(chart.lines.find((line) => line.topic === 'new')?.slot).toBe(3);
    expect(new Set(chart.lines.map((line) => line.slot)).size).toBe(LINES_MOST);
  });

  it('asks for a topic once, also when two of its numbers are drawn', () => {
    const chart = add(add(emptyChart, 'a', 'x'), 'a', 'y');
    expect(chartTopics(chart)).toEqual(['a']);
    expect(chartTopics(withoutLine(chart, 0))).toEqual(['a']);
    expect(chartTopics(withoutTopic(chart, 'a'))).toEqual([]);
    expect(withLinePath(chart, 1, 'z').lines.map((line) => line.path)).toEqual(['x', 'z']);
  });

  it('keeps values of its own topics only, as long as a line needs them', () => {
    let chart = withChartValues(add(emptyChart, 'a'), [
      { topic: 'a', reset: true, values: [say(1, '1')] },
      { topic: 'gone', reset: true, values: [say(1, '1')] },
    ]);
    chart = withChartValues(chart, [{ topic: 'a', reset: false, values: [say(2, '2')] }]);
    expect(Object.keys(chart.values)).toEqual(['a']);
    expect(chart.values.a?.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(withChartValues(chart, [{ topic: 'a', reset: false, values: [] }])).toBe(chart);
    expect(withoutLine(chart, 0).values).toEqual({});
  });
});

describe('the points of a line', () => {
  const said = { topic: 'meter', values: [say(3, '{"p":{"w":[7,9]}}'), say(2, 'off'), say(1, '{"p":{"w":[5]}}')], choice: null };

  it('are numbers at a path of what was said, oldest first', () => {
    expect(pathsOf(said)).toEqual(['p.w[0]', 'p.w[1]']);
    expect(pointsOf(said, 'p.w[0]')).toEqual({ at: [1, 3], numbers: [5, 7] });
    expect(pointsOf(said, 'p.w[1]')).toEqual({ at: [3], numbers: [9] });
    expect(pointsOf(said, 'no')).toEqual({ at: [], numbers: [] });
  });

  it('are those of a plain number, too', () => {
    const plain = { topic: 'lamp', values: [say(2, '22'), say(1, '21.5')], choice: null };
    expect(pathsOf(plain)).toEqual(['']);
    expect(pointsOf(plain, '').numbers).toEqual([21.5, 22]);
  });

  it('share their moments, with gaps where a line has none', () => {
    const data = alignedData([
      { at: [1, 3], numbers: [10, 30] },
      { at: [2, 3], numbers: [2, 3] },
    ]);
    expect(data).toEqual([
      [1, 2, 3],
      [10, undefined, 30],
      [undefined, 2, 3],
    ]);
  });

  it('reach from the first to the last, and are summed up as a whole or in part', () => {
    const points = { at: [1, 2, 3], numbers: [5, 9, 7] };
    expect(extentOf([points, { at: [], numbers: [] }])).toEqual({ min: 1, max: 3 });
    expect(extentOf([{ at: [4], numbers: [1] }])).toEqual({ min: 3.5, max: 4.5 });
    expect(extentOf([])).toBeNull();
    expect(summaryOf(points, null)).toEqual({ last: 7, min: 5, max: 9 });
    expect(summaryOf(points, { min: 0, max: 1.5 })).toEqual({ last: 5, min: 5, max: 5 });
    expect(summaryOf(points, { min: 8, max: 9 })).toBeNull();
  });
});

describe('the stretch of time that a chart shows', () => {
  const all = { min: 0, max: 100 };

  it('gets shorter around a place, and is all when it would be longer than that', () => {
    expect(zoomed(null, all, 2)).toEqual({ min: 25, max: 75 });
    expect(zoomed(null, all, 2, 0)).toEqual({ min: 0, max: 50 });
    expect(zoomed({ min: 25, max: 75 }, all, 0.5)).toBeNull();
    expect(zoomed({ min: 1, max: 1.001 }, all, 1_000)?.max).toBeGreaterThan(1);
  });

  it('moves, but not past what there is', () => {
    expect(panned({ min: 40, max: 60 }, all, 0.5)).toEqual({ min: 50, max: 70 });
    expect(panned({ min: 40, max: 60 }, all, 9)).toEqual({ min: 80, max: 100 });
    expect(panned({ min: 40, max: 60 }, all, -9)).toEqual({ min: 0, max: 20 });
    expect(panned(null, all, 1)).toBeNull();
  });

  it('answers to keys', () => {
    const part = { min: 40, max: 60 };
    expect(rangeForKey('+', part, all)).toEqual(zoomed(part, all, 1.5));
    expect(rangeForKey('ArrowRight', part, all)).toEqual({ min: 44, max: 64 });
    expect(rangeForKey('0', part, all)).toBeNull();
    expect(rangeForKey('x', part, all)).toBeUndefined();
  });
});

describe('a number in the legend', () => {
  it.each([
    [21.5, '21.5'],
    [1234567, '1,234,567'],
    [0.1 + 0.2, '0.3'],
    [0, '0'],
    [2e15, '2.0000e+15'],
    [-3e-9, '-3.0000e-9'],
  ])('%d reads %s', (value, text) => {
    expect(plainNumber(value)).toBe(text);
  });
});

describe('the colours of the lines', () => {
  const css = readFileSync(new URL('../../renderer/features/topics/chart-tokens.css', import.meta.url), 'utf8');
  const [light = '', dark = ''] = css.split('@media');
  const brightness = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

  it.each([
    ['light', light, '#fffefc'],
    ['dark', dark, '#211e1a'],
  ])('can be seen on the %s surface, and no two are the same', (_, text, surface) => {
    const colours = [...text.matchAll(/--chart-\d: (#[0-9a-f]{6});/g)].map((match) => match[1] ?? '');
    expect(new Set(colours).size).toBe(LINES_MOST);
    for (const colour of colours) expect(contrast(brightness(colour), brightness(surface))).toBeGreaterThan(4.5);
  });
});
