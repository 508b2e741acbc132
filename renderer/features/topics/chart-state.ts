import type { TopicsView, TopicValue } from '../../../electron/contract/topics.ts';
import { mergeValues } from './merge-values.ts';

/** Lines on one chart: as many as can be told apart, and the contract's bound on their topics. */
export const LINES_MOST = 8;

/** One line of the chart. */
export interface ChartLine {
  /** Its colour and dashes, which stay when other lines go. */
  slot: number;
  topic: string;
  /** Which number of a value it follows; `null`: the first there is. */
  path: string | null;
}

/** What the person wants drawn, and the values of its topics, newest first. */
export interface Chart {
  lines: ChartLine[];
  values: Record<string, TopicValue[]>;
}

export const emptyChart: Chart = { lines: [], values: {} };

/** The topics of a chart, each once. */
export const chartTopics = (chart: Chart): string[] => [...new Set(chart.lines.map((line) => line.topic))];

/** Adds a line; `null` if there is no room for another one or the very same is there. */
export function withLine(chart: Chart, topic: string, path: string | null = null): Chart | null {
  if (chart.lines.length >= LINES_MOST || chart.lines.some((line) => line.topic === topic && line.path === path)) return null;
  const slot = Array.from({ length: LINES_MOST }, (_, each) => each).find((each) => chart.lines.every((line) => line.slot !== each)) ?? 0;
  return { ...chart, lines: [...chart.lines, { slot, topic, path }] };
}

/** Takes away one line; values go with the last line of their topic. */
export const withoutLine = (chart: Chart, slot: number): Chart =>
  tidy({ ...chart, lines: chart.lines.filter((line) => line.slot !== slot) });

/** Takes away all lines of a topic. */
export const withoutTopic = (chart: Chart, topic: string): Chart =>
  tidy({ ...chart, lines: chart.lines.filter((line) => line.topic !== topic) });

/** Lets a line follow another number of its topic. */
export function withLinePath(chart: Chart, slot: number, path: string | null): Chart {
  return { ...chart, lines: chart.lines.map((line) => (line.slot === slot ? { ...line, path } : line)) };
}

/** The chart with values that the hub sent; those of topics that are not charted any more are left out. */
export function withChartValues(chart: Chart, charted: TopicsView['charted']): Chart {
  const topics = chartTopics(chart);
  const fresh = charted.filter(({ topic, reset, values }) => topics.includes(topic) && (reset || values.length > 0));
  if (fresh.length === 0) return chart;
  const values = { ...chart.values };
  for (const { topic, reset, values: incoming } of fresh) values[topic] = mergeValues(reset ? [] : (values[topic] ?? []), incoming);
  return { ...chart, values };
}

function tidy(chart: Chart): Chart {
  const topics = new Set(chartTopics(chart));
  return { ...chart, values: Object.fromEntries(Object.entries(chart.values).filter(([topic]) => topics.has(topic))) };
}
