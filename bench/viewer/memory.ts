import { setTimeout as wait } from 'node:timers/promises';
import { type Figure, mebibytes, slope, withGoal, withoutGoal } from './figures.ts';
import type { Memory, ViewerApp } from './viewer-app.ts';

export const MOST_GROWTH_MIB = 150;
/** What a line through all samples may rise from the first to the last: a collection of garbage comes now or a little later. */
const MOST_RISE_MIB = 15;
const SAMPLES = 60;
const LEAST_PAUSE_MS = 1_000;

export interface Flat {
  /** `at` in minutes. */
  samples: { at: number; value: number }[];
  /** MiB in a minute. */
  perMinute: number;
}

/** Looks at the app's memory from time to time while the load goes on. */
export async function watchMemory(app: ViewerApp, ms: number): Promise<Flat> {
  const start = performance.now();
  const samples: Flat['samples'] = [];
  for (const end = start + ms; performance.now() < end; ) {
    samples.push({ at: (performance.now() - start) / 60_000, value: (await app.memory()).total });
    await wait(Math.max(LEAST_PAUSE_MS, ms / SAMPLES));
  }
  return { samples, perMinute: slope(samples) };
}

export function growthFigure(name: string, before: Memory, after: Memory): Figure {
  const grown = after.total - before.total;
  const kinds = Object.keys(after.kinds).map((kind) => `${kind} ${Math.round((after.kinds[kind] ?? 0) - (before.kinds[kind] ?? 0))}`);
  const text = `${mebibytes(before.total)} to ${mebibytes(after.total)}: ${grown.toFixed(1)} more (${kinds.join(', ')})`;
  return withGoal(name, text, `at most ${MOST_GROWTH_MIB} MiB more`, grown <= MOST_GROWTH_MIB);
}

export function flatFigures({ samples, perMinute }: Flat): Figure[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return [];
  const minutes = last.at - first.at;
  const rise = perMinute * minutes;
  const most = samples.reduce((sum, { value }) => Math.max(sum, value), 0);
  return [
    withGoal(
      `then in ${minutes.toFixed(1)} minutes`,
      `a rise of ${mebibytes(rise)}, ${perMinute.toFixed(2)} MiB a minute`,
      `at most ${MOST_RISE_MIB} MiB`,
      rise <= MOST_RISE_MIB,
    ),
    withoutGoal('most memory in that time', mebibytes(most)),
  ];
}
