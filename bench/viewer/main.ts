import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cpuOf, machineCpu } from '../processes.ts';
import { runToEnd } from '../run-to-end.ts';
import { clickRows } from './clicks.ts';
import { type Delivery, deliveryFigures, measureDelivery } from './delivery.ts';
import { type Figure, figuresTable } from './figures.ts';
import { type Flood, floodFigures, measureFlood } from './flood.ts';
import { Load } from './load.ts';
import { type Flat, flatFigures, growthFigure, watchMemory } from './memory.ts';
import { type Options, planOf, TOPICS_PER_LEVEL } from './plan.ts';
import { profiled, profileLines, type ThreadProfile } from './profile.ts';
import { ViewerApp } from './viewer-app.ts';

const options = JSON.parse(process.argv[2] as string) as Options;
const plan = planOf(options);
const ROOT = 'house';
/** After the start, until memory counts as that of an app that does nothing. */
const IDLE_MS = 5_000;
/** For each topic once. */
const FILL_MS = 60_000;
/** Beside what is planned: starts, the pauses between phases, the trees to open. */
const SPARE_MS = 240_000;
const MOST_OTHERS = 0.2;

const say = (line: string) => console.error(`> ${line}`);
const load = new Load();
let app: ViewerApp | null = null;

async function stopAll(): Promise<void> {
  await Promise.all([app?.close(), load.end()]);
}

/** Runs a part with an app of its own, so that its memory and its counts begin anew. */
async function withApp<T>(part: (app: ViewerApp) => Promise<T>): Promise<T> {
  app = await ViewerApp.start();
  try {
    return await part(app);
  } finally {
    await app.close();
    app = null;
  }
}

interface Steady {
  figures: Figure[];
  delivery: Delivery;
  flat: Flat;
  profiles: ThreadProfile[];
  /** The part of the machine that other programs took, the display's server among them. */
  others: number;
}

async function steadyLoad(app: ViewerApp): Promise<Steady> {
  await load.open(app, ROOT);
  await wait(IDLE_MS);
  const before = await app.memory();
  say(`${plan.topics.toLocaleString('en')} topics, ${plan.perSecond.toLocaleString('en')} messages a second`);
  const pace = { root: ROOT, topics: plan.topics, perLevel: TOPICS_PER_LEVEL, perSecond: plan.perSecond, once: false };
  await load.start({ ...pace, once: true });
  await load.finished(FILL_MS);
  await app.open(ROOT, 1);
  // The app's processes have all started by now.
  const { pids } = await app.memory();
  const cpu = () => ({ machine: machineCpu(), ours: [process.pid, ...pids].reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), load.cpu) });
  const start = cpu();
  const delivery = await measureDelivery(app, load, plan, pace);
  const stop = cpu();
  const others = (stop.machine.used - start.machine.used - (stop.ours - start.ours)) / (stop.machine.had - start.machine.had);
  const after = await app.memory();
  say('memory, with the load going on');
  await load.start(pace);
  const flat = await watchMemory(app, plan.flatMs);
  const profiles = plan.profileMs === 0 ? [] : await profiled(app, () => clickRows((app as ViewerApp).page, plan.profileMs));
  const ended = await load.close();
  const figures = [
    ...deliveryFigures(delivery, ended),
    growthFigure('memory, before and under the load', before, after),
    ...flatFigures(flat),
  ];
  return { figures, delivery, flat, profiles, others };
}

function tell(steady: Steady, flood: Flood, seconds: number): void {
  const figures = [...steady.figures, ...floodFigures(flood)];
  const missed = figures.filter(({ met }) => met === false).length;
  const met = figures.filter((figure) => figure.met === true).length;
  const { profiles, others } = steady;
  for (const { thread, profile } of profiles) {
    writeFileSync(join(dirname(options.resultFile), `viewer-${thread}.cpuprofile`), JSON.stringify(profile));
  }
  const tops = profiles.map(({ profile: _, ...rest }) => rest);
  const { delivery, flat } = steady;
  const results = { at: new Date().toISOString(), plan, seconds, others, figures, delivery, flat, flood, profiles: tops };
  const text = `${JSON.stringify(results, null, 2)}\n`;
  writeFileSync(options.resultFile, text);
  if (options.json) {
    process.stdout.write(text);
    return;
  }
  console.log(`\n${figuresTable(figures)}`);
  if (profiles.length > 0) console.log(`\nWhere the time went, each thread by itself:\n\n${profileLines(profiles)}`);
  if (others > MOST_OTHERS)
    console.log(
      `\nOther programs, the virtual display among them, took ${Math.round(others * 100)} % of this machine meanwhile: all of this is uncertain.`,
    );
  console.log(`\n${met} goals met, ${missed} missed; ${Math.round(seconds)} s`);
}

async function main(): Promise<void> {
  const start = performance.now();
  const steady = await withApp(steadyLoad);
  say(`${plan.flood.toLocaleString('en')} topics`);
  const flood = await withApp((fresh) => measureFlood(fresh, load, plan));
  tell(steady, flood, (performance.now() - start) / 1_000);
}

const plannedMs = 2 * plan.rounds * plan.phaseMs + plan.flatMs + plan.profileMs + (plan.flood / plan.floodPerSecond) * 5_000;
runToEnd(main, { stopAll, mostMs: plannedMs + SPARE_MS, parent: options.parent });
