import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account, Counted, Delays, Endpoint, HubEndpoint, Listing } from './model.ts';
import { Child, memoryOf } from './processes.ts';
import { median } from './report.ts';
import { type Pace, probe } from './scenarios.ts';
import type { Single } from './single.ts';
import { renamed, setUpHouse, type Target } from './targets.ts';

/** What is kept when the hub starts, and how long it is looked at. */
export interface MillionPlan {
  /** Starts of the hub with each data folder, in turn. */
  starts: number;
  /** How often messages are timed without and with the listing, in turn. */
  probes: number;
  probeMs: number;
}

const DEVICES = 50;
const CLIENTS_PER_DEVICE = 20;
const SESSIONS = DEVICES * CLIENTS_PER_DEVICE;
const MESSAGES = 1_000;
const MOST_BYTES = 200;
const SETTLE_MS = 1_500;
const LISTINGS = 7;
const LIST_EVERY_MS = 1_000;
const START_MS = 60_000;
const FILL_MS = 240_000;
const ANSWER_MS = 10_000;

const MOST_GROWTH_MB = 104.9;
const MOST_START_MS = 2_000;
const MOST_LIST_MS = 200;
const MOST_ADDED_MS = 5;

interface House {
  dataDir: string;
  devices: Account[];
  app: Account;
}

/** What one start of the hub showed. */
interface Seen {
  startMs: number;
  startCpuMs: number;
  started: number;
  listed: number;
  listMs: number;
}

/** Start-up, memory and the queues page of a hub in which 1,000 messages wait for each of 1,000 clients, beside the same hub with none. */
export async function queueMillion(folder: string, plan: MillionPlan, execArgv: string[], generator: Child): Promise<Single> {
  const { none, full, fillSeconds } = await prepare(folder, generator);
  const seen: { none: Seen[]; full: Seen[] } = { none: [], full: [] };
  for (let start = 0; start < plan.starts; start++) {
    seen.none.push(await look(none, 0, []));
    seen.full.push(await look(full, SESSIONS * MESSAGES, execArgv));
  }
  const { quiet, busy } = await timed(full, plan, generator);
  const of = (which: keyof typeof seen, key: keyof Seen) => median(seen[which].map((one) => one[key]));
  const started = of('full', 'started') - of('none', 'started');
  const listed = of('full', 'listed') - of('none', 'listed');
  const added = median(busy.map(({ p99 }, at) => p99 - (quiet[at]?.p99 ?? Number.NaN)));
  const figures = {
    startMs: of('full', 'startMs'),
    emptyStartMs: of('none', 'startMs'),
    startCpuMs: of('full', 'startCpuMs'),
    emptyStartCpuMs: of('none', 'startCpuMs'),
    grownMb: started,
    grownAfterListingMb: listed,
    listMs: of('full', 'listMs'),
    quietP99: median(quiet.map(({ p99 }) => p99)),
    listingP99: median(busy.map(({ p99 }) => p99)),
    listingMax: Math.max(...busy.map(({ max }) => max)),
    added,
    fillSeconds,
  };
  const met =
    Math.max(started, listed) < MOST_GROWTH_MB &&
    figures.startMs < MOST_START_MS &&
    figures.listMs < MOST_LIST_MS &&
    added <= MOST_ADDED_MS;
  return {
    name: 'queue-million',
    text:
      `with 1,000,000 messages waiting the hub starts in ${figures.startMs.toFixed(0)} ms, with none in ${figures.emptyStartMs.toFixed(0)} ms ` +
      `(CPU time ${figures.startCpuMs.toFixed(0)} and ${figures.emptyStartCpuMs.toFixed(0)} ms)\n` +
      `  it has ${started.toFixed(0)} MB more memory, ${listed.toFixed(0)} MB more after the queues were listed ${LISTINGS} times\n` +
      `  listing them takes ${figures.listMs.toFixed(0)} ms; listed every second, messages at 1,000 a second take ${figures.listingP99.toFixed(1)} ms (p99), ` +
      `else ${figures.quietP99.toFixed(1)} ms: ${added.toFixed(1)} ms added; longest ${figures.listingMax.toFixed(0)} ms\n` +
      `  they were queued by MQTT in ${fillSeconds.toFixed(0)} s`,
    goal: `start in under ${MOST_START_MS} ms, growth under 100 MiB, listing in under ${MOST_LIST_MS} ms, at most ${MOST_ADDED_MS} ms added`,
    met,
    figures,
  };
}

