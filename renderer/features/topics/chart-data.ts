import type { AlignedData } from 'uplot';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import type { DecoderChoice } from './decode/choice.ts';
import { numbersIn } from './decode/numbers.ts';

/** One line as moments (seconds since 1970) and numbers, oldest first. As many points as values are kept for a topic. */
export interface Points {
  at: number[];
  numbers: number[];
}

/** A stretch of time, in seconds since 1970. */
export interface TimeRange {
  min: number;
  max: number;
}

/** Values looked at for the paths to choose from. */
const PATHS_FROM = 20;

/** What a topic said, and how that is read. */
export interface Said {
  topic: string;
  /** Newest first. */
  values: TopicValue[];
  choice: DecoderChoice | null;
}

/** The paths at which recent values have numbers; the value itself has the empty path. */
export const pathsOf = ({ topic, values, choice }: Said): string[] => [
  ...new Set(values.slice(0, PATHS_FROM).flatMap((value) => Object.keys(numbersIn(value, choice, topic)))),
];

/** The numbers at a path. */
export function pointsOf({ topic, values, choice }: Said, path: string): Points {
  const points: Points = { at: [], numbers: [] };
  for (const value of values.toReversed()) {
    const number = numbersIn(value, choice, topic)[path];
    if (number === undefined || !Number.isFinite(number)) continue;
    points.at.push(value.at / 1_000);
    points.numbers.push(number);
  }
  return points;
}

/** Several lines over all of their moments; where a line has no number it has a gap to be bridged. */
export function alignedData(lines: Points[]): AlignedData {
  const moments = [...new Set(lines.flatMap(({ at }) => at))].sort((a, b) => a - b);
  const place = new Map(moments.map((at, index) => [at, index]));
  const columns = lines.map(({ at, numbers }) => {
    const column = new Array<number | null | undefined>(moments.length).fill(undefined);
    at.forEach((moment, index) => {
      column[place.get(moment) ?? 0] = numbers[index];
    });
    return column;
  });
  return [moments, ...columns];
}

/** From the first moment of any line to the last; `null` if there is none. A single moment gets a second around it. */
export function extentOf(lines: Points[]): TimeRange | null {
  const ends = lines.flatMap(({ at }) => (at.length > 0 ? [at[0] ?? 0, at.at(-1) ?? 0] : []));
  if (ends.length === 0) return null;
  const [min, max] = [Math.min(...ends), Math.max(...ends)];
  return max > min ? { min, max } : { min: min - 0.5, max: max + 0.5 };
}

/** What a line says in numbers, within a stretch of time or over all. */
export function summaryOf({ at, numbers }: Points, range: TimeRange | null): { last: number; min: number; max: number } | null {
  const seen = range ? numbers.filter((_, index) => isWithin(at[index] ?? 0, range)) : numbers;
  const last = seen.at(-1);
  return last === undefined ? null : { last, min: Math.min(...seen), max: Math.max(...seen) };
}

const isWithin = (at: number, { min, max }: TimeRange): boolean => at >= min && at <= max;
