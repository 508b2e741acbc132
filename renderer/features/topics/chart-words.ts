import { strings } from '../../strings/index.ts';
import { type Points, summaryOf } from './chart-data.ts';

const numbers = new Intl.NumberFormat(strings.locale, { maximumSignificantDigits: 7 });

/** A number as people read it; very large and very small ones with a power of ten. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e12 || size < 1e-6) ? value.toExponential(4) : numbers.format(value);
}

/** One line of a chart in a sentence: its last, least and greatest number. */
export function chartWords(topic: string, points: Points): string {
  const words = strings.topics.charts;
  const summary = summaryOf(points, null);
  if (!summary) return words.lineOfNothing(topic);
  return words.line(topic, plainNumber(summary.last), plainNumber(summary.min), plainNumber(summary.max));
}
