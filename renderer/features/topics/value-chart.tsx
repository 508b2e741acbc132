import { useMemo } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { strings } from '../../strings/index.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartWords } from './chart-words.ts';

const HEIGHT = '160px';

/** The recent values of one topic as a line. `points` are oldest first and all have a number. */
export function ValueChart({ topic, points }: { topic: string; points: TopicValue[] }) {
  const lines = useMemo(
    () => [{ slot: 0, points: { at: points.map(({ at }) => at / 1_000), numbers: points.map(({ number }) => number ?? Number.NaN) } }],
    [points],
  );
  const words = strings.topics;
  const [line] = lines;
  return <ChartFrame label={`${words.chart(topic)}. ${line ? chartWords(topic, line.points) : ''}`} height={HEIGHT} lines={lines} />;
}