/** Two data folders with the same devices and sessions, one of them with messages for all. Limits are as they come. */
async function prepare(folder: string, generator: Child): Promise<{ none: House; full: House; fillSeconds: number }> {
  const [emptyDir, dataDir] = [join(folder, 'none-queued'), join(folder, 'million-queued')];
  const names = Array.from({ length: DEVICES }, (_, at) => `dev-${at + 1}`);
  const house = await setUpHouse(emptyDir, names, async ({ port }, { devices }) => {
    await generator.ask('beginSessions', { door: { port, tls: false }, accounts: clientsOf(devices) }, FILL_MS);
  });
  cpSync(emptyDir, dataDir, { recursive: true });
  const hub = new Child('porchlight');
  try {
    const { port, pid } = await hub.ask<Endpoint>('start', { dataDir }, START_MS);
    const fill = { door: { port, tls: false }, publisher: house.app, sessions: SESSIONS, messages: MESSAGES, mostBytes: MOST_BYTES, pid };
    const { seconds } = await generator.ask<Counted>('fillQueues', fill, FILL_MS);
    await hub.ask('stop', {}, START_MS);
    return { none: { ...house, dataDir: emptyDir }, full: { ...house, dataDir }, fillSeconds: seconds };
  } finally {
    await hub.stop();
  }
}

const clientsOf = (devices: readonly Account[]) =>
  Array.from({ length: CLIENTS_PER_DEVICE }, (_, at) => renamed(devices, `away-${at + 1}`)).flat();

/** `waiting`: messages that must be there. */
async function look({ dataDir }: House, waiting: number, execArgv: string[]): Promise<Seen> {
  const hub = new Child('porchlight', execArgv);
  try {
    const { pid, startMs, startCpuMs } = await hub.ask<HubEndpoint>('start', { dataDir }, START_MS);
    await wait(SETTLE_MS);
    const started = memoryOf(pid) ?? Number.NaN;
    const listings: Listing[] = [];
    for (let listing = 0; listing < LISTINGS; listing++) listings.push(await hub.ask<Listing>('listQueues', {}, ANSWER_MS));
    const wrong = listings.find(({ messages }) => messages !== waiting);
    if (wrong) throw new Error(`${wrong.messages} messages wait after a start, not ${waiting}`);
    const listed = memoryOf(pid) ?? Number.NaN;
    await hub.ask('stop', {}, START_MS);
    return { startMs, startCpuMs, started, listed, listMs: median(listings.map(({ ms }) => ms)) };
  } finally {
    await hub.stop();
  }
}

/** How long messages take while nothing else happens, and while the queues are listed. */
async function timed({ dataDir, devices, app }: House, plan: MillionPlan, generator: Child): Promise<{ quiet: Delays[]; busy: Delays[] }> {
  const process = new Child('porchlight');
  try {
    const endpoint = await process.ask<HubEndpoint>('start', { dataDir }, START_MS);
    const target: Target = { name: 'porchlight', process, endpoint, devices, app };
    const pace: Pace = { warmUpMs: 500, ms: plan.probeMs, rounds: 1, queued: 0 };
    const [quiet, busy]: [Delays[], Delays[]] = [[], []];
    await probe(target, pace, generator);
    for (let round = 0; round < plan.probes; round++) {
      quiet.push(await probe(target, pace, generator));
      const listing = setInterval(() => void process.ask('listQueues', {}, ANSWER_MS), LIST_EVERY_MS);
      busy.push(await probe(target, pace, generator).finally(() => clearInterval(listing)));
    }
    await process.ask('stop', {}, START_MS);
    return { quiet, busy };
  } finally {
    await process.stop();
  }
}
