import { ChevronLeft, ChevronRight, Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { strings } from '../../strings/index.ts';
import styles from './chart.module.css';
import { ChartCanvas } from './chart-canvas.tsx';
import { alignedData, extentOf, type Points, type TimeRange } from './chart-data.ts';
import { PAN_STEP, panned, rangeForKey, ZOOM_STEP, zoomed } from './chart-range.ts';

interface ChartFrameProps {
  /** What it shows, in words and numbers, for who cannot see it. */
  label: string;
  /** A length of CSS. */
  height: string;
  lines: { slot: number; points: Points }[];
  /** What stands beside the buttons. */
  title?: ReactNode;
  /** The legend or other words, which may speak of the stretch of time that is shown; `null`: all of it. */
  children?: (range: TimeRange | null) => ReactNode;
}

/**
 * A chart that can be zoomed and moved with mouse, wheel, buttons and keys (+ − ← → 0). While it shows everything it follows
 * new values; a stretch that was chosen stands still.
 */
export function ChartFrame({ label, height, lines, title, children }: ChartFrameProps) {
  const [chosen, setRange] = useState<TimeRange | null>(null);
  const helpId = useId();
  const data = useMemo(() => alignedData(lines.map(({ points }) => points)), [lines]);
  const all = useMemo(() => extentOf(lines.map(({ points }) => points)), [lines]);
  const words = strings.topics.charts;
  // A stretch that is older than all that is kept shows nothing: then the chart follows again.
  const range = chosen && all && chosen.max > all.min ? chosen : null;
  const shown = useMemo(() => range ?? all, [range, all]);
  const change = (next: (from: TimeRange | null, all: TimeRange) => TimeRange | null) => all && setRange((from) => next(from, all));

  return (
    <>
      <div className={styles.bar}>
        {title}
        <span className={styles.space} />
        <IconButton label={words.earlier} disabled={!range} onClick={() => change((from, to) => panned(from, to, -PAN_STEP))}>
          <ChevronLeft size={16} />
        </IconButton>
        <IconButton label={words.later} disabled={!range} onClick={() => change((from, to) => panned(from, to, PAN_STEP))}>
          <ChevronRight size={16} />
        </IconButton>
        <IconButton label={words.zoomIn} disabled={!all} onClick={() => change((from, to) => zoomed(from, to, ZOOM_STEP))}>
          <ZoomIn size={16} />
        </IconButton>
        <IconButton label={words.zoomOut} disabled={!range} onClick={() => change((from, to) => zoomed(from, to, 1 / ZOOM_STEP))}>
          <ZoomOut size={16} />
        </IconButton>
        <IconButton label={words.all} disabled={!range} onClick={() => setRange(null)}>
          <Maximize2 size={14} />
        </IconButton>
      </div>
      {shown ? (
        <div
          role="img"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is zoomed and moved with keys
          tabIndex={0}
          className={styles.picture}
          aria-label={label}
          aria-describedby={helpId}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || !all) return;
            const next = rangeForKey(event.key, range, all);
            if (next === undefined) return;
            event.preventDefault();
            event.stopPropagation();
            setRange(next);
          }}
        >
          <ChartCanvas
            height={height}
            slots={lines.map(({ slot }) => slot)}
            data={data}
            range={shown}
            onRange={setRange}
            onZoom={(factor, around) => change((from, to) => zoomed(from, to, factor, around))}
            onPan={(share) => change((from, to) => panned(from, to, share))}
          />
        </div>
      ) : (
        <p className={styles.nothing}>{words.nothing}</p>
      )}
      <p id={helpId} hidden>
        {words.help}
      </p>
      {children?.(range)}
    </>
  );
}
