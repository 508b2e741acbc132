import { setTimeout as wait } from 'node:timers/promises';
import type { Counted, Timing } from '../model.ts';
import { cpuOf } from '../processes.ts';

/** Lets a load run in, and then counts for a while. `count` tells how much was done so far. */
export async function counted({ warmUpMs, ms, pid }: Timing, count: () => number, lost: () => number = () => 0): Promise<Counted> {
  await wait(warmUpMs);
  const before = { count: count(), lost: lost() };
  const { operations, ...rest } = await worked(pid, async () => {
    await wait(ms);
    return count() - before.count;
  });
  return { ...rest, operations, lost: lost() - before.lost };
}

/** Measures work that ends by itself and tells how many operations it was. `pid`: the process whose CPU time is read. */
export async function worked(pid: number, work: () => Promise<number>): Promise<Omit<Counted, 'lost'>> {
  const before = { at: performance.now(), broker: cpuOf(pid), own: process.cpuUsage() };
  const operations = await work();
  const seconds = (performance.now() - before.at) / 1_000;
  const own = process.cpuUsage(before.own);
  const broker = cpuOf(pid);
  const brokerCpu = broker === null || before.broker === null ? null : broker - before.broker;
  return { operations, seconds, brokerCpu, generatorCpu: (own.user + own.system) / 1e6 };
}
