import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PAGE_RELEASE_MS } from '../../electron/desktop/limits.ts';
import { median } from '../report.ts';
import { runToEnd } from '../run-to-end.ts';
import { type Figure, figuresTable, mebibytes, milliseconds, withGoal, withoutGoal } from '../viewer/figures.ts';
import type { Memory } from './memory.ts';
import { StartedApp } from './started-app.ts';

/** How scripts/bench-app.mjs starts the benchmark: one JSON argument. */
interface Options {
  rounds: number;
  json: boolean;
  resultFile: string;
  /** The process that asked for it: it ends when that one does. */
  parent: number;
}

/** One start of each, one after the other. */
interface Round {
  /** Milliseconds until the first paint. */
  bare: number;
  window: number;
  /** Milliseconds until the window showed what the hub told it. */
  content: number;
  broker: number;
  memory: { bare: Memory | null; open: Memory | null };
}

/** What became of an app whose window was closed, and of one that was started without. */
interface Hidden {
  /** Milliseconds until the page was given back; `null`: it stayed. */
  releasedAfter: number | null;
  closed: Memory | null;
  never: Memory | null;
}

const options = JSON.parse(process.argv[2] as string) as Options;
const project = join(import.meta.dirname, '../..');
const bare = join(import.meta.dirname, 'bare/main.mjs');
const READY = 'porchlight ready ';
/** After the start, until memory counts as that of an app that does nothing. */
const REST_MS = 5_000;
/** More than the pause before a page is given back. */
const RELEASE_MOST_MS = PAGE_RELEASE_MS + 30_000;
const MOST_TIMES = 1.3;

const say = (line: string) => console.error(`> ${line}`);
const folder = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
const running = new Set<StartedApp>();

async function stopAll(): Promise<void> {
  await Promise.all([...running].map((app) => app.stop()));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

async function withApp<T>(args: readonly string[], use: (app: StartedApp) => Promise<T>): Promise<T> {
  const app = new StartedApp(args);
  running.add(app);
  try {
    return await use(app);
  } finally {
    await app.stop();
    running.delete(app);
  }
}

const data = join(folder, 'data');
const ours = (...flags: string[]) => [
  project,
  `--data-dir=${data}`,
  '--bind=127.0.0.1',
  '--mqtt-port=0',
  '--pair-port=0',
  '--emonesp-port=0',
  '--trigger-port=0',
  ...flags,
];
const theirs = () => [bare, `--user-data-dir=${join(folder, 'bare')}`];

/** A home that has been lived in: keys and database are there, and the welcome is over. */
async function settle(): Promise<void> {
  await withApp(ours('--hidden'), (app) => app.sayTime(READY));
  writeFileSync(join(data, 'desktop.json'), JSON.stringify({ preferences: { welcomed: true } }));
  await withApp(theirs(), (app) => app.firstPaint());
  await withApp(ours(), (app) => app.firstPaint());
}

async function oneRound(): Promise<Round> {
  const first = await withApp(theirs(), async (app) => {
    const paint = await app.firstPaint();
    await wait(REST_MS);
    return { paint, memory: app.memory() };
  });
  const second = await withApp(ours(), async (app) => {
    const broker = await app.sayTime(READY);
    const paint = await app.firstPaint();
    const content = await app.content();
    await wait(REST_MS);
    return { broker, paint, content, memory: app.memory() };
  });
  return {
    bare: first.paint,
    window: second.paint,
    content: second.content,
    broker: second.broker,
    memory: { bare: first.memory, open: second.memory },
  };
}

async function hide(): Promise<Hidden> {
  const closed = await withApp(ours(), async (app) => {
    await app.firstPaint();
    await wait(REST_MS);
    await app.closeWindow();
    const releasedAfter = await app.hasNoPage(RELEASE_MOST_MS);
    await wait(REST_MS);
    return { releasedAfter, memory: app.memory() };
  });
  const never = await withApp(ours('--hidden'), async (app) => {
    await app.sayTime(READY);
    await wait(REST_MS);
    return app.memory();
  });
  return { releasedAfter: closed.releasedAfter, closed: closed.memory, never };
}

const memoryText = (all: (Memory | null)[]): string => {
  const known = all.filter((memory) => memory !== null);
  if (known.length === 0) return 'not told by this system';
  return `${mebibytes(median(known.map(({ total }) => total)))} in ${median(known.map(({ processes }) => processes))} processes`;
};

function figuresOf(rounds: readonly Round[], hidden: Hidden): Figure[] {
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  const times = middle((round) => round.window / round.bare);
  const ahead = rounds.map((round) => round.window - round.broker);
  const early = ahead.filter((ms) => ms > 0).length;
  const share = (part: Memory | null, whole: readonly (Memory | null)[]) => {
    const all = whole.flatMap((memory) => (memory ? [memory.total] : []));
    return part && all.length > 0 ? `, ${(part.total / median(all)).toFixed(2)} times the bare window's` : '';
  };
  const bareMemory = rounds.map(({ memory }) => memory.bare);
  return [
    withoutGoal('bare window: start to first paint', milliseconds(middle((round) => round.bare))),
    withoutGoal('Porchlight: start to first paint', milliseconds(middle((round) => round.window))),
    withoutGoal('Porchlight: start to the Inbox', milliseconds(middle((round) => round.content))),
    withoutGoal('Porchlight: start to broker ready', milliseconds(middle((round) => round.broker))),
    withGoal('first paint, to the bare window', `${times.toFixed(2)} times`, `at most ${MOST_TIMES} times`, times <= MOST_TIMES),
    withGoal(
      'broker ready before the first paint',
      `${milliseconds(median(ahead))} before, in ${early} of ${rounds.length} starts`,
      'in all',
      early === rounds.length,
    ),
    withoutGoal('memory: bare window', memoryText(bareMemory)),
    withoutGoal('memory: window open', memoryText(rounds.map(({ memory }) => memory.open))),
    withoutGoal('memory: window closed', `${memoryText([hidden.closed])}${share(hidden.closed, bareMemory)}`),
    withGoal(
      'its page, hidden',
      hidden.releasedAfter === null ? 'stayed' : `was given back after ${Math.round(hidden.releasedAfter / 1_000)} s`,
      'is given back',
      hidden.releasedAfter !== null,
    ),
    withoutGoal('memory: started hidden', `${memoryText([hidden.never])}${share(hidden.never, bareMemory)}`),
  ];
}

async function main(): Promise<void> {
  const start = performance.now();
  say('a first start of each, which counts for nothing');
  await settle();
  const rounds: Round[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    say(`round ${round} of ${options.rounds}`);
    rounds.push(await oneRound());
  }
  say('hidden: the page is given back after a while');
  const hidden = await hide();
  const seconds = (performance.now() - start) / 1_000;
  const figures = figuresOf(rounds, hidden);
  const text = `${JSON.stringify({ at: new Date().toISOString(), seconds, figures, rounds, hidden }, null, 2)}\n`;
  writeFileSync(options.resultFile, text);
  if (options.json) {
    process.stdout.write(text);
    return;
  }
  const missed = figures.filter(({ met }) => met === false).length;
  console.log(`\n${figuresTable(figures)}`);
  console.log(`\nMedians. ${figures.filter(({ met }) => met).length} goals met, ${missed} missed; ${Math.round(seconds)} s`);
}

runToEnd(main, { stopAll, mostMs: options.rounds * 60_000 + 2 * RELEASE_MOST_MS + 120_000, parent: options.parent });
