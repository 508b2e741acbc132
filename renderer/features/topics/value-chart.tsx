import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { axisTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { timeMarks, timeStep } from './time-marks.ts';
import styles from './value-chart.module.css';

const HEIGHT = 160;

const toData = (points: TopicValue[]): UPlot.AlignedData => [points.map((point) => point.at / 1_000), points.map((point) => point.number)];

/** Colours are read from the design tokens each time the canvas is drawn, so that it follows the theme. */
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const stepOf = (plot: UPlot, min: number | null, max: number | null): number =>
  timeStep(min ?? 0, max ?? 0, plot.bbox.width / devicePixelRatio || plot.width);

function options(width: number): UPlot.Options {
  const axis = {
    stroke: () => token('--text-quiet'),
    grid: { stroke: () => token('--border'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    // Half of the widest time label, which may stand at the very end.
    padding: [8, 36, 0, 0],
    scales: { x: { range: (_plot, min, max) => (max > min ? [min, max] : [min - 0.5, max + 0.5]) } },
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
    series: [{}, { stroke: () => token('--accent-text'), width: 1.5, points: { show: (plot) => plot.data[0].length < 40, size: 5 } }],
  };
}

/** The recent values as a line. `points` are oldest first and all have a number. */
export function ValueChart({ topic, points }: { topic: string; points: TopicValue[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const latest = useRef(points);
  latest.current = points;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const created = new UPlot(options(element.clientWidth || 300), toData(latest.current), element);
    plot.current = created;
    const resize = new ResizeObserver(() => created.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    const theme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => created.redraw(false, true);
    theme.addEventListener('change', redraw);
    return () => {
      resize.disconnect();
      theme.removeEventListener('change', redraw);
      created.destroy();
      plot.current = null;
    };
  }, []);

  useEffect(() => plot.current?.setData(toData(points)), [points]);

  return <div ref={frame} className={styles.chart} role="img" aria-label={strings.topics.chart(topic)} />;
}
