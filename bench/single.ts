import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from './model.ts';
import { Child } from './processes.ts';
import { type Pace, probe } from './scenarios.ts';
import type { Target } from './targets.ts';

/** A figure of Porchlight alone. */
export interface Single {
  name: string;
  text: string;
  goal: string;
  met: boolean;
  figures: Record<string, number>;
}

const MICRO_MS = 120_000;
const TYPE_MS = 400_000;
const ANSWER_MS = 5_000;
const SPARE_MS = 30_000;
const MOST_CHECK_GROWTH = 0.1;
const MOST_ADDED_MS = 20;

/** What a permission check costs with few and with many devices. */
export async function permissionCheck(rounds: number): Promise<Single> {
  const child = new Child('permission-check');
  try {
    const { few, many } = await child.ask<{ few: number; many: number }>('run', { rounds }, MICRO_MS);
    const growth = many / few - 1;
    return {
      name: 'permission-check',
      text: `a permission check takes ${few.toFixed(0)} ns with 10 devices and ${many.toFixed(0)} ns with 10,000 (${percent(growth)})`,
      goal: `within ${MOST_CHECK_GROWTH * 100} %`,
      met: Math.abs(growth) <= MOST_CHECK_GROWTH,
      figures: { few, many },
    };
  } finally {
    await child.stop();
  }
}

export interface StormPlan {
  devices: number;
  quietMs: number;
  stormMs: number;
}

interface StormEnd {
  connected: number;
  refusals: number;
  seconds: number;
}

/** How long messages are held up while many devices come back at once, each with a password that costs a slow hash. */
export async function passwordStorm(target: Target, plan: StormPlan, generators: [Child, Child]): Promise<Single> {
  // The ten that the probe publishes by keep their own.
  const devices = target.devices.slice(10, 10 + plan.devices);
  const made = await underStorm(target, plan, generators, devices);
  const typed = devices.map((device) => ({ ...device, password: `typed for ${device.userName}` }));
  await target.process.ask('typePasswords', { accounts: typed }, TYPE_MS);
  const quiet = await probe(target, pace(plan.quietMs), generators[0]);
  const { storm, busy, late } = await underStorm(target, plan, generators, typed);
  const added = busy.p99 - quiet.p99;
  const { connected, refusals, seconds } = storm;
  return {
    name: 'password-storm',
    text:
      `while ${devices.length} devices come back at once with typed passwords, messages take ${busy.p99.toFixed(1)} ms (p99), ` +
      `else ${quiet.p99.toFixed(1)} ms: ${added.toFixed(1)} ms added\n` +
      `  with passwords that Porchlight made, which need no slow hash: ${(made.busy.p99 - quiet.p99).toFixed(1)} ms added\n` +
      `  longest ${busy.max.toFixed(0)} ms; the hub's thread was late by ${late.toFixed(1)} ms, the generator's by ${busy.ownP99.toFixed(1)} ms (p99)\n` +
      `  ${connected} were in after ${seconds.toFixed(0)} s, ${refusals} times refused for now`,
    goal: `at most ${MOST_ADDED_MS} ms added`,
    met: added <= MOST_ADDED_MS,
    figures: {
      quietP99: quiet.p99,
      madeP99: made.busy.p99,
      typedP99: busy.p99,
      added,
      max: busy.max,
      hubLateP99: late,
      generatorLateP99: busy.ownP99,
      connected,
      refusals,
      seconds,
    },
  };
}

const RUN_IN_MS = 500;
const pace = (ms: number): Pace => ({ warmUpMs: RUN_IN_MS, ms, rounds: 1, queued: 0 });

/** The probe's delays while the devices come back, from their first moment on. */
async function underStorm(target: Target, { stormMs }: StormPlan, [first, second]: [Child, Child], accounts: Account[]) {
  await target.process.ask('watchLateness', {}, ANSWER_MS);
  const probing = probe(target, pace(stormMs), first);
  await wait(RUN_IN_MS);
  const door = { port: target.endpoint.port, tls: false };
  const storming = second.ask<StormEnd>('storm', { door, accounts, ms: stormMs }, stormMs + SPARE_MS);
  const [busy, storm] = await Promise.all([probing, storming]);
  return { busy, storm, late: await target.process.ask<number>('lateness', {}, ANSWER_MS) };
}

const percent = (part: number) => `${part >= 0 ? '+' : ''}${(part * 100).toFixed(1)} %`;
