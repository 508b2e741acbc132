import type UPlot from 'uplot';
import { axisTime } from '../../format.ts';
import type { TimeRange } from './chart-data.ts';
import { timeMarks, timeStep } from './time-marks.ts';

/** A drag shorter than this, in pixels, is a click. */
const DRAG_LEAST = 5;
/** With more points than this the line alone is clearer. */
const DOTS_MOST = 40;

/** Colours are read from the design tokens each time the canvas is drawn, so that it follows the theme. */
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** How the line of each slot is dashed, so that colour is not all that tells it. */
export const DASHES: readonly number[][] = [[], [7, 4], [2, 3], [10, 4, 2, 4], [4, 2], [12, 3], [1, 4], [6, 2, 2, 2]];

/** The design token with the colour of a slot. */
export const colourToken = (slot: number): string => `--chart-${slot}`;

const stepOf = (plot: UPlot, min: number | null, max: number | null): number =>
  timeStep(min ?? 0, max ?? 0, plot.bbox.width / devicePixelRatio || plot.width);

interface ChartLook {
  width: number;
  height: number;
  slots: number[];
  /** A stretch of time was marked with the mouse. */
  onRange: (range: TimeRange) => void;
}

/** How a chart looks and what a drag on it does. */
export function chartOptions({ width, height, slots, onRange }: ChartLook): UPlot.Options {
  const axis = {
    stroke: () => token('--text-quiet'),
    grid: { stroke: () => token('--border'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: true, y: false, setScale: false } },
    // Half of the widest time label, which may stand at the very end.
    padding: [8, 36, 0, 0],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width: wide } = plot.select;
          if (wide === 0) return;
          if (wide >= DRAG_LEAST) onRange({ min: plot.posToVal(left, 'x'), max: plot.posToVal(left + wide, 'x') });
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
    axes: [
      {
        ...axis,
        size: 28,
        splits: (plot, _axis, min, max) => timeMarks(min, max, stepOf(plot, min, max)),
        values: (plot, marks) => {
          const { min = 0, max = 0 } = plot.scales.x ?? {};
          const step = stepOf(plot, min, max);
          return marks.map((at) => axisTime(at * 1_000, step));
        },
      },
      { ...axis, size: 48, space: 32 },
    ],
    series: [
      {},
      ...slots.map((slot) => ({
        stroke: () => token(colourToken(slot)),
        dash: DASHES[slot] ?? [],
        width: 1.5,
        spanGaps: true,
        points: { show: (plot: UPlot) => plot.data[0].length < DOTS_MOST, size: 5 },
      })),
    ],
  };
}
