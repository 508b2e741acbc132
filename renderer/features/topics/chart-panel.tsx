import { useMemo } from 'react';
import { Button } from '../../components/button.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './chart.module.css';
import { type Points, pathsOf, pointsOf } from './chart-data.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ChartLegend, type DrawnLine } from './chart-legend.tsx';
import { emptyChart, LINES_MOST, withLine } from './chart-state.ts';
import { chartWords } from './chart-words.ts';
import { choiceFor } from './decode/choice.ts';

/** Taller in a tall window, where it takes nothing from the tree that is missed. */
const HEIGHT = 'clamp(180px, 20vh, 440px)';
const NO_POINTS: Points = { at: [], numbers: [] };

/** The chart of several topics, below the tree; nothing as long as no topic is on it. */
export function ChartPanel() {
  const chart = useApp((state) => state.topics.chart);
  const decoders = useApp((state) => state.preferences.decoders);
  const store = useAppStore();
  const words = strings.topics.charts;
  const lines = useMemo(
    () =>
      chart.lines.map((line): DrawnLine => {
        const said = { topic: line.topic, values: chart.values[line.topic] ?? [], choice: choiceFor(line.topic, decoders) };
        const paths = pathsOf(said);
        const path = line.path ?? paths[0];
        return { ...line, paths, points: path === undefined ? NO_POINTS : pointsOf(said, path) };
      }),
    [chart, decoders],
  );
  if (lines.length === 0) return null;
  const other = lines.length < LINES_MOST ? nextLine(lines) : undefined;
  return (
    <section className={styles.panel} aria-label={words.title}>
      <ChartFrame
        label={words.label(lines.map((line) => chartWords(line.topic, line.points)))}
        height={HEIGHT}
        lines={lines}
        title={
          <>
            <h2>{words.title}</h2>
            {other && (
              <Button
                small
                look="quiet"
                onClick={() =>
                  store.setState(({ topics }) => ({
                    topics: { ...topics, chart: withLine(topics.chart, other.topic, other.path) ?? topics.chart },
                  }))
                }
              >
                {words.addPath(other.path)}
              </Button>
            )}
            <Button small look="quiet" onClick={() => store.setState(({ topics }) => ({ topics: { ...topics, chart: emptyChart } }))}>
              {words.close}
            </Button>
          </>
        }
      >
        {(range) => <ChartLegend lines={lines} range={range} />}
      </ChartFrame>
    </section>
  );
}

/** Another number of a topic that is on the chart already, which no line follows yet; the last topic that was added first. */
function nextLine(lines: DrawnLine[]): { topic: string; path: string } | undefined {
  for (const { topic, paths } of lines.toReversed()) {
    const followed = lines.filter((line) => line.topic === topic).map((line) => line.path ?? paths[0]);
    const path = paths.find((each) => !followed.includes(each));
    if (path !== undefined) return { topic, path };
  }
  return undefined;
}
