import type { TimeRange } from './chart-data.ts';

/** The shortest stretch of time that is shown, in seconds. */
const SPAN_LEAST = 0.02;
/** How much one step of zooming changes, and which part of the width one step of panning is. */
export const ZOOM_STEP = 1.5;
export const PAN_STEP = 0.2;

/** A stretch inside of `all`; `null` where that is all of it, and then the chart follows new values. */
function within(range: TimeRange, all: TimeRange): TimeRange | null {
  const span = Math.max(SPAN_LEAST, range.max - range.min);
  if (span >= all.max - all.min) return null;
  const min = Math.min(Math.max(range.min, all.min), all.max - span);
  return { min, max: min + span };
}

/** Shows a shorter (`factor` over 1) or longer stretch around a place: 0 is the left edge, 1 the right one. */
export function zoomed(range: TimeRange | null, all: TimeRange, factor: number, around = 0.5): TimeRange | null {
  const { min, max } = range ?? all;
  const span = Math.max(SPAN_LEAST, (max - min) / factor);
  const start = min + (max - min - span) * around;
  return within({ min: start, max: start + span }, all);
}

/** Shows an earlier (`share` under 0) or later stretch of the same length. */
export function panned(range: TimeRange | null, all: TimeRange, share: number): TimeRange | null {
  if (!range) return null;
  const by = (range.max - range.min) * share;
  return within({ min: range.min + by, max: range.max + by }, all);
}

/** What a key does to the stretch that is shown; `undefined` if nothing. */
export function rangeForKey(key: string, range: TimeRange | null, all: TimeRange): TimeRange | null | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomed(range, all, ZOOM_STEP);
    case '-':
      return zoomed(range, all, 1 / ZOOM_STEP);
    case 'ArrowLeft':
      return panned(range, all, -PAN_STEP);
    case 'ArrowRight':
      return panned(range, all, PAN_STEP);
    case '0':
      return null;
    default:
      return undefined;
  }
}
