import 'uplot/dist/uPlot.min.css';
import './chart-tokens.css';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import type { TimeRange } from './chart-data.ts';
import { chartOptions } from './chart-options.ts';

/** What one notch of a mouse wheel zooms. */
const WHEEL_ZOOM = 1.25;
/** Which part of the width a pixel of sideways wheeling moves. */
const WHEEL_PAN = 1 / 500;

/** Its size, in pixels, as long as it has no place on screen. */
const UNSEEN = { width: 300, height: 150 };

interface ChartCanvasProps {
  /** A length of CSS. */
  height: string;
  /** The colours of the lines, in the order of the data. */
  slots: number[];
  data: UPlot.AlignedData;
  /** The stretch of time to show. */
  range: TimeRange;
  onRange: (range: TimeRange) => void;
  /** The wheel: shorter or longer around a place from 0 to 1, or earlier and later. */
  onZoom: (factor: number, around: number) => void;
  onPan: (share: number) => void;
}

/** Lines over time, drawn. A drag marks a stretch of time; the wheel zooms, and sideways or with Shift it pans. */
export function ChartCanvas({ height, slots, data, range, onRange, onZoom, onPan }: ChartCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const latest = useRef({ data, range, onRange, onZoom, onPan });
  latest.current = { data, range, onRange, onZoom, onPan };
  const look = slots.join();

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const width = element.clientWidth || UNSEEN.width;
    const tall = element.clientHeight || UNSEEN.height;
    const shown = look === '' ? [] : look.split(',').map(Number);
    const options = chartOptions({ width, height: tall, slots: shown, onRange: (marked) => latest.current.onRange(marked) });
    const created = new UPlot(options, undefined, element);
    plot.current = created;
    draw(created, latest.current.data, latest.current.range);
    const resize = new ResizeObserver(() => created.setSize({ width: element.clientWidth, height: element.clientHeight }));
    resize.observe(element);
    const theme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => created.redraw(false, true);
    theme.addEventListener('change', redraw);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) return latest.current.onPan(sideways * WHEEL_PAN);
      const place = element.querySelector('.u-over')?.getBoundingClientRect();
      const around = place?.width ? (event.clientX - place.left) / place.width : 0.5;
      latest.current.onZoom(event.deltaY < 0 ? WHEEL_ZOOM : 1 / WHEEL_ZOOM, Math.min(1, Math.max(0, around)));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      resize.disconnect();
      theme.removeEventListener('change', redraw);
      element.removeEventListener('wheel', wheel);
      created.destroy();
      plot.current = null;
    };
  }, [look]);

  useEffect(() => {
    if (plot.current) draw(plot.current, data, range);
  }, [data, range]);

  return <div ref={frame} style={{ height, overflow: 'hidden' }} />;
}

function draw(plot: UPlot, data: UPlot.AlignedData, range: TimeRange): void {
  plot.batch(() => {
    plot.setData(data, false);
    plot.setScale('x', range);
  });
}
