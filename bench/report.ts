import type { Row, Sample } from './scenarios.ts';
import type { TargetName } from './targets.ts';

/** All rounds of one row, by broker. */
export type Samples = Partial<Record<TargetName, Sample[]>>;

export interface Verdict {
  rival: TargetName;
  goal: number;
  ratio: number;
  met: boolean;
}

const TITLES: Record<TargetName, string> = { porchlight: 'Porchlight', aedes: 'aedes', mosquitto: 'mosquitto', echo: 'generator' };
const RIVALS = ['aedes', 'mosquitto'] as const;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The median over the rounds of the ratio within a round, above 1 where Porchlight is better; `null` if one is missing. */
export function ratio(row: Row, samples: Samples, rival: TargetName): number | null {
  const ratios = (samples.porchlight ?? []).flatMap(({ value }, round) => {
    const theirs = samples[rival]?.[round]?.value;
    if (theirs === undefined) return [];
    return row.lessIsBetter ? theirs / value : value / theirs;
  });
  return ratios.length === 0 ? null : median(ratios);
}

export function verdicts(row: Row, samples: Samples): Verdict[] {
  return (Object.entries(row.goals) as [TargetName, number][]).flatMap(([rival, goal]) => {
    const found = ratio(row, samples, rival);
    return found === null ? [] : { rival, goal, ratio: found, met: found >= goal };
  });
}

/** Figures side by side, and whether the goals are met. */
export function figuresTable(rows: readonly Row[], results: ReadonlyMap<string, Samples>): string {
  const names = ['porchlight', 'aedes', 'mosquitto', 'echo'] as const;
  const head = ['', 'unit', ...names.map((name) => TITLES[name]), 'to aedes', 'to mosquitto', 'goals'];
  const lines = rows.map((row) => {
    const samples = results.get(row.name) ?? {};
    const goals = verdicts(row, samples).map(({ rival, goal, met }) => `${met ? 'met' : 'MISSED'} (${rival} x ${goal})`);
    return [
      row.title,
      row.unit,
      ...names.map((name) => figure(samples[name]?.map(({ value }) => value))),
      ...RIVALS.map((rival) => times(ratio(row, samples, rival))),
      goals.join(', '),
    ];
  });
  return table([head, ...lines]);
}

/** Who lost messages, and how many in all rounds. Empty if nobody did. */
export function lostLines(rows: readonly Row[], results: ReadonlyMap<string, Samples>): string {
  const lines = rows.flatMap(({ name, title }) =>
    (Object.entries(results.get(name) ?? {}) as [TargetName, Sample[]][]).flatMap(([target, samples]) => {
      const lost = samples.reduce((sum, sample) => sum + sample.lost, 0);
      return lost > 0 ? [`${TITLES[target]} lost ${lost.toLocaleString('en')} messages: ${title}`] : [];
    }),
  );
  return lines.join('\n');
}

/** Who was busy: CPU time of the broker for one operation, and the shares of a core that broker and generator took. */
export function loadTable(rows: readonly Row[], results: ReadonlyMap<string, Samples>): string {
  const names = ['porchlight', 'aedes', 'mosquitto'] as const;
  const head = ['', ...names.map((name) => `${TITLES[name]}: µs, broker, generator`), 'cost to aedes'];
  const lines = rows.flatMap((row) => {
    const samples = results.get(row.name) ?? {};
    if (!samples.porchlight?.some(({ brokerLoad }) => brokerLoad !== null)) return [];
    return [
      [
        row.title,
        ...names.map((name) => {
          const all = samples[name];
          if (!all) return '-';
          const of = (key: 'cpuPerOperation' | 'brokerLoad' | 'generatorLoad') => median(all.map((sample) => sample[key] ?? Number.NaN));
          return `${of('cpuPerOperation').toFixed(1)}, ${share(of('brokerLoad'))}, ${share(of('generatorLoad'))}`;
        }),
        times(costRatio(samples)),
      ],
    ];
  });
  return lines.length === 0 ? '' : table([head, ...lines]);
}

/** Steadier than the rates where other programs run: how much CPU time aedes needs for what Porchlight does, as {@link ratio}. */
function costRatio({ porchlight = [], aedes = [] }: Samples): number | null {
  const ratios = porchlight.flatMap(({ cpuPerOperation: ours }, round) => {
    const theirs = aedes[round]?.cpuPerOperation ?? null;
    return ours === null || theirs === null ? [] : theirs / ours;
  });
  return ratios.length === 0 ? null : median(ratios);
}

function table(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const number = (text: string) => /^[\d-]/.test(text);
  const padded = lines.map((line) =>
    line.map((cell, at) => (number(cell) ? cell.padStart(widths[at] as number) : cell.padEnd(widths[at] as number))).join('  '),
  );
  padded.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return padded.map((line) => line.trimEnd()).join('\n');
}

function figure(values: readonly number[] | undefined): string {
  if (!values?.length) return '-';
  const value = median(values);
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

const times = (value: number | null) => (value === null ? '-' : value.toFixed(2));
const share = (value: number) => `${Math.round(value * 100)} %`;
