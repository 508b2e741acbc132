import { X } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import field from '../../components/field.module.css';
import { useAppStore } from '../../context.tsx';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './chart.module.css';
import { type Points, summaryOf, type TimeRange } from './chart-data.ts';
import { colourToken, DASHES } from './chart-options.ts';
import { type Chart, type ChartLine, withLinePath, withoutLine } from './chart-state.ts';
import { plainNumber } from './chart-words.ts';

export interface DrawnLine extends ChartLine {
  points: Points;
  /** The numbers that it could follow. */
  paths: string[];
}

/** The lines of a chart in words: which number of which topic, its last, least and greatest value. */
export function ChartLegend({ lines, range }: { lines: DrawnLine[]; range: TimeRange | null }) {
  const words = strings.topics.charts;
  return (
    <table className={styles.legend} aria-label={words.legend}>
      <thead>
        <tr>
          <th scope="col">{words.columns.topic}</th>
          <th scope="col">{words.columns.path}</th>
          <th scope="col" className={styles.number}>
            {words.columns.last}
          </th>
          <th scope="col" className={styles.number}>
            {words.columns.min}
          </th>
          <th scope="col" className={styles.number}>
            {words.columns.max}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LegendLine key={line.slot} line={line} range={range} />
        ))}
      </tbody>
    </table>
  );
}

function LegendLine({ line, range }: { line: DrawnLine; range: TimeRange | null }) {
  const store = useAppStore();
  const words = strings.topics.charts;
  const summary = summaryOf(line.points, range);
  const change = (next: (chart: Chart) => Chart) => store.setState(({ topics }) => ({ topics: { ...topics, chart: next(topics.chart) } }));
  return (
    <tr>
      <th scope="row" className={styles.topic} title={line.topic}>
        <svg className={styles.swatch} width={28} height={8} aria-hidden="true">
          <line
            x1={1}
            x2={27}
            y1={4}
            y2={4}
            strokeWidth={2.5}
            style={{ stroke: `var(${colourToken(line.slot)})` }}
            strokeDasharray={DASHES[line.slot]?.join(' ')}
          />
        </svg>
        {line.topic}
      </th>
      <td>
        <PathChoice line={line} onPath={(path) => change((chart) => withLinePath(chart, line.slot, path))} />
      </td>
      {(['last', 'min', 'max'] as const).map((which) => (
        <td key={which} className={styles.number}>
          {summary ? plainNumber(summary[which]) : '–'}
        </td>
      ))}
      <td>
        <IconButton label={words.remove(line.topic)} onClick={() => change((chart) => withoutLine(chart, line.slot))}>
          <X size={14} />
        </IconButton>
      </td>
    </tr>
  );
}

function PathChoice({ line, onPath }: { line: DrawnLine; onPath: (path: string | null) => void }) {
  const words = strings.topics.charts;
  const path = line.path ?? line.paths[0] ?? null;
  if (path === null) return words.noNumber;
  if (line.paths.length <= 1 && line.path === null) return path === '' ? words.whole : path;
  const paths = line.paths.includes(path) ? line.paths : [path, ...line.paths];
  return (
    <select
      className={classes(field.input, styles.path)}
      aria-label={words.pathOf(line.topic)}
      value={path}
      onChange={(event) => onPath(event.target.value)}
    >
      {paths.map((each) => (
        <option key={each} value={each}>
          {each === '' ? words.whole : each}
        </option>
      ))}
    </select>
  );
}
