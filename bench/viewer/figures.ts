/** A figure that was measured, and what it should be. */
export interface Figure {
  name: string;
  text: string;
  /** Empty where it only explains another. */
  goal: string;
  /** `null` without a goal. */
  met: boolean | null;
}

export const withGoal = (name: string, text: string, goal: string, met: boolean): Figure => ({ name, text, goal, met });
export const withoutGoal = (name: string, text: string): Figure => ({ name, text, goal: '', met: null });

/** The value below which this part of all lies, `part` from 0 to 1; NaN of nothing. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** How much a value rises in one unit of time, by least squares. */
export function slope(points: readonly { at: number; value: number }[]): number {
  const mean = (of: (point: { at: number; value: number }) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [at, value] = [mean((point) => point.at), mean((point) => point.value)];
  const spread = points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
  return points.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0) / spread;
}

/** Figure, goal, and whether it is met, one a line. */
export function figuresTable(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, text, goal, met }) => [name, text, goal, met === null ? '' : met ? 'met' : 'MISSED']);
  const all = [['', 'measured', 'goal', ''], ...lines];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((line) => (line[column] ?? '').length)));
  all.splice(
    1,
    0,
    widths.map((width) => '-'.repeat(width)),
  );
  return all
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const mebibytes = (value: number) => `${value.toFixed(1)} MiB`;
export const count = (value: number) => Math.round(value).toLocaleString('en');
