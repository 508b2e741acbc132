import { writeFileSync } from 'node:fs';
import { ALLOWED } from './brokers/allowed.ts';
import { Child, cpuOf, machineCpu } from './processes.ts';
import { queueMillion } from './queue-million.ts';
import { figuresTable, loadTable, lostLines, type Samples, verdicts } from './report.ts';
import { runToEnd } from './run-to-end.ts';
import { type Pace, SCENARIOS, type Scenario } from './scenarios.ts';
import { passwordStorm, permissionCheck, type Single } from './single.ts';
import { startTargets, type Target, type TargetName } from './targets.ts';

/** How scripts/bench.mjs starts it: one JSON argument. */
interface Options {
  quick: boolean;
  only: string | null;
  /** Where CPU profiles of Porchlight and aedes go. */
  profile: string | null;
  /** Emptied by who made it. */
  folder: string;
  resultFile: string;
  mosquitto: { program: string; passwordProgram: string } | null;
}

const options = JSON.parse(process.argv[2] as string) as Options;
const { quick } = options;
const PACE: Pace = quick ? { warmUpMs: 250, ms: 600, rounds: 3, queued: 50 } : { warmUpMs: 400, ms: 1_200, rounds: 5, queued: 100 };
const STORM = quick ? { devices: 100, quietMs: 1_500, stormMs: 3_000 } : { devices: 1_000, quietMs: 4_000, stormMs: 12_000 };
/** Ten more than the most that any load needs: they keep the passwords that Porchlight made. */
const DEVICES = 1_010;
const MILLION = quick ? { starts: 2, probes: 2, probeMs: 2_500 } : { starts: 5, probes: 5, probeMs: 5_000 };
const MOST_OTHERS = 0.1;
const LONGEST_MS = quick ? 480_000 : 1_800_000;

const chosen = SCENARIOS.filter(({ name }) => options.only === null || options.only === name);
const wants = (name: string) => options.only === null || options.only === name;
const targets: Target[] = [];
const generators: Child[] = [];
const results = new Map<string, Samples>();
const singles: Single[] = [];
/** The share of the machine that other programs took meanwhile. */
let others = 0;

/** Everything that was started ends, whatever happens. */
async function stopAll(): Promise<void> {
  await Promise.all([...generators, ...targets.map((target) => target.process)].map((child) => child.stop()));
}

async function run(scenario: Scenario): Promise<void> {
  const pace = scenario.pace?.(PACE) ?? PACE;
  const taking = targets.filter(({ name }) => scenario.targets.includes(name));
  for (let round = 0; round < pace.rounds; round++) {
    for (const target of taking) {
      // What the generator itself can do does not depend on the neighbours of a round.
      if (target.name === 'echo' && round > 0) continue;
      const found = await scenario.run(target, pace, generators as [Child, Child]);
      for (const [row, sample] of Object.entries(found)) {
        const samples = results.get(row) ?? {};
        samples[target.name] = [...(samples[target.name] ?? []), sample];
        results.set(row, samples);
      }
    }
  }
}

/** CPU time that programs other than ours used, and that the machine had. */
function othersCpu(): { used: number; had: number } {
  const { used, had } = machineCpu();
  const ours = [process.pid, ...generators.map(({ pid }) => pid), ...targets.map(({ endpoint }) => endpoint.pid)];
  return { used: used - ours.reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), 0), had };
}

async function main(): Promise<boolean> {
  const storm = wants('password-storm');
  const million = wants('queue-million');
  const onlyOurs: TargetName[] = ['porchlight'];
  const names: TargetName[] = chosen.length > 0 ? ['porchlight', 'aedes', 'mosquitto', 'echo'] : onlyOurs;
  const execArgv = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  if (chosen.length > 0 || storm || million) generators.push(new Child('generator'), new Child('generator'));
  if (chosen.length > 0 || storm) {
    const [generator] = generators as [Child];
    await startTargets({ ...options, deviceCount: DEVICES, only: names, execArgv, generator }, targets);
  }
  const before = othersCpu();
  for (const scenario of chosen) {
    console.log(`> ${scenario.name}`);
    await run(scenario);
  }
  const after = othersCpu();
  others = (after.used - before.used) / (after.had - before.had);
  if (wants('permission-check')) singles.push(await permissionCheck(quick ? 200 : 600));
  const ours = targets.find(({ name }) => name === 'porchlight');
  if (storm && ours) {
    console.log('> password-storm');
    singles.push(await passwordStorm(ours, STORM, generators as [Child, Child]));
  }
  if (million) {
    console.log('> queue-million');
    singles.push(await queueMillion(options.folder, MILLION, execArgv, (generators as [Child])[0]));
  }
  return tell();
}

/** Prints and writes the results. True if every goal is met. */
function tell(): boolean {
  const rows = chosen.flatMap((scenario) => scenario.rows);
  if (rows.length > 0) {
    console.log(
      `\nMedians of ${PACE.rounds} rounds in turn; ratios above 1.00: Porchlight is better. "generator": its own ceiling, without a broker.\n` +
        `All are told to allow ${ALLOWED.inFlight} messages on their way to a client and ${ALLOWED.queued} waiting, and no pace (Porchlight by its limits); ` +
        'what waits aedes keeps in memory, mosquitto stores when it ends or half an hour later, and Porchlight before it acknowledges.\n',
    );
    console.log(figuresTable(rows, results));
    const percent = `${Math.round(others * 100)} %`;
    if (others > MOST_OTHERS) console.log(`\nOther programs took ${percent} of this machine meanwhile: all of this is uncertain.`);
    const lost = lostLines(rows, results);
    if (lost) console.log(`\n${lost}`);
    const loads = loadTable(rows, results);
    if (loads) console.log(`\nCPU time of the broker for one operation; how much of a core broker and generator used.\n\n${loads}`);
  }
  for (const { text, goal, met } of singles) console.log(`\n${text}\n  goal: ${goal}: ${met ? 'met' : 'MISSED'}`);
  const outcome = rows.map((row) => ({
    ...row,
    samples: results.get(row.name) ?? {},
    verdicts: verdicts(row, results.get(row.name) ?? {}),
  }));
  writeFileSync(
    options.resultFile,
    `${JSON.stringify({ at: new Date().toISOString(), quick, others, rows: outcome, singles }, null, 2)}\n`,
  );
  const goals = [...outcome.flatMap((row) => row.verdicts.map(({ met }) => met)), ...singles.map(({ met }) => met)];
  const missed = goals.filter((met) => !met).length;
  console.log(`\n${goals.length - missed} goals met, ${missed} missed`);
  return missed === 0;
}

runToEnd(main, { stopAll, mostMs: LONGEST_MS });
