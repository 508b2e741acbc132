import { describe, expect, it } from 'vitest';
import { axisTime } from '../../renderer/format.ts';

const at = new Date(2026, 4, 1, 12, 14, 35, 250).getTime();

describe('a time on an axis', () => {
  it.each([
    [0.001, '12:14:35.250'],
    [0.05, '12:14:35.25'],
    [0.1, '12:14:35.2'],
    [0.5, '12:14:35.2'],
    [1, '12:14:35'],
    [60, '12:14'],
    [86_400, '1 May'],
  ])('is as fine as marks %d s apart need', (step, words) => {
    expect(axisTime(at, step)).toBe(words);
  });

  it('is not a step behind where a number of seconds has no exact binary form', () => {
    expect(axisTime((at / 1_000 + 0.05) * 1_000 - 1e-4, 0.1)).toBe('12:14:35.3');
  });
});
