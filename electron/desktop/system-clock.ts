import type { KeeperClock } from './hub-keeper.ts';

export const systemClock: KeeperClock = {
  now: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
