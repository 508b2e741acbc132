import { setTimeout as wait } from 'node:timers/promises';
import type { Counted, Timing } from '../model.ts';
import { cpuOf } from '../processes.ts';

/** Lets a load run in, and then counts for a while. `count` tells how much was done so far. */
export async function counted({ warmUpMs, ms, pid }: Timing, count: () => number, lost: () => number = () => 0): Promise<Counted> {
  await wait(warmUpMs);
  const before = { count: count(), lost: lost(), at: performance.now(), broker: cpuOf(pid), own: process.cpuUsage() };
  await wait(ms);
  const seconds = (performance.now() - before.at) / 1_000;
  const own = process.cpuUsage(before.own);
  const broker = cpuOf(pid);
  return {
    operations: count() - before.count,
    seconds,
    brokerCpu: broker === null || before.broker === null ? null : broker - before.broker,
    generatorCpu: (own.user + own.system) / 1e6,
    lost: lost() - before.lost,
  };
}
