import { describe, expect, it } from 'vitest';
import { timeMarks, timeStep } from '../../renderer/features/topics/time-marks.ts';
import { axisTime } from '../../renderer/format.ts';

const at = Date.UTC(2026, 4, 1, 12, 14, 35, 250) / 1_000;

describe('the marks of a time axis', () => {
  it.each([
    ['a few milliseconds', 0.004, 210],
    ['part of a second', 0.7, 210],
    ['a few seconds', 2.95, 210],
    ['a minute', 61, 210],
    ['half a day', 40_000, 210],
    ['a month', 2_600_000, 210],
    ['a few seconds in a wide window', 2.95, 900],
  ])('are within %s, and no two read the same', (_, span, width) => {
    const step = timeStep(at, at + span, width);
    const marks = timeMarks(at, at + span, step);
    const labels = marks.map((mark) => axisTime(mark * 1_000, step));
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.length).toBeLessThan(20);
    expect(new Set(labels).size).toBe(labels.length);
    for (const mark of marks) {
      expect(mark).toBeGreaterThanOrEqual(at);
      expect(mark).toBeLessThanOrEqual(at + span);
    }
  });

  it('stand on whole seconds of the clock', () => {
    expect(timeMarks(at, at + 2.95, timeStep(at, at + 2.95, 210)).map((mark) => mark - at)).toEqual([0.75, 1.75, 2.75]);
  });
});
